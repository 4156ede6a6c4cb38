"""Seals the working revision, once it is adopted or has lapsed, into revisions/.

With --proposed, notes a proposed one as it is put before the public; with --again ID, seals a
revision anew; with --remove ID, takes words out of one; with --witness, asks the outside witness
for its time stamp.
"""

import os
import signal
import sys

#: The subcommand for each way to call this door.
COMMANDS = {
    "--proposed": "propose",
    "--again": "reseal",
    "--remove": "redact",
    "--witness": "witness",
}
#: What the officers' guide calls an option of a subcommand.
OPTIONS = {"--words": "--text", "--ground": "--basis"}


def translate(arguments: list[str]) -> tuple[str, list[str]]:
    """The subcommand of `safety-plan` that *arguments* ask for, and its own arguments."""
    command = "seal"
    words = []
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if name in COMMANDS and command == "seal":
            command = COMMANDS[name]
            words += [value] if equals else []
        else:
            words.append(OPTIONS.get(name, name) + equals + value)
    return command, words


if __name__ == "__main__":
    sys.pycache_prefix = os.devnull  # runs no compiled code that came with the folder
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a word until then
    import bootstrap

    bootstrap.run(*translate(sys.argv[1:]))
