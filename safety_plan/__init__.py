"""How a community safety plan becomes a site: read, resolve, record, render."""

__version__ = "1.0"
