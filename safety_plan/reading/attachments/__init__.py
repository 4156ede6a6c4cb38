"""Reading files that are published with a plan: what each is, and what must not be in it."""
