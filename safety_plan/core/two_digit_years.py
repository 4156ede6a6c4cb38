"""Years of two digits: which century is meant, alone or beside another year."""

_CENTURY = 100
#: A year of two digits from this one on is of the century before.
_FIRST_OF_CENTURY_BEFORE = 70


def read_year(digits: str) -> int:
    """A year of two digits is one of this century, unless that were far ahead."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return 2000 + number if number < _FIRST_OF_CENTURY_BEFORE else 1900 + number


def read_years(first: str, last: str) -> tuple[int, int]:
    """Two years that belong together: the century of one is that in which both are nearest.

    So 69/70 is 1969 and 1970, 1919/20 is 1919 and 1920, and 1999/00 is 1999 and 2000.
    """
    if len(first) > 2:
        return int(first), _near(last, int(first))
    end = read_year(last)
    return _near(first, end), end


def _near(digits: str, year: int) -> int:
    """The year with these *digits* that is nearest to *year*; of four digits, itself."""
    number = int(digits)
    if len(digits) > 2:
        return number
    same = year - year % _CENTURY + number
    return min((same, same - _CENTURY, same + _CENTURY), key=lambda one: abs(one - year))
