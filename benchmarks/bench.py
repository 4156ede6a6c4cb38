"""What the benchmark measures: the plan itself, and invented ones that are far larger."""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from benchmarks.baseline import write_stock_sites
from benchmarks.fixtures import write_plan
from benchmarks.metrics import (
    ENVIRONMENT,
    PREVIEW_SCRIPT,
    STOCK_PREVIEW_SCRIPT,
    Line,
    Measurement,
    append_sentence,
    comparisons_size,
    first_search,
    first_views,
    folder_size,
    measure,
    of_single_runs,
    summarise,
)
from benchmarks.peers import PEERS, MissingPeerError
from safety_plan.checks.registry import check
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.revisions.published import published_bundles
from safety_plan.site.archive import ARCHIVE

BUILD = [sys.executable, str(PROJECT_ROOT / "scripts" / "build.py")]
CHECK = [sys.executable, str(PROJECT_ROOT / "scripts" / "check.py")]
#: Parts of the cache that stay while every page is rendered and read again: what comes of
#: other things than pages, and what check has found in a page.
NOT_PAGES = (
    "charts",
    "compared",
    "seals",
    "markup",
    "numbers",
    "templates",
    "typeface",  # cut out of the family for what a style sheet names
    "recipes",  # tables that are worked out of other tables
)
BUILDS = ("cold", "drawn", "pages", "warm")


