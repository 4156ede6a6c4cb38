"""How a command ends, as a number that other programs read."""

EXIT_OK = 0
#: There is something for an author to put right.
EXIT_PROBLEMS = 1
#: The command was called wrongly.
EXIT_USAGE = 2
#: Something is missing on this machine.
EXIT_MISSING = 3
#: A fault of ours.
EXIT_BUG = 70
#: Ctrl-C, as shells count it: 128 and the number of the signal.
EXIT_INTERRUPTED = 130
