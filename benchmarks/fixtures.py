"""Invented plans for the benchmark: as many revisions, pages and charts as asked for.

The same seed gives the same plan. It is the tiny plan of the tests, grown: each
revision changes some pages and every number, and all but the last are sealed.
"""

import shutil
from pathlib import Path
from random import Random

from safety_plan.charts.kinds import KINDS
from safety_plan.core.resources import PROJECT_ROOT
from safety_plan.models.plan import read_plan
from safety_plan.models.registers import REGISTERS, register_columns
from safety_plan.revisions.bundle import working_bundle
from safety_plan.revisions.proposals import proposal_rows, write_proposals
from safety_plan.revisions.seal import write_seal

TINY = PROJECT_ROOT / "tests" / "tiny_plan"
FIRST_YEAR = 1925
AREAS = ("Fernbrook", "Mossley Cross", "Upper Tarn", "Withy", "Old Quay", "Stoke Leas")
NAMES = ["market", "river", "street", "park", "school", "station", "bridge", "shop"]
NAMES += ["church", "library", "square", "garden"]
WHO = ["wardens", "neighbours", "police", "volunteers", "shopkeepers", "nurses", "teachers"]
WHAT = ["visit", "watch", "light", "clean", "repair", "open", "meet", "help", "join", "plan"]
WHERE = (
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
status_note: The town council {council_did}.
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
#: One row of each register that a page of the tiny plan shows.
_ROWS = {
    "actions": {
        "id": "calls",
        "page_id": "page-1",
        "promise": "The police will count the calls.",
        "state": "not reported",
        "source": "police-counts",
    },
    "money": {
        "id": "calls",
        "what": "Counting the calls",
        "planned": "not known",
        "spent": "not known",
        "who_pays": "Police",
        "period": "undated",
        "source": "police-counts",
    },
}
#: Registers of the tiny plan that speak of its own pages and numbers.
_EMPTY = (
    *("targets", "dates", "consultations", "responses", "recommendations", "gaps", "risks"),
    *("files", "source-parts"),
)
_FIGURES_PAGE = """---
title: Figures and sources
page_id: figures
description: Every number of the plan and where it comes from.
---
# Figures and sources

{{ figure() }}

## Sources

{{ source() }}

## What was promised

{{ actions() }}

## Money

{{ money() }}
"""
_FIGURES = "id,label,value,qualifier,unit,period,place,source,part,table,row,column,note\n"


#: What of the tiny plan goes with its own pages and figures.
_NOT_COPIED = ("revisions", "priorities", "site", "cy", "files")


def write_plan(folder: Path, revisions: int, pages: int, charts: int = 10, seed: int = 1) -> Path:
    """Writes a plan of *revisions* with *pages* each into *folder*, the last one not sealed."""
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    shutil.copytree(TINY / "docs" / "site", folder / "docs" / "site")
    for page in (folder / "docs" / "site").glob("*.md"):
        _write(page, page.read_text("utf-8").replace("2021-06", f"{FIRST_YEAR}-06"))
    (folder / "docs" / "charts.md").unlink()
    for file in (folder / "data").glob("*.csv"):
        if file.stem not in REGISTERS or file.stem in ("decisions", "proposals"):
            file.unlink()
    for name in _EMPTY:
        _write(folder / "data" / f"{name}.csv", f"{','.join(register_columns(name))}\n")
    for number in range(revisions):
        is_last = number == revisions - 1
        year = FIRST_YEAR + number
        names = [f"part-{n // 10 + 1}/page-{n + 1}" for n in range(pages - 3)]
        _write(folder / "data" / "revision.yml", _revision(year, names, is_proposed=is_last))
        _write_data(folder / "data", year, charts, Random(f"{seed}-{number}"))
        _write_pages(folder / "docs", number, names, charts, seed)
        plan, _ = read_plan(folder, KINDS)
        if is_last:
            write_proposals(plan, proposal_rows(plan))
        else:
            write_seal(plan, working_bundle(plan)[0])
    return folder


def _revision(year: int, names: list[str], *, is_proposed: bool) -> str:
    """The text of `data/revision.yml`, with the pages *names* in its contents."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name.partition("/")[0], []).append(name)
    contents = ""
    for group, members in groups.items():
        contents += f"  - {group.capitalize()}:\n"
        contents += "".join(f"      - {member}.md\n" for member in members)
    adopted = f"adopted: {{body: Town council, date: {year}-06-14, source: council-minutes}}\n"
    return _REVISION.format(
        id=f"{year}-06",
        year=year,
        status="proposed" if is_proposed else "adopted",
        council_did="has it to read" if is_proposed else "adopted it",
        adopted="" if is_proposed else adopted,
        groups=contents,
    )


def _write_pages(docs: Path, number: int, names: list[str], charts: int, seed: int) -> None:
    """Writes the pages of revision *number*; a fifth of them say something new in each."""
    _write(docs / "figures.md", _FIGURES_PAGE)
    opening = f'{{{{ headlines("home") }}}}\n\n{_prose(Random(seed), 0)}'
    _write(docs / "index.md", _page("home", "Home", opening, names[:3]))
    for n, name in enumerate(names):
        last_change = max(k for k in range(number + 1) if (k + n) % 5 == 0 or k == 0)
        text = _prose(Random(f"{seed}-{n}-{last_change}"), n)
        if n < charts:
            text += f'\n## The numbers\n\n{{{{ chart("chart-{n + 1}") }}}}\n'
        text += f'\n## How many\n\nThere were {{{{ figure("calls-{n % 20 + 1}") }}}} calls.\n'
        page_id = name.rpartition("/")[2]
        links = names[n - 1 : n]
        _write(docs / f"{name}.md", _page(page_id, f"Page {page_id}", text, links))


def _write_data(data: Path, year: int, charts: int, rng: Random) -> None:
    """Writes the tables, charts, figures and registers of the revision of *year*."""
    periods = [f"{y} to {y + 1}" for y in range(year - 8, year)]
    _write(data / "counts.csv", _counts(periods, rng))
    _write(data / "datapackage.yml", _PACKAGE)
    _write(data / "charts.yml", _charts(charts, year - 8))
    _write(data / "figures.csv", _figures(periods))
    _write(data / "headlines.csv", _headlines(has_chart=charts > 0))
    reasons = [f"calls-{n + 1},,new year added,A year later.,,\n" for n in range(20)]
    if charts:
        reasons.append(",page-1,,All calls were counted anew.,,\n")
    changes = "".join(reasons) if year > FIRST_YEAR else ""
    _write(data / "changes.csv", f"figure,page_id,reason,why,part,source\n{changes}")
    _write(data / "priorities.csv", "page_id,title,sentence,figure,figure_words\n")
    for name, row in _ROWS.items():
        columns = register_columns(name)
        cells = ",".join(row.get(column, "") for column in columns)
        _write(data / f"{name}.csv", f"{','.join(columns)}\n{cells}\n")


def _counts(periods: list[str], rng: Random) -> str:
    rows = ["area,period,calls,rate"]
    for area in AREAS:
        for period in periods:
            calls, rate = rng.randrange(1000, 1400), rng.randrange(100, 140) / 10
            rows.append(f"{area},{period},{calls},{rate}")
    return "\n".join([*rows, ""])


def _charts(count: int, first_year: int) -> str:
    columns = ("calls", "rate")
    charts = [
        _CHART.format(n=n + 1, area=AREAS[n % 6], first=first_year, column=columns[n // 6 % 2])
        for n in range(count)
    ]
    return "".join(charts)


def _figures(periods: list[str]) -> str:
    rows = []
    for n in range(20):
        area, period = AREAS[n % 6], periods[n // 6]
        look_up = f"area={area}; period={period}"
        rows.append(f"calls-{n + 1},Calls {n + 1},,,,{period},{area},,,counts,{look_up},calls,\n")
    return _FIGURES + "".join(rows)


def _headlines(*, has_chart: bool) -> str:
    """Two numbers for the home page, each beside another town, with the year before and a line."""
    rows = []
    for n in range(2):
        now, line = n + len(AREAS), f"chart-1/{AREAS[n]}" if has_chart and n == 0 else ""
        elsewhere = f"calls-{now + 2},{AREAS[n + 1]}"
        rows.append(
            f"home,Calls from {AREAS[n]},calls-{now + 1},calls-{n + 1},{elsewhere},{line},,,\n"
        )
    return f"{','.join(register_columns('headlines'))}\n{''.join(rows)}"


def _prose(rng: Random, number: int) -> str:
    """Some headings with three paragraphs each, about as many words as a real page."""
    parts = []
    for n in range(4):
        parts.append(f"## The {NAMES[(number + n * 3) % len(NAMES)]}")
        for _ in range(3):
            parts.append(" ".join(_sentence(rng) for _ in range(3)))
    return "\n\n".join(parts) + "\n"


def _sentence(rng: Random) -> str:
    who, what = rng.choice(WHO), rng.choice(WHAT)
    return (
        f"The {who} {what} the {rng.choice(NAMES)} and the {rng.choice(NAMES)} {rng.choice(WHERE)}."
    )


def _page(page_id: str, title: str, text: str, links: list[str]) -> str:
    """The text of a page that links to the pages *links*."""
    up = "" if page_id == "home" else "../"
    front_matter = (
        f"---\ntitle: {title}\npage_id: {page_id}\ndescription: {title} of an invented plan.\n---\n"
    )
    sentences = [f"\nSee [the page {n.rpartition('/')[2]}]({up}{n}.md).\n" for n in links]
    return f"{front_matter}# {title}\n\n{text}{''.join(sentences)}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
