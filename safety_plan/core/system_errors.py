"""What the system refused, in a sentence, and what to do: a full disk, a folder that is read-only.

None of it is a mistake in the plan, and none is a fault of the program.
"""

import errno
import os
import re
import shutil

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NO_RIGHT = (errno.EROFS, errno.EACCES, errno.EPERM)
_NO_SWAP = (errno.EBUSY, errno.EXDEV)
_NO_FOLDER = (errno.ENOTDIR, errno.EISDIR, errno.ENOENT, errno.EEXIST, errno.ENAMETOOLONG)
_NO_WAY = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP)


def advice_on(error: OSError) -> str:
    """What a person can do about *error*."""
    if error.errno in _NO_ROOM:
        return "The disk is full. Make room on it, or name a folder on another disk."
    if error.errno in _NO_RIGHT:
        return "You may not write there. Name another folder, or ask for the right to use this one."
    if error.errno in _NO_SWAP:
        return (
            "It is the top of a disk or of a shared folder, which cannot be replaced as a whole. "
            "Name a folder inside it."
        )
    if error.errno in _NO_FOLDER:
        return "A folder is missing there, or a file stands in its place. Name another folder."
    if error.errno in _NO_WAY:
        return "That disk cannot do what is needed. Name a folder on a disk of this machine."
    return "Try again, or name another folder."


def describe_system_error(error: OSError) -> str:
    """*error* in two sentences: what was refused, and what to do."""
    first = first_error(error)
    place = f"“{first.filename}” could not be used" if first.filename else "Something was refused"
    return f"{place}. The system said: {reason_of(first)}. {advice_on(first)}"


def reason_of(error: OSError) -> str:
    """What the system said, without the number and the paths that stand around it."""
    return error.strerror or str(error) or type(error).__name__


def first_error(error: OSError) -> OSError:
    """*error*, or of the many that copying a folder gathers into one, the first."""
    if not isinstance(error, shutil.Error):
        return error
    _, target, reason = error.args[0][0] if isinstance(error.args[0], list) else ("", "", error)
    number = re.match(r"\[Errno (\d+)\]", str(reason))
    if number is None:
        return OSError(str(reason))
    return OSError(int(number[1]), os.strerror(int(number[1])), str(target))


def find_system_error(error: BaseException | None) -> OSError | None:
    """The first OSError among *error* and what it came from; None where there is none."""
    while error is not None:
        if isinstance(error, OSError):
            return error
        error = error.__cause__ or error.__context__
    return None
