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
        this = ".".join(str(part) for part in sys.version_info[:3])
        stop(f"This needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {this}.")
    python = venv_python()
    if not python.exists():
        _make_venv()
    stamp, wanted = _stamp(requirements)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        _install(python, requirements)
        stamp.write_text(wanted, encoding="utf-8")
    if Path(sys.prefix).resolve() != VENV.resolve():
        sys.exit(subprocess.run([str(python), *sys.argv], check=False).returncode)


def stop(sentence: str) -> NoReturn:
    """Ends the command: something is missing on this machine."""
    print(sentence, file=sys.stderr)
    sys.exit(MISSING_HERE)


def venv_python() -> Path:
    """The Python inside `.venv`."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return VENV / folder / name


def _say(progress: str) -> None:
    """Tells the person waiting; never where a program reads the command's answer."""
    print(progress, file=sys.stderr, flush=True)


def _make_venv() -> None:
    _say("Making a place for the tools this site needs (.venv) …")
    try:
        import venv

        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
    except (ImportError, subprocess.CalledProcessError):
        told = "On Debian or Ubuntu install it with: sudo apt install python3-venv"
        stop(f"Python's venv module is missing. {told}")


def _stamp(requirements: str) -> tuple[Path, str]:
    """The file that says what was installed, and what it should say."""
    wanted = sha256((HOUSE / requirements).read_bytes()).hexdigest()
    return VENV / f"installed-{requirements.replace('/', '-')}", wanted


def _install(python: Path, requirements: str) -> None:
    """Installs *requirements*, each file held against its digest; shows each that arrives."""
    count = (HOUSE / requirements).read_text(encoding="utf-8").count("==")
    _say(f"Installing {count} packages from {requirements}; the first time takes a minute …")
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", "-r", str(HOUSE / requirements)]
    said: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            if line.startswith("Collecting "):
                _say(f"  {line.split()[1]}")
    if pip.returncode:
        print("".join(said)[-3000:], file=sys.stderr)
        stop("The packages could not be installed. Is this machine online?")
