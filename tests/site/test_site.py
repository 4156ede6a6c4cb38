"""The built site: complete, honest about itself, and the same every time."""

import hashlib
import json
import re
import shutil
import socket
from pathlib import Path

import pytest
from filelock import FileLock

from safety_plan.site.build import build_preview
from safety_plan.site.http_server import open_server
from safety_plan.site.site_check import site_problems
from tests.conftest import of_all_processes
from tests.doors import run_door

HOUSE = Path(__file__).resolve().parents[2]
TINY = HOUSE / "tests" / "tiny_plan"


def digests(folder: Path) -> dict[str, str]:
    return {
        f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(folder.rglob("*"))
        if f.is_file()
    }


def text_of(folder: Path) -> str:
    return "\n".join(f.read_text(encoding="utf-8") for f in sorted(folder.rglob("*.html")))


def test_the_tiny_site_has_every_address_of_the_layout(tiny_site: Path):
    wanted = [
        *("index.html", "404.html", "robots.txt", "revisions.json", "versions.json"),
        *("sitemap.xml", "latest/index.html", "latest/priorities/bicycles/index.html"),
        *("2021-06/index.html", "2021-06/plan.json", "2021-06/SHA256SUMS"),
        *("2022-06/priorities/bridge-and-river/index.html", "2022-06/data/datapackage.json"),
        *("2022-06/data/thefts.csv", "2022-06/data/charts/thefts-by-town.csv"),
        *("help/index.html", "history/index.html", "about/index.html"),
    ]

    assert [path for path in wanted if not (tiny_site / path).is_file()] == []


def test_a_plan_named_from_the_folder_one_stands_in_is_built(tiny: Path, tmp_path: Path):
    spaced = tiny.rename(tmp_path / "a plan")
    named = ("--plan", spaced.name, "--out", "its site")

    built = run_door("scripts/build.py", *named, folder=tmp_path)

    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "its site" / "2022-06" / "index.html").is_file()


def test_a_draft_blocks_only_by_what_is_published_without_it(tiny: Path, tmp_path: Path):
    revision = tiny / "data" / "revision.yml"
    revision.write_text(revision.read_text("utf-8").replace("proposed", "draft", 1), "utf-8")
    (tiny / "docs" / "index.md").write_text("broken", "utf-8")
    build_it = ("scripts/build.py", "--plan", str(tiny), "--out", str(tmp_path / "site"))

    assert run_door(*build_it).returncode == 0

    (tiny / "data" / "contacts.csv").write_text("broken", "utf-8")

    assert run_door(*build_it).returncode == 1


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_build_replaces_nothing_but_a_site(tiny: Path, tmp_path: Path, kind: str):
    out = tmp_path / "mine"
    mine = out / "letter.txt" if kind == "folder" else out
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("dear", "utf-8")

    built = run_door("scripts/build.py", "--plan", str(tiny), "--out", str(out))

    assert built.returncode == 2
    assert "did not make" in built.stdout
    assert mine.read_text("utf-8") == "dear"


def test_no_link_anchor_or_picture_leads_nowhere(tiny_site: Path):
    assert site_problems(tiny_site) == []


def test_the_walk_over_the_site_sees_what_is_broken(tiny_site: Path, tmp_path: Path):
    site = Path(shutil.copytree(tiny_site, tmp_path / "site"))
    page = site / "2022-06" / "index.html"
    bad = '<a href="gone/">x</a><a href="#gone">x</a>{{ x }}<img src="https://a.example/b">'
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", bad + "</main>"), "utf-8")

    found = " ".join(problem.found for problem in site_problems(site))

    for words in (
        "“gone/” leads nowhere",
        "“#gone”",
        "“{{”",
        "“https://a.example/b”, which is not",
    ):
        assert words in found


def test_another_plan_has_its_own_names_and_none_of_ours(tiny_site: Path):
    text = text_of(tiny_site)

    assert "Fernbrook" in text
    assert not re.search(r"maidstone|\bkent\b", text, re.I)


