"""Which two revisions have a page: the rule by which a site grows with them, not their square."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from safety_plan.models.revision import Revision, front_revision
from safety_plan.site.compared_pairs import MOST_WITH_EVERY_PAIR, compared_pairs

STATUSES = st.sampled_from(["adopted", "proposed", "unknown", "lapsed", "refused"])


def revision(number: int, status: str) -> Revision:
    year = f"{1900 + number}-03"
    about = {"title": year, "life": year, "status_note": "", "summary": "", "contents": ()}
    return Revision(id=year, status=status, decisions=(), adopted=None, **about)


@st.composite
def histories(draw: st.DrawFn, most: int = 60) -> tuple[list[Revision], str | None]:
    """Revisions in their order, and the one of them that was last in force, if any."""
    statuses = draw(st.lists(STATUSES, min_size=1, max_size=most))
    revisions = [revision(number, status) for number, status in enumerate(statuses)]
    adopted = [one.id for one in revisions if one.status == "adopted"]
    return revisions, adopted[-1] if adopted else None


@given(histories(most=MOST_WITH_EVERY_PAIR))
def test_up_to_fifteen_revisions_every_two_have_a_page(history: tuple[list[Revision], str | None]):
    revisions, in_force = history
    every = [*combinations([one.id for one in revisions], 2)]

    assert compared_pairs(revisions, in_force) == every


@given(histories())
def test_neighbours_the_newest_and_the_one_in_force_always_have_a_page(
    history: tuple[list[Revision], str | None],
):
    revisions, in_force = history
    pairs = {*compared_pairs(revisions, in_force)}

    assert {*pairwise(one.id for one in revisions)} <= pairs
    for special in (front_revision(revisions).id, in_force):
        others = {one.id for one in revisions} - {special}
        assert not special or {tuple(sorted((special, other))) for other in others} <= pairs


@given(histories())
def test_a_revision_has_a_page_beside_the_last_before_it_that_may_have_held(
    history: tuple[list[Revision], str | None],
):
    revisions, in_force = history
    steps = {
        (front_revision(revisions[:index]).id, one.id)
        for index, one in enumerate(revisions)
        if index
    }

    assert steps <= {*compared_pairs(revisions, in_force)}


@given(histories())
def test_the_pairs_grow_with_the_revisions_and_not_with_their_square(
    history: tuple[list[Revision], str | None],
):
    revisions, in_force = history
    pairs = compared_pairs(revisions, in_force)

    assert len(pairs) == len({*pairs})
    assert all(old < new for old, new in pairs)
    if len(revisions) > MOST_WITH_EVERY_PAIR:
        assert len(pairs) < 4 * len(revisions)
