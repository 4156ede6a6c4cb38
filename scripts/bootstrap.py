"""What the doors in this folder stand on: a `.venv` of their own, made and kept up to date.

Standard library only: this runs before anything is installed. A door calls `run(...)`, or
`ready()` and then what it needs; where it is not yet running inside `.venv`, it is started
again there. Everything it says goes to stderr, beside the answer of the command.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

PROJECT_ROOT = Path(__file__).resolve().parents[1]
VENV = PROJECT_ROOT / ".venv"
OLDEST = (3, 11)

# As in safety_plan/cli/exit_codes.py, which cannot be imported before anything is installed.
EXIT_PROBLEMS = 1
EXIT_MISSING = 3
EXIT_INTERRUPTED = 130

#: Lines of an error that are shown: the last ones say what went wrong.
SHOWN_LINES = 15
#: Settings of pip that say from where packages come. All others would only lead them
#: elsewhere than into `.venv`, or stop them.
PIP_SOURCES = {
    "PIP_CACHE_DIR",
    "PIP_CERT",
    "PIP_CLIENT_CERT",
    "PIP_CONFIG_FILE",
    "PIP_CONSTRAINT",
    "PIP_DEFAULT_TIMEOUT",
    "PIP_EXTRA_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_INDEX_URL",
    "PIP_KEYRING_PROVIDER",
    "PIP_NO_CACHE_DIR",
    "PIP_NO_INDEX",
    "PIP_PROXY",
    "PIP_RETRIES",
    "PIP_TIMEOUT",
    "PIP_TRUSTED_HOST",
}
#: Fails where a file of pip is missing or cut short: making `.venv` was interrupted.
PIP_IS_WHOLE = """
from importlib.metadata import files
sizes = {file: file.size for file in files("pip") if file.size and file.suffix != ".pyc"}
assert sizes and all(file.locate().stat().st_size == size for file, size in sizes.items())
"""
#: Settings of Python that belong to the Python that runs now, not to the one in `.venv`.
PYTHON_SETTINGS = {"PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"}


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

        own_plan = ["--plan", str(PROJECT_ROOT)] if command != "explain" else []
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
    try:
        _refuse_tracked_files()
        _prepare(requirements)
        if Path(sys.prefix).resolve() != VENV.resolve():
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


def venv_python() -> Path:
    """The Python inside `.venv`."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return VENV / folder / name


def run_child(
    command: Sequence[str], environment: dict[str, str] | None = None, folder: Path | None = None
) -> int:
    """Runs *command* in *folder*, or where this process stands, and gives its exit code.

    After Ctrl-C, which the child gets as well, this waits until the child has ended.
    """
    with subprocess.Popen(command, cwd=folder, env=environment) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            _wait_for_end(child)
            raise


def _wait_for_end(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.terminate()


def _end_interrupted() -> NoReturn:
    print(file=sys.stderr)
    sys.exit(EXIT_INTERRUPTED)


def _say(progress: str) -> None:
    """Tells the person waiting; never where a program reads the command's answer."""
    print(progress, file=sys.stderr, flush=True)


def _refuse_tracked_files() -> None:
    """Ends the process where git keeps a `.venv` or compiled code, which would run unread."""
    git = shutil.which("git")
    if git is None or not (PROJECT_ROOT / ".git").exists():
        return
    question = [git, "ls-files", "-z", "--", ".venv", "*.pyc", "*.pyo", "*.pth"]
    answer = subprocess.run(question, cwd=PROJECT_ROOT, capture_output=True, check=False).stdout
    tracked = os.fsdecode(answer).split("\0")[:-1]
    if tracked:
        _say("These files run unread by anybody, so git must not keep them:")
        for path in tracked[:SHOWN_LINES]:
            _say(f"  {path}")
        _say("Take them out of git, then run this again: git rm -r --cached FILE")
        sys.exit(EXIT_PROBLEMS)


def _prepare(requirements: str) -> None:
    """Makes `.venv`, or makes it anew where it is broken, and installs what is not installed."""
    python = venv_python()
    stamp = VENV / f"installed-{requirements.replace('/', '-')}"
    digest = sha256((PROJECT_ROOT / requirements).read_bytes()).hexdigest()
    is_healthy = _is_healthy(python)
    if is_healthy and stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    unfinished = VENV / "unfinished"
    if not is_healthy or unfinished.exists() or not _runs(python, PIP_IS_WHOLE):
        _make_venv()
    unfinished.touch()
    pip_error = _install(python, requirements)
    unfinished.unlink()
    if pip_error:
        _say_last_lines(pip_error)
        stop("The packages could not be installed; what pip said stands above.")
    stamp.write_text(digest, encoding="utf-8")


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
    if Path(sys.prefix).resolve() == VENV.resolve():
        return sys.version_info[:2] == made_for
    return _runs(python, f"import sys; assert sys.version_info[:2] == {made_for}")


def _runs(python: Path, code: str) -> bool:
    """True where *python* starts and runs *code* without an error."""
    try:
        done = subprocess.run(
            [str(python), "-I", "-c", code], env=_clean_environment(), capture_output=True
        )
    except OSError:
        return False
    return done.returncode == 0


def _make_venv() -> None:
    if VENV.is_symlink():
        stop(f"{VENV} is a link to another folder, where no Python works. Take the link away.")
    what = "is not whole; making it anew" if VENV.exists() else "is made"
    _say(f"The place for the tools this site needs, .venv, {what} …")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = subprocess.run(
        command,
        env=_clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        _say_last_lines(done.stdout)
        stop(
            "Python could not make .venv; what it said stands above. "
            "On Debian or Ubuntu, sudo apt install python3-venv brings what is most often missing."
        )


def _install(python: Path, requirements: str) -> str:
    """Installs *requirements*, each file held against its digest; shows each that arrives.

    Gives what pip said where it failed, else "".
    """
    count = (PROJECT_ROOT / requirements).read_text(encoding="utf-8").count("==")
    _say(f"Installing {count} packages from {requirements}; the first time takes a minute …")
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", "--no-user", "--target="]
    command += ["-r", str(PROJECT_ROOT / requirements)]
    lines: list[str] = []
    with subprocess.Popen(
        command,
        env=_clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            if line.startswith("Collecting "):
                _say(f"  {line.split()[1]}")
    return "".join(lines) if pip.returncode else ""


def _say_last_lines(text: str) -> None:
    for line in text.strip().splitlines()[-SHOWN_LINES:]:
        _say(f"  {line}")


def _clean_environment() -> dict[str, str]:
    """The environment without settings that belong to another Python or another folder."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in PYTHON_SETTINGS and (not name.startswith("PIP_") or name in PIP_SOURCES)
    }


def _start_again() -> NoReturn:
    """Runs this process once more, with the Python of `.venv` in place of the one that runs."""
    sys.stdout.flush()
    sys.stderr.flush()
    command = [str(venv_python()), *sys.orig_argv[1:]]
    environment = _clean_environment()
    if os.name != "nt":
        os.execve(command[0], command, environment)
    sys.exit(run_child(command, environment))
