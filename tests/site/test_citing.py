"""Every revision, page, part and paragraph can be found, cited, checked and followed."""

import json
import re
import shutil
import subprocess
import zipfile
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from lxml import html as lxml_html

from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.renderer import Renderer
from safety_plan.content.site_markup import SiteMarkup
from safety_plan.content.templates import render_template
from safety_plan.models.in_force import in_force_periods
from safety_plan.models.revision import Decision, Revision
from safety_plan.revisions.verify import CHECKSUMS, digest_of
from safety_plan.site.build import build_and_read_site
from safety_plan.site.site_check import site_problems
from tests.conftest import record_audit
from tests.doors import run_door

HOUSE = Path(__file__).resolve().parents[2]
#: What the name of a link to a part starts with, in English and in Welsh.
LINK_TO = ("Link to this part:", "Dolen i'r rhan hon:")
ATOM = "{http://www.w3.org/2005/Atom}"


def built(plan: Path, site: Path) -> Path:
    build_and_read_site(plan, site, with_archive=False)
    return site


def page(site: Path, address: str) -> str:
    return " ".join((site / address / "index.html").read_text("utf-8").split())


def revision(name: str, status: str, adopted: str = "", decided: str = "") -> Revision:
    told = dict.fromkeys(("status_note", "summary", "life"), "")
    body = {"body": "Council", "what": "", "source": "minute"}
    return Revision(
        id=name,
        title=name,
        status=status,
        adopted=Decision(date=adopted, **body) if adopted else None,
        decisions=(Decision(date=decided, **body),) if decided else (),
        **told,
    )


def in_force(listed: dict, day: str) -> str | None:
    """What the note in the published schema says: the last stretch that has begun."""
    return [s for s in listed["as_at"] if s["since"] <= day][-1]["revision"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        *(("1998-01-01", None), ("2019-03-31", None)),
        *(("2019-04-01", None), ("2019-04-30", None), ("2019-05-01", "2019-04")),
        *(("2020-06-30", "2019-04"), ("2020-07-14", "2019-04"), ("2020-07-15", None)),
        ("2026-01-01", None),
    ],
)
def test_any_day_is_resolved_as_far_as_it_is_known(real_site: Path, day: str, expected: str | None):
    listed = json.loads((real_site / "revisions.json").read_text("utf-8"))

    assert in_force(listed, day) == expected


def test_stretches_leave_no_day_out_and_none_twice():
    told = in_force_periods(
        [
            revision("2019-04", "adopted", "2019-04"),
            revision("2020-12", "adopted", "2020-12"),
            revision("2022-01", "adopted", "2022"),
            revision("2023-05", "adopted", "2023-05-09"),
            revision("2024-01", "proposed", decided="2024-01-20"),
        ]
    )

    seen = [(s["since"], s["until"], s["revision"]) for s in told]
    assert seen == [
        ("0001-01-01", "2019-04-01", None),
        ("2019-04-01", "2019-05-01", None),
        ("2019-05-01", "2020-12-01", "2019-04"),
        ("2020-12-01", "2021-01-01", None),
        ("2021-01-01", "2022-01-01", "2020-12"),
        ("2022-01-01", "2023-01-01", None),
        ("2023-01-01", "2023-05-09", "2022-01"),
        ("2023-05-09", "2024-01-20", "2023-05"),
        ("2024-01-20", None, None),
    ]
    day = date(2019, 4, 1)
    while day < date(2024, 6, 1):
        text = day.isoformat()
        assert len([s for s in told if s["since"] <= text < (s["until"] or "9")]) == 1
        day += timedelta(days=1)


def test_a_proposal_with_nothing_adopted_before_it_puts_nothing_in_force():
    assert in_force_periods([revision("2024-01", "proposed", decided="2024-01-20")]) == []


