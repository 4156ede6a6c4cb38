"""What the page for developers shows of the files: their addresses, and lines that read them.

The tests run these lines as they stand on the page.
"""

from dataclasses import dataclass
from html import escape

from safety_plan.models.plan import Plan
from safety_plan.models.sensitivity import sensitive_words, word_in_address
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.api.kinds import FOLDER, LATEST, kinds
from safety_plan.site.embed_addresses import embed_addresses
from safety_plan.site.exit_pages import exit_pages

_PYTHON = """\
import json
from urllib.request import urlopen

address = "{files}"
with urlopen(f"{{address}}/figures.json") as answer:
    figures = json.load(answer)

for row in figures["rows"][:5]:
    print(row["text"], row["label"], sep=": ")
"""
_R = """\
address <- "{files}"
figures <- read.csv(
  paste0(address, "/figures.csv"),
  encoding = "UTF-8"
)
print(head(figures[c("text", "label")], 5))
"""
_WHOLE_LIST = '=IMPORTDATA("{files}/figures.csv")'
_ONE_NUMBER = '=VLOOKUP("{figure}"; IMPORTDATA("{files}/figures.csv"); 4; FALSE)'

_FRAME = """\
<iframe src="{address}/{embed}"
  title="{title}" width="640" height="640">
</iframe>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Of each kind of file its path without ending, by name, and lines that use one of them.

    *one_number* is empty where there is no number whose name may stand on any page.
    """

    folder: str
    names: dict[str, str]
    python: str
    r: str
    whole_list: str
    one_number: str
    frame: str


def examples_of(plan: Plan, newest: RevisionBundle) -> Examples:
    """The examples for the site of a *plan*."""
    folders = {"revision": f"{LATEST}/", "site": ""}
    address = plan.settings.address.rstrip("/") or "https://ADDRESS"
    files = f"{address}/{FOLDER}/{LATEST}"
    figure = _plain_figure(newest)
    return Examples(
        folder=FOLDER,
        names={name: folders[k.of] + name for name, k in kinds().items() if k.of in folders},
        python=_PYTHON.format(files=files),
        r=_R.format(files=files),
        whole_list=_WHOLE_LIST.format(files=files),
        one_number=_ONE_NUMBER.format(figure=figure, files=files) if figure else "",
        frame=_frame(plan, newest, address),
    )


def _frame(plan: Plan, bundle: RevisionBundle, address: str) -> str:
    """The lines for the first chart, or else the first number, that may stand in a frame."""
    addresses = embed_addresses(bundle, exit_pages(plan, bundle))
    name, embed = next(iter(addresses.items()), ("", ""))
    kind, _, own = name.partition("/")
    if not embed:
        return ""
    record = bundle.record
    title = record.charts[own]["title"] if kind == "charts" else record.figures[own].label
    return _FRAME.format(address=address, embed=embed, title=escape(title))


def _plain_figure(bundle: RevisionBundle) -> str:
    """The name of the first number that a reader need not hide."""
    figures = bundle.record.figures.items()
    plain = (
        name
        for name, figure in figures
        if figure.unit != "date" and not word_in_address(name) and not sensitive_words(figure.label)
    )
    return next(plain, "")
