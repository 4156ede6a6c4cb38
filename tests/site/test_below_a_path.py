"""A site may be served below a path of its host, as project pages are."""

import re
from pathlib import Path

import pytest

from tests.conftest import build

LINK = re.compile(r'(?:href|src)="(/[^"]*)"')


@pytest.mark.parametrize(
    ("address", "start"),
    [
        ("https://towns.example/safety/plan/", "/safety/plan/"),
        ("https://towns.example/plan", "/plan/"),
        ("https://plan.towns.example/", "/"),
    ],
)
def test_the_page_of_a_dead_address_finds_the_site_where_it_is_served(
    tiny: Path, tmp_path: Path, address: str, start: str
):
    settings = tiny / "data" / "plan.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("https://plan.fernbrook.example", address), encoding="utf-8")

    site = build(tiny, tmp_path / "site")

    links = LINK.findall((site / "404.html").read_text(encoding="utf-8"))
    missing = [link for link in links if not link.startswith(start)]
    files = [site / link.removeprefix(start) for link in links]
    home = (site / "2022-06" / "index.html").read_text(encoding="utf-8")
    assert links
    assert missing == []
    assert all(file.exists() for file in files)
    assert f'rel="canonical" href="{address.rstrip("/")}/2022-06/"' in home
    assert f"{address.rstrip('/')}//" not in home
