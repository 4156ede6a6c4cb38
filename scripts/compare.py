"""Says what changed between two revisions: words, figures, charts, and why."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan import bootstrap

bootstrap.ready()

from safety_plan import cli
from safety_plan.checks.registry import check
from safety_plan.core.problems import PlanError, did_you_mean
from safety_plan.diff.compare import compare
from safety_plan.diff.report import as_json, as_text
from safety_plan.revisions.published import sealed_bundles
from safety_plan.revisions.verify import seal_problems


def main(options: argparse.Namespace) -> int:
    """Reads the two records and tells how they differ."""
    plan, working, problems = check(options.plan)
    if broken := seal_problems(options.plan):
        raise PlanError(broken)
    sealed = {bundle.id: bundle.record for bundle in sealed_bundles(options.plan)}
    records = {working.id: working.record} | sealed
    names = {"working": working.id, "sealed": plan.sealed[-1] if plan.sealed else "sealed"}
    if Path(options.old, "docs").is_dir():
        _, before, _ = check(Path(options.old))
        names[options.old], records = "before", records | {"before": before.record}
    old, new = (names.get(name, name) for name in (options.old, options.new))
    for name in {old, new} - records.keys():
        fix = did_you_mean(name, records) or f"There are: {', '.join(records)}."
        print(f"There is no revision “{name}”. {fix}")
        return bootstrap.CALLED_WRONGLY
    c = compare(records[old], records[new], [r for k, r in sealed.items() if old < k < new])
    left = problems if new == working.id else []
    print(as_json(c) if options.format == "json" else as_text(c, options.format, left), end="")
    return bootstrap.DONE


if __name__ == "__main__":
    cli.run(main, __doc__)
