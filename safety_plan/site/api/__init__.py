"""The files that other programs read: `api/`, with a schema for each kind of them."""