def test_numbers_come_out_exactly(tiny_site: Path):
    bicycles = (tiny_site / "2021-06/priorities/bicycles/index.html").read_text("utf-8")
    bridge = (tiny_site / "2021-06/priorities/old-bridge/index.html").read_text("utf-8")

    assert ">fell by 27%, from 1,100 to 803</" in bicycles
    assert ">over 60</" in bicycles
    for words in (">63%</", ">£40,000</", ">planned for 27 March 2021</"):
        assert words in bridge


def test_a_cell_of_a_card_is_named_in_words_alone(real_site: Path, tiny_site: Path):
    of_both = text_of(real_site) + text_of(tiny_site)
    labels = set(re.findall('data-label="([^"]*)"', of_both))

    assert "Done" in labels
    assert not [one for one in labels if "&lt;" in one or not one.strip()]


def test_every_page_says_its_revision_status_and_the_same_page_elsewhere(tiny_site: Path):
    old = (tiny_site / "2021-06/priorities/old-bridge/index.html").read_text("utf-8")
    new = (tiny_site / "2022-06/priorities/bridge-and-river/index.html").read_text("utf-8")

    assert "As adopted in June 2021" in old
    assert "Adopted" in old
    assert 'href="../../../2022-06/priorities/bridge-and-river/"' in old
    assert "last revision known to be in force" in old
    assert "June 2022 Revision" in new
    assert "Proposed" in new
    assert 'href="../../../2021-06/priorities/old-bridge/"' in new


def test_a_figure_leads_to_its_card_with_source_row_and_other_value(tiny_site: Path):
    page = (tiny_site / "2022-06/priorities/bicycles/index.html").read_text("utf-8")
    opens = re.search(r'popovertarget="([^"]*)">rose by 5.9%, from 803 to 850<', page)
    assert opens
    card = page.split(f'id="{opens[1]}"')[1].split("<div popover")[0]
    figure = (tiny_site / "2022-06/figures/thefts-latest/index.html").read_text("utf-8")
    article = figure.split("<article")[1].split("</article>")[0]

    assert 'href="../../figures/thefts-latest/"' in card
    for words in (">850</p>", ">Counts of reported theft</a>", ">data/thefts.csv</a>, row 11"):
        assert words in article
    assert 'href="../../../2021-06/figures/thefts-latest/">803, 2020 to 2021</a>' in article


def test_the_published_data_is_a_package_that_names_its_files(tiny_site: Path):
    folder = tiny_site / "2022-06" / "data"
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))

    listed = {resource["path"] for resource in package["resources"]}

    published = {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}
    assert listed == published - {"datapackage.json"}


def test_the_sealed_revision_is_published_with_the_record_it_was_sealed_with(tiny_site: Path):
    sealed = HOUSE / "tests/tiny_plan/revisions/2021-06/plan.json"

    assert sealed.read_bytes() == (tiny_site / "2021-06/plan.json").read_bytes()


def test_a_failed_build_leaves_the_earlier_site_as_it_was(tiny: Path, tiny_site: Path):
    shutil.copytree(tiny_site, tiny / "site")
    before = digests(tiny / "site")
    page = tiny / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + '\n{{ figure("gone") }}\n', "utf-8")

    done = run_door("scripts/build.py", "--plan", str(tiny))

    assert done.returncode == 1
    assert "There is no figure called “gone”." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert before == digests(tiny / "site")
    assert [p.name for p in tiny.iterdir() if p.name.startswith(".site")] == []


def test_a_draft_is_not_published_and_does_not_block(tiny: Path):
    file = tiny / "data" / "revision.yml"
    file.write_text(file.read_text("utf-8").replace("status: proposed", "status: draft"), "utf-8")

    done = run_door("scripts/build.py", "--plan", str(tiny))

    assert done.returncode == 0, done.stdout
    assert not (tiny / "site" / "2022-06").exists()
    assert (tiny / "site" / "2021-06").exists()


