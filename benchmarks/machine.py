"""What was measured with: the machine, Python and the packages that do the work."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from safety_plan.core.parallel import cores

PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "lxml", "matplotlib", "pandas")


def machine() -> dict[str, str]:
    """What a reader of the numbers has to know, by its name."""
    return {
        "cpu": _processor(),
        "cores": str(cores()),
        "memory": _memory(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "busy before": _load(),
        **{name: _version(name) for name in PACKAGES},
    }


def _processor() -> str:
    """The name of the processor, where the system tells it."""
    names = _values(Path("/proc/cpuinfo"), "model name")
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> str:
    sizes = _values(Path("/proc/meminfo"), "MemTotal")
    return f"{int(sizes[0].split()[0]) / 1_000_000:.1f} GB" if sizes else "not known"


def _load() -> str:
    """How many processes wanted a processor in the last minute: near 0 on a quiet machine."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not known"


def _values(file: Path, key: str) -> list[str]:
    if not file.is_file():
        return []
    rows = (line.partition(":") for line in file.read_text("utf-8").splitlines())
    return [value.strip() for name, _, value in rows if name.strip() == key]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