class Bench:
    """One run of the benchmark: its folder, the lines of its table, and its measurements."""

    def __init__(self, folder: Path, runs: int, seed: int, plan: Path = PROJECT_ROOT) -> None:
        self.folder, self.runs, self.seed, self.plan = folder, runs, seed, plan
        self.lines: list[Line] = []
        self.measurements: dict[str, Measurement] = {}

    def add(self, what: str, value: float, unit: str, target: float | None = None) -> None:
        """Adds a line to the table; *target* is the most that *value* should be."""
        self.lines.append(Line(what, value, unit, target))

    def add_of_floor(self, what: str, seconds: float, target: float | None = None) -> None:
        """Adds *seconds*, and how many times the floor they are; *target* is of that."""
        self.add(what, seconds, "s")
        self.add(f"  {what}, of the floor", seconds / self.floor, "x floor", target)

    @cached_property
    def projects(self) -> list[Path]:
        """A project of the stock tools for each revision of the plan, charts left out."""
        content, working, _ = check(self.plan)
        bundles = published_bundles(self.plan, content, working)
        return write_stock_sites(bundles, self.folder / "real-stock")

    @cached_property
    def floor(self) -> float:
        """Seconds of the stock tools on the words of every revision of the plan: the unit."""
        stock = [sys.executable, "-m", "mkdocs", "build", "-q", "-f"]
        commands = [[*stock, str(project / "mkdocs.yml")] for project in self.projects]
        parts = [measure(command, self.runs) for command in commands]
        total = Measurement(
            seconds=sum(part.seconds for part in parts),
            fastest=sum(part.fastest for part in parts),
            slowest=sum(part.slowest for part in parts),
            cpu=sum(part.cpu for part in parts),
            peak_mb=max(part.peak_mb for part in parts),
        )
        self.measurements["real: floor, stock tools"] = total
        self.add("the floor: stock tools, same words, no charts", total.seconds, "s")
        return total.seconds

    def measure_real(self) -> None:
        """The plan itself, beside the stock tools; check, first views and preview."""
        builds = self._measure_builds("real", self.plan)
        self.add_of_floor(
            "real plan: every page rendered, charts kept", builds["pages"].seconds, 1.6
        )
        self.add_of_floor("real plan: nothing kept but charts", builds["drawn"].seconds)
        self.add_of_floor("real plan: from nothing, all charts drawn", builds["cold"].seconds, 4)
        self.add_of_floor("real plan: with all that is kept", builds["warm"].seconds)
        self._measure_check()
        self._measure_first_views()
        self._measure_preview()

    def measure_many(self, *, revisions: int, pages: int) -> None:
        """Many revisions, ten charts in each: time, memory and bytes."""
        name = f"{revisions} revisions of {pages} pages"
        plan = write_plan(self.folder / "many", revisions, pages, seed=self.seed)
        builds = self._measure_builds("many", plan)
        self.add_of_floor(f"{name}: from nothing", builds["cold"].seconds, 14)
        self.add_of_floor(f"{name}: charts already drawn", builds["drawn"].seconds, 6)
        self.add_of_floor(f"{name}: comparisons kept too", builds["pages"].seconds)
        self.add_of_floor(f"{name}: with all that is kept", builds["warm"].seconds)
        peak = max(measurement.peak_mb for measurement in builds.values())
        self.add("  most memory", peak, "MB", 700)
        self._measure_size(self.folder / "many-site")

    def measure_history(self, *, counts: Sequence[int], pages: int, charts: int) -> None:
        """One new revision where so many exist already: all else kept, and nothing kept."""
        first: tuple[float, float] | None = None
        for count in counts:
            kept, cold = self._measure_new_revision(count, pages=pages, charts=charts)
            self.add_of_floor(f"one new revision after {count}", kept)
            self.add_of_floor(f"one new revision after {count}, nothing kept", cold)
            if first:
                self.add(f"  after {count}, against {counts[0]}", kept / first[0], "x", 1.1)
                self.add(f"  nothing kept, against {counts[0]}", cold / first[1], "x", 1.1)
            first = first or (kept, cold)

    def measure_peers(self) -> None:
        """What others need for the pages and revisions of the plan, without charts."""
        for measure_peer in PEERS:
            try:
                peer = measure_peer(self.projects, self.folder, self.runs)
            except MissingPeerError as error:
                print(error)
                continue
            self.measurements[f"peer: {peer.name}"] = peer.runs
            self.add_of_floor(f"{peer.name}: every revision from nothing", peer.runs.seconds)
            self.add(f"  {peer.name}: published", peer.mb, "MB")
            self.add(f"  {peer.name}: first view of the home page", peer.home_kb, "kB")

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
        return of_single_runs(builds)

    def _measure_check(self) -> None:
        """Check of nothing new, after a page was edited, and with nothing kept."""
        cache = self.folder / "real-cache"
        command = [*CHECK, "--plan", str(self.plan)]
        cold = measure(command, self.runs, self.folder / "no-cache", cold=True)
        measure(command, 1, cache)
        warm = measure(command, self.runs, cache)
        edited = self._measure_check_after_edits(cache)
        self.measurements |= {
            "real: check, nothing kept": cold,
            "real: check": warm,
            "real: check after an edit": edited,
        }
        self.add_of_floor("check, real plan, nothing new since the last one", warm.seconds, 0.4)
        self.add_of_floor("check, real plan, after a page was edited", edited.seconds, 0.4)
        self.add_of_floor("check, real plan, nothing kept", cold.seconds, 0.9)

    def _measure_check_after_edits(self, cache: Path) -> Measurement:
        """Adds a sentence to a page of a copy of the plan before each run."""
        copy = self._copy_of_plan("checked")
        command = [*CHECK, "--plan", str(copy)]
        measure(command, 1, cache)
        runs = []
        for number in range(self.runs):
            append_sentence(copy, number)
            runs.append(measure(command, 1, cache))
        return of_single_runs(runs)

    def _copy_of_plan(self, name: str) -> Path:
        """A copy of the plan in a folder of that *name*, to be edited."""
        copy = self.folder / name
        for part in ("docs", "data", "revisions"):
            shutil.copytree(self.plan / part, copy / part)
        return copy

    def _measure_first_views(self) -> None:
        _, bundle, _ = check(self.plan)
        site = self.folder / "real-site"
        sites = {
            "ours": site / bundle.id,
            "stock, no charts": self.folder / "real-stock" / bundle.id / "site",
        }
        for name, folder in sites.items():
            for page, size in first_views(bundle.record, folder).items():
                self.add(f"first view, {name}: {page}", size, "kB")
        self.add("first search", first_search(site, bundle.id), "kB", 60)
        self.add("real plan: published", folder_size(site)[0] / 1000, "MB")

    def _measure_preview(self) -> None:
        copy = self._copy_of_plan("previewed")
        script = PREVIEW_SCRIPT.format(root=str(PROJECT_ROOT), runs=self.runs)
        ours, whole = self._measure_saves("ours", script, copy, self.folder / "preview")
        stock, _ = self._measure_saves(
            "stock", STOCK_PREVIEW_SCRIPT.format(runs=self.runs), self.projects[-1]
        )
        self.add_of_floor("preview, save to seen", ours, 0.7)
        self.add("  of the stock theme's own serve of one revision", ours / stock, "x", 1)
        self.add_of_floor("preview, save to all there", whole)

    def _measure_saves(self, name: str, script: str, *folders: Path) -> tuple[float, float]:
        """The median seconds that *script* tells from a save to the page, and to all there is."""
        command = [sys.executable, "-c", script, *map(str, folders)]
        env = {**os.environ, **ENVIRONMENT, "PLAN_CACHE": str(self.folder / "real-cache")}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        before, _, words = done.stdout.rpartition("SECONDS")
        seconds = [float(number) for number in words.split()]
        whole = [float(number) for number in before.rpartition("WHOLE")[2].split()]
        self.measurements[f"real: preview, {name}"] = summarise(seconds, [0], [0])
        return statistics.median(seconds), statistics.median(whole or seconds)

    def _measure_size(self, site: Path) -> None:
        """The bytes of *site* and of one of its revisions, as they are and compressed."""
        archive = (site / ARCHIVE).stat().st_size / 1_000_000
        total = folder_size(site)[0] / 1000 - archive
        comparisons = comparisons_size(site) / 1000
        self.add("  published, comparisons apart", total - comparisons, "MB")
        self.add("  published in all, the archive apart", total, "MB", 30)
        self.add("  the archive: all of it in one zip file", archive, "MB", 20)
        revision = sorted(site.glob("[0-9]*-*"))[-2]
        raw, compressed = folder_size(revision)
        self.add("  one revision, comparisons apart", raw, "kB", 900)
        self.add("  one revision, compressed", compressed, "kB", 250)

    def _measure_new_revision(self, count: int, *, pages: int, charts: int) -> tuple[float, float]:
        """Seconds to build after one more than *count*: with what that left kept, and cold."""
        name = f"history-{count}"
        plan, cache = self.folder / name, self.folder / f"{name}-cache"
        command = [*BUILD, "--plan", str(plan), "--out", str(self.folder / f"{name}-site")]
        write_plan(plan, count, pages, charts, self.seed)
        measure(command, 1, cache)
        before = shutil.copytree(cache, self.folder / f"{name}-before")
        shutil.rmtree(plan)
        write_plan(plan, count + 1, pages, charts, self.seed)
        builds = []
        for _ in range(self.runs):
            shutil.rmtree(cache)
            shutil.copytree(before, cache)
            builds.append(measure(command, 1, cache).seconds)
        cold = measure(command, self.runs, cache, cold=True)
        return statistics.median(builds), cold.seconds

    def _print_too_many(self) -> None:
        plan = write_plan(self.folder / "pages-1000", 1, 1000, charts=0, seed=self.seed)
        command = [*CHECK, "--plan", str(plan), "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        errors = [p for p in json.loads(done.stdout)["problems"] if not p["warning"]]
        answer = f"{errors[0]['message']} {errors[0]['fix']}" if errors else "Nothing to put right."
        print(f"1000 pages in one revision: check says “{answer}”\n")
