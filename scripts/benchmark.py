"""Measures the build of the whole site beside the stock tools on the same words."""

import argparse
import json
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import environment

environment.ready()

import os
import subprocess
import tempfile
import time

from safety_plan import commands
from safety_plan.checks import check, published
from safety_plan.site.floor import write_stock_sites


def measured(command: list[str], runs: int) -> tuple[float, float]:
    """Median seconds and peak memory in MB of *command*, each run a process of its own."""
    seconds, memory = [], []
    for _ in range(runs):
        started = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_settings()) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds.append(time.perf_counter() - started)
        memory.append(used.ru_maxrss / 1024)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return statistics.median(seconds), max(memory)


def _settings() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def main(options: argparse.Namespace) -> int:
    """Prints seconds, ratios, memory and bytes side by side; writes JSON if asked."""
    plan, working, _ = check(options.plan)
    editions = published(options.plan, plan, working)
    build = [sys.executable, str(environment.HOUSE / "scripts" / "build.py")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stock = [
            [sys.executable, "-m", "mkdocs", "build", "-f", str(project / "mkdocs.yml")]
            for project in write_stock_sites(editions, folder / "stock")
        ]
        floors = [measured(command, options.runs) for command in stock]
        common = ["--plan", str(options.plan), "--out", str(folder / "site"), "--cache"]
        cold = measured_cold([*build, *common], folder, options.runs)
        warm_command = [*build, *common, str(folder / "warm")]
        measured(warm_command, 1)
        warm = measured(warm_command, options.runs)
        checked = measured([*build[:1], str(environment.HOUSE / "scripts" / "check.py")], 3)
        size = sum(f.stat().st_size for f in (folder / "site").rglob("*") if f.is_file())
    floor = (sum(seconds for seconds, _ in floors), max(memory for _, memory in floors))
    rows = {"floor, stock tools, no charts": floor, "cold, every chart drawn": cold}
    rows |= {"warm, charts from the cache": warm, "check": checked}
    tell(rows, floor[0], len(editions), size)
    if options.json:
        told = {k: {"seconds": s, "peak_mb": m} for k, (s, m) in rows.items()}
        options.json.write_text(json.dumps({**told, "site_bytes": size}, indent=1) + "\n", "utf-8")
    return environment.DONE


def measured_cold(command: list[str], folder: Path, runs: int) -> tuple[float, float]:
    """As `measured`, with an empty cache for every run."""
    each = [measured([*command, str(folder / f"cold-{n}")], 1) for n in range(runs)]
    return statistics.median(s for s, _ in each), max(m for _, m in each)


def tell(rows: dict[str, tuple[float, float]], floor: float, count: int, size: int) -> None:
    """Prints the table."""
    print(f"{count} revisions, {size / 1e6:.1f} MB published\n")
    print(f"{'':32}{'seconds':>9}{'x floor':>9}{'peak MB':>9}")
    for name, (seconds, memory) in rows.items():
        print(f"{name:32}{seconds:9.2f}{seconds / floor:9.2f}{memory:9.0f}")


if __name__ == "__main__":
    parser = commands.parser(__doc__ or "")
    parser.add_argument("--runs", type=int, default=3, help="runs of each kind (3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there too")
    commands.run(main, parser.parse_args())
