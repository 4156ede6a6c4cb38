"""How far two counts of events may differ by chance alone.

Each count is taken for one that came about by chance (Poisson): so many events happened, and a
few more or fewer might have. The difference of two such counts, in periods of equal length in
which nothing has changed, is then within 1.96 times the root of their sum in 19 of 20 cases.
Where both together are fewer than 100, that formula promises too much; there the limit is worked
out exactly, from all the ways in which so many events can fall into one period or the other.

It is the least that must be allowed for. Offences that come in series, by one person or in one
place, make chance reach further. Which numbers are such counts is declared, never guessed
(`Column.events`).
"""

from decimal import Decimal
from math import comb, isqrt

#: 1.96, the normal deviate that 19 of 20 lie within, as a whole number of hundredths.
_DEVIATE = 196
_SCALE = 100
#: From so many events on the formula holds.
_ENOUGH = 100
#: In how many cases of how many a difference lies within the limit.
CASES = 19
OF_CASES = 20


def chance_limit(one: Decimal, other: Decimal) -> int:
    """The largest difference that chance alone brings in 19 of 20 cases, in whole events.

    Raises ValueError where one of the two is no count.
    """
    total = one + other
    if min(one, other) < 0 or any(count != count.to_integral_value() for count in (one, other)):
        raise ValueError(f"{one} and {other} are not both counts")
    if total < _ENOUGH:
        return _exact_limit(int(total))
    return isqrt(_DEVIATE**2 * int(total) // _SCALE**2)


def is_within_chance(one: Decimal, other: Decimal) -> bool:
    """Whether two counts differ by no more than chance alone may bring."""
    return abs(one - other) <= chance_limit(one, other)


def _exact_limit(total: int) -> int:
    """The least difference that *total* events, as likely here as there, stay within mostly."""
    ways = 0
    for difference in range(total % 2, total + 1, 2):
        of_one_side = comb(total, (total - difference) // 2)
        ways += of_one_side if difference == 0 else 2 * of_one_side
        if ways * OF_CASES >= CASES * 2**total:
            return difference
    return total
