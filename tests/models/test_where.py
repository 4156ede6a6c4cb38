"""How a look-up names the row that is meant."""

import pytest

from safety_plan.models.figures import read_where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("area=North; year=2020", {"area": "North", "year": "2020"}),
        ("offence=Burglary; residential", {"offence": "Burglary; residential"}),
        ("offence=Theft; other; year=2020", {"offence": "Theft; other", "year": "2020"}),
        ("area=A=B; year=2020", {"area": "A=B", "year": "2020"}),
        ('offence="Theft; year=any"; year=2020', {"offence": "Theft; year=any", "year": "2020"}),
        ('area=The "Old" Town; year=2020', {"area": 'The "Old" Town', "year": "2020"}),
        ('area="North; year=2020', {"area": '"North', "year": "2020"}),
        ("area=North;", {"area": "North"}),
        ("area=", {"area": ""}),
        ("North", {"North": ""}),
        ("", {}),
    ],
)
def test_a_cell_ends_only_where_the_next_column_is_named(text: str, where: dict[str, str]):
    assert read_where(text) == where


def test_an_empty_cell_between_quotation_marks_is_an_empty_cell():
    assert read_where('area=""; year="2020"') == {"area": "", "year": "2020"}
