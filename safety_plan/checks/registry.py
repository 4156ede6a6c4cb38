"""Every check of a plan, and at which stage it is asked.

`check`, `build`, `serve`, `compare`, `seal` and `publish` all start here, so they say the
same of the same plan. To add a check: a function in a module of its concern, a rule file
for what it tells (see `core.messages`), and an entry below.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.checks import sealed
from safety_plan.checks.accessibility import audit_problems
from safety_plan.checks.actions import (
    action_problems,
    action_words_problems,
    unseen_action_problems,
)
from safety_plan.checks.beside_calls import beside_call_problems
from safety_plan.checks.brand import brand_advice, brand_problems
from safety_plan.checks.call_units import call_unit_problems
from safety_plan.checks.changed_cells import changed_cell_problems
from safety_plan.checks.charts import chart_title_problems, unseen_difference_problems
from safety_plan.checks.contacts import contact_problems, unchecked_contact_problems
from safety_plan.checks.contents import contents_problems
from safety_plan.checks.cycle import (
    consultation_problems,
    named_person_problems,
    repeated_row_problems,
    response_problems,
    unshown_row_problems,
)
from safety_plan.checks.data_words import cell_words_problems
from safety_plan.checks.decisions import (
    adoption_order_problems,
    adoption_problems,
    decision_source_problems,
    future_problems,
)
from safety_plan.checks.draft_words import draft_words_problems
from safety_plan.checks.due import (
    comment_day_problems,
    misplaced_comment_problems,
    overdue_date_problems,
    overdue_page_problems,
    page_owner_problems,
    reported_day_problems,
)
from safety_plan.checks.exit_addresses import exit_address_problems
from safety_plan.checks.files import (
    file_access_problems,
    file_language_problems,
    file_properties_problems,
    file_row_problems,
    unshown_file_problems,
)
from safety_plan.checks.glossary import unused_term_problems
from safety_plan.checks.glossary_capitals import capital_problems
from safety_plan.checks.header import header_problems
from safety_plan.checks.headlines import headline_pair_problems
from safety_plan.checks.held_back import held_back_problems
from safety_plan.checks.held_back_elsewhere import held_back_elsewhere_problems
from safety_plan.checks.identities import (
    earlier_identity_problems,
    plan_title_problems,
    voice_problems,
)
from safety_plan.checks.labels import label_problems, near_label_problems
from safety_plan.checks.language_marks import language_mark_problems
from safety_plan.checks.languages import in_languages_of_rules
from safety_plan.checks.links import anchor_problems, link_problems, meeting_anchor_problems
from safety_plan.checks.lists import list_problems, term_address_problems
from safety_plan.checks.macros import macros_problems
from safety_plan.checks.markdown import markdown_problems
from safety_plan.checks.money import money_problems
from safety_plan.checks.open_periods import open_period_problems
from safety_plan.checks.pages_of_priorities import other_priority_problems
from safety_plan.checks.plain_english import plain_english_problems
from safety_plan.checks.priorities import priority_title_problems
from safety_plan.checks.prompts import (
    prompt_problems,
    refused_prompts,
    without_reminders,
    without_what_follows,
)
from safety_plan.checks.publishing import opening_problems
from safety_plan.checks.rate_bases import typed_rate_problems
from safety_plan.checks.reading_budget import reading_age_problems
from safety_plan.checks.repository import repository_problems
from safety_plan.checks.sealed_pictures import sealed_picture_problems
from safety_plan.checks.search_words import search_word_problems
from safety_plan.checks.site_pages import site_page_problems
from safety_plan.checks.source_names import small_start_problems
from safety_plan.checks.source_parts import source_part_problems, unlisted_part_problems
from safety_plan.checks.stages import Check, DatedCheck, Stage
from safety_plan.checks.stale_words import stale_words_problems
from safety_plan.checks.statement_claims import statement_claim_problems
from safety_plan.checks.table_rows import table_row_problems
from safety_plan.checks.target_claims import target_claim_problems
from safety_plan.checks.targets import doubtful_target_problems
from safety_plan.checks.terms import term_problems
from safety_plan.checks.topics import topic_problems
from safety_plan.checks.twins import twin_difference_problems, twin_problems
from safety_plan.checks.typed_numbers import number_problems
from safety_plan.checks.uncertain_titles import uncertain_title_problems
from safety_plan.checks.undecided import doubtful_problems, undecided_problems
from safety_plan.checks.word_numbers import word_number_problems
from safety_plan.checks.worded_priorities import part_of_title_problems
from safety_plan.core.messages import load_rule
from safety_plan.core.problems import Problem, Severity, sort_problems, suppress_cascades
from safety_plan.core.translation import language_of_page
from safety_plan.models.plan import Plan, plan_language, read_plan
from safety_plan.revisions.bundle import RevisionBundle, working_bundle

#: Asked first: where it finds something, checks that need whole seals are not asked.
SEAL_CHECK = Check(find=sealed.seal_problems)
_AT_CHECK = frozenset([Stage.CHECK])

CHECKS = (
    Check(find=cell_words_problems),
    Check(find=table_row_problems),
    Check(find=label_problems),
    Check(find=near_label_problems, stages=frozenset([Stage.CHECK])),
    Check(find=held_back_problems, needs_whole_seals=True),
    Check(find=held_back_elsewhere_problems),
    Check(find=chart_title_problems),
    Check(find=typed_rate_problems),
    Check(find=contents_problems),
    Check(find=twin_problems),
    Check(find=list_problems),
    Check(find=term_address_problems),
    Check(find=priority_title_problems),
    Check(find=site_page_problems),
    Check(find=brand_problems),
    Check(find=header_problems),
    Check(find=statement_claim_problems),
    Check(find=macros_problems),
    Check(find=markdown_problems),
    Check(find=language_mark_problems),
    Check(find=link_problems),
    Check(find=anchor_problems),
    Check(find=meeting_anchor_problems),
    Check(find=number_problems),
    Check(find=word_number_problems),
    Check(find=beside_call_problems),
    Check(find=stale_words_problems),
    Check(find=target_claim_problems),
    Check(find=doubtful_target_problems, stages=frozenset([Stage.CHECK])),
    Check(find=exit_address_problems),
    Check(find=repository_problems),
    Check(find=topic_problems),
    Check(find=search_word_problems),
    Check(find=contact_problems),
    Check(find=consultation_problems),
    Check(find=response_problems),
    Check(find=named_person_problems),
    Check(find=repeated_row_problems),
    Check(find=source_part_problems),
    Check(find=page_owner_problems),
    Check(find=action_problems),
    Check(find=unseen_action_problems, stages=frozenset([Stage.CHECK])),
    Check(find=money_problems),
    Check(find=headline_pair_problems),
    Check(find=file_row_problems),
    Check(find=file_language_problems),
    Check(find=file_access_problems),
    Check(find=sealed.witness_problems, needs_whole_seals=True),
    Check(find=sealed.order_problems),
    Check(find=term_problems),
    Check(find=voice_problems),
    Check(find=earlier_identity_problems, needs_whole_seals=True),
    Check(find=plan_title_problems, needs_whole_seals=True),
    Check(find=decision_source_problems),
    Check(find=adoption_problems),
    Check(find=adoption_order_problems, needs_whole_seals=True),
    Check(find=undecided_problems),
    Check(find=draft_words_problems),
    Check(find=reading_age_problems, stages=frozenset([Stage.CHECK, Stage.PUBLISH])),
    Check(find=doubtful_problems, stages=frozenset([Stage.CHECK])),
    Check(find=sealed.proposal_problems),
    Check(find=sealed.feed_problems),
    Check(find=sealed.reason_problems, needs_whole_seals=True),
    Check(find=changed_cell_problems, needs_whole_seals=True),
    Check(find=sealed.correction_problems, needs_whole_seals=True),
    Check(find=sealed.action_change_problems, needs_whole_seals=True),
    Check(find=sealed.vanished_page_problems, needs_whole_seals=True),
    Check(find=sealed.vanished_heading_problems, stages=_AT_CHECK, needs_whole_seals=True),
)

#: Asked last, and only of places that nothing else is wrong with: what stands there will change.
ADVICE = (
    Check(find=action_words_problems, stages=frozenset([Stage.CHECK])),
    Check(find=brand_advice, stages=frozenset([Stage.CHECK])),
    Check(find=plain_english_problems, stages=frozenset([Stage.CHECK])),
    Check(find=call_unit_problems, stages=frozenset([Stage.CHECK])),
    Check(find=capital_problems, stages=frozenset([Stage.CHECK])),
    Check(find=other_priority_problems, stages=frozenset([Stage.CHECK])),
    Check(find=open_period_problems, stages=frozenset([Stage.CHECK])),
    Check(find=part_of_title_problems, stages=frozenset([Stage.CHECK]), needs_whole_seals=True),
    Check(find=uncertain_title_problems, stages=frozenset([Stage.CHECK])),
    Check(find=unseen_difference_problems, stages=frozenset([Stage.CHECK])),
    Check(find=twin_difference_problems, stages=frozenset([Stage.CHECK])),
    Check(find=sealed_picture_problems, stages=frozenset([Stage.CHECK])),
    Check(find=unused_term_problems, stages=frozenset([Stage.CHECK])),
    Check(find=unshown_row_problems, stages=frozenset([Stage.CHECK])),
    Check(find=small_start_problems, stages=frozenset([Stage.CHECK])),
    Check(find=unlisted_part_problems, stages=frozenset([Stage.CHECK])),
    Check(find=file_properties_problems, stages=frozenset([Stage.CHECK])),
    Check(find=unshown_file_problems, stages=frozenset([Stage.CHECK])),
    Check(find=misplaced_comment_problems, stages=frozenset([Stage.CHECK])),
    Check(find=sealed.unfinished_seal_problems, stages=frozenset([Stage.CHECK])),
)

DATED_CHECKS = (
    DatedCheck(find=future_problems, stages=frozenset([Stage.CHECK, Stage.PUBLISH])),
    DatedCheck(find=audit_problems, stages=frozenset([Stage.CHECK, Stage.PUBLISH])),
    DatedCheck(find=unchecked_contact_problems, stages=frozenset([Stage.CHECK, Stage.PUBLISH])),
    DatedCheck(find=overdue_page_problems, stages=frozenset([Stage.CHECK, Stage.PUBLISH])),
    DatedCheck(find=overdue_date_problems, stages=frozenset([Stage.CHECK, Stage.PUBLISH])),
    DatedCheck(find=reported_day_problems, stages=frozenset([Stage.CHECK, Stage.PUBLISH])),
    DatedCheck(find=comment_day_problems, stages=frozenset([Stage.CHECK, Stage.PUBLISH])),
    DatedCheck(find=refused_prompts, stages=frozenset([Stage.PUBLISH])),
    DatedCheck(find=opening_problems, stages=frozenset([Stage.PUBLISH])),
    DatedCheck(find=sealed.unnoted_figure_problems, stages=frozenset([Stage.PUBLISH])),
    DatedCheck(find=sealed.missing_witness_problems, stages=_AT_CHECK | {Stage.PUBLISH}),
)


def check(
    root: Path, stage: Stage = Stage.BUILD, today: date | None = None
) -> tuple[Plan, RevisionBundle, list[Problem]]:
    """Reads the plan under *root* and finds everything that is wrong with it.

    Args:
        root: The folder that holds `docs/`, `data/` and `revisions/`.
        stage: What the plan is checked for.
        today: The day of whoever asks, which every stage but BUILD needs.

    Returns:
        The plan, its working revision ready to be rendered, and every problem, each
        once, by file and place. What only follows from another problem is left out.

    Raises:
        ValueError: The stage depends on the day, and there is none.
    """
    # What pages say is in the language of the plan; what is said of them here is in English.
    with language_of_page(plan_language(root)):
        plan, problems = read_plan(root, KINDS)
        bundle, unanswered_calls = working_bundle(plan)
    # Prompts come first: what else is wrong with a cell that holds one follows from it.
    problems = [*prompt_problems(plan), *problems, *unanswered_calls]
    problems += run_checks(plan, bundle, stage)
    if stage in (Stage.CHECK, Stage.PUBLISH):  # a build still has to know what it cannot read
        problems = without_what_follows(problems)
    problems = suppress_cascades(in_languages_of_rules(plan, problems))
    problems = suppress_cascades([*problems, *_advice(plan, bundle, stage, problems)])
    if stage is Stage.BUILD:
        problems = [replace(p, severity=_at_build(p)) for p in problems]
    elif stage is not Stage.SEAL:
        if today is None:
            raise ValueError(f"The stage {stage} depends on the day.")
        problems += run_dated_checks(plan, stage, today)
        problems = without_reminders(problems, plan) if stage is Stage.CHECK else problems
    return plan, bundle, sort_problems(problems)


def run_checks(plan: Plan, bundle: RevisionBundle, stage: Stage) -> Iterator[Problem]:
    """What every check of *stage* finds, but for advice and what depends on the day."""
    broken_seals = list(SEAL_CHECK.find(plan, bundle))
    yield from broken_seals
    for entry in CHECKS:
        is_possible = not (entry.needs_whole_seals and broken_seals)
        if stage in entry.stages and is_possible:
            yield from entry.find(plan, bundle)


def _at_build(found: Problem) -> Severity:
    """How grave *found* is while a plan is only built; a message may have its own severity."""
    rule = load_rule(found.rule)
    return found.severity if rule.at_build is rule.severity else rule.at_build


def run_dated_checks(plan: Plan, stage: Stage, today: date) -> list[Problem]:
    """What depends on the day *today*: refusals at PUBLISH, at CHECK reminders of them."""
    entries = [entry for entry in DATED_CHECKS if stage in entry.stages]
    problems = [problem for entry in entries for problem in entry.find(plan, today)]
    if stage is Stage.CHECK:
        return [replace(p, severity=load_rule(p.rule).at_check) for p in problems]
    return problems


def _advice(
    plan: Plan, bundle: RevisionBundle, stage: Stage, problems: Iterable[Problem]
) -> list[Problem]:
    busy = {problem.location for problem in problems}
    entries = [entry for entry in ADVICE if stage in entry.stages]
    advice = in_languages_of_rules(plan, [p for one in entries for p in one.find(plan, bundle)])
    return [problem for problem in advice if problem.location not in busy]
