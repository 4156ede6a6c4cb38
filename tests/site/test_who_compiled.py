"""Who put the site together, and how to reach them: from the settings, and nowhere else."""

from types import SimpleNamespace

import pytest

from safety_plan.content.templates import render_template

NOBODY = "Nobody is named yet."


@pytest.mark.parametrize(
    ("compiled", "who", "said", "unsaid"),
    [
        (True, "Fernbrook Civic Society", "Compiled by Fernbrook Civic Society.", NOBODY),
        (True, "", NOBODY, "Compiled by"),
        (False, "", "Contact:", "ompiled"),
    ],
)
def test_a_reader_is_told_who_compiled_the_site_or_that_nobody_is_named(
    compiled: bool, who: str, said: str, unsaid: str
):
    settings = SimpleNamespace(compiled=compiled, compiled_by=who, contact="plan@example.org")

    html = render_template("feedback.html", plan=SimpleNamespace(settings=settings))

    assert said in html
    assert unsaid not in html
    assert '<a href="mailto:plan@example.org">plan@example.org</a>' in html
