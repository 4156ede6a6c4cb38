"""Invented plans for the benchmark: as many revisions, pages and charts as asked for.

The same seed gives the same plan. It is the tiny plan of the tests, grown: each
revision changes some pages and every number, and all but the last are sealed.
"""

import shutil
from pathlib import Path
from random import Random

from safety_plan.bootstrap import HOUSE
from safety_plan.charts.kinds import KINDS
from safety_plan.models.plan import read_plan
from safety_plan.revisions.bundle import working_bundle
from safety_plan.revisions.seal import write_seal

TINY = HOUSE / "tests" / "tiny_plan"
FIRST_YEAR = 1925
AREAS = ("Fernbrook", "Mossley Cross", "Upper Tarn", "Withy", "Old Quay", "Stoke Leas")
NAMES = ["market", "river", "street", "park", "school", "station", "bridge", "shop"]
NAMES += ["church", "library", "square", "garden"]
DOERS = ["wardens", "neighbours", "police", "volunteers", "shopkeepers", "nurses", "teachers"]
DOINGS = ["visit", "watch", "light", "clean", "repair", "open", "meet", "help", "join", "plan"]
ENDINGS = (
    "in the evening",
    "before the winter",
    "after the meeting",
    "with the council",
    "near the old mill",
    "on market days",
    "when people ask",
    "beside the canal",
)
_REVISION = """id: {id}
title: Revision of {year}
life: {year} onwards
status: {status}
status_note: The town council {done}.
summary: A new year of numbers, and some pages written again.
decisions:
  - {{body: Town council, date: {year}-06-14, what: Read the plan, source: council-minutes}}
{adopted}contents:
  - index.md
{groups}  - figures.md
  - glossary.md
"""
_CHART = """chart-{n}:
  kind: lines
  title: Calls from {area} since {first}
  subtitle: Calls in a year, {area}
  table: counts
  where: {{area: {area}}}
  labels: period
  values: {column}
  series: area
"""
_PACKAGE = """name: invented
title: Numbers of an invented plan
resources:
  - name: counts
    path: counts.csv
    title: Calls by area
    description: One row for each area and year.
    source: police-counts
    place: Brookshire, by town
    schema:
      primaryKey: [area, period]
      fields:
        - {name: area, type: string, title: Town}
        - {name: period, type: string, title: Year}
        - {name: calls, type: integer, title: Calls, unit: count}
        - {name: rate, type: number, title: "Calls per 1,000 people", unit: per_1000}
"""
_FIGURES = "id,label,value,qualifier,unit,period,place,source,part,table,row,column,note\n"


def invent(folder: Path, revisions: int, pages: int, charts: int = 10, seed: int = 1) -> Path:
    """Writes a plan of *revisions* with *pages* each into *folder*, the last one not sealed."""
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("revisions", "priorities", "site"))
    shutil.copytree(TINY / "docs" / "site", folder / "docs" / "site")
    for page in (folder / "docs" / "site").glob("*.md"):
        _put(page, page.read_text("utf-8").replace("2021-06", f"{FIRST_YEAR}-06"))
    for name in ("thefts.csv", "decisions.csv", "wording.csv"):
        (folder / "data" / name).unlink()
    for number in range(revisions):
        _write_revision(folder, number, revisions, pages, charts, seed)
        plan, _ = read_plan(folder, KINDS)
        if number < revisions - 1:
            write_seal(plan, working_bundle(plan)[0])
    return folder


def _write_revision(
    folder: Path, number: int, revisions: int, pages: int, charts: int, seed: int
) -> None:
    year, last = FIRST_YEAR + number, number == revisions - 1
    names = [f"part-{n // 10 + 1}/page-{n + 1}" for n in range(pages - 3)]
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name.partition("/")[0], []).append(name)
    listed = "".join(
        f"  - {group.capitalize()}:\n" + "".join(f"      - {n}.md\n" for n in inside)
        for group, inside in groups.items()
    )
    adopted = f"adopted: {{body: Town council, date: {year}-06-14, source: council-minutes}}\n"
    said = _REVISION.format(
        id=f"{year}-06",
        year=year,
        status="proposed" if last else "adopted",
        done="has it to read" if last else "adopted it",
        adopted="" if last else adopted,
        groups=listed,
    )
    _put(folder / "data" / "revision.yml", said)
    _write_data(folder / "data", year, charts, Random(f"{seed}-{number}"))
    _put(folder / "docs" / "index.md", _page("home", "Home", _prose(Random(seed), 0), names[:3]))
    for n, name in enumerate(names):
        written = max(k for k in range(number + 1) if (k + n) % 5 == 0 or k == 0)
        text = _prose(Random(f"{seed}-{n}-{written}"), n)
        if n < charts:
            text += f'\n## The numbers\n\n{{{{ chart("chart-{n + 1}") }}}}\n'
        text += f'\n## How many\n\nThere were {{{{ figure("calls-{n % 20 + 1}") }}}} calls.\n'
        page_id = name.rpartition("/")[2]
        _put(
            folder / "docs" / f"{name}.md",
            _page(page_id, f"Page {page_id}", text, names[n - 1 : n]),
        )


def _write_data(data: Path, year: int, charts: int, rng: Random) -> None:
    periods = [f"{y} to {y + 1}" for y in range(year - 8, year)]
    rows = [
        f"{area},{period},{rng.randrange(1000, 1400)},{rng.randrange(100, 140) / 10}"
        for area in AREAS
        for period in periods
    ]
    _put(data / "counts.csv", "\n".join(["area,period,calls,rate", *rows, ""]))
    _put(data / "datapackage.yml", _PACKAGE)
    made = [
        _CHART.format(
            n=n + 1, area=AREAS[n % 6], first=year - 8, column=("calls", "rate")[n // 6 % 2]
        )
        for n in range(charts)
    ]
    _put(data / "charts.yml", "".join(made))
    figures = [
        f"calls-{n + 1},Calls {n + 1},,,,{periods[n // 6]},{AREAS[n % 6]},,,counts,"
        f"area={AREAS[n % 6]}; period={periods[n // 6]},calls,\n"
        for n in range(20)
    ]
    _put(data / "figures.csv", _FIGURES + "".join(figures))
    why = [f"calls-{n + 1},,new year added,A year later.,,\n" for n in range(20)]
    told = "".join(why) if year > FIRST_YEAR else ""
    _put(data / "changes.csv", f"figure,page_id,reason,why,part,source\n{told}")
    _put(data / "progress.csv", "page_id,text,state,part,source\n")
    _put(data / "priorities.csv", "page_id,title,sentence,figure,figure_words\n")


def _prose(rng: Random, number: int) -> str:
    """Some headings with three paragraphs each, about as many words as a real page."""
    parts = []
    for n in range(4):
        parts.append(f"## The {NAMES[(number + n * 3) % len(NAMES)]}")
        for _ in range(3):
            said = [
                f"The {rng.choice(DOERS)} {rng.choice(DOINGS)} the {rng.choice(NAMES)} "
                f"and the {rng.choice(NAMES)} {rng.choice(ENDINGS)}."
                for _ in range(3)
            ]
            parts.append(" ".join(said))
    return "\n\n".join(parts) + "\n"


def _page(page_id: str, title: str, text: str, names: list[str]) -> str:
    up = "" if page_id == "home" else "../"
    links = "".join(f"\nSee [the page {n.rpartition('/')[2]}]({up}{n}.md).\n" for n in names)
    head = (
        f"---\ntitle: {title}\npage_id: {page_id}\ndescription: {title} of an invented plan.\n---\n"
    )
    return f"{head}# {title}\n\n{text}{links}"


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
