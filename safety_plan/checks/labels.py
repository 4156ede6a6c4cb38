"""The words of tables, held against one another: one name is written in one way.

A town in two spellings is two towns to every chart, sum and look-up, and to a reader one
that stands there twice. Columns of one heading are held together, whichever table they are
in: that is how tables are joined.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from safety_plan.core.financial_years import ambiguous_month, is_financial_year
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.spelling import is_one_letter_off, skeleton, spelling_key, without_mark
from safety_plan.models.cells import gap_problems
from safety_plan.models.plan import Plan
from safety_plan.models.tables import Table
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

#: Columns of texts that are no names: nothing is looked up by them.
_NO_NAMES = ("period", "date", "note", "source", "mark")
#: A cell longer than this is a sentence, and may be nearly that of another row.
_LONGEST_NAME = 60
#: A cell of a table, and the name in it.
_Cells = list[tuple[Row, str]]


def label_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Names in two spellings, gaps in what tells rows apart, and periods of two meanings."""
    for column, cells in _cells_by_column(plan.files).items():
        yield from _spelling_problems(column, cells)
    places = [(row, row["place"]) for row in plan.rows("figures") if row["place"]]
    yield from _spelling_problems("place", places)
    for table in plan.files:
        yield from _gap_problems(table, _columns_of_charts(plan, table.name))
        yield from _period_problems(table)


def near_label_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Names that are a letter away from one that stands there more often: a warning."""
    for column, cells in _cells_by_column(plan.files).items():
        counts = Counter(name for _, name in cells if len(name) <= _LONGEST_NAME)
        skeletons = {name: skeleton(name) for name in counts}
        nearest = _near_names(counts, skeletons)
        for row, name in cells:
            if name in nearest:
                params = {"cell": name, "other": nearest.pop(name)}
                yield problem("label-near", row.location(column), **params)


def _cells_by_column(tables: Iterable[Table]) -> Mapping[str, _Cells]:
    """The names in each column of words, by its heading, of all *tables* together."""
    columns: defaultdict[str, _Cells] = defaultdict(list)
    for table in tables:
        for column in table.columns:
            if column.type == "string" and column.name not in _NO_NAMES:
                cells = ((row, row[column.name]) for row in table.rows)
                columns[column.name] += [(row, name) for row, name in cells if name]
    return columns


def _spelling_problems(column: str, cells: _Cells) -> Iterator[Problem]:
    """Each name that is that of an earlier row but for its spelling, once."""
    names = dict.fromkeys(name for _, name in cells)
    counts = Counter(name for _, name in cells)
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        spellings[spelling_key(name)].append(name)
    usual = {
        name: max(alike, key=lambda one: counts[one])
        for alike in spellings.values()
        if len(alike) > 1
        for name in alike
    }
    for row, name in cells:
        bare = without_mark(name)
        if bare != name and bare in counts and name in names:
            del names[name]
            params: dict[str, object] = {"cell": name, "other": bare}
            yield problem("label-spelling.mark", row.location(column), **params)
        elif usual.get(name, name) != name:
            other = usual.pop(name)
            first = next(earlier for earlier, text in cells if text == other)
            params = {"cell": name, "other": other, "place": first.location(column)}
            key = "label-spelling.letters" if _looks_alike(name, other) else "label-spelling"
            yield problem(key, row.location(column), **params)


def _looks_alike(one: str, other: str) -> bool:
    """True for two names in which a reader would see no difference."""
    return one.casefold().split() == other.casefold().split() or (
        len(one) == len(other) and not one.isascii() and other.isascii()
    )


def _near_names(counts: Counter[str], skeletons: Mapping[str, str]) -> dict[str, str]:
    """For each name that may be a slip, the name that stands there more often."""
    nearest: dict[str, str] = {}
    by_length: defaultdict[int, list[str]] = defaultdict(list)
    for name in counts:
        by_length[len(skeletons[name])].append(name)
    for name, count in counts.items():
        size = len(skeletons[name])
        candidates = (other for near in (size - 1, size, size + 1) for other in by_length[near])
        for other in candidates:
            is_rarer = count * 2 <= counts[other]
            if is_rarer and is_one_letter_off(skeletons[name], skeletons[other]):
                nearest[name] = other
    return nearest


def _columns_of_charts(plan: Plan, table: str) -> set[str]:
    """The columns of *table* by which a chart tells its labels and series apart."""
    entries = [
        entry for entry in plan.chart_specifications.value.values() if isinstance(entry, dict)
    ]
    chosen = [entry for entry in entries if entry.get("table") == table]
    return {str(entry[key]) for entry in chosen for key in ("labels", "series") if entry.get(key)}


def _gap_problems(table: Table, of_charts: Collection[str]) -> Iterator[Problem]:
    """Empty cells in a column by which a chart tells rows apart, where it is not of the key."""
    for column in table.columns:
        is_told = column.name in table.key or column.name in ("date", "period")
        if column.type == "string" and column.name in of_charts and not is_told:
            for row in table.rows:
                yield from gap_problems(row, column.name)


def _period_problems(table: Table) -> Iterator[Problem]:
    """Months that may be financial years, where no other row shows that months are meant."""
    periods = [row["period"] for row in table.rows if row["period"]]
    unclear = [period for period in periods if ambiguous_month(period)]
    months = [p for p in periods if len(p) == len("2010-11") and p not in unclear]
    has_years = any(is_financial_year(period) for period in periods if period not in unclear)
    if not unclear or (months and not has_years):
        return
    for row in table.rows:
        if years := ambiguous_month(row["period"]):
            params = {"cell": row["period"], "years": years}
            yield problem("period-unclear", row.location("period"), **params)
