"""A comparison tells what is called otherwise, and that two plans are two."""

from dataclasses import replace

from safety_plan.diff.identity import identity_changes
from safety_plan.models.identity import IDENTITY
from safety_plan.revisions.record import Record
from tests.diff.test_compare import record


def going_by(**names: str) -> Record:
    """A record of the first edition that goes by these *names*."""
    first = record("2001-03")
    return Record(
        revision=first.revision,
        figures={},
        sources={},
        identity=dict.fromkeys(IDENTITY, "same") | names,
    )


def test_each_setting_that_differs_is_a_sentence_and_no_other():
    old = going_by(partnership="Town Watch", contact="", council="Town Council", period="2001")
    new = going_by(partnership="Safe Town", contact="a@x.example", council="", period="2002")

    assert identity_changes(old, old) == ()
    assert identity_changes(old, new) == (
        "The contact is now given: “a@x.example”.",
        "The council is no longer given. It was “Town Council”.",
        "The partnership is now called “Safe Town”. Before, it was called “Town Watch”.",
        "The period of the plan is now “2002”. Before, it was “2001”.",
    )


def test_each_setting_that_belongs_to_a_revision_has_its_words():
    old, new = going_by(), going_by(**dict.fromkeys(IDENTITY, "other"))

    assert len(identity_changes(old, new)) == len(IDENTITY)


def test_what_an_older_record_does_not_keep_is_no_change():
    assert identity_changes(record("2001-03"), going_by()) == ()


def test_another_brand_is_told_where_both_records_keep_one():
    plain = going_by()
    branded = replace(plain, brand={"colour": "#1d4f91"})
    told = ("The logo, the colours or the partners of the council changed.",)

    assert identity_changes(plain, branded) == identity_changes(branded, plain) == told
    assert identity_changes(branded, branded) == ()
    for older in (replace(plain, format=1), replace(branded, format=1)):
        assert identity_changes(older, branded) == identity_changes(branded, older) == ()
        assert identity_changes(older, plain) == ()
