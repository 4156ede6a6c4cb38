"""Strict readers of files that never raise on content."""