def test_a_folder_that_is_no_plan_is_said_to_be_none(tmp_path: Path):
    done = run_door("scripts/build.py", "--plan", str(tmp_path))

    assert done.returncode == 2
    assert "it needs docs/ and data/" in done.stdout


def test_a_port_in_use_gets_a_sentence_and_the_next_one(
    tiny_site: Path, capsys: pytest.CaptureFixture[str]
):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with open_server(tiny_site, port) as server:
            assert server.server_port > port

    assert f"Port {port} is in use; trying {port + 1}." in capsys.readouterr().out


def test_a_preview_shows_a_mistake_where_it_stands_and_lives(tiny: Path, tmp_path: Path):
    page = tiny / "docs" / "priorities" / "bicycles.md"
    page.write_text(page.read_text("utf-8").replace('actions("bicycles")', 'acton("b")'), "utf-8")

    problems = build_preview(tiny, tmp_path / "shown").problems

    html = (tmp_path / "shown/2022-06/priorities/bicycles/index.html").read_text("utf-8")
    assert [problem.rule for problem in problems] == ["call-unknown"]
    assert "A page cannot ask for “acton”." in html
    assert "Figures in context" in html


#: What a plan cannot do without, or what others refer to: one at a time.
_ALONE = (
    *("charts.yml", "contacts.csv", "datapackage.yml", "figures.csv", "glossary.csv", "plan.yml"),
    *("priorities.csv", "revision.yml", "sources.yml", "thefts.csv"),
)
#: Files of which none refers to another, and none is shown in the block of another: all at once.
_APART = (
    ("actions", "break-ins", "changes", "confirmed", "consultations", "dates", "residents"),
    ("corrections", "decisions", "help-groups", "money", "people-of-areas", "responses",
     "stolen-goods"),
    ("files", "gaps", "headlines", "map-places", "source-parts", "targets", "theft-quarters"),
    ("proposals", "recommendations", "risks", "safe-at-night", "search-words", "theft-year-ends",
     "wording"),
)  # fmt: skip
BROKEN = [(name,) for name in _ALONE] + [tuple(f"{one}.csv" for one in few) for few in _APART]


def preview_without(
    names: tuple[str, ...], junk: bytes | None, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[str], int]:
    """The files that a preview tells of, and how many pages it has, where *names* are *junk*.

    The first process that needs it makes the preview for all of them.
    """
    folder = (
        of_all_processes(tmp_path_factory) / f"preview-{names[0]}-{'broken' if junk else 'gone'}"
    )
    answer = folder / "answer.json"
    with FileLock(f"{folder}.lock"):
        if not answer.exists():
            shutil.rmtree(folder, ignore_errors=True)
            plan = Path(shutil.copytree(TINY, folder / "plan"))
            for file in (plan / "data" / name for name in names):
                file.write_bytes(junk) if junk else file.unlink()
            told = {
                problem.location.path for problem in build_preview(plan, folder / "shown").problems
            }
            pages = len([*(folder / "shown").rglob("*.html")])
            answer.write_text(json.dumps([sorted(told), pages]), "utf-8")
    told, pages = json.loads(answer.read_text("utf-8"))
    return told, pages


def test_every_data_file_is_broken_and_taken_away():
    names = [name for few in BROKEN for name in few]

    assert sorted(names) == sorted(file.name for file in (TINY / "data").iterdir())


@pytest.mark.usefixtures("sealed_anew")
@pytest.mark.parametrize("name", [name for few in BROKEN for name in few])
@pytest.mark.parametrize("junk", [b"junk", None], ids=["broken", "gone"])
def test_a_preview_lives_whatever_data_file_is_broken(
    name: str, junk: bytes | None, tmp_path_factory: pytest.TempPathFactory
):
    names = next(few for few in BROKEN if name in few)

    told, pages = preview_without(names, junk, tmp_path_factory)

    assert pages > 10
    assert junk is None or f"data/{name}" in told