def test_the_page_of_days_says_what_is_and_is_not_known(real_site: Path):
    said = page(real_site, "as-at")

    assert "From 1 May 2019 to 14 July 2020" in said
    assert "Which revision was in force is not known." in said
    assert "No source we hold says what Council decided." in said
    assert "Until 31 March 2019" in said
    assert "From 1 April 2022 on" in said
    assert "This plan has ended." in said
    worked_out = "The last day is worked out from the years of the plan."
    assert worked_out in said
    assert f"until 31 March 2022 at the latest. {worked_out}" in " ".join(
        page(real_site, "2019-04").split()
    ).replace("\xa0", " ")
    assert "maidstone-community-safety-partnership-plan-2022-2025" in said


@pytest.mark.parametrize("which", ["real_site", "tiny_site"])
def test_the_list_of_revisions_keeps_to_its_published_schema(
    which: str, request: pytest.FixtureRequest
):
    site = request.getfixturevalue(which)
    schema = json.loads((site / "revisions.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)

    Draft202012Validator(schema).validate(json.loads((site / "revisions.json").read_text("utf-8")))


@pytest.mark.parametrize("which", ["real_site", "tiny_site"])
def test_the_feed_keeps_to_the_atom_schema(which: str, request: pytest.FixtureRequest):
    feed = etree.parse(request.getfixturevalue(which) / "feed.xml")
    schema = etree.RelaxNG(etree.parse(HOUSE / "tests" / "atom.rng"))

    schema.assertValid(feed)
    root = feed.getroot()
    entries = root.findall(f"{ATOM}entry")
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(entries) >= 2
    assert len(ids) == len(set(ids))
    for entry in entries:
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
        assert root.find(f"{ATOM}author") is not None


def test_the_atom_schema_sees_what_is_missing(tiny_site: Path):
    schema = etree.RelaxNG(etree.parse(HOUSE / "tests" / "atom.rng"))
    for name in ("title", "id", "updated"):
        feed = etree.parse(tiny_site / "feed.xml")
        entry = feed.getroot().find(f"{ATOM}entry")
        entry.remove(entry.find(f"{ATOM}{name}"))
        assert not schema.validate(feed), name


def test_the_sealed_sources_are_one_zip_on_which_the_stock_tool_passes(
    real_site: Path, tmp_path: Path
):
    with zipfile.ZipFile(real_site / "2019-04" / "sealed.zip") as pack:
        pack.extractall(tmp_path)

    assert (tmp_path / "2019-04" / "data" / "figures.csv").is_file()
    if shutil.which("sha256sum"):
        check = ["sha256sum", "--strict", "--quiet", "-c", CHECKSUMS]
        done = subprocess.run(check, cwd=tmp_path / "2019-04", capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (0, b"")
    made = sha256((tmp_path / "2019-04" / CHECKSUMS).read_bytes()).hexdigest()
    assert made == digest_of(HOUSE / "revisions" / "2019-04")
    assert made in page(real_site, "check")
    assert made in page(real_site, "2019-04/plan/law")


def test_every_paragraph_of_a_sealed_page_has_an_address_made_of_its_words(real_site: Path):
    law = page(real_site, "2019-04/plan/law")
    article = law.split(" data-page>")[1].split("</article>")[0]
    paragraphs = re.findall(r'<p id="(p-[0-9a-f]{10})">', article)

    assert len(paragraphs) >= 5
    # Whom to call, and which revision this is, are no words of the page.
    around = r'<div class="(?:help-box".*?</div>|strip".*?</nav>)'
    assert "<p>" not in re.sub(around, "", article, flags=re.S)
    assert len(paragraphs) == len(set(paragraphs))
    assert all(f'href="#{name}"' in article for name in paragraphs)
    assert re.search(r'<p id="p-', page(real_site, "2020-04/plan/law"))


def test_a_paragraph_said_twice_has_one_address():
    markup = SiteMarkup(link_target=lambda _: None, has_paragraph_links=True)
    html = make_renderer(Renderer(figures={}, sources={}, site=markup))("Twice.\n\nTwice.\n\nOnce.")

    assert len(re.findall(r"<p id=", html)) == 2


def test_every_part_of_a_page_has_a_link_that_says_where_it_leads(real_site: Path):
    for revision_id in ("2019-04", "2020-04"):
        law = page(real_site, f"{revision_id}/plan/law")
        article = law.split(" data-page>")[1].split("</article>")[0]
        for anchor in re.findall(r'<h[2-4] id="([^"]+)"', article):
            said = f'aria-labelledby="link-to {anchor}"'
            mark = f'<a class="cite" href="#{anchor}" tabindex="-1" {said} data-living>#</a>'
            assert mark in article
        assert "class=" not in article.split("</h1>")[0]


def test_tab_passes_by_the_marks_of_parts_only_where_a_list_leads_to_each(real_site: Path):
    """The first page has cards and tiles, each a part."""
    for file in (real_site / "2020-04").rglob("index.html"):
        tree = lxml_html.fromstring(file.read_bytes())
        listed = tree.xpath("//ul[@class='cite-parts']//a/@href")
        marks = tree.xpath("//a[@class='cite'][@aria-labelledby]")
        passed_by = [mark.get("href") for mark in marks if mark.get("tabindex")]
        assert passed_by == listed, file

    home = lxml_html.fromstring((real_site / "2020-04/index.html").read_bytes())
    names = [link.text for link in home.xpath("//ul[@class='cite-parts']//a")]
    assert {"The priorities", "Drug offences", "Mental health"} <= {*names}
    assert not home.xpath("//a[@class='cite'][not(@tabindex)]")


def test_the_name_of_a_heading_is_its_words_alone(tiny_site: Path):
    marks = 0
    for file in tiny_site.rglob("*.html"):
        tree = lxml_html.fromstring(file.read_bytes())
        assert (
            tree.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]//a[@class='cite']") == []
        )
        for link in tree.xpath("//a[@class='cite'][@aria-labelledby]"):
            heading = link.getprevious()
            assert heading.tag in ("h2", "h3", "h4")
            start, name = link.get("aria-labelledby").split()
            assert tree.get_element_by_id(start).text in LINK_TO
            assert heading.get("id") == name
            marks += 1

    assert marks > 50


def test_a_page_says_how_to_cite_it(tiny_site: Path):
    old = page(tiny_site, "2021-06/priorities/old-bridge")

    assert "As adopted in June 2021 (Adopted)" in old
    assert "https://plan.fernbrook.example/2021-06/priorities/old-bridge/" in old
    assert digest_of(HOUSE / "tests/tiny_plan/revisions/2021-06") in old


def test_search_engines_are_led_to_the_newest_page(tiny_site: Path):
    start = '<link rel="canonical" href="https://plan.fernbrook.example/'

    assert f'{start}2022-06/priorities/bridge-and-river/">' in page(
        tiny_site, "2021-06/priorities/old-bridge"
    )
    assert f'{start}2022-06/priorities/bridge-and-river/">' in page(
        tiny_site, "2022-06/priorities/bridge-and-river"
    )


def test_a_correction_stands_beside_the_place_on_the_register_and_in_the_feed(
    tiny: Path, tmp_path: Path
):
    file = tiny / "data" / "corrections.csv"
    row = '2022-01-09,2021-06,home,"The Fernbrook Safety Partnership (FSP) wrote it.",'
    file.write_text(file.read_text("utf-8") + row + "The council wrote it.,Town clerk,\n", "utf-8")

    site = built(tiny, tmp_path / "site")

    home = page(site, "2021-06")
    below = home.partition("</h1>")[2]
    assert below.lstrip().startswith('<aside class="correction" data-living>')
    assert "<strong>Correction, 9 January 2022.</strong>" in home
    assert "(FSP) wrote it”. Right is: “The council wrote it”. Approved by" in home
    assert 'class="correction"' not in page(site, "2022-06")
    register = page(site, "history")
    assert '<a href="../2021-06/#safer-streets-in-fernbrook">' in register
    assert "Town clerk" in register
    feed = (site / "feed.xml").read_text("utf-8")
    assert "<title>Correction: Home, 2021-06</title>" in feed
    assert site_problems(site) == []


def test_the_feed_says_how_many_figures_changed_and_leads_to_them(tiny_site: Path):
    feed = (tiny_site / "feed.xml").read_text("utf-8")
    told = feed.partition("<title>Figures that changed: June 2022 Revision</title>")[2]

    assert "history/2021-06-to-2022-06/#figures" in told
    entry = told.partition("</entry>")[0]
    assert re.search(r"<summary>\d+ figures changed\. The page shows each", entry), entry
    assert "became" not in entry


def adopt(plan: Path) -> Path:
    """The settings of the working revision of *plan*, which say that it was adopted."""
    file = plan / "data" / "revision.yml"
    text = file.read_text("utf-8").replace("status: proposed", "status: adopted")
    text = text.replace("No source says what the council decided.", "The town council adopted it.")
    decision = "adopted: {body: Town council, date: 2022-06-13, source: committee-report-2022}\n"
    file.write_text(text + decision, "utf-8")
    return file


def test_proposed_becomes_adopted_by_the_recipe_and_one_command(
    tiny: Path, tiny_site: Path, tmp_path: Path
):
    """The minute is found: decision recorded, sealed, next draft prepared, banners change."""
    before = tiny_site
    assert "has been proposed" in page(before, "2021-06")
    file = adopt(tiny)
    text = file.read_text("utf-8").replace("decisions:\n", "moved: {}\ndecisions:\n")
    file.write_text(text, "utf-8")

    done = run_door("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "About to seal 2022-06, “June 2022 Revision”: 8 pages," in done.stdout
    assert (tiny / "revisions/2022-06/data/revision.yml").read_text("utf-8") == text
    assert not (tiny / "revisions/2022-06/data/audit.yml").exists()
    assert "2022-06" not in (tiny / "data/proposals.csv").read_text("utf-8")
    draft = file.read_text("utf-8")
    assert draft.startswith("id: 2022-07\ntitle: Next revision\nstatus: draft\n")
    assert "adopted" not in draft
    assert "priorities/bicycles.md" in draft
    reasons = tiny / "data" / "changes.csv"
    assert reasons.read_text("utf-8") == "figure,page_id,reason,why,part,source\n"
    assert reasons.name in {f.name for f in (tiny / "revisions/2022-06/data").iterdir()}
    record_audit(tiny)
    assert "Nothing to put right." in run_door("scripts/check.py", "--plan", str(tiny)).stdout
    after = built(tiny, tmp_path / "after")
    assert "You are reading an earlier revision" in page(after, "2021-06")
    assert 'class="banner"' not in page(after, "2022-06")
    assert "Adopted</span>" in page(after, "2022-06")
    assert not (after / "2022-07").exists()
    listed = json.loads((after / "revisions.json").read_text("utf-8"))
    assert [in_force(listed, day) for day in ("2022-06-12", "2022-06-13")] == ["2021-06", "2022-06"]
    compared = "history/2021-06-to-2022-06"
    assert "New year added" in page(before, compared)
    assert "<b>13 June 2022:</b> Town council." in page(after, compared)
    pages = {f.relative_to(before) for f in before.rglob("*.html")}
    assert pages <= {f.relative_to(after) for f in after.rglob("*.html")}


def test_a_superseded_page_leads_to_the_revision_in_force_as_well_as_to_the_newest(
    tiny: Path, tmp_path: Path
):
    """Three revisions: superseded, in force, proposed. Then the third is never decided."""
    record_audit(tiny)
    file = adopt(tiny)
    assert run_door("scripts/seal.py", "--plan", str(tiny), "--yes").returncode == 0
    draft = file.read_text("utf-8").replace("status: draft", "status: proposed")
    draft = draft.replace("title: Next revision", "title: Third Revision")
    draft = draft.replace("A draft. It is not published.", "The committee has read it.")
    draft = draft.replace("What this revision will change is not written yet.", "It adds a lamp.")
    decision = "{body: Committee, date: 2022-09-01, what: Read it, source: council-minutes}"
    decisions = f"decisions:\n  - {decision}\n"
    file.write_text(draft + decisions, "utf-8")
    assert run_door("scripts/seal.py", "--plan", str(tiny), "--proposed").returncode == 0

    banner = page(built(tiny, tmp_path / "three"), "2021-06/priorities/bicycles")

    assert "The newest is the Third Revision." in banner
    assert '<a href="../../../2022-07/priorities/bicycles/">' in banner
    assert "It has been proposed." in banner
    assert '<a href="../../../2022-06/priorities/bicycles/">This page in “June 2022' in banner

    lapsed = file.read_text("utf-8").replace("status: proposed", "status: lapsed")
    file.write_text(f"recorded: 2023-01-09\n{lapsed}", "utf-8")
    site = built(tiny, tmp_path / "lapsed")
    banner = page(site, "2022-07/priorities/bicycles")
    assert "a revision that was proposed and never decided on: Third Revision." in banner
    assert "The last revision known to be in force is the June 2022 Revision, until 31" in banner
    assert '<a href="../../../2022-06/priorities/bicycles/">This page in the June' in banner
    assert "This page in the June 2022 Revision</a>." in page(site, "2021-06/priorities/bicycles")
    assert 'class="banner"' not in page(site, "2022-06/priorities/bicycles")
    # Whoever asks for the plan is not led to one that never held.
    assert 'url=../../../2022-06/priorities/bicycles/"' in page(site, "latest/priorities/bicycles")
    assert json.loads((site / "revisions.json").read_text("utf-8"))["newest"] == "2022-06"
    assert "<updated>2023-01-09T00:00:00Z</updated>" in (site / "feed.xml").read_text("utf-8")
    assert "Not sealed: it is not known to be adopted." in page(site, "history")


def test_a_plan_that_was_followed_says_so_on_each_page_and_no_day_after_its_end(
    tiny: Path, tmp_path: Path
):
    settings = tiny / "data" / "plan.yml"
    followed = "{title: Streets for all, address: https://next.example/, begins: 2023-06-05}"
    text = settings.read_text("utf-8")
    settings.write_text(f"{text}followed_by: {followed}\n", "utf-8")

    site = built(tiny, tmp_path / "followed")

    for name in ("2021-06", "2022-06/priorities/bicycles"):
        shown = page(site, name)
        assert '<a href="https://next.example/">Streets for all</a>, from 5 June 2023.' in shown
        assert "until 4 June 2023 at the latest" in shown
        assert "2024 at the latest" not in shown


def test_a_plan_that_was_adopted_early_is_not_said_to_be_in_force_before_its_term(
    tiny: Path, tmp_path: Path
):
    file = adopt(tiny)
    text = file.read_text("utf-8").replace("life: 2021 to 2024", "life: 2022-09 to 2025-08")
    file.write_text(text, "utf-8")

    site = built(tiny, tmp_path / "early")

    days = "from 1 September 2022 until 31 August 2025 at the latest."
    shown = page(site, "2022-06/priorities/bicycles")
    assert f"this revision, {days}" in shown
    assert '<p class="strip-past">In force from 1 September 2022</p>' in shown
    assert f"is the June 2022 Revision, {days}" in page(site, "2021-06/priorities/bicycles")


def test_a_period_ends_on_its_last_day_and_one_of_a_single_day_is_named_by_it():
    as_at = [
        {"since": "0001-01-01", "until": "2019-04-01", "state": "before"},
        {"since": "2019-04-01", "until": "2019-04-02", "state": "not known"},
        {"since": "2019-04-02", "until": "2020-03-01", "state": "not known"},
        {"since": "2020-03-01", "until": None, "state": "over"},
    ]
    html = render_template(
        "dates.html",
        plan=SimpleNamespace(settings=SimpleNamespace(compiled=True)),
        listing={
            "as_at": [{**one, "revision": None, "note": ""} for one in as_at],
            "plans": [],
            "followed_by": None,
        },
        titles={},
    )

    assert re.findall("<h3>(.*?)</h3>", html) == [
        "Until 31 March 2019",
        "On 1 April 2019",
        "From 2 April 2019 to 29 February 2020",
        "From 1 March 2020 on",
    ]
