"""The program as one file, as `pip` installs it: from a checkout, or from where it is installed.

A new plan keeps that file, so that everybody who works on it, and every machine that checks it,
runs the same program, whether or not it can be had from anywhere else.
"""

import tomllib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from safety_plan import __version__
from safety_plan.core.digests import digest_of_file
from safety_plan.core.resources import PACKAGE, PROJECT_ROOT

#: Files of a checkout that stand beside the package, and that an installed program has in it.
SHIPPED = "starter/shipped"
_PROJECT = "community-safety-plan"
_NAME = f"community_safety_plan-{__version__}"
WHEEL_NAME = f"{_NAME}-py3-none-any.whl"
_DESCRIPTION = ("METADATA", "entry_points.txt", "licenses/LICENSE")
#: The earliest day that a zip file can hold: the same program makes the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)
_TAGS = "Wheel-Version: 1.0\nGenerator: safety-plan\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def shipped_file(name: str) -> Path:
    """The file *name* that the project ships: beside the package, or in it where installed."""
    installed = PACKAGE / SHIPPED / name
    return installed if installed.is_file() else PROJECT_ROOT / name


def write_wheel(folder: Path) -> str:
    """Writes the program into *folder* and gives its digest, as hexadecimal text."""
    file = folder / WHEEL_NAME
    contents = dict(sorted({**dict(_package_files()), **dict(_description())}.items()))
    lines = [f"{path},{_digest(content)},{len(content)}" for path, content in contents.items()]
    record = f"{_NAME}.dist-info/RECORD"
    contents[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            info = ZipInfo(name, _DAY)
            info.external_attr = 0o644 << 16
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)
    return digest_of_file(file)


def _digest(content: bytes) -> str:
    return f"sha256={urlsafe_b64encode(sha256(content).digest()).rstrip(b'=').decode()}"


def _package_files() -> Iterator[tuple[str, bytes]]:
    """Every file of the package by its path in the wheel, and those that stand beside it."""
    for file in sorted(PACKAGE.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc":
            yield f"{PACKAGE.name}/{file.relative_to(PACKAGE).as_posix()}", file.read_bytes()
    for name in ("requirements.txt", "macros.py", "CONTRIBUTING.md"):
        yield f"{PACKAGE.name}/{SHIPPED}/{name}", shipped_file(name).read_bytes()


def _description() -> Iterator[tuple[str, bytes]]:
    """What `pip` reads of the program: its name, what it needs, its commands, its licence."""
    installed = PACKAGE.parent / f"{_NAME}.dist-info"
    if installed.is_dir():
        texts = {name: (installed / name).read_text("utf-8") for name in _DESCRIPTION}
    else:
        texts = dict(zip(_DESCRIPTION, _of_checkout(), strict=True))
    for name, text in (*texts.items(), ("WHEEL", _TAGS)):
        yield f"{_NAME}.dist-info/{name}", text.encode()


def _of_checkout() -> tuple[str, str, str]:
    """The description, the commands and the licence, as a checkout has them."""
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {_PROJECT}",
        f"Version: {__version__}",
        f"Summary: {project['description']}",
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {needed}" for needed in project["dependencies"]),
    ]
    groups = {"console_scripts": project["scripts"], **project["entry-points"]}
    commands = [
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in entries.items())
        for group, entries in groups.items()
    ]
    licence = (PROJECT_ROOT / "LICENSE").read_text("utf-8")
    return "\n".join(lines) + "\n", "\n".join(commands), licence
