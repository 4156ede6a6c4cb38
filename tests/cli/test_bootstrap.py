"""The environment that the doors make: it heals, it stays apart, and it says what went wrong."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import py_compile
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from filelock import FileLock

from safety_plan.cli import exit_codes
from scripts import bootstrap, packages, tracked_files
from tests.conftest import of_all_processes

HOUSE = Path(__file__).resolve().parents[2]
UNIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals of this kind")
DOOR = """
import bootstrap
bootstrap.ready()
import sys, demo
print(sys.prefix, demo.__file__)
"""
#: A Python in whose environments `ensurepip` is the one in a folder.
PYTHON = """#!/bin/sh
{python} "$@" || exit $?
for packages in {checkout}/.venv/lib/python*/site-packages; do
  echo "import sys; sys.path.insert(0, '{folder}')" > "$packages/quick.pth"
done
"""
#: Brings the pip of an environment that is whole; Python's own takes seconds to compile one.
ENSUREPIP = """
import shutil, sys, sysconfig
from importlib.metadata import files
from pathlib import Path
assert sys.argv[1:] == ["--upgrade", "--default-pip"], sys.argv
packages = Path(sysconfig.get_path("purelib"))
(packages / "quick.pth").unlink()
sys.path.append({whole!r})
for file in files("pip"):
    (packages / file).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(file.locate(), packages / file)
"""


def write_wheel(folder: Path) -> str:
    """Writes a package `demo` into *folder*; gives the line of requirements for it."""
    wheel = folder / "demo-1.0-py3-none-any.whl"
    info = "demo-1.0.dist-info"
    with ZipFile(wheel, "w") as archive:
        archive.writestr("demo.py", "")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return f"demo==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def write_checkout(folder: Path) -> Path:
    """A checkout with a door, and with one package that it needs."""
    (folder / "scripts").mkdir(parents=True)
    (folder / "wheels").mkdir()
    for name in ("bootstrap.py", "packages.py", "processes.py", "tracked_files.py", "check.py"):
        shutil.copy(HOUSE / "scripts" / name, folder / "scripts")
    (folder / "scripts" / "door.py").write_text(DOOR, "utf-8")
    (folder / "requirements.txt").write_text(write_wheel(folder / "wheels"), "utf-8")
    return folder


def take_pip_from(finished: Path, checkout: Path) -> None:
    """Has *checkout* make its environment as ever, but bring pip from the one of *finished*."""
    if os.name == "nt":
        return
    (whole,) = (finished / ".venv" / "lib").glob("python*/site-packages")
    folder = checkout / "quick"
    folder.mkdir()
    (folder / "ensurepip.py").write_text(ENSUREPIP.format(whole=str(whole)), "utf-8")
    python = folder / "python"
    python.write_text(
        PYTHON.format(python=sys.executable, checkout=checkout, folder=folder), "utf-8"
    )
    python.chmod(0o755)
    door = f"import sys\nsys.executable = {str(python)!r}\n{DOOR}"
    (checkout / "scripts" / "door.py").write_text(door, "utf-8")


def environment(checkout: Path, **settings: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    packages = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout / "wheels")}
    return {**clean, **packages, "PIP_CONFIG_FILE": os.devnull, **settings}


def run_door(checkout: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(checkout / "scripts" / "door.py")],
        cwd=checkout.parent,
        env=environment(checkout, **settings),
        capture_output=True,
        text=True,
        check=False,
    )


def assert_ready(done: subprocess.CompletedProcess[str], checkout: Path) -> None:
    assert done.returncode == 0, done.stderr
    prefix, module = done.stdout.split()
    assert Path(prefix) == checkout / ".venv"
    assert (checkout / ".venv") in Path(module).parents


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in which nothing is set up yet."""
    return write_checkout(tmp_path / "checkout")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which everything is set up, with the pip that Python itself brings.

    The first process that needs it makes it for all of them, and no test changes it.
    """
    folder = of_all_processes(tmp_path_factory) / "finished-checkout"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            write_checkout(folder)
            assert_ready(run_door(folder), folder)
    return folder


@pytest.fixture
def quick(checkout: Path, finished: Path) -> Path:
    """A checkout in which nothing is set up yet, and soon is."""
    take_pip_from(finished, checkout)
    return checkout


@pytest.fixture
def copy(finished: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may break: a checkout that was moved."""
    folder = Path(shutil.copytree(finished, tmp_path / "copy", symlinks=True))
    take_pip_from(finished, folder)
    return folder


