"""What a host should send stands in the guide word for word, for each kind of host."""

from __future__ import annotations

import pytest
from lxml import etree

from safety_plan.site.security_headers import HEADERS
from tests.conftest import HOUSE

GUIDE = (HOUSE / "engineering" / "release.md").read_text("utf-8")


def block(language: str) -> str:
    return GUIDE.partition(f"```{language}\n")[2].partition("```")[0]


@pytest.mark.parametrize(
    ("language", "line"),
    [("apache", 'Header always set {} "{}"'), ("nginx", 'add_header {} "{}" always;')],
)
def test_the_settings_of_a_server_send_what_the_site_asks_for(language: str, line: str):
    lines = block(language).splitlines()

    assert lines == [line.format(name, value) for name, value in HEADERS.items()]


def test_the_settings_of_iis_send_what_the_site_asks_for():
    added = etree.fromstring(block("xml")).findall("add")

    assert {entry.get("name"): entry.get("value") for entry in added} == HEADERS
