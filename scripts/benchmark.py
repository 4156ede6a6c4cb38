"""Measures the build of the whole site beside the stock tools on the same words."""

import argparse
import json
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

import os
import platform
import shutil
import subprocess
import tempfile
import time
from dataclasses import asdict
from functools import partial

from benchmarks.baseline import write_stock_sites
from benchmarks.fixtures import invent
from benchmarks.metrics import PREVIEW, Line, Measured, compared, measured, median, views, weight
from safety_plan import cli
from safety_plan.checks.registry import check
from safety_plan.revisions.published import published_bundles
from safety_plan.revisions.succession import Succession
from safety_plan.site.build import Site, bundle_pages
from safety_plan.site.parallel import cores
from safety_plan.site.revisions_json import listing
from safety_plan.site.urls import Urls

BUILD = [sys.executable, str(bootstrap.HOUSE / "scripts" / "build.py")]
CHECK = [sys.executable, str(bootstrap.HOUSE / "scripts" / "check.py")]
#: What stays while every page is rendered and read again: what was made of other things,
#: and what check found in a page.
KEPT = ("charts", "compared", "seals", "markup", "numbers", "templates")


class Bench:
    """One run of the benchmark: its plans, its folder, and what it found."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.lines: list[Line] = []
        self.measured: dict[str, Measured] = {}

    def floor(self, name: str, plan: Path) -> float:
        """Seconds of the stock tools on the words of every revision of *plan*, charts left out."""
        read, working, _ = check(plan)
        projects = write_stock_sites(
            published_bundles(plan, read, working), self.folder / f"{name}-stock"
        )
        stock = [sys.executable, "-m", "mkdocs", "build", "-q", "-f"]
        took = [measured([*stock, str(p / "mkdocs.yml")], self.runs) for p in projects]
        keys = ("seconds", "fastest", "slowest", "cpu")
        sums: dict[str, float] = {key: sum(getattr(one, key) for one in took) for key in keys}
        most = max(one.peak_mb for one in took)
        self.measured[f"{name}: floor, stock tools"] = Measured(**sums, peak_mb=most)
        return sums["seconds"]

    def build(
        self, name: str, plan: Path, kinds: str = "cold drawn pages kept"
    ) -> dict[str, Measured]:
        """Builds *plan* from nothing, with charts drawn already, and with all that is kept."""
        cache, site = self.folder / f"{name}-cache", self.folder / f"{name}-site"
        run = [*BUILD, "--plan", str(plan), "--out", str(site)]
        found: dict[str, Measured] = {}
        if "cold" in kinds:
            found["cold"] = measured(run, self.runs, cache, cold=True)
        else:
            measured(run, 1, cache)
        if "drawn" in kinds:
            found["drawn"] = self._again(run, cache, "charts")
        if "pages" in kinds:
            measured(run, 1, cache)
            found["pages"] = self._again(run, cache, *KEPT)
        if "kept" in kinds:
            measured(run, 1, cache)
            found["kept"] = measured(run, self.runs, cache)
        self.measured |= {f"{name}: build, {kind}": one for kind, one in found.items()}
        return found

    def _again(self, run: list[str], cache: Path, *stays: str) -> Measured:
        """Every page made anew, of sealed revisions too; only what *stays* is in the cache."""
        took = []
        for _ in range(self.runs):
            for made in (part for part in cache.iterdir() if part.name not in stays):
                shutil.rmtree(made)
            took.append(measured(run, 1, cache))
        keys = ("seconds", "cpu", "peak_mb")
        return median(*([getattr(one, key) for one in took] for key in keys))

    def add(self, what: str, value: float, unit: str, target: float | None = None) -> None:
        """Adds a line to the table."""
        self.lines.append(Line(what, value, unit, target))

    def real(self, plan: Path) -> None:
        """The plan itself, beside its floor; preview and check."""
        floor, took = self.floor("real", plan), self.build("real", plan)
        cache = self.folder / "real-cache"
        self.add("real plan: floor, stock tools, same words, no charts", floor, "s")
        self.add("real plan: every page rendered, charts from cache", took["pages"].seconds, "s")
        self.add("  per revision, of the floor", took["pages"].seconds / floor, "x floor", 1.6)
        self.add("  with nothing kept but charts", took["drawn"].seconds / floor, "x floor")
        self.add("real plan: from nothing, all charts drawn", took["cold"].seconds, "s")
        self.add("  of the floor", took["cold"].seconds / floor, "x floor", 4)
        self.add("real plan: with all that is kept", took["kept"].seconds, "s")
        command = [*CHECK, "--plan", str(plan)]
        fresh = measured(command, self.runs, self.folder / "no-cache", cold=True)
        warm = measured(command, self.runs, cache)
        self.measured |= {"real: check, nothing kept": fresh, "real: check": warm}
        self.add("check, real plan", warm.seconds, "s", 1.2)
        self.add("check, real plan, nothing kept", fresh.seconds, "s")
        self._views(plan)
        self._preview(plan, cache)

    def _views(self, plan: Path) -> None:
        bundle = check(plan)[1]
        ours, stock = (self.folder / f"real-{name}" / bundle.id for name in ("site", "stock"))
        for name, site in (("ours", ours), ("stock, no charts", stock / "site")):
            for what, weighs in views(bundle.record, site).items():
                self.add(f"first view, {name}: {what}", weighs, "kB")

    def _preview(self, plan: Path, cache: Path) -> None:
        copy = self.folder / "previewed"
        for name in ("docs", "data", "revisions"):
            shutil.copytree(plan / name, copy / name)
        script = PREVIEW.format(house=str(bootstrap.HOUSE), runs=self.runs)
        command = [sys.executable, "-c", script, str(copy), str(self.folder / "shown"), str(cache)]
        env = {**os.environ, "PLAN_CACHE": str(cache)}
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout
        times = [float(t) for t in said.rpartition("SECONDS")[2].split()]
        self.measured["real: preview"] = median(times, [0], [0])
        self.add("preview, save to seen", statistics.median(times), "s", 1.2)

    def many(self, revisions: int, pages: int, seed: int) -> None:
        """Many revisions: time, memory and bytes, and what the newest one alone adds."""
        name = f"{revisions} revisions of {pages} pages"
        plan = invent(self.folder / "many", revisions, pages, seed=seed)
        took, site = self.build("many", plan), self.folder / "many-site"
        self.add(f"{name}: from nothing", took["cold"].seconds, "s", 25)
        self.add(f"{name}: charts already drawn", took["drawn"].seconds, "s", 8)
        self.add("  comparisons kept too", took["pages"].seconds, "s")
        self.add(f"{name}: with all that is kept", took["kept"].seconds, "s")
        self.add("  most memory", max(one.peak_mb for one in took.values()), "MB", 700)
        total, apart = weight(site)[0] / 1000, compared(site) / 1000
        self.add("  published, comparisons apart", total - apart, "MB", 25)
        self.add("  published in all", total, "MB", 45)
        raw, packed = weight(site / sorted(p.name for p in site.glob("[0-9]*-*"))[-2])
        self.add("  one revision, comparisons apart", raw, "kB", 700)
        self.add("  one revision, compressed", packed, "kB", 200)

    def history(self, few: int, many: int, pages: int, seed: int) -> None:
        """Rendering one new revision when *many* exist against when *few* do."""
        took: dict[int, float] = {}
        sizes: dict[int, float] = {}
        for count in (few, many):
            plan = invent(self.folder / f"h{count}", count, pages, seed=seed)
            took[count], sizes[count] = self._newest(plan)
        more, ratio = many - few, took[many] / took[few]
        self.add(f"one new revision when {many} exist against {few}", ratio, "x", 1.1)
        self.add("  each earlier revision adds", (took[many] - took[few]) / more * 1000, "ms")
        self.add("  each earlier revision adds", (sizes[many] - sizes[few]) / more, "kB")

    def _newest(self, plan: Path) -> tuple[float, float]:
        """Seconds to make the pages of the newest revision alone, charts drawn; and their kB."""
        read, working, _ = check(plan)
        bundles = published_bundles(plan, read, working)
        times: list[float] = []
        with tempfile.TemporaryDirectory() as name:
            site = Site(
                out=Path(name),
                plan=read,
                cache=self.folder / "newest-cache",
                told=None,
                addresses=Urls(bundles=bundles, living=read.living),
                succession=Succession(bundles),
                listed=listing(read, bundles),
                last={},
            )
            for _ in range(self.runs + 2):
                started = time.perf_counter()
                bundle_pages(site, len(bundles) - 1)
                times.append(time.perf_counter() - started)
            return statistics.median(times[1:]), weight(site.out)[0]

    def pages(self, counts: tuple[int, ...], seed: int) -> None:
        """One revision of ever more pages: time for each page."""
        each: list[float] = []
        for count in counts:
            plan = invent(self.folder / f"p{count}", 1, count, seed=seed)
            took = self.build(f"{count} pages", plan, "kept")["kept"].seconds
            each.append(took / count * 1000)
            limit = each[0] if len(each) > 1 else None
            self.add(f"{count} pages in one revision: {took:.1f} s", each[-1], "ms a page", limit)
        self._too_many(seed)

    def _too_many(self, seed: int) -> None:
        plan = invent(self.folder / "p1000", 1, 1000, charts=0, seed=seed)
        run = [*CHECK, "--plan", str(plan), "--format", "json"]
        said = subprocess.run(run, capture_output=True, text=True, check=False).stdout
        found = [p for p in json.loads(said)["problems"] if not p["warning"]]
        told = f"{found[0]['message']} {found[0]['fix']}" if found else "Nothing to put right."
        print(f"1000 pages in one revision: check says “{told}”\n")


def main(options: argparse.Namespace) -> int:
    """Prints the table and writes JSON if asked."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), options.runs)
        parts = {
            "real": partial(bench.real, options.plan),
            "many": partial(bench.many, 25, 20, options.seed),
            "history": partial(bench.history, 2, 100, 20, options.seed),
            "pages": partial(bench.pages, (20, 200), options.seed),
        }
        for part in options.only or parts:
            print(f"Measuring: {part} …", flush=True)
            parts[part]()
    print(f"{cores()} cores, medians of {options.runs} runs, seed {options.seed}\n")
    print(f"{'':76}{'':>10} {'':14}{'target':>7}{'met':>5}")
    print("\n".join(map(str, bench.lines)))
    print(f"\n{'':44}{'median s':>10}{'fastest':>10}{'slowest':>10}{'cpu s':>10}{'peak MB':>10}")
    for what, one in bench.measured.items():
        times = (one.seconds, one.fastest, one.slowest, one.cpu)
        print(f"{what:44}{''.join(f'{t:10.2f}' for t in times)}{one.peak_mb:10.0f}")
    if options.json:
        told = {"cores": cores(), "python": platform.python_version(), "seed": options.seed}
        told |= {"runs": options.runs, "table": [asdict(line) for line in bench.lines]}
        told["measured"] = {what: asdict(one) for what, one in bench.measured.items()}
        options.json.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return bootstrap.DONE


if __name__ == "__main__":
    cli.run(main, __doc__)
