"""A site may be served below a path of its host, as project pages are."""

import re
from pathlib import Path
from typing import Literal

import pytest

from safety_plan.site.build import load_site_config, run_build
from safety_plan.site.site_check import site_problems
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


@pytest.mark.parametrize(
    ("source", "is_refused"),
    [
        ("/plan/assets/javascripts/exit.js", False),
        ("/other/assets/javascripts/exit.js", True),
        ("/assets/javascripts/exit.js", True),
        ("//towns.example/plan/assets/javascripts/exit.js", True),
    ],
)
def test_a_script_that_stands_elsewhere_on_the_host_is_refused(
    tmp_path: Path, source: str, *, is_refused: bool
):
    scripts = tmp_path / "assets" / "javascripts"
    scripts.mkdir(parents=True)
    (scripts / "exit.js").touch()
    head = f'<title>Away</title><script src="{source}"></script>'
    html = f"<!doctype html><html lang='en'><head>{head}</head><body><p>Away</p></body></html>"
    (tmp_path / "404.html").write_text(html, encoding="utf-8")

    assert bool(site_problems(tmp_path, below="/plan")) == is_refused


@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize(
    ("address", "site_url", "built", "served"),
    [
        ("", "https://towns.example/plans/safety/", "/plans/safety/", "/plans/safety/"),
        ("https://towns.example/plan", "", "/plan/", "/"),
        ("https://towns.example/plan", "https://towns.example/old/", "/plan/", "/old/"),
    ],
)
def test_a_path_in_mkdocs_yml_counts_where_the_plan_has_no_address_and_in_a_preview(
    tiny: Path,
    tmp_path: Path,
    command: Literal["build", "serve"],
    address: str,
    site_url: str,
    built: str,
    served: str,
):
    """`mkdocs serve` serves the site below the path of `site_url`, whatever a plan says."""
    settings = tiny / "data" / "plan.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("https://plan.fernbrook.example", f'"{address}"'), "utf-8")
    config, plugin = load_site_config(tiny, tmp_path / "site")
    config.site_url, plugin.with_archive = site_url, False

    run_build(config, plugin, command=command)

    assert plugin.problems == []
    start = built if command == "build" else served
    links = LINK.findall((tmp_path / "site" / "404.html").read_text("utf-8"))
    assert links
    assert [link for link in links if not link.startswith(start)] == []
    assert all((tmp_path / "site" / link.removeprefix(start)).exists() for link in links)
