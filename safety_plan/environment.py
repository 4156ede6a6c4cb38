"""What the commands run on: a `.venv` of their own, made and kept up to date.

Standard library only, and nothing of the house: this runs before anything is
installed. A command calls `ready()` first; where it is not yet running inside
`.venv`, it is started again there.
"""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

HOUSE = Path(__file__).resolve().parents[1]
VENV = HOUSE / ".venv"
OLDEST = (3, 11)

DONE, TO_PUT_RIGHT, CALLED_WRONGLY, MISSING_HERE = 0, 1, 2, 3


def ready(requirements: str = "requirements.txt") -> None:
    """Makes sure that this process runs inside `.venv` with *requirements* installed."""
    if sys.version_info < OLDEST:
        stop(f"This needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {_version()}.")
    python = venv_python()
    if not python.exists():
        _make_venv()
    if not _installed(requirements):
        _install(python, requirements)
    if Path(sys.prefix).resolve() != VENV.resolve():
        code = subprocess.run([str(python), *sys.argv], check=False).returncode
        sys.exit(code)


def stop(sentence: str) -> NoReturn:
    """Ends the command: something is missing on this machine."""
    print(sentence, file=sys.stderr)
    sys.exit(MISSING_HERE)


def venv_python() -> Path:
    """The Python inside `.venv`."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return VENV / folder / name


def _version() -> str:
    return ".".join(str(part) for part in sys.version_info[:3])


def _make_venv() -> None:
    print("Making a place for the tools this site needs (.venv) …", flush=True)
    try:
        import venv

        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
    except (ImportError, subprocess.CalledProcessError):
        stop(
            "Python's venv module is missing. On Debian or Ubuntu install it with: "
            "sudo apt install python3-venv"
        )


def _stamp(requirements: str) -> Path:
    return VENV / f"installed-{requirements.replace('/', '-')}"


def _wanted(requirements: str) -> str:
    return sha256((HOUSE / requirements).read_bytes()).hexdigest()


def _installed(requirements: str) -> bool:
    stamp = _stamp(requirements)
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _wanted(requirements)


def _install(python: Path, requirements: str) -> None:
    """Installs *requirements*, each file of it held against its digest."""
    count = (HOUSE / requirements).read_text(encoding="utf-8").count("==")
    print(f"Installing {count} packages from {requirements}; the first time takes a minute …")
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", "-r", str(HOUSE / requirements)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as pip:
        said = _shown(pip)
    if pip.returncode:
        print(said[-3000:], file=sys.stderr)
        stop("The packages could not be installed. Is this machine online?")
    _stamp(requirements).write_text(_wanted(requirements), encoding="utf-8")


def _shown(pip: subprocess.Popen[bytes]) -> str:
    """Shows a line for each package that arrives; gives back all that was said."""
    said: list[str] = []
    for raw in pip.stdout or ():
        line = raw.decode(errors="replace").rstrip()
        said.append(line)
        if line.startswith("Collecting "):
            print(f"  {line.split()[1]}", flush=True)
    pip.wait()
    return "\n".join(said)
