"""The contents beside a page, in a plan of any size and any order."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import jinja2
import pytest

from safety_plan.content.templates import translate_with
from safety_plan.site.theme_folders import THEME


class Navigation:
    """The contents as MkDocs has them: they can be counted and walked through, and no more."""

    def __init__(self, items: list[SimpleNamespace], pages: int) -> None:
        self.items = items
        self.pages = [None] * pages

    def __iter__(self) -> Iterator[SimpleNamespace]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def entry(number: int, active: int) -> SimpleNamespace:
    url = f"p{number}/"
    return SimpleNamespace(title=f"Page {number}", url=url, active=number == active, children=None)


def contents(nav: Navigation) -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=True)
    environment.filters["url"] = str
    translate_with(environment)
    site = SimpleNamespace(revision=SimpleNamespace(id="2022-06"))
    text = "{% from 'partials/contents.html' import contents with context %}{{ contents(nav) }}"
    return environment.from_string(text).render(nav=nav, plan_site=site)


@pytest.mark.parametrize("count", [1, 30, 31, 60, 61, 63, 290])
@pytest.mark.parametrize("place", ["first", "middle", "last", "none"])
def test_contents_without_groups_can_be_of_any_length(count: int, place: str):
    active = {"first": 0, "middle": count // 2, "last": count - 1, "none": -1}[place]
    html = contents(Navigation([entry(number, active) for number in range(count)], count))

    assert html.count("<li>") <= 61
    assert html.count("<ul>") == html.count("</ul>") == 1
    if place != "none":
        assert f'<a href="p{active}/" aria-current="page">' in html
    assert ("Every page, A to Z" in html) == (count > 60)


def test_a_long_group_shows_what_is_near_the_reader():
    pages = [entry(number, 150) for number in range(280)]
    group = SimpleNamespace(title="Many", url=None, active=True, children=pages)
    html = contents(Navigation([group], 280))

    assert 'href="p150/" aria-current="page"' in html
    assert 'href="p155/"' in html
    assert 'href="p10/"' not in html
