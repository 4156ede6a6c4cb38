"""What the plan says of earlier revisions, which plan this one belongs to, and who speaks."""

from collections.abc import Iterator
from dataclasses import replace

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.fields import FieldRules, rules_of
from safety_plan.models.identity import IDENTITY, PlanTitle
from safety_plan.models.plan import Plan
from safety_plan.models.setting_problems import validate_mapping
from safety_plan.models.settings import Settings
from safety_plan.reading.yaml_files import as_mapping
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle
from safety_plan.revisions.record_formats import record_format

_PLAN = FieldRules(description="Which plan it is a revision of.", kind="entry", entry=PlanTitle)


def voice_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Somebody who compiled a plan that nobody is said to have compiled."""
    if plan.settings.compiled_by and not plan.settings.compiled:
        yield problem("compiled-by", plan.settings_document.location("compiled_by"))


def earlier_identity_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """What `earlier:` says of no sealed revision, of one that says it itself, or wrongly."""
    document = plan.settings_document
    if not (value := document.value.get("earlier")):
        return
    if not as_mapping(value):
        yield problem("earlier-identity.shape", document.location("earlier"))
        return
    fields = {
        **{name: replace(rules_of(Settings)[name], required=False) for name in IDENTITY},
        "plan": _PLAN,
    }
    for name in as_mapping(value):
        location = document.location("earlier", name)
        if name not in plan.sealed:
            params = {"name": name, "names": ", ".join(plan.sealed) or "none is sealed yet"}
            yield problem("earlier-identity.unknown", location, **params)
            continue
        if record_format(sealed_bundle(plan.root, name).record.format).identity:
            yield problem("earlier-identity", location, name=name)
        subject = f"What is said of {name}"
        yield from validate_mapping(document, ("earlier", name), subject, "setting-missing", fields)
        if as_mapping(as_mapping(as_mapping(value)[name]).get("plan")):
            keys = ("earlier", name, "plan")
            rules = rules_of(PlanTitle)
            yield from validate_mapping(document, keys, "The plan", "revision-told", rules)


def plan_title_problems(plan: Plan, working: RevisionBundle) -> Iterator[Problem]:
    """Revisions of which one says to which plan it belongs, and another does not."""
    titles = {name: sealed_bundle(plan.root, name).record.revision.plan for name in plan.sealed}
    titles.pop(working.id, None)
    location = plan.revision_document.location("plan")
    silent = [name for name, title in titles.items() if not title]
    if plan.revision.plan and silent:
        yield problem("revision-plan.earlier", location, names=", ".join(silent))
    if not plan.revision.plan and len(silent) < len(titles):
        latest = [title for title in titles.values() if title][-1]
        yield problem("revision-plan", location, id=latest.id, title=latest.title)
