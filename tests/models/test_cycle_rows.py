"""Each list of a living plan has the words for its columns, and no others."""

import pytest

from safety_plan.models.cycle_rows import LIST_WORDS
from safety_plan.models.registers import REGISTERS, register_columns

#: Columns that no page calls by a name: they tell rows apart, or stand in a place of their own.
OWN_PLACES = {"id", "state", "part", "source", "consultation"}


@pytest.mark.parametrize("name", LIST_WORDS)
def test_every_column_of_a_list_is_shown_once(name: str):
    words = LIST_WORDS[name]
    shown = [words["title"], *words["facts"]] if name != "responses" else [*words["facts"]]

    assert sorted(shown) == sorted({*register_columns(name)} - OWN_PLACES)


@pytest.mark.parametrize("name", LIST_WORDS)
def test_a_list_is_known_in_comparisons_by_what_it_is_called_on_its_page(name: str):
    assert REGISTERS[name].title == LIST_WORDS[name]["title"]


@pytest.mark.parametrize("name", LIST_WORDS)
def test_a_list_has_words_for_states_where_its_rows_have_one(name: str):
    assert ("state" in register_columns(name)) == bool(LIST_WORDS[name].get("states"))
