"""What ends a command for another reason than a mistake in the plan."""


class MissingToolError(Exception):
    """Something is missing on this machine; the message says what, and how to get it."""
