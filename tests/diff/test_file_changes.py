"""Whoever decides on a change is told of every file, row and setting that it touches."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location
from safety_plan.deploy.file_tree import compared_trees
from safety_plan.diff.changes import AREA_BYTES, PAGES_BYTES, changes_as_text, fit_pages
from safety_plan.diff.compare import compare
from safety_plan.diff.file_changes import FileKind, FileState, Tree, plan_changes
from safety_plan.diff.report import as_text
from tests.conftest import TINY
from tests.diff.test_what_is_told import edited

SHOWN_OF_A_STEP = 1_048_576


def told(before: Path, after: Path, form: str = "text") -> str:
    return changes_as_text(plan_changes(*compared_trees(before, after)), form)


def details(root: Path, path: str) -> list[tuple[str, str, str]]:
    """What is told of one file that is not as in the tiny plan."""
    areas = plan_changes(*compared_trees(TINY, root)).areas
    (file,) = (file for area in areas for file in area.files if file.path == path)
    return [(d.name, d.before, d.after) for d in file.details]


def append(root: Path, path: str, text: str) -> None:
    file = root / path
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def test_a_plan_compared_with_itself_has_no_change(tiny: Path):
    assert "No file is other than it was before." in told(TINY, tiny)


def test_every_changed_setting_is_told_and_where_the_button_leads_comes_first(tiny: Path):
    edited(tiny, "data/plan.yml", "name: Fernbrook Safer Streets Plan", "name: Another")
    edited(tiny, "data/plan.yml", "hello@", "other@")
    append(tiny, "data/plan.yml", "exit_address: https://evil.example/log\nunheard_of: 1\n")
    append(tiny, "data/plan.yml", "followed_by:\n  title: Next\n  address: https://a.example\n")

    names = [name for name, _, _ in details(tiny, "data/plan.yml")]

    assert names == [
        "exit_address (Where “Exit this page” leads)",
        "contact (An email address, for readers)",
        "name (The name of the plan, on every page)",
        *("unheard_of", "followed_by, title", "followed_by, address"),
    ]


def test_every_row_of_a_living_list_is_told_cell_by_cell(tiny: Path):
    edited(tiny, "data/contacts.csv", "01999 555 101", "01999 666 666")
    edited(tiny, "data/contacts.csv", "danger,Somebody is", "urgent,Somebody is")
    append(tiny, "data/search-words.csv", "lost cat,,site:help,\n")
    edited(tiny, "data/help-groups.csv", "danger,Somebody is in danger now", "danger,In danger")

    assert details(tiny, "data/contacts.csv") == [
        ("row “danger: Emergency services”", WHOLE.format("danger"), ""),
        ("row “bicycle-line: Brookshire Police”, phone", "01999 555 101", "01999 666 666"),
        ("row “urgent: Emergency services”", "", WHOLE.format("urgent")),
    ]
    assert details(tiny, "data/search-words.csv") == [
        ("row “lost cat”", "", "words: lost cat; leads_to: site:help")
    ]
    assert details(tiny, "data/help-groups.csv") == [
        ("row “danger: Somebody is in danger now”, title", "Somebody is in danger now", "In danger")
    ]


WHOLE = (
    "id: {}; need: Somebody is in danger; groups: danger; name: Emergency services; phone: 999;"
    " source: council-minutes; read: 2022-01; checked: 2022-01-10; checked_by: the clerk"
)


def swap(text: str) -> str:
    head, one, two = text.splitlines()
    return "\n".join([head, two, one, ""])


def double(text: str) -> str:
    return text + text.splitlines()[-1] + "\n"


def other_heading(text: str) -> str:
    return text.replace("phone", "fax", 1)


def broken(text: str) -> str:
    return text.replace("01999", '"01999')


@pytest.mark.parametrize("edit", [swap, double, other_heading, broken, lambda _: "", str.upper])
def test_a_list_changed_in_any_way_is_told(edit: Callable[[str], str], tiny: Path):
    """Rows in another order, twice, under other headings, unreadable, all gone, in capitals."""
    file = tiny / "data" / "contacts.csv"
    file.write_text(edit(file.read_text("utf-8")), "utf-8")

    assert details(tiny, "data/contacts.csv") != []


def test_settings_that_cannot_be_read_are_told_line_by_line(tiny: Path):
    edited(tiny, "data/plan.yml", "contact: hello@fernbrook.example", "contact: [a, b")

    assert ("line", "contact: hello@fernbrook.example", "contact: [a, b") in details(
        tiny, "data/plan.yml"
    )


def test_words_of_a_page_about_the_site_and_settings_at_the_top_of_any_page_are_told(tiny: Path):
    append(tiny, "docs/site/help.md", "\nSend your name to the council first.\n")
    edited(tiny, "docs/index.md", "page_id: home", "page_id: home\nexit_this_page: no")
    (tiny / "docs" / "site" / "privacy.md").unlink()

    assert details(tiny, "docs/site/help.md") == [
        ("line", "", "Send your name to the council first.")
    ]
    assert ("line", "", "exit_this_page: no") in details(tiny, "docs/index.md")
    assert "“docs/site/privacy.md” is gone" in told(TINY, tiny)


def test_sealed_files_and_all_around_the_plan_are_named_below_what_they_can_do(tiny: Path):
    for path in ("revisions/2021-06/docs/index.md", "revisions/stray.txt", "macros.py"):
        (tiny / path).write_text("x", "utf-8")

    text = told(TINY, tiny)

    sealed, code = text.index("## Sealed revisions"), text.index("## How the site works")
    assert sealed < text.index("“revisions/2021-06/docs/index.md” changed") < code
    assert sealed < text.index("“revisions/stray.txt” is new.") < code
    assert code < text.index("“macros.py” is new")


def test_of_a_sealed_file_only_what_is_new_is_shown(tiny: Path):
    """What the law had taken out is not shown again by the summary that says so."""
    page = "revisions/2021-06/docs/index.md"
    edited(tiny, page, "How we got here", "(removed)")

    text = told(TINY, tiny, "markdown")

    assert [(before, after) for _, before, after in details(tiny, page)] == [("", "## (removed)")]
    assert "How we got here" not in text


def test_what_decides_which_code_runs_is_shown_line_by_line(tiny: Path, tmp_path: Path):
    other = Path(shutil.copytree(tiny, tmp_path / "other"))
    (tiny / "requirements.txt").write_text("a==1 --hash=sha256:0\n", "utf-8")
    (other / "requirements.txt").write_text("a==1 --hash=sha256:1\n", "utf-8")

    assert "a==1 --hash=sha256:[-0-]" not in told(tiny, other)
    assert "line: “[-a==1 --hash=sha256:0-]” became “[+a==1 --hash=sha256:1+]”" in told(tiny, other)


def test_a_file_that_becomes_a_link_or_a_program_is_told():
    def tree(**states: FileKind) -> Tree:
        return Tree(root=Path(), files={p: FileState(kind, "0") for p, kind in states.items()})

    before = tree(one=FileKind.FILE, two=FileKind.FILE, three=FileKind.PROGRAM)
    after = tree(one=FileKind.LINK, two=FileKind.PROGRAM, three=FileKind.PROGRAM)
    after = Tree(root=Path(), files={**after.files, "four": FileState(FileKind.REPOSITORY, "1")})

    (area,) = plan_changes(before, after).areas

    assert [(file.path, file.what) for file in area.files] == [
        ("four", "is new, and is a folder of another repository"),
        ("one", "was a file and is now a link to another place"),
        ("two", "was a file and is now a file that can be run as a program"),
    ]


def test_pages_are_never_said_to_stay_as_they_were_beside_a_change_that_can_alter_them(tiny: Path):
    from safety_plan.checks.registry import check

    record = check(TINY)[1].record
    same = compare(record, record)

    assert "Eight pages stayed as they were." in as_text(same)
    assert "stayed as" not in as_text(same, "markdown", beside_others=True)
    assert "No page of the revision has other words of its own." in as_text(
        same, beside_others=True
    )


# The one who proposes the change writes the texts


NASTY = "x”\n\n- Nothing else changed.\n\n<!-- </details><h1>@council #1 **Approved**</h1> ![x](y)"


def test_no_text_of_a_change_hides_or_forges_a_line(tiny: Path):
    quoted = NASTY.replace("\n", "\\n")
    append(tiny, "data/plan.yml", f'"{quoted}": "{quoted}"\n')
    append(tiny, "data/search-words.csv", f'"{NASTY}",,site:help,"{NASTY}"\n')
    append(tiny, "docs/site/help.md", NASTY)
    (tiny / "data" / "# Approved <!-- @council **x**").write_text("x", "utf-8")

    text = told(TINY, tiny, "markdown")
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    inline = [child for t in tokens for child in t.children or ()]

    assert not [t for t in tokens if t.type == "html_block"]
    assert {c.content for c in inline if c.type == "html_inline"} <= {
        *("<ins>", "</ins>", "<del>", "</del>")
    }
    assert {c.type for c in inline} & {"image", "link_open", "em_open"} == set()
    assert [c.content for c in inline if "@council" in c.content and c.type == "text"] == []
    headings = re.findall(r"(?m)^#.*", text)
    assert headings[0] == "# What this change does"
    assert all(heading.startswith(("# What this", "## ")) for heading in headings)
    assert "- Nothing else changed." not in text.splitlines()


def test_what_is_too_long_is_counted_and_hides_nothing_of_another_area(tiny: Path):
    rows = "".join(f"{'<' * 300} {n},,site:help,\n" for n in range(9_000))
    append(tiny, "data/search-words.csv", rows)
    for number in range(2_000):
        (tiny / "docs" / "site" / f"page-{number}.md").write_text("<" * 500, "utf-8")
    append(tiny, "data/plan.yml", f"exit_address: https://evil.example/{'a' * 500_000}\n")
    edited(tiny, "data/contacts.csv", "01999 555 101", "01999 666 666")

    text = told(TINY, tiny, "markdown")

    assert len(text.encode()) < 8 * AREA_BYTES < SHOWN_OF_A_STEP - PAGES_BYTES
    assert "01999 666 666" in text
    assert "`https://evil.example/aaaa" in text
    assert re.search(r"…` and 49\d,\d{3} more letters", text)
    assert "- **Whom to call**: 9,001 changes in 2 files." in text
    assert re.search(r"and \d,\d{3} more changes in this file, which are left out here\.", text)
    assert re.search(r"and 1,\d{3} more files, which are left out here\.", text)


def test_pages_that_do_not_fit_are_left_out_whole_and_counted():
    page = "<details><summary>A page: changed</summary>\n\n- x\n\n</details>\n\n"
    long = page.replace("- x", "- " + "x" * PAGES_BYTES)
    text = f"# What changed\n\n- One.\n\n## Page by page\n\n{long}{page}"

    fit = fit_pages(text)

    assert len(fit.encode()) < PAGES_BYTES
    assert fit.count("<details>") == fit.count("</details>") == 1
    assert fit.endswith("1 more part is too long to be shown here. The preview file shows all.\n")
    assert fit_pages(page) == page


def test_reasons_against_it_come_before_everything(tiny: Path):
    reason = problem("seal-broken.changed", Location("revisions/2021-06/docs/index.md"))

    changes = replace(plan_changes(*compared_trees(TINY, tiny)), reasons=(reason,))
    text = changes_as_text(changes, "markdown")

    assert text.startswith("# What this change does\n\n## Do not approve this as it is\n\n- rev")
