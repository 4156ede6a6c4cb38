"""A comparison told: a summary to say aloud; all of it as text, Markdown, HTML or JSON.

The words stand beside this module: sentences in `said.json`, the rest in `told.*`.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from safety_plan.content.templates import render_template
from safety_plan.core.problems import Problem
from safety_plan.diff.blocks import words
from safety_plan.diff.compare import Comparison
from safety_plan.diff.figures import SAID, chart_cells, chart_change, chart_scale, period_words

FORMAT = 1
_MARKS = {"text": ("[+{}+]", "[-{}-]"), "markdown": ("<ins>{}</ins>", "<del>{}</del>")}


def summary(c: Comparison) -> list[str]:
    """What changed, in sentences."""
    pages = Counter(page.kind for page in c.pages if page.kind != "changed")
    pages["reworded"] = sum(page.reworded for page in c.pages if page.old and page.new)
    counted = {
        "pages": pages,
        "priorities": Counter("changed" for _ in c.priorities),
        "figures": Counter(entry.kind for entry in c.figures),
        "sources": Counter(new=len(c.sources_new), gone=len(c.sources_gone)),
        "charts": Counter(chart_change(*pair) for pair in c.charts.values()),
    }
    said = [_sentence(SAID[things], counts) for things, counts in counted.items()]
    if c.old.id == c.new.id and c.old.status != c.new.status:
        said.insert(0, SAID["title"]["status"].format(c.old.status, c.new.status))
    return [s[:1].upper() + s[1:] for s in said if s]


def _sentence(forms: Mapping[str, list[str]], counts: Counter[str]) -> str:
    told = [one if (n := counts[kind]) == 1 else many.format(SAID["numbers"][n] if n < 10 else n)
            for kind, (one, many) in forms.items() if counts[kind]]  # fmt: skip
    return " and ".join(p for p in (", ".join(told[:-1]), *told[-1:]) if p) + "." if told else ""


def told(c: Comparison, name: str, **more: Any) -> str:  # noqa: ANN401 (what a template asks for)
    """The comparison in the words of one template; text is escaped in HTML."""
    asked = {"title": c.title, "summary": summary(c), "said": SAID, "source": c.source}
    ways = {"period": period_words, "tracked": words, "signed": _signed}
    ways |= {"chart_change": chart_change, "chart_cells": chart_cells, "chart_scale": chart_scale}
    return render_template(name, c=c, **asked, **ways, **more)


def _signed(number: str) -> str:
    return f"{Decimal(number):+,f}".replace("-", "−") if number else ""


def as_text(c: Comparison, form: str = "text", problems: Sequence[Problem] = ()) -> str:
    """The comparison for a terminal or, as `markdown`, for a pull request.

    *problems* are what the newer side still has to put right.
    """
    put, out = _MARKS[form]
    marks = {"put": put, "out": out, "folded": form == "markdown", "problems": problems}
    return re.sub(r"\n{3,}", "\n\n", told(c, "report.md", **marks)).strip() + "\n"


def as_json(c: Comparison) -> str:
    """The comparison for a program; CONTRIBUTING explains its keys."""
    value = {"format": FORMAT, "summary": summary(c), **asdict(c)}
    del value["sources"]
    kept = ("page_id", "blocks", "details", "reasons")
    value["pages"] = [
        {"kind": p.kind, "title": p.page.title, **{key: asdict(p)[key] for key in kept}}
        for p in c.pages
        if p.kind != "same"
    ]
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
