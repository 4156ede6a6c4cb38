"""`python -m benchmarks.country`: invented partnerships, a plan for each, and an index of all.

Each plan is made as `safety-plan new` makes it, gets invented numbers, and is built by itself from
nothing, as the workflow of its own repository would build it. The index is gathered from what each
built site publishes, `revisions.json`, and from nothing else.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import ceil
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, NoReturn

import click

from benchmarks.machine import machine
from benchmarks.metrics import Measurement, folder_size, measure
from safety_plan.cli import run_command
from safety_plan.cli.exit_codes import EXIT_OK
from safety_plan.cli.options import PATH, debug_option
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.site.redirects import LISTING
from safety_plan.starter.answers import COUNTRIES, Answers
from safety_plan.starter.make import make_plan

#: Community safety partnerships of England and Wales, roughly.
ALL = 300
#: What a runner does besides building, such as installing the program: seconds.
_SETTING_UP = 60
#: How many runners work at once.
_RUNNERS = 20
_PROMPT = '"[Write here: '
_FIRST = ("North", "South", "East", "West", "Upper", "Lower", "Great", "Little", "Old", "New")
_LAST = ("Tarn", "Fern", "Moss", "Withy", "Stoke", "Quay", "Holm", "Thorpe", "Wick", "Dale")
#: No number: check would ask where it comes from.
_ENDS = ("", " Vale", " Coast")
_AREAS = [f"{first} {last}{end}" for end in _ENDS for last in _LAST for first in _FIRST]


def main() -> NoReturn:
    """Runs with the arguments of this process, and ends it."""
    run_command(command, sys.argv[1:], "python -m benchmarks.country")


@click.command()
@debug_option
@click.option("--plans", type=click.IntRange(min=0), default=3, help="How many plans (3).")
@click.option("--first", type=click.IntRange(min=0), default=0, help="The number of the first (0).")
@click.option("--seed", type=int, default=1, help="Of the invented numbers (1).")
@click.option(
    "--price",
    type=click.FloatRange(min=0),
    default=0.008,
    help="Of a minute of a runner, in dollars (0.008).",
)
@click.option("--out", type=PATH, metavar="DIR", help="Where plans, sites and the index stay.")
def command(plans: int, first: int, seed: int, price: float, out: Path | None) -> int:
    """Makes plans of invented partnerships, builds each from nothing, and lists them all.

    The list has every site below `sites` of DIR, so several runners can make some each; with
    --plans 0 it is gathered from what they left.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = out or Path(name)
        numbers = range(first, first + plans)
        builds = [build_plan(folder, number, seed) for number in numbers]
        sizes = [folder_size(folder / "sites" / str(number))[0] / 1000 for number in numbers]
        entries = gather(listing.parent for listing in folder.glob(f"sites/*/{LISTING}"))
        write_index(entries, folder)
    print("".join(f"{what}: {value}\n" for what, value in machine().items()))
    if builds:
        print("\n".join(costs(builds, sizes, price)))
    count = "1 plan is" if len(entries) == 1 else f"{len(entries)} plans are"
    print(f"{count} in the index.")
    return EXIT_OK


def build_plan(folder: Path, number: int, seed: int) -> Measurement:
    """Makes and builds the plan of an invented partnership below *folder*, from nothing."""
    plan = folder / "plans" / str(number)
    make_plan(plan, answers_of(number), program="safety-plan")
    invent_numbers(plan / "data" / "crime-by-year.csv", Random(f"{seed}-{number}"))
    build = [sys.executable, str(PROJECT_ROOT / "scripts" / "build.py")]
    places = ["--plan", str(plan), "--out", str(folder / "sites" / str(number))]
    return measure([*build, *places], 1, folder / "caches" / str(number), cold=True)


def answers_of(number: int) -> Answers:
    """What the invented partnership *number* answers: no two have the same name."""
    area = _AREAS[number]
    return Answers(
        area=area,
        council=f"{area} Council",
        partnership=f"{area} Safety Partnership",
        period="2027 to 2030",
        publisher="council",
        country=[*COUNTRIES][number % len(COUNTRIES)],
        contact=f"safety-{number}@example.org",
    )


def invent_numbers(table: Path, rng: Random) -> None:
    """Answers the prompts of *table* with numbers; the rest of a draft may wait.

    Each is near the one before, since check asks for the reason of a jump.
    """
    lines = []
    number = rng.randrange(2000, 20_000)
    for line in table.read_text("utf-8").splitlines():
        start, prompt, _ = line.partition(_PROMPT)
        lines.append(f"{start}{number}" if prompt else line)
        number = round(number * rng.uniform(0.9, 1.1))
    table.write_bytes("\n".join([*lines, ""]).encode())


def gather(sites: Iterable[Path]) -> list[dict[str, Any]]:
    """What each of the built *sites* publishes of its plan, in the order of the alphabet."""
    listings = [json.loads((site / LISTING).read_text("utf-8")) for site in sites]
    return sorted(map(_entry, listings), key=lambda entry: str(entry["area"]))


def _entry(listing: Mapping[str, Any]) -> dict[str, Any]:
    newest = next(one for one in listing["revisions"] if one["id"] == listing["newest"])
    about = {name: listing[name] for name in ("area", "area_code", "partnership", "name", "web")}
    of_newest = {name: newest[name] for name in ("title", "status_label", "life", "digest")}
    return {**about, "newest": newest["id"], "revisions": len(listing["revisions"]), **of_newest}


def write_index(entries: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Writes the index of all plans below *folder*: for people, and for programs."""
    (folder / "plans.json").write_text(json.dumps(entries, indent=1, ensure_ascii=False), "utf-8")
    rows = [f"<li>{_linked(one)}: {escape(one['status_label'])}</li>\n" for one in entries]
    page = f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Community safety plans</title></head>
<body><h1>Community safety plans</h1>
<ul>
{"".join(rows)}</ul></body>
</html>
"""
    (folder / "index.html").write_text(page, "utf-8")


def _linked(entry: Mapping[str, Any]) -> str:
    name = escape(entry["name"])
    return f'<a href="{escape(entry["web"])}">{name}</a>' if entry["web"] else name


def costs(builds: Sequence[Measurement], sizes: Sequence[float], price: float) -> list[str]:
    """Seconds, MB and cost of a plan, and worked out from them for the whole country."""
    seconds = median(build.seconds for build in builds)
    minutes = ceil((seconds + _SETTING_UP) / 60)
    rounds = ceil(ALL / _RUNNERS)
    return [
        f"A plan: {seconds:.1f} s, {median(sizes):.1f} MB published, "
        f"at most {max(build.peak_mb for build in builds):.0f} MB of memory.",
        f"On a runner, with {_SETTING_UP} s for setting up: {minutes} whole minutes, "
        f"{minutes * price:.3f} dollars.",
        f"The country, {ALL} plans: {ALL * minutes} minutes, {ALL * minutes * price:.2f} dollars, "
        f"{ALL * median(sizes) / 1000:.1f} GB; with {_RUNNERS} runners at once "
        f"{rounds * minutes} minutes.",
    ]


if __name__ == "__main__":
    main()
