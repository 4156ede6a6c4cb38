"""How a community safety plan becomes a site: read, resolve, record, render."""
