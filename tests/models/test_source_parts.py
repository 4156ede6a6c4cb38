"""A citation names a part whether it says so alone, in a run, beside others, or of a whole."""

import pytest

from safety_plan.models.source_parts import parts_left_out, parts_of_citation


@pytest.mark.parametrize(
    ("row", "citation"),
    [
        ("paragraph 3.2", "paragraphs 3.2 and 3.3"),
        ("paragraph 3.4", "paragraphs 1.9 and 3.2 to 3.5"),
        ("Paragraph 5.2", "para 1.5, 3.4 and 5.1–5.3"),
        ("paragraph 1.5", "section 1"),
        ("section 6", "paragraph 6.2"),
        ("paragraph 3.1", "paragraff 3.1"),
        ("recommendation 1", "recommendations"),
        ("table, legal", "table and paragraph 4.1"),
        ("paragraph 4.1", "table and paragraph 4.1"),
        ("table, privacy", "table, legal and privacy"),
        ("front matter and title", "Front matter and title"),
    ],
)
def test_a_part_is_found_in_a_citation(row: str, citation: str):
    assert parts_left_out(row, parts_of_citation(citation)) == []


@pytest.mark.parametrize(
    ("row", "citation", "missing"),
    [
        ("paragraph 1.5", "paragraph 1.15", "1.5"),
        ("paragraph 15", "paragraph 1.5", "15"),
        ("recommendation 1", "recommendation 2", "recommendation 1"),
        ("recommendation 1", "paragraph 1", "recommendation 1"),
        ("paragraphs 3.1 to 3.3", "paragraphs 3.1 and 3.3", "3.2"),
        ("table, legal", "table, staff", "table, legal"),
        ("executive summary", "", "executive summary"),
    ],
)
def test_another_part_is_not_taken_for_it(row: str, citation: str, missing: str):
    assert [str(part) for part in parts_left_out(row, parts_of_citation(citation))] == [missing]
