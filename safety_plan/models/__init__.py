"""What a plan is made of: typed, frozen, read from `data/` and `docs/`."""
