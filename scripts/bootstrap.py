"""What the doors in this folder stand on: a `.venv` of their own, made and kept up to date.

Standard library only: this runs before anything is installed. A door calls `run(...)`, or
`ready()` and then what it needs; where it is not yet running inside `.venv`, it is started
again there. Everything it says goes to stderr, beside the answer of the command.
"""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, NoReturn

from packages import install
from processes import (
    PROJECT_ROOT,
    SHOWN_LINES,
    VENV,
    clean_environment,
    is_inside_venv,
    run_child,
    run_python,
    say,
    say_last_lines,
    venv_python,
)
from tracked_files import unread_files

OLDEST = (3, 11)

# As in safety_plan/cli/exit_codes.py, which cannot be imported before anything is installed.
EXIT_PROBLEMS = 1
EXIT_MISSING = 3
EXIT_INTERRUPTED = 130

VENV_ADVICE = "On Debian or Ubuntu, install what is missing with: sudo apt install python3-venv"
#: Fails where a file of pip is missing or cut short: making `.venv` was interrupted.
PIP_IS_WHOLE = """
from importlib.metadata import files
sizes = {file: file.size for file in files("pip") if file.size and file.suffix != ".pyc"}
assert sizes and all(file.locate().stat().st_size == size for file, size in sizes.items())
"""


def run(
    command: str, arguments: Sequence[str] | None = None, requirements: str = "requirements.txt"
) -> NoReturn:
    """Runs the subcommand *command* of `safety-plan` inside `.venv`, and ends the process.

    *arguments* are those of this process where none are given. The plan is the one of this
    checkout where they name no other.
    """
    ready(requirements)
    try:
        from safety_plan.cli import load_command, run_command

        own_plan = ["--plan", str(PROJECT_ROOT)] if command not in ("explain", "new") else []
        words = sys.argv[1:] if arguments is None else arguments
        run_command(load_command(command), [*own_plan, *words], f"scripts/{Path(sys.argv[0]).name}")
    except KeyboardInterrupt:
        _end_interrupted()


def ready(requirements: str = "requirements.txt") -> None:
    """Makes sure that this process runs inside `.venv` with *requirements* installed.

    Where something is missing on this machine, the process ends with a sentence.
    """
    if sys.version_info < OLDEST:
        version = ".".join(str(part) for part in sys.version_info[:3])
        stop(f"This needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {version}.")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        _refuse_unread_files()
        # The doors run no compiled code that lies beside them: only now is it known to be ours.
        sys.pycache_prefix = None
        _prepare(requirements)
        if not is_inside_venv():
            _start_again()
    except KeyboardInterrupt:
        _end_interrupted()
    except OSError as error:
        stop(f"The tools could not be set up in {VENV}. The system said: {error}")
    sys.path.insert(0, str(PROJECT_ROOT))


def stop(sentence: str) -> NoReturn:
    """Ends the process: something is missing on this machine."""
    print(sentence, file=sys.stderr)
    sys.exit(EXIT_MISSING)


def _end_interrupted() -> NoReturn:
    print(file=sys.stderr)
    sys.exit(EXIT_INTERRUPTED)


def _refuse_unread_files() -> None:
    """Ends the process where git keeps an environment, kept results or compiled code."""
    if unread := unread_files(PROJECT_ROOT):
        say("These files would be used without anybody reading them, so git must not keep them:")
        for path in unread[:SHOWN_LINES]:
            say(f"  {path}")
        say("Take each out of git, then run this again: git rm -r --cached FILE")
        sys.exit(EXIT_PROBLEMS)


def _prepare(requirements: str) -> None:
    """Makes `.venv`, or makes it anew where it is broken, and installs what is not installed."""
    if not _is_prepared(requirements):
        with _lock():
            if not _is_prepared(requirements):  # by another command meanwhile
                _set_up(requirements)


def _is_prepared(requirements: str) -> bool:
    stamp = _stamp(requirements)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != _digest(requirements):
        return False
    return _is_healthy(venv_python())


def _stamp(requirements: str) -> Path:
    """The file that says which *requirements* were installed, by their digest."""
    return VENV / f"installed-{requirements.replace('/', '-')}"


def _digest(requirements: str) -> str:
    return sha256((PROJECT_ROOT / requirements).read_bytes()).hexdigest()


def _set_up(requirements: str) -> None:
    python = venv_python()
    unfinished = VENV / "unfinished"
    if not _is_healthy(python) or unfinished.exists() or not _runs(python, PIP_IS_WHOLE):
        _make_venv()
    unfinished.touch()
    pip_error = install(python, PROJECT_ROOT / requirements)
    unfinished.unlink()
    if pip_error:
        say_last_lines(pip_error)
        stop("The packages could not be installed; what pip said stands above.")
    _stamp(requirements).write_text(_digest(requirements), encoding="utf-8")


def _is_healthy(python: Path) -> bool:
    """True where the Python of `.venv` starts and is of the version that `.venv` was made for."""
    settings = VENV / "pyvenv.cfg"
    if not python.exists() or not settings.exists():
        return False
    version = re.search(
        r"(?m)^version(?:_info)? *= *(\d+)\.(\d+)", settings.read_text(encoding="utf-8")
    )
    if version is None:
        return False
    made_for = (int(version[1]), int(version[2]))
    if is_inside_venv():
        return sys.version_info[:2] == made_for
    return _runs(python, f"import sys; assert sys.version_info[:2] == {made_for}")


def _runs(python: Path, code: str) -> bool:
    """True where *python* starts and runs *code* without an error."""
    try:
        return run_python(python, "-I", "-c", code).returncode == 0
    except OSError:
        return False


def _make_venv() -> None:
    if VENV.is_symlink():
        stop(f"{VENV} is a link to another folder, where no Python works. Take the link away.")
    what = "is not whole; making it anew" if VENV.exists() else "is made"
    say(f"The place for the tools this site needs, .venv, {what} …")
    # Two steps, for the first would hide what the second complains of.
    steps = (
        (sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)),
        (venv_python(), "-m", "ensurepip", "--upgrade", "--default-pip"),
    )
    for program, *arguments in steps:
        done = run_python(program, *map(str, arguments))
        if done.returncode:
            say_last_lines(done.stdout)
            is_missing = re.search(r"No module named '?(venv|ensurepip)", done.stdout)
            stop(
                "Python could not make .venv; what it said stands above."
                + (f" {VENV_ADVICE}" if is_missing else "")
            )


@contextmanager
def _lock() -> Iterator[None]:
    """Lets one command at a time set up; the others wait, and say so."""
    file = PROJECT_ROOT / ".cache" / "setup.lock"
    file.parent.mkdir(exist_ok=True)
    with file.open("ab") as handle:
        if not _try_lock(handle):
            say("Another command is setting up; waiting for it …")
            while not _try_lock(handle):
                time.sleep(0.5)
        yield


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: IO[bytes]) -> bool:
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: IO[bytes]) -> bool:
        """Takes the lock until *handle* is closed; False where another process has it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _start_again() -> NoReturn:
    """Runs this process once more, with the Python of `.venv` in place of the one that runs."""
    sys.stdout.flush()
    sys.stderr.flush()
    command = [str(venv_python()), *sys.orig_argv[1:]]
    environment = clean_environment()
    if os.name != "nt":
        os.execve(command[0], command, environment)
    sys.exit(run_child(command, environment))
