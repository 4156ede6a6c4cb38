"""A link to suggest a change leads to the file, whatever keeps it."""

import pytest

from safety_plan.models.repository import edit_address
from safety_plan.models.settings import Settings

PATH = "docs/plan/law.md"


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        (
            {"repository": "https://github.com/council/plan"},
            "https://github.com/council/plan/edit/main/docs/plan/law.md",
        ),
        (
            {"repository": "https://gitlab.com/council/safety/plan.git", "branch": "live/site"},
            "https://gitlab.com/council/safety/plan/-/edit/live/site/docs/plan/law.md",
        ),
        (
            {"repository": "https://gitlab.council.example/plan/", "folder": "our plans/safety"},
            "https://gitlab.council.example/plan/-/edit/main/our%20plans/safety/docs/plan/law.md",
        ),
        (
            {"repository": "https://code.example/plan", "repository_kind": "gitlab"},
            "https://code.example/plan/-/edit/main/docs/plan/law.md",
        ),
        ({"repository": "https://code.example/github/plan"}, ""),
        ({"repository": ""}, ""),
    ],
)
def test_the_address_has_the_form_of_its_host(settings: dict[str, str], address: str):
    assert edit_address(Settings(**settings), PATH) == address
