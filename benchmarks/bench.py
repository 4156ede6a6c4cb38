"""What the benchmark measures: the plan itself, and invented ones that are far larger."""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.baseline import write_stock_sites
from benchmarks.fixtures import write_plan
from benchmarks.metrics import (
    PREVIEW_SCRIPT,
    Line,
    Measurement,
    comparisons_size,
    first_views,
    folder_size,
    measure,
    summarise,
)
from safety_plan.checks.registry import check
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.revisions.published import published_bundles
from safety_plan.site.archive import ARCHIVE

BUILD = [sys.executable, str(PROJECT_ROOT / "scripts" / "build.py")]
CHECK = [sys.executable, str(PROJECT_ROOT / "scripts" / "check.py")]
#: Parts of the cache that stay while every page is rendered and read again: what comes of
#: other things than pages, and what check has found in a page.
NOT_PAGES = ("charts", "compared", "seals", "markup", "numbers", "templates")
BUILDS = ("cold", "drawn", "pages", "warm")


class Bench:
    """One run of the benchmark: its folder, the lines of its table, and its measurements."""

    def __init__(self, folder: Path, runs: int, seed: int) -> None:
        self.folder, self.runs, self.seed = folder, runs, seed
        self.lines: list[Line] = []
        self.measurements: dict[str, Measurement] = {}

    def add(self, what: str, value: float, unit: str, target: float | None = None) -> None:
        """Adds a line to the table; *target* is the most that *value* should be."""
        self.lines.append(Line(what, value, unit, target))

    def measure_real(self, plan: Path) -> None:
        """The plan itself, beside the stock tools; check, first views and preview."""
        floor = self._measure_stock(plan)
        builds = self._measure_builds("real", plan)
        self.add("real plan: floor, stock tools, same words, no charts", floor, "s")
        self.add("real plan: every page rendered, charts from cache", builds["pages"].seconds, "s")
        self.add("  per revision, of the floor", builds["pages"].seconds / floor, "x floor", 1.6)
        self.add("  with nothing kept but charts", builds["drawn"].seconds / floor, "x floor")
        self.add("real plan: from nothing, all charts drawn", builds["cold"].seconds, "s")
        self.add("  of the floor", builds["cold"].seconds / floor, "x floor", 4)
        self.add("real plan: with all that is kept", builds["warm"].seconds, "s")
        self._measure_check(plan)
        self._measure_first_views(plan)
        self._measure_preview(plan)

    def measure_many(self, *, revisions: int, pages: int) -> None:
        """Many revisions: time, memory and bytes, and what the newest one alone adds."""
        name = f"{revisions} revisions of {pages} pages"
        plan = write_plan(self.folder / "many", revisions, pages, seed=self.seed)
        builds = self._measure_builds("many", plan)
        self.add(f"{name}: from nothing", builds["cold"].seconds, "s", 25)
        self.add(f"{name}: charts already drawn", builds["drawn"].seconds, "s", 8)
        self.add("  comparisons kept too", builds["pages"].seconds, "s")
        self.add(f"{name}: with all that is kept", builds["warm"].seconds, "s")
        peak = max(measurement.peak_mb for measurement in builds.values())
        self.add("  most memory", peak, "MB", 700)
        self._measure_size(self.folder / "many-site")

    def measure_history(self, *, few: int, many: int, pages: int) -> None:
        """A changed word in the working revision when *many* revisions exist against *few*."""
        seconds: dict[int, float] = {}
        for count in (few, many):
            plan = write_plan(self.folder / f"history-{count}", count, pages, seed=self.seed)
            seconds[count] = self._measure_changed_word(plan, f"history-{count}")
        added = (seconds[many] - seconds[few]) / (many - few) * 1000
        self.add(f"a changed word when {few} revisions exist", seconds[few], "s")
        self.add(f"  when {many} exist, against that", seconds[many] / seconds[few], "x")
        self.add("  each earlier revision adds", added, "ms")

    def measure_pages(self, counts: Sequence[int]) -> None:
        """One revision of ever more pages: time for each page; and what check says of too many."""
        first: float | None = None
        for count in counts:
            plan = write_plan(self.folder / f"pages-{count}", 1, count, seed=self.seed)
            seconds = self._measure_builds(f"{count} pages", plan, ["warm"])["warm"].seconds
            per_page = seconds / count * 1000
            self.add(
                f"{count} pages in one revision: {seconds:.1f} s", per_page, "ms a page", first
            )
            first = first or per_page
        self._print_too_many()

    def _measure_stock(self, plan: Path) -> float:
        """Seconds of the stock tools on the words of every revision of *plan*, without charts."""
        content, working, _ = check(plan)
        bundles = published_bundles(plan, content, working)
        projects = write_stock_sites(bundles, self.folder / "real-stock")
        stock = [sys.executable, "-m", "mkdocs", "build", "-q", "-f"]
        parts = [measure([*stock, str(project / "mkdocs.yml")], self.runs) for project in projects]
        total = Measurement(
            seconds=sum(part.seconds for part in parts),
            fastest=sum(part.fastest for part in parts),
            slowest=sum(part.slowest for part in parts),
            cpu=sum(part.cpu for part in parts),
            peak_mb=max(part.peak_mb for part in parts),
        )
        self.measurements["real: floor, stock tools"] = total
        return total.seconds

    def _measure_builds(
        self, name: str, plan: Path, kinds: Sequence[str] = BUILDS
    ) -> dict[str, Measurement]:
        """Builds *plan* in each of *kinds*: from nothing, with charts drawn, pages new, warm."""
        cache = self.folder / f"{name}-cache"
        command = [*BUILD, "--plan", str(plan), "--out", str(self.folder / f"{name}-site")]
        builds: dict[str, Measurement] = {}
        if "cold" in kinds:
            builds["cold"] = measure(command, self.runs, cache, cold=True)
        else:
            measure(command, 1, cache)
        if "drawn" in kinds:
            builds["drawn"] = self._measure_partly_cached(command, cache, ["charts"])
        if "pages" in kinds:
            measure(command, 1, cache)
            builds["pages"] = self._measure_partly_cached(command, cache, NOT_PAGES)
        if "warm" in kinds:
            measure(command, 1, cache)
            builds["warm"] = measure(command, self.runs, cache)
        self.measurements |= {f"{name}: build, {kind}": build for kind, build in builds.items()}
        return builds

    def _measure_partly_cached(
        self, command: list[str], cache: Path, remaining: Sequence[str]
    ) -> Measurement:
        """Runs *command* with only the parts *remaining* in the cache."""
        builds = []
        for _ in range(self.runs):
            for part in cache.iterdir():
                if part.name not in remaining:
                    shutil.rmtree(part)
            builds.append(measure(command, 1, cache))
        return summarise(
            [build.seconds for build in builds],
            [build.cpu for build in builds],
            [build.peak_mb for build in builds],
        )

    def _measure_check(self, plan: Path) -> None:
        command = [*CHECK, "--plan", str(plan)]
        cold = measure(command, self.runs, self.folder / "no-cache", cold=True)
        warm = measure(command, self.runs, self.folder / "real-cache")
        self.measurements |= {"real: check, nothing kept": cold, "real: check": warm}
        self.add("check, real plan", warm.seconds, "s", 1.2)
        self.add("check, real plan, nothing kept", cold.seconds, "s")

    def _measure_first_views(self, plan: Path) -> None:
        _, bundle, _ = check(plan)
        sites = {
            "ours": self.folder / "real-site" / bundle.id,
            "stock, no charts": self.folder / "real-stock" / bundle.id / "site",
        }
        for name, site in sites.items():
            for page, size in first_views(bundle.record, site).items():
                self.add(f"first view, {name}: {page}", size, "kB")

    def _measure_preview(self, plan: Path) -> None:
        copy = self.folder / "previewed"
        for name in ("docs", "data", "revisions"):
            shutil.copytree(plan / name, copy / name)
        script = PREVIEW_SCRIPT.format(root=str(PROJECT_ROOT), runs=self.runs)
        command = [sys.executable, "-c", script, str(copy), str(self.folder / "preview")]
        env = {**os.environ, "PLAN_CACHE": str(self.folder / "real-cache")}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        seconds = [float(number) for number in done.stdout.rpartition("SECONDS")[2].split()]
        self.measurements["real: preview"] = summarise(seconds, [0], [0])
        self.add("preview, save to seen", statistics.median(seconds), "s", 1.2)

    def _measure_size(self, site: Path) -> None:
        """The bytes of *site* and of one of its revisions, as they are and compressed."""
        archive = (site / ARCHIVE).stat().st_size / 1_000_000
        total = folder_size(site)[0] / 1000 - archive
        comparisons = comparisons_size(site) / 1000
        self.add("  published, comparisons apart", total - comparisons, "MB", 25)
        self.add("  published in all, the archive apart", total, "MB", 45)
        self.add("  the archive: all of it in one zip file", archive, "MB", 20)
        revision = sorted(site.glob("[0-9]*-*"))[-2]
        raw, compressed = folder_size(revision)
        self.add("  one revision, comparisons apart", raw, "kB", 900)
        self.add("  one revision, compressed", compressed, "kB", 250)

    def _measure_changed_word(self, plan: Path, name: str) -> float:
        """Seconds to build *plan* after each change of a word, with everything else kept."""
        cache = self.folder / f"{name}-cache"
        command = [*BUILD, "--plan", str(plan), "--out", str(self.folder / f"{name}-site")]
        measure(command, 1, cache)
        page = plan / "docs" / "index.md"
        text = page.read_text("utf-8")
        builds = []
        for number in range(self.runs):
            sentence = f"The words were changed{' again' * number}."
            page.write_bytes(f"{text}\n{sentence}\n".encode())
            builds.append(measure(command, 1, cache))
        return statistics.median(build.seconds for build in builds)

    def _print_too_many(self) -> None:
        plan = write_plan(self.folder / "pages-1000", 1, 1000, charts=0, seed=self.seed)
        command = [*CHECK, "--plan", str(plan), "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        errors = [p for p in json.loads(done.stdout)["problems"] if not p["warning"]]
        answer = f"{errors[0]['message']} {errors[0]['fix']}" if errors else "Nothing to put right."
        print(f"1000 pages in one revision: check says “{answer}”\n")
