"""Words beside a target: what contradicts its verdict is told, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from safety_plan.checks.target_claims import false_claim
from safety_plan.models.observations import Observation
from safety_plan.models.targets import Target
from safety_plan.models.verdicts import Verdict


def number(cell: str, period: str) -> Observation:
    return Observation(cell=cell, unit="count", period=period, source="report")


def target(latest: str, period: str) -> Target:
    """At most 40 thefts by 2024, from 100 in 2020."""
    return Target(
        id="thefts",
        what="Bicycle thefts in the town",
        direction="at most",
        ends=(Decimal(40),),
        unit="count",
        change_unit="",
        by="2024",
        set_by="the council",
        source="report",
        part="",
        latest=number(latest, period),
        baseline=number("100", "2020"),
    )


TARGETS = {
    Verdict.MET: target("40", "2024"),
    Verdict.MISSED: target("41", "2024"),
    Verdict.ON_COURSE: target("70", "2022"),
    Verdict.OFF_COURSE: target("71", "2022"),
    Verdict.UNKNOWN: target("100", "2020"),
}
#: By the words of a claim, the verdicts that bear it out.
CLAIMS = {
    "We met our target.": {Verdict.MET},
    "The partnership met its target for thefts.": {Verdict.MET},
    "The target was met.": {Verdict.MET},
    "The target has been reached.": {Verdict.MET},
    "The target of 2024 was met.": {Verdict.MET},
    "The target for bicycle thefts was achieved.": {Verdict.MET},
    "We hit the target in 2024.": {Verdict.MET},
    "We beat our target.": {Verdict.MET},
    "All targets were met.": {Verdict.MET},
    "We missed the target.": {Verdict.MISSED},
    "The target was not met.": {Verdict.MISSED},
    "We failed to reach our target.": {Verdict.MISSED},
    "The town fell short of the target.": {Verdict.MISSED},
    "The target is on course.": {Verdict.MET, Verdict.ON_COURSE},
    "We are on track.": {Verdict.MET, Verdict.ON_COURSE},
    "It is off course.": {Verdict.OFF_COURSE, Verdict.MISSED},
    "We are not on course.": {Verdict.OFF_COURSE, Verdict.MISSED},
    "We are behind our target.": {Verdict.OFF_COURSE, Verdict.MISSED},
}
#: Sentences that say nothing of this target, or leave it open.
OPEN = [
    "The target has not been met yet.",
    "If the target is met, we will say so.",
    "Will we meet the target?",
    "We want to meet the target by 2024.",
    "The target is to be met by 2024.",
    "The target of 2019 was met.",
    "We met our target for street lights.",
    "The new lights at the station are on track.",
    "The committee met on target day.",
    "We spent the money on target hardening.",
    "We met to talk about the target.",
    "The council set the target in May.",
    "We might miss the target.",
    "Nobody can say whether the target was met.",
]


@pytest.mark.parametrize("verdict", TARGETS)
def test_the_targets_of_this_test_have_their_verdicts(verdict: Verdict):
    assert TARGETS[verdict].judgement.verdict is verdict


@pytest.mark.parametrize("verdict", TARGETS)
@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_claim_is_refused_where_the_verdict_does_not_bear_it_out(sentence: str, verdict: Verdict):
    found = false_claim(sentence, [TARGETS[verdict]])

    assert bool(found) == (verdict not in CLAIMS[sentence])


@pytest.mark.parametrize("verdict", TARGETS)
@pytest.mark.parametrize("sentence", OPEN)
def test_a_sentence_that_leaves_it_open_is_left_alone(sentence: str, verdict: Verdict):
    assert false_claim(sentence, [TARGETS[verdict]]) == {}


def test_a_claim_of_one_of_several_targets_is_enough_unless_it_is_of_all():
    both = [TARGETS[Verdict.MET], TARGETS[Verdict.MISSED]]

    assert false_claim("We met our target.", both) == {}
    assert false_claim("We met all our targets.", both)["words"] == "met all our targets"


def test_the_title_of_a_chart_is_of_its_target_whatever_its_words():
    off = [TARGETS[Verdict.OFF_COURSE]]

    assert false_claim("Thefts are on course", off) == {}
    assert false_claim("Thefts are on course", off, is_about=True)["words"] == "on course"


def test_what_is_told_names_the_words_the_target_and_its_verdict():
    missed = TARGETS[Verdict.MISSED]

    found = false_claim("The target for BICYCLES has been met.", [missed])
    assert found["words"] in "The target for BICYCLES has been met."
    assert found == {"words": found["words"], "name": "thefts", "verdict": "missed"}
    assert missed.verdict_words.lower() == "missed"


def test_a_sentence_about_another_subject_or_other_years_says_nothing_of_a_target():
    missed, early = TARGETS[Verdict.MISSED], TARGETS[Verdict.ON_COURSE]
    unknown = replace(missed, latest=None)

    assert false_claim("The target for burglaries has been met.", [missed]) == {}
    assert false_claim("The target for a theft has been met.", [missed])
    assert false_claim("In 2018 the target was met.", [missed]) == {}
    assert false_claim("In 2018 the target was met.", [unknown]) == {}
    assert false_claim("In 2024 the target was met.", [unknown])
    # The year of the newest number is one of its years as well.
    assert false_claim("In 2022 the target was met.", [early])
    assert false_claim("In 2022 the target was met.", [missed]) == {}
