"""Putting the built site where the public reads it."""
