"""One run of the benchmark laid beside an earlier one, line by line."""

from collections.abc import Iterator, Mapping
from typing import Any


def lines_against(now: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[str]:
    """What both runs measured: before, now, and how many times as much; each is a JSON file's.

    Seconds of two machines say little beside each other: ratios to the floor do.
    """
    yield f"{'':76}{'before':>10}{'now':>10}{'times':>8}"
    earlier = {line["what"].strip(): line for line in before["table"]}
    for line in now["table"]:
        old = earlier.get(line["what"].strip())
        if old and old["unit"] == line["unit"]:
            times = f"{line['value'] / old['value']:8.2f}" if old["value"] else f"{'':8}"
            values = f"{old['value']:10.2f}{line['value']:10.2f}{times}"
            yield f"{line['what']:76}{values} {line['unit']}"
    yield from _other_machine(now.get("machine", {}), before.get("machine", {}))


def _other_machine(now: Mapping[str, str], before: Mapping[str, str]) -> Iterator[str]:
    """What the two runs were not measured with alike."""
    for name in sorted(now.keys() | before.keys()):
        values = before.get(name, "not told"), now.get(name, "not told")
        if values[0] != values[1]:
            yield f"{name}: {values[0]} before, {values[1]} now"
