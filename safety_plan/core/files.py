"""Files and folders that are replaced at once.

Whoever reads meanwhile, or after a stop however hard, meets the earlier one or the new
one, whole. The new one is made beside the old one, on the same disk, and then renamed. What lies
in a folder that nobody reads yet is written as it is.
"""

import os
import shutil
import stat
from pathlib import Path
from secrets import token_hex

#: How the name of a file ends that was not finished; such a file can be deleted.
UNFINISHED = ".part"
#: What everybody may do with what is published: enter and list a folder, read a file.
_READ_FOLDER = 0o755
_READ_FILE = 0o644


def replace_file(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Makes *content* the whole of the file *path*, whose folder must be there.

    Where *durable*, the bytes are on the disk before anything of the earlier file is given
    up, so that losing power loses neither; leave that out only for what can be made again.
    The permissions of the earlier file stay. Raises OSError, and then *path* is as it was.
    """
    part = path.with_name(f".{path.name}-{token_hex(8)}{UNFINISHED}")
    try:
        with part.open("xb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if durable:
        _flush(path.parent)


def write_file(path: Path, content: bytes) -> None:
    """Writes *content* into *path*, and makes its folder; only where nobody reads meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def aside_of(target: Path) -> Path:
    """Where the earlier folder stands while another takes the place of *target*."""
    return target.with_name(f".{target.name}-before")


def replace_folder(
    staging: Path, target: Path, *, aside: Path | None = None, durable: bool = True
) -> None:
    """Puts the folder *staging* where *target* stands, if anything does, and takes that away.

    Both must be on one disk. No system renames over a full folder, so for a moment the
    earlier one stands *aside* (`aside_of(target)` unless named) and none at *target*; after
    a stop just then `restore_folder` brings it back. With *durable* all bytes of *staging*
    are on the disk first. Raises OSError, and then *target* is as it was.
    """
    before = aside or aside_of(target)
    restore_folder(target, aside=before)
    if durable:
        for path in [*staging.rglob("*"), staging]:
            _flush(path)
    if not target.exists():
        staging.rename(target)
    else:
        target.rename(before)
        try:
            staging.rename(target)
        except BaseException:
            before.rename(target)
            raise
    if durable:
        _flush(target.parent)
    shutil.rmtree(before, ignore_errors=True)


def restore_folder(target: Path, *, aside: Path | None = None) -> bool:
    """Ends a `replace_folder` that was stopped; False where there is none to end.

    The earlier folder comes back if nothing stands at *target*, and goes if the new one does.
    """
    before = aside or aside_of(target)
    if not before.exists():
        return False
    if target.exists():
        shutil.rmtree(before, ignore_errors=True)
    else:
        before.rename(target)
    return True


def make_folder(path: Path) -> None:
    """Makes the folder *path* and those above it; each new one may be entered by everybody.

    So a web server finds its way to what is published there, whatever the person who publishes
    lets others read. Raises OSError.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for folder in missing:
        folder.chmod(folder.stat().st_mode | _READ_FOLDER)


def open_to_readers(folder: Path) -> None:
    """Lets everybody read *folder* and all that is in it; no right is taken from anybody."""
    for path in [folder, *folder.rglob("*")]:
        mode = path.lstat().st_mode
        readable = mode | (_READ_FOLDER if stat.S_ISDIR(mode) else _READ_FILE)
        if readable != mode and not stat.S_ISLNK(mode):
            path.chmod(readable)


def copy_folder(source: Path, target: Path) -> None:
    """Copies the files of *source* into the new folder *target*; ends at the first that fails."""
    target.mkdir()
    for path in sorted(source.rglob("*")):  # a folder comes before what is in it
        copy = target.joinpath(*path.relative_to(source).parts)
        if path.is_dir():
            copy.mkdir()
        else:
            shutil.copyfile(path, copy)


def _flush(path: Path) -> None:
    """Waits until *path* is on the disk; a folder only where the system can say so."""
    posix = os.name == "posix"
    if path.is_dir() and not posix:
        return
    handle = os.open(path, os.O_RDONLY if posix else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
