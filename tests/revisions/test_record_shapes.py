"""What a record keeps of a brand is texts under known names, or the record is not read."""

from dataclasses import fields

import pytest

from safety_plan.models.brand_settings import BrandSettings, PartnerSettings
from safety_plan.revisions.record_shapes import check_shapes

PARTNER = {field.name: "x" for field in fields(PartnerSettings)}
BRAND = {
    **{field.name: "x" for field in fields(BrandSettings)},
    "colour": "#1d4f91",
    "accent": "",
    "partners": [PARTNER],
}


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"identity": {}},
        {"brand": {}},
        {"brand": BRAND},
        {"brand": {**BRAND, "partners": []}},
        {"brand": {**BRAND, "colour": "", "accent": "#1d4f91"}},
    ],
)
def test_a_brand_as_it_is_sealed_is_read(content: dict[str, object]):
    check_shapes(content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"identity": []}, "no entries by name: identity"),
        ({"identity": [], "brand": "x"}, "no entries by name: identity, brand"),
        ({"brand": {**BRAND, "more": "x"}}, "not the keys of BrandSettings"),
        ({"brand": {"colour": ""}}, "not the keys of BrandSettings"),
        ({"brand": {**BRAND, "partners": {}}}, "partners that are no list"),
        ({"brand": {**BRAND, "partners": ["x"]}}, "not the keys of PartnerSettings"),
        ({"brand": {**BRAND, "partners": [PARTNER, {}]}}, "not the keys of PartnerSettings"),
        (
            {"brand": {**BRAND, "partners": [dict.fromkeys(PARTNER, 1)]}},
            "a brand of other things than texts",
        ),
        ({"brand": {**BRAND, "colour": 1}}, "a brand of other things than texts"),
        ({"brand": {**BRAND, "colour": "blue"}}, "a colour that is none"),
        ({"brand": {**BRAND, "accent": "#12"}}, "a colour that is none"),
    ],
)
def test_a_brand_of_another_shape_is_refused(content: dict[str, object], why: str):
    with pytest.raises(ValueError, match=f"^{why}$"):
        check_shapes(content)
