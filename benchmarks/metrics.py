"""How the benchmark measures: seconds, processors, memory and bytes."""

import gzip
import os
import re
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from safety_plan.revisions.record import Record

#: Saves a page of a previewed plan and says how long it takes until the site is made again.
PREVIEW = """
import sys, time
from pathlib import Path
root, out, cache = map(Path, sys.argv[1:])
sys.path.insert(0, {house!r})
from safety_plan.site.previewing import rebuild
page = next(p for p in sorted((root / "docs").rglob("*.md")) if "site" not in p.parts)
said, times = page.read_text("utf-8"), []
for number in range({runs} + 1):
    page.write_text(said + "\\nA sentence that was saved." + " More." * number + "\\n", "utf-8")
    started = time.perf_counter()
    rebuild(root, out, cache)
    times.append(time.perf_counter() - started)
page.write_text(said, "utf-8")
print("SECONDS", *times[1:])
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of some runs: median, fastest, slowest, of processors; and the most memory held."""

    seconds: float
    fastest: float
    slowest: float
    cpu: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what was measured, the number, its unit, the target if any."""

    what: str
    value: float
    unit: str
    target: float | None = None

    def __str__(self) -> str:
        met = "" if self.target is None else ("yes" if self.value <= self.target else "NO")
        target = "" if self.target is None else f"{self.target:g}"
        return f"{self.what:76}{self.value:10.2f} {self.unit:14}{target:>7}{met:>5}"


def measured(
    command: list[str], runs: int, cache: Path | None = None, *, cold: bool = False
) -> Measured:
    """Times *command*, each run a process of its own; *cold* empties *cache* before each."""
    seconds, cpu, memory = [], [], []
    for _ in range(runs):
        if cold and cache:
            shutil.rmtree(cache, ignore_errors=True)
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PLAN_CACHE": str(cache or "")}
        started, used = time.perf_counter(), _used()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env) as process:
            memory.append(_most_memory(process))
        seconds.append(time.perf_counter() - started)
        cpu.append(_used() - used)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return median(seconds, cpu, memory)


def median(seconds: list[float], cpu: list[float], memory: list[float]) -> Measured:
    """What some runs took, whose seconds and memory these are."""
    middle = statistics.median
    return Measured(middle(seconds), min(seconds), max(seconds), middle(cpu), max(memory))


def _used() -> float:
    """Seconds that the processors spent on processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _most_memory(process: subprocess.Popen[bytes]) -> float:
    """The most MB that *process* and those it started held together, until it ends.

    What they share is counted for each, so it is at most this; 0 where no system tells.
    """
    most = 0.0
    while process.poll() is None:
        most = max(most, sum(map(_held, _family(process.pid))))
        time.sleep(0.02)
    return most


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _held(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0.0
    return next((int(r.split()[1]) / 1024 for r in text.splitlines() if r.startswith("Rss:")), 0.0)


def weight(folder: Path) -> tuple[float, float]:
    """The kB of the files of *folder*, as they are and each compressed."""
    files = [f.read_bytes() for f in folder.rglob("*") if f.is_file()]
    packed = (min(len(f), len(gzip.compress(f, 9))) for f in files)
    return sum(map(len, files)) / 1000, sum(packed) / 1000


def compared(site: Path) -> float:
    """The kB of the comparisons of *site*: folders of its history such as `2019-04-to-2020-04`."""
    return sum(weight(folder)[0] for folder in (site / "history").glob("*-to-*"))


def views(record: Record, site: Path) -> dict[str, float]:
    """The kB of a first look at a page of each type of a revision, whose folder is *site*."""
    pages = record.pages.values()
    charts = max(pages, key=lambda page: len(page.charts))
    lists = max(pages, key=lambda page: len(page.blocks))
    seen = {page.page_id: _first_view(site, page.address) for page in pages}
    return {
        "home": _first_view(site, ""),
        "the page with most charts": seen[charts.page_id],
        "the page with the lists": seen[lists.page_id],
        "median of all pages": statistics.median(seen.values()),
    }


def _first_view(site: Path, address: str) -> float:
    """The kB, compressed, that a first look at one page of *site* asks for."""
    page = site / address / "index.html"
    asked = re.findall(r'(?:href|src)="([^":]+\.(?:css|js|svg|png))"', page.read_text("utf-8"))
    files = {page, *((page.parent / path).resolve() for path in asked)}
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if file.exists()) / 1000