def test_what_is_set_up_is_said_beside_the_answer_and_only_once(finished: Path):
    again = run_door(finished)

    assert_ready(again, finished)
    assert again.stderr == ""


def test_the_numbers_that_a_door_ends_with_are_those_of_the_command():
    for name in ("EXIT_PROBLEMS", "EXIT_MISSING", "EXIT_INTERRUPTED"):
        assert getattr(bootstrap, name) == getattr(exit_codes, name)


# What heals


def test_a_checkout_that_was_moved_goes_on(copy: Path):
    done = run_door(copy)

    assert_ready(done, copy)
    assert done.stderr == ""


@UNIX
@pytest.mark.parametrize("seconds", [0.2, 2.5])
@pytest.mark.usefixtures("interruptible")
def test_setting_up_that_is_interrupted_ends_with_130_and_heals(
    checkout: Path, finished: Path, seconds: float
):
    with subprocess.Popen(
        [sys.executable, str(checkout / "scripts" / "door.py")],
        env=environment(checkout),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr
        first = process.stderr.readline()
        time.sleep(seconds)
        is_running = process.poll() is None
        if is_running:
            os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read()

    assert ".venv" in first
    assert "Traceback" not in rest
    assert process.returncode == (exit_codes.EXIT_INTERRUPTED if is_running else 0)
    take_pip_from(finished, checkout)
    assert_ready(run_door(checkout), checkout)


def test_a_half_made_environment_without_pip_is_made_anew(copy: Path):
    for folder in (copy / ".venv").rglob("pip"):
        if folder.is_dir():
            shutil.rmtree(folder)
    (copy / ".venv" / "installed-requirements.txt").unlink()

    done = run_door(copy)

    assert_ready(done, copy)
    assert "making it anew" in done.stderr


def test_an_installation_that_was_killed_is_begun_anew(copy: Path):
    (copy / ".venv" / "installed-requirements.txt").unlink()
    (copy / ".venv" / "unfinished").touch()
    for file in (copy / ".venv").rglob("demo.py"):
        file.unlink()

    assert_ready(run_door(copy), copy)
    assert not (copy / ".venv" / "unfinished").exists()


def test_an_environment_that_uv_made_has_no_pip_and_is_made_anew(quick: Path):
    venv.create(quick / ".venv", with_pip=False)
    settings = quick / ".venv" / "pyvenv.cfg"
    text = re.sub(r"(?m)^version = .*", f"version_info = {sys.version.split()[0]}",
                  settings.read_text("utf-8"))  # fmt: skip
    settings.write_text(f"{text}uv = 0.9.0\n", "utf-8")

    assert_ready(run_door(quick), quick)


def test_an_environment_whose_python_is_gone_is_made_anew(copy: Path):
    python = copy / bootstrap.venv_python().relative_to(bootstrap.PROJECT_ROOT)
    python.unlink()
    python.write_text("not a program", "utf-8")

    assert_ready(run_door(copy), copy)


def test_an_environment_of_another_version_of_python_is_made_anew(copy: Path):
    settings = copy / ".venv" / "pyvenv.cfg"
    text = re.sub(r"(?m)^version = .*", "version = 3.9.1", settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")

    done = run_door(copy)

    assert_ready(done, copy)
    assert "making it anew" in done.stderr


# What leads nowhere else


@pytest.mark.parametrize(
    "settings",
    [
        {"PIP_USER": "1", "PIP_REQUIRE_VIRTUALENV": "1", "PIP_NO_DEPS": "1"},
        {"PIP_TARGET": "{elsewhere}", "PIP_DRY_RUN": "1"},
        {"PIP_CONFIG_FILE": "{configuration}"},
        {"PYTHONPATH": "{poison}"},
        pytest.param({"PYTHONHOME": sys.base_prefix}, marks=UNIX),
    ],
    ids=lambda settings: "+".join(settings),
)
def test_settings_of_pip_and_python_lead_nothing_elsewhere(
    copy: Path, tmp_path: Path, settings: dict[str, str]
):
    poison = tmp_path / "poison"
    poison.mkdir()
    (poison / "demo.py").write_text("raise SystemExit('the wrong demo')", "utf-8")
    (poison / "pip.py").write_text("raise SystemExit('the wrong pip')", "utf-8")
    configuration = tmp_path / "pip.conf"
    lines = ("[global]", "user = true", "[install]", "no-deps = true", "no-binary = :all:")
    folders = (f"target = {tmp_path / 'elsewhere'}", f"prefix = {tmp_path / 'elsewhere'}")
    configuration.write_text("\n".join([*lines, *folders, ""]), "utf-8")
    paths = {"elsewhere": tmp_path / "elsewhere", "poison": poison}
    values = {
        name: value.format(**paths, configuration=configuration) for name, value in settings.items()
    }
    for file in (copy / ".venv").rglob("demo*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    (copy / ".venv" / "installed-requirements.txt").unlink()

    assert_ready(run_door(copy, **values), copy)
    assert not (tmp_path / "elsewhere").exists()


def test_how_packages_are_reached_stays_the_persons_own_affair():
    config_list = (
        ":env:.index-url='https://three.example/simple'\n"
        "global.cert='/company.pem'\n"
        "global.index-url='https://one.example/simple'\n"
        "install.index-url='https://two.example/simple'\n"
        "install.user='true'\n"
    )

    assert packages.source_settings(config_list) == {
        "cert": "/company.pem",
        "index-url": "https://three.example/simple",
    }


@UNIX
def test_two_commands_that_set_up_at_once_both_work_and_one_waits(quick: Path):
    command = [sys.executable, str(quick / "scripts" / "door.py")]
    processes = []
    for _ in range(2):
        process = subprocess.Popen(
            command,
            env=environment(quick),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
    ended = [(*process.communicate(timeout=120), process.returncode) for process in processes]

    assert [code for _, _, code in ended] == [0, 0], ended
    assert sum("Installing" in errors for _, errors, _ in ended) == 1
    assert sum("putting them in place" in errors for _, errors, _ in ended) == 1
    assert sum("waiting for it" in errors for _, errors, _ in ended) == 1


# What is said


def test_pip_is_quoted_and_nothing_is_guessed(copy: Path):
    (copy / ".venv" / "installed-requirements.txt").unlink()
    text = (copy / "requirements.txt").read_text("utf-8").replace("demo==1.0", "gone==2.0")
    (copy / "requirements.txt").write_text(text, "utf-8")

    done = run_door(copy)

    assert done.returncode == exit_codes.EXIT_MISSING
    assert "No matching distribution found for gone==2.0" in done.stderr
    assert "online" not in done.stderr
    assert "Traceback" not in done.stderr


@UNIX
def test_where_python_has_no_ensurepip_the_command_says_what_brings_it(
    checkout: Path, finished: Path
):
    """As on Debian, where it is a package of its own."""
    python = checkout / "python-without-ensurepip"
    python.write_text(
        f'#!/bin/sh\n{sys.executable} "$@"\n'
        f"rm -f {checkout}/.venv/bin/python\n"
        f"printf '#!/bin/sh\\necho No module named ensurepip\\nexit 1\\n'"
        f" > {checkout}/.venv/bin/python\n"
        f"chmod +x {checkout}/.venv/bin/python\n",
        "utf-8",
    )
    python.chmod(0o755)
    door = checkout / "scripts" / "door.py"
    door.write_text(f"import sys\nsys.executable = {str(python)!r}\n{DOOR}", "utf-8")

    done = run_door(checkout)

    assert done.returncode == exit_codes.EXIT_MISSING
    assert "No module named ensurepip" in done.stderr
    assert "sudo apt install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr
    take_pip_from(finished, checkout)
    assert_ready(run_door(checkout), checkout)


@UNIX
def test_a_folder_in_which_nothing_can_be_written_is_said_to_be_one():
    """Run as somebody else where we are root, who may write anywhere."""
    is_root = os.geteuid() == 0
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin") if is_root else sys.executable
    if not python:
        pytest.skip("root has no Python that anybody else can start")
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        checkout = write_checkout(Path(name) / "checkout")
        for folder in (checkout, checkout / "scripts"):
            folder.chmod(0o555)
        done = subprocess.run(
            [python, str(checkout / "scripts" / "door.py")],
            env=environment(checkout),
            user="nobody" if is_root else None,
            capture_output=True,
            text=True,
            check=False,
        )
        for folder in (checkout, checkout / "scripts"):
            folder.chmod(0o755)

    assert done.returncode == exit_codes.EXIT_MISSING
    assert "Permission denied" in done.stderr
    assert "python3-venv" not in done.stderr
    assert "Traceback" not in done.stderr


@UNIX
def test_a_disk_without_room_is_told_in_the_words_of_the_system(checkout: Path):
    """The system refuses each file over 64 kB, as a full disk does."""
    import resource

    limit = 64 * 1024
    done = subprocess.run(
        [sys.executable, str(checkout / "scripts" / "door.py")],
        env=environment(checkout),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == exit_codes.EXIT_MISSING
    assert "File too large" in done.stderr
    assert "python3-venv" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_in_the_place_of_the_environment_ends_in_a_sentence(checkout: Path):
    (checkout / ".venv").write_text("mine", "utf-8")

    done = run_door(checkout)

    assert done.returncode == exit_codes.EXIT_MISSING
    assert "Python could not make .venv" in done.stderr
    assert (checkout / ".venv").read_text("utf-8") == "mine"


@UNIX
def test_a_linked_environment_is_never_emptied(checkout: Path, tmp_path: Path):
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "letter.txt").write_text("dear", "utf-8")
    (checkout / ".venv").symlink_to(shared)

    done = run_door(checkout)

    assert done.returncode == exit_codes.EXIT_MISSING
    assert "is a link" in done.stderr
    assert (shared / "letter.txt").exists()


#: What would run, or be believed, without anybody reading it.
UNREAD = (
    *(".venv/bin/python", ".VENV/Scripts/python.exe", "scripts/__pycache__/x.cpython-311.pyc"),
    *("safety_plan/checks/registry.cpython-311-x86_64-linux-gnu.so", "click.pyd", "a/b/deep.pth"),
    *(".cache/revisions/0123", ".mypy_cache/x.json", "sitecustomize.py"),
    *("scripts/usercustomize.py", "pip.conf", "pyvenv.cfg"),
    "mkdocs_macros_plugin-9.dist-info/entry_points.txt",
)
#: What only looks alike.
READ = (
    *("docs/caching.md", "docs/cache/index.md", "tests/pyc.txt", "a.so.md", "scripts/site.py"),
    *("docs/pip.md", "data/venv.csv", "docs/venv/index.md"),
)


def keep_in_git(checkout: Path, *paths: str) -> None:
    """Has git keep a file under each of *paths* that says so where it is run."""
    for path in paths:
        file = checkout / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("#!/bin/sh\necho RUN\n", "utf-8")
        file.chmod(0o755)
    for words in (["init", "-q"], ["add", "-f", *paths]):
        subprocess.run(["git", *words], cwd=checkout, check=True)


def test_code_that_git_keeps_and_nobody_reads_is_refused(checkout: Path):
    keep_in_git(checkout, ".venv/bin/python")

    done = run_door(checkout)

    assert done.returncode == exit_codes.EXIT_PROBLEMS
    assert ".venv/bin/python" in done.stderr
    assert "RUN" not in done.stdout + done.stderr


@pytest.mark.parametrize("git", ["answers", "is not here", "does not answer"])
def test_every_file_that_nobody_reads_is_found_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: str
):
    keep_in_git(tmp_path, *UNREAD, *READ)
    if git == "is not here":
        monkeypatch.setattr(shutil, "which", lambda _: None)
    elif git == "does not answer":  # as where the folder is another user's
        monkeypatch.setattr(shutil, "which", lambda _: sys.executable)

    assert set(tracked_files.unread_files(tmp_path)) == set(UNREAD)


def test_an_environment_that_git_keeps_as_a_link_is_refused(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".venv").symlink_to("elsewhere")
    (tmp_path / ".cache").symlink_to("elsewhere")
    for words in (["init", "-q"], ["add", "-f", ".venv", ".cache"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)

    assert tracked_files.unread_files(tmp_path) == [".cache", ".venv"]


def test_a_compiled_door_that_git_keeps_is_not_even_run_to_refuse_it(checkout: Path):
    source = checkout / "other.py"
    source.write_text("print('RUN')\nraise SystemExit(0)\n", "utf-8")
    compiled = importlib.util.cache_from_source(str(checkout / "scripts" / "bootstrap.py"))
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(source), compiled, invalidation_mode=unchecked)
    for words in (["init", "-q"], ["add", "-f", compiled]):
        subprocess.run(["git", *words], cwd=checkout, check=True)

    done = subprocess.run(
        [sys.executable, str(checkout / "scripts" / "check.py")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == ""
    assert done.returncode == exit_codes.EXIT_PROBLEMS
    assert "bootstrap" in done.stderr


# Children


@UNIX
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_while_a_child_runs_waits_for_it_and_ends_with_130(tmp_path: Path):
    child = "import time, sys\ntry:\n time.sleep(60)\nexcept KeyboardInterrupt:\n"
    child += " time.sleep(1); print('the child has tidied up', flush=True)"
    parent = (
        f"import sys; sys.path.insert(0, {str(HOUSE / 'scripts')!r}); import bootstrap\n"
        "try:\n"
        f" print('started', flush=True); bootstrap.run_child([sys.executable, '-c', {child!r}])\n"
        "except KeyboardInterrupt:\n sys.exit(bootstrap.EXIT_INTERRUPTED)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        output = process.stdout.read()

    assert output == "the child has tidied up\n"
    assert process.returncode == exit_codes.EXIT_INTERRUPTED


# Programs: a browser, and R

#: Has the packages that PACKAGES names, each with a program of its name.
APT = """#!/bin/sh
/bin/cp "$OUTPUT" "$0.$1"
if [ "$1" = update ]; then exit 0; fi
for package; do :; done
case " $PACKAGES " in *" $package "*) ;; *) exit 100 ;; esac
case $package in r-base-core) program=Rscript;; *) program=$package;; esac
printf '#!/bin/sh\\n' > "$BIN/$program"
/bin/chmod +x "$BIN/$program"
"""
SUDO = '#!/bin/sh\nshift\nif [ "$1" = true ]; then exit 0; fi\nexec "$@"\n'


def ask_for(program: str, folder: Path, packages: str) -> subprocess.CompletedProcess[str]:
    """Asks for *program* on a machine that has no other programs than those in *folder*/bin.

    What *packages* names can be installed. `bin/apt-get.update` holds what had been said before
    that began.
    """
    programs, output = folder / "bin", folder / "output.txt"
    programs.mkdir()
    if packages:
        for name, text in (("apt-get", APT), ("sudo", SUDO)):
            (programs / name).write_text(text, "utf-8")
            (programs / name).chmod(0o755)
    code = (
        f"import sys; sys.path[:0] = [{str(HOUSE / 'scripts')!r}, {str(HOUSE)!r}]\n"
        "import programs\n"
        "programs._playwright_commands = lambda: []\n"
        f"print('FOUND', programs.{program}(), flush=True)"
    )
    env = {"PATH": str(programs), "BIN": str(programs), "OUTPUT": str(output)}
    env["PACKAGES"] = packages
    env["PLAYWRIGHT_BROWSERS_PATH"] = str(folder)
    command = [sys.executable, "-c", code]
    with output.open("w", encoding="utf-8") as stdout:
        done = subprocess.run(
            command, env=env, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
        )
    done.stdout = output.read_text("utf-8")
    return done


@UNIX
@pytest.mark.parametrize(
    ("program", "packages", "package", "installed"),
    [
        (
            "browser",
            "chromium chromium-headless-shell",
            "chromium-headless-shell",
            "chromium-headless-shell",
        ),
        ("browser", "chromium", "chromium", "chromium"),
        ("r", "r-base-core", "r-base-core", "Rscript"),
    ],
)
def test_a_program_is_installed_only_once_the_command_has_been_said(
    tmp_path: Path, program: str, packages: str, package: str, installed: str
):
    done = ask_for(program, tmp_path, packages)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "bin" / installed).is_file()
    said_first = (tmp_path / "bin" / "apt-get.update").read_text("utf-8")
    assert "apt-get update\n" in said_first
    said_before = (tmp_path / "bin" / "apt-get.install").read_text("utf-8")
    assert f"apt-get install -y --no-install-recommends {package}\n" in said_before


@UNIX
def test_without_a_browser_nothing_is_tested(tmp_path: Path):
    done = ask_for("browser", tmp_path, "")

    assert done.returncode == exit_codes.EXIT_MISSING
    assert "Install Chromium or Google Chrome" in done.stderr


@UNIX
def test_without_r_all_else_is_tested_and_that_is_said(tmp_path: Path):
    done = ask_for("r", tmp_path, "")

    assert done.returncode == 0, done.stderr
    assert "The tests that run the examples in R are skipped." in done.stdout
