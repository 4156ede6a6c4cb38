"""Formulas of spreadsheets that ask another program, or the web, for what they show."""

import re

_QUOTED = re.compile(r'"[^"]*"')
#: `cmd|'/c calc'!A1`: a program, what it is asked, and a cell.
_DDE = re.compile(r"[\w.']\s{0,9}\|\s{0,9}(?:'[^']*'|[^!|()]+)!|\bDDE\s{0,9}\(", re.I)
_WEB = re.compile(
    r"\b(?:WEBSERVICE|IMPORTXML|IMPORTDATA|IMPORTHTML|IMPORTFEED|IMPORTRANGE|RTD|CALL|EXEC"
    r"|REGISTER(?:\.ID)?|IMAGE|STOCKHISTORY|CUBE[A-Z]+)\s{0,9}\(",
    re.I,
)


def formula_key(formula: str) -> str:
    """The message for *formula*, or nothing where it works with cells alone."""
    plain = _QUOTED.sub('""', formula)
    if _DDE.search(plain):
        return "file-runs.dde"
    return "file-runs.web" if _WEB.search(plain) else ""
