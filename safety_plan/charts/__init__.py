"""Charts, drawn by matplotlib as small inline SVG."""
