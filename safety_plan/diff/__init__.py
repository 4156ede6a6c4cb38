"""Two records compared."""
