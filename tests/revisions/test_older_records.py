"""What an older release sealed and showed reads the same today.

`tests/older/revisions/` is a seal of the tiny plan as the release of 24 November 2026 made it,
in the first format of the record, with fewer keys and another rule for words than today's.
`tests/older/text/` is what the pages said that the same release built from it, code and theme
of its own: a heading after `#`, cells a tab apart. Neither is ever made anew.
"""

from __future__ import annotations

from pathlib import Path

from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.page_texts import first_difference, page_texts, text_path
from safety_plan.revisions.record import to_json
from safety_plan.revisions.record_formats import NEWEST
from safety_plan.revisions.verify import folder_problems, seal_problems

OLDER = Path(__file__).parents[1] / "older"
#: What charts say more than they did. A seal of that time holds no words of charts, so that
#: nothing kept them; seals hold them now, and no such line can be added any more.
SAID_MORE = {"All the panels have the same scale."}


def test_a_seal_of_an_older_release_is_whole_and_its_record_is_read_as_it_was_written():
    bundle = sealed_bundle(OLDER, "2021-06")

    assert folder_problems(OLDER, "2021-06") == []
    assert seal_problems(OLDER) == []
    assert bundle.record.format < NEWEST
    record = (OLDER / "revisions" / "2021-06" / "plan.json").read_text("utf-8")
    assert to_json(bundle.record) == record


def test_its_pages_say_what_the_older_release_showed():
    bundle = sealed_bundle(OLDER, "2021-06")

    for path, now in page_texts(bundle).items():
        shown = (OLDER / text_path(path)).read_text("utf-8")
        for more in SAID_MORE:
            now = now.replace(f". {more}", "")
        assert first_difference(shown, now) is None, path
