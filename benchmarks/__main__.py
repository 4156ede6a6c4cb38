"""`python -m benchmarks`: measures, prints a table, and writes JSON if asked."""

import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from benchmarks.against import lines_against
from benchmarks.bench import Bench
from benchmarks.machine import machine
from safety_plan.cli import run_command
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import PATH, debug_option
from safety_plan.core.resources import PROJECT_ROOT

PARTS = ("real", "many", "history", "pages", "peers")


def main() -> NoReturn:
    """Runs the benchmark with the arguments of this process, and ends it."""
    run_command(command, sys.argv[1:], "scripts/benchmark.py")


@click.command()
@debug_option
@click.option("--plan", type=PATH, metavar="DIR", default=PROJECT_ROOT, help="The real plan.")
@click.option("--runs", type=click.IntRange(min=1), default=3, help="Runs of each kind (3).")
@click.option("--seed", type=int, default=1, help="Of the invented plans (1).")
@click.option("--json", "json_file", type=PATH, metavar="FILE", help="Write the numbers there too.")
@click.option("--against", type=PATH, metavar="FILE", help="Lay the numbers of FILE beside these.")
@click.option(
    "--only",
    "parts",
    multiple=True,
    type=click.Choice(PARTS),
    help="A part to measure; can be given again.",
)
def command(
    plan: Path,
    runs: int,
    seed: int,
    json_file: Path | None,
    against: Path | None,
    parts: tuple[str, ...],
) -> int:
    """Measures the build of the whole site beside the stock tools on the same words.

    Seconds of two machines, or of two days, say little beside each other. So the unit is the
    floor: what the stock tools need for the same words in the same run.
    """
    about = machine()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), runs, seed, plan)
        measure: dict[str, Callable[[], None]] = {
            "real": bench.measure_real,
            "many": partial(bench.measure_many, revisions=25, pages=20),
            "history": partial(bench.measure_history, counts=(2, 25, 100), pages=20, charts=10),
            "pages": partial(bench.measure_pages, (20, 200)),
            "peers": bench.measure_peers,
        }
        for part in parts or PARTS:
            print(f"Measuring: {part} …", flush=True)
            measure[part]()
    print(f"Medians of {runs} runs, seed {seed}")
    print("".join(f"{what}: {value}\n" for what, value in about.items()))
    _print_tables(bench)
    numbers = _as_json(bench, about)
    if json_file:
        json_file.write_text(json.dumps(numbers, indent=1) + "\n", "utf-8")
    if against:
        print("", *lines_against(numbers, json.loads(against.read_text("utf-8"))), sep="\n")
    return EXIT_OK


def _print_tables(bench: Bench) -> None:
    print(f"{'':76}{'':>10} {'':14}{'target':>7}{'met':>5}")
    for line in bench.lines:
        print(line)
    print(f"\n{'':44}{'median s':>10}{'fastest':>10}{'slowest':>10}{'cpu s':>10}{'peak MB':>10}")
    for what, runs in bench.measurements.items():
        times = (runs.seconds, runs.fastest, runs.slowest, runs.cpu)
        columns = "".join(f"{time:10.2f}" for time in times)
        print(f"{what:44}{columns}{runs.peak_mb:10.0f}")


def _as_json(bench: Bench, about: Mapping[str, str]) -> dict[str, Any]:
    return {
        "machine": about,
        "seed": bench.seed,
        "runs": bench.runs,
        "table": [asdict(line) for line in bench.lines],
        "measured": {what: asdict(runs) for what, runs in bench.measurements.items()},
    }


if __name__ == "__main__":
    main()
