"""Targets: what a number is to become, by when, and whether it does (`data/targets.csv`).

The verdict is worked out by the rule of `verdicts`, from the numbers that a target names; nobody
types it. So is all that is said of it: pages, cards, charts and the record ask `Target`.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from safety_plan.core.bounds import exactly
from safety_plan.core.dates import period_end, period_in_sentence, period_months
from safety_plan.core.quantities import COUNT_UNITS, UNIT_WORDS, round_half_up
from safety_plan.core.resources import load_resource
from safety_plan.core.translation import gettext
from safety_plan.models.goal_words import SHARES, goal_words
from safety_plan.models.observations import PLANNED, Observation
from safety_plan.models.verdicts import Judgement, Limit, Verdict, judge

_LABELS = load_resource("core/labels.yml")
#: What a target may ask of a number.
DIRECTIONS: list[str] = _LABELS["directions"]
#: Verdicts, and why none can be given, in words for readers.
VERDICTS: dict[str, str] = _LABELS["verdicts"]
REASONS_UNKNOWN: dict[str, str] = _LABELS["verdict_reasons"]
#: The colours by which a source may rate a target.
RATINGS: dict[str, str] = _LABELS["ratings"]
#: Directions that ask for a fall or a rise by so much, and for any.
CHANGES = ("fall by", "rise by")
ANY_CHANGES = ("fall", "rise")
#: How many decimals the line of a target has at most.
_MOST_PLACES = 6
#: Units that are counted over a time: twice the time has twice as many.
_COUNTED_OVER_TIME = (
    *COUNT_UNITS,
    *("pounds", "pounds_thousand", "pounds_million", "hours", "minutes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target, with the numbers that it is held against.

    *ends* are the number that is asked for, two for a range, or none for any fall or rise; *unit*
    is that of the figure, *change_unit* what a fall or a rise is counted in. *has_typed_baseline*
    where its own row says the number that it starts from; *redefined* where what is counted is
    not what it was when the target was set.
    """

    id: str
    what: str
    direction: str
    ends: tuple[Decimal, ...]
    unit: str
    change_unit: str
    by: str
    set_by: str
    source: str
    part: str
    latest: Observation | None
    baseline: Observation | None
    figure: str = ""
    tolerance: Decimal = Decimal(0)
    has_typed_baseline: bool = False
    redefined: bool = False
    rating: str = ""
    rating_period: str = ""
    rating_source: str = ""
    rating_part: str = ""
    rating_note: str = ""
    note: str = ""

    @property
    def base(self) -> str:
        """Whom or what its rate is for, where that is not all people."""
        return self.latest.base if self.latest else ""

    @property
    def needs_baseline(self) -> bool:
        """Whether it asks for a change, which can only be from something."""
        return self.direction in (*CHANGES, *ANY_CHANGES)

    @property
    def by_words(self) -> str:
        """When it is to be reached, as in a sentence after “by”."""
        return period_in_sentence(self.by)

    @property
    def goal(self) -> str:
        """What is asked for: `at most 700`, `a fall of at least 10% from the baseline`."""
        return goal_words(self, gettext("the baseline"))

    @property
    def goal_in_full(self) -> str:
        """What is asked for, with the number that a fall or a rise is from."""
        return goal_words(self, observation_words(self.baseline) or gettext("the baseline"))

    @property
    def limits(self) -> tuple[Limit, ...]:
        """What the number must keep to; none where that leans on a baseline that is not known."""
        if self.direction == "between":
            low, high = (exactly(Fraction(end)) for end in self.ends)
            return Limit(bounds=low, is_least=True), Limit(bounds=high)
        is_least = self.direction in ("at least", "rise by", "rise")
        if not self.needs_baseline:
            return (Limit(bounds=exactly(Fraction(self.ends[0])), is_least=is_least),)
        start = self.baseline.point if self.baseline else None
        if start is None:
            return ()
        bounds = start.bounds.map(self._after_change) if self.ends else start.bounds
        return (Limit(bounds=bounds, is_least=is_least, strict=not self.ends),)

    def _after_change(self, number: Fraction) -> Fraction:
        """What *number* is after the fall or the rise that is asked for."""
        step = Fraction(self.ends[0])
        if self.change_unit in SHARES:
            step *= abs(number) / 100
        return number + step if self.direction == "rise by" else number - step

    @property
    def line(self) -> Decimal | None:
        """The one number that it asks for, in the unit of the figure; None where there is none."""
        limits = self.limits
        number = limits[0].bounds.exact if len(limits) == 1 else None
        return None if number is None else _as_decimal(number)

    @property
    def judgement(self) -> Judgement:
        """The verdict, and the reason where there is none."""
        reason = self._obstacle()
        if reason:
            return Judgement(Verdict.UNKNOWN, reason)
        by = period_end(self.by)
        latest = self.latest.point if self.latest else None
        if by is None or latest is None:
            return Judgement(Verdict.UNKNOWN, "no-figure")
        strange = self._strange_baseline()
        start = self.baseline.point if self.baseline and not strange else None
        judgement = judge(self.limits, latest, by, start, Fraction(self.tolerance))
        if judgement.reason != "no-baseline":
            return judgement
        reason = strange or _why_unusable(self.baseline, "no-baseline")
        return Judgement(Verdict.UNKNOWN, reason)

    def _obstacle(self) -> str:
        """The name of what keeps us from holding the numbers against each other, or nothing."""
        if reason := _why_unusable(self.latest, "no-figure"):
            return reason
        if self.needs_baseline and (reason := _why_unusable(self.baseline, "no-baseline")):
            return reason
        if self.redefined:
            return "redefined"
        if self._is_part_of_goal():
            return "other-length"
        if self.needs_baseline and (reason := self._strange_baseline()):
            return reason
        start = self.baseline.number if self.baseline else None
        return "baseline-zero" if self.change_unit in SHARES and start == 0 else ""

    def _is_part_of_goal(self) -> bool:
        """Whether a number that grows with its time is of less time than the target is for."""
        length = self.latest.months if self.latest else 0
        return self._is_counted_over_time() and 0 < length < period_months(self.by)

    def _strange_baseline(self) -> str:
        """Why the figure cannot be held against the baseline, by its name; or nothing.

        It is no reason to say nothing of a target that can be judged without a baseline.
        """
        if not self.baseline or not self.latest:
            return ""
        if self.baseline.unit != self.latest.unit:
            return "other-unit"
        lengths = (self.latest.months, self.baseline.months)
        differ = self._is_counted_over_time() and all(lengths) and lengths[0] != lengths[1]
        return "other-length" if differ else ""

    def _is_counted_over_time(self) -> bool:
        return self.unit in _COUNTED_OVER_TIME

    @property
    def verdict_words(self) -> str:
        """The verdict as a reader meets it, with the reason where there is none."""
        verdict, reason = self.judgement
        words = gettext(VERDICTS[verdict])
        return f"{words}: {gettext(REASONS_UNKNOWN[reason])}" if reason else words

    @property
    def words(self) -> dict[str, str]:
        """What the record says of it besides its row, and the figure that holds its number."""
        return {
            "figure": self.figure or (self.latest.figure if self.latest else ""),
            "goal": self.goal,
            "start": observation_words(self.baseline),
            "latest": observation_words(self.latest),
            "verdict": self.verdict_words,
        }


def _as_decimal(number: Fraction) -> Decimal | None:
    """*number* with the digits it has; None where it has more of them than a page can show."""
    exact = next((n for n in range(_MOST_PLACES) if (number * 10**n).denominator == 1), None)
    return None if exact is None else round_half_up(number, exact)


def _why_unusable(observation: Observation | None, reason_for_none: str) -> str:
    """The name of the reason why a number says nothing; empty where it says something."""
    if observation is None:
        return reason_for_none
    if observation.number is None:
        return "held-back" if observation.cell == "[c]" else "not-available"
    return "only-planned" if observation.qualifier == PLANNED else ""


def observation_words(observation: Observation | None) -> str:
    """A number with its period: `850 (2021 to 2022)`; nothing where there is none."""
    return f"{observation.text} ({observation.period_text})" if observation else ""


def unit_words(unit: str) -> str:
    """What a unit is called in a message."""
    return UNIT_WORDS.get(unit, unit)
