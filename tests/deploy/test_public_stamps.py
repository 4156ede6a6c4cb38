"""A time stamp that the public can download stays as it is; a first one may be added."""

import pytest

from safety_plan.deploy.preflight import lost_problems

STAMP = "2021-06/SHA256SUMS.tsr"
BEFORE = {
    "revisions.json": "a",
    "2021-06/plan.json": "b",
    "2021-06/SHA256SUMS": "c",
    STAMP: "d",
    "2021-06/witness.pem": "e",
    "2021-06/sealed.zip": "f",
}


def rules(published: dict[str, str], files: dict[str, str], *redacted: str) -> list[str]:
    return [found.rule for found in lost_problems(published, files, redacted)]


@pytest.mark.parametrize("after", [{}, {STAMP: "another"}])
def test_a_public_stamp_that_is_gone_or_replaced_is_refused(after: dict[str, str]):
    files = {path: name for path, name in BEFORE.items() if path != STAMP} | after

    assert rules(BEFORE, files) == ["witness-published"]


def test_a_first_stamp_a_further_certificate_and_a_removal_by_law_are_published():
    without = {path: name for path, name in BEFORE.items() if path != STAMP}

    assert rules(without, BEFORE) == []
    assert rules(BEFORE, BEFORE | {"2021-06/witness.pem": "more", "2021-06/sealed.zip": "g"}) == []
    law = BEFORE | {"2021-06/plan.json": "x", "2021-06/SHA256SUMS": "y", STAMP: "z"}
    assert rules(BEFORE, law, "2021-06") == []


def test_a_forged_revision_whose_stamp_went_with_it_is_refused_twice():
    forged = {"2021-06/plan.json": "x", "2021-06/SHA256SUMS": "y"}
    files = {path: name for path, name in BEFORE.items() if path != STAMP} | forged

    assert rules(BEFORE, files) == ["witness-published", "seal-published"]
