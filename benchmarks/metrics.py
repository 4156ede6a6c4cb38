"""How the benchmark measures: seconds, processors, memory and bytes."""

import gzip
import os
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from safety_plan.revisions.record import Record

#: Saves a page of a previewed plan, as `mkdocs serve` builds then, and says how long it takes until
#: the page can be seen; and, after each, until all that comes later is there.
PREVIEW_SCRIPT = """
import sys, time
from pathlib import Path
root, out = map(Path, sys.argv[1:])
sys.path.insert(0, {root!r})
from mkdocs.commands.build import build
from safety_plan.site.build import load_site_config
from safety_plan.site.late_files import LateFiles
page = next(p for p in sorted((root / "docs").rglob("*.md")) if "site" not in p.parts)
text = page.read_text("utf-8")
late_files = LateFiles()
seconds, whole = [], []
for number in range({runs} + 1):
    page.write_text(text + "\\nA sentence that was saved." + " More." * number + "\\n", "utf-8")
    start = time.perf_counter()
    config, plugin = load_site_config(root, out)
    plugin.on_startup(command="serve", dirty=False)
    plugin.late_files, config.strict = late_files, False
    build(config)
    seconds.append(time.perf_counter() - start)
    late_files.join()
    whole.append(time.perf_counter() - start)
page.write_text(text, "utf-8")
print("WHOLE", *whole[1:])
print("SECONDS", *seconds[1:])
"""
#: The same with the stock tools alone, as their own serve builds after a save.
STOCK_PREVIEW_SCRIPT = """
import sys, time
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
project = Path(sys.argv[1])
page = next(iter(sorted((project / "docs").rglob("*.md"))))
text = page.read_text("utf-8")
seconds = []
for number in range({runs} + 1):
    page.write_text(text + "\\nA sentence that was saved." + " More." * number + "\\n", "utf-8")
    start = time.perf_counter()
    build(load_config(str(project / "mkdocs.yml")))
    seconds.append(time.perf_counter() - start)
page.write_text(text, "utf-8")
print("SECONDS", *seconds[1:])
"""

#: Set for all that is measured. Python keeps compiled code, as it does unless it is told otherwise:
#: that of the stock tools was compiled when they were installed.
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True, slots=True)
class Measurement:
    """Some runs of one command: seconds (the median, fastest, slowest), and the most memory.

    *cpu* is the median of the seconds that all processors worked.
    """

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
        if self.target is None:
            return f"{self.what:76}{self.value:10.2f} {self.unit:14}{'':12}"
        is_met = "yes" if self.value <= self.target else "NO"
        return f"{self.what:76}{self.value:10.2f} {self.unit:14}{self.target:7g}{is_met:>5}"


def measure(
    command: list[str],
    runs: int,
    cache: Path | None = None,
    *,
    cold: bool = False,
    env: Mapping[str, str] | None = None,
) -> Measurement:
    """Times *command*, each run a process of its own; *cold* empties *cache* before each.

    *env* is set besides what is set here. Raises RuntimeError where a run fails.
    """
    seconds: list[float] = []
    cpu: list[float] = []
    memory: list[float] = []
    env = {**os.environ, **ENVIRONMENT, "PLAN_CACHE": str(cache or ""), **(env or {})}
    for _ in range(runs):
        if cold and cache:
            shutil.rmtree(cache, ignore_errors=True)
        start, cpu_before = time.perf_counter(), _cpu_of_children()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env) as process:
            memory.append(_peak_memory(process))
        seconds.append(time.perf_counter() - start)
        cpu.append(_cpu_of_children() - cpu_before)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return summarise(seconds, cpu, memory)


def summarise(
    seconds: Sequence[float], cpu: Sequence[float], memory: Sequence[float]
) -> Measurement:
    """Some runs in one measurement: seconds, processor seconds and MB of each."""
    return Measurement(
        seconds=statistics.median(seconds),
        fastest=min(seconds),
        slowest=max(seconds),
        cpu=statistics.median(cpu),
        peak_mb=max(memory),
    )


def of_single_runs(runs: Sequence[Measurement]) -> Measurement:
    """Measurements of one run each, in one."""
    return summarise(
        [run.seconds for run in runs], [run.cpu for run in runs], [run.peak_mb for run in runs]
    )


def append_sentence(plan: Path, number: int) -> None:
    """Edits the first page of *plan*, each *number* otherwise."""
    page = next(p for p in sorted((plan / "docs").rglob("*.md")) if "site" not in p.parts)
    text = page.read_text("utf-8")
    page.write_text(f"{text}\nThe council met{' again' * number}.\n", "utf-8")


def _cpu_of_children() -> float:
    """Seconds that the processors spent on processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _peak_memory(process: subprocess.Popen[bytes]) -> float:
    """The most MB that *process* and those it started held together, until it ends.

    What they share is counted for each, so it is at most this; 0 where no system tells.
    """
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(_memory(pid) for pid in _process_tree(process.pid)))
        time.sleep(0.02)
    return peak


def _process_tree(pid: int) -> list[int]:
    """*pid*, and the processes below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    except OSError:
        return [pid]
    tree = [pid]
    for child in children:
        tree += _process_tree(int(child))
    return tree


def _memory(pid: int) -> float:
    """The MB that a process holds; 0 where no system tells."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0.0
    rows = (row.split() for row in text.splitlines())
    return next((int(row[1]) / 1024 for row in rows if row[0] == "Rss:"), 0.0)


def folder_size(folder: Path) -> tuple[float, float]:
    """The kB of the files of *folder*, as they are and each compressed."""
    contents = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    raw = sum(len(content) for content in contents)
    compressed = sum(min(len(content), len(gzip.compress(content, 9))) for content in contents)
    return raw / 1000, compressed / 1000


def comparisons_size(site: Path) -> float:
    """The kB of the comparisons of *site*: folders of its history such as `2019-04-to-2020-04`."""
    return sum(folder_size(folder)[0] for folder in (site / "history").glob("*-to-*"))


def first_views(record: Record, site: Path) -> dict[str, float]:
    """The kB of a first look at a page of each type of a revision, whose folder is *site*."""
    pages = record.pages.values()
    sizes = {page.page_id: first_view(site, page.address) for page in pages}
    return {
        "home": first_view(site, ""),
        "the page with most charts": sizes[max(pages, key=lambda p: len(p.charts)).page_id],
        "the page with the lists": sizes[max(pages, key=lambda p: len(p.blocks)).page_id],
        "median of all pages": statistics.median(sizes.values()),
    }


def first_view(site: Path, address: str) -> float:
    """The kB, compressed, that a first look at one page of *site* asks for."""
    return _view(site, site / address / "index.html", ())


def first_search(site: Path, revision: str) -> float:
    """The kB, compressed, for whoever searches *revision* of our *site* before anything else."""
    indexes = (site / "search" / "guide.js", site / revision / "search" / "index.js")
    return _view(site, site / revision / "search.html", indexes)


def _view(site: Path, page: Path, more: Sequence[Path]) -> float:
    """The kB, compressed, of a *page* of *site*, what it loads, and *more*."""
    html = page.read_text("utf-8")
    links = re.findall(r'(?:href|src)="([^":]+\.(?:css|js|svg|png))"', html)
    starts = {True: site, False: page.parent}
    loads = ((starts[link.startswith("/")] / link.lstrip("/")).resolve() for link in links)
    files = {page.resolve(), *(file.resolve() for file in more), *loads}
    sizes = [len(gzip.compress(file.read_bytes(), 6)) for file in files if file.exists()]
    return sum(sizes) / 1000
