"""What a record holds as it is, and must have a certain shape: the brand of a revision."""

from collections.abc import Mapping
from dataclasses import fields

from safety_plan.core.palette import read_hex
from safety_plan.models.brand_settings import BrandSettings, PartnerSettings

_PARTNERS = "partners"


def check_shapes(content: Mapping[str, object]) -> None:
    """Raises ValueError where one of the keys that a record keeps as they are has another shape."""
    if odd := [key for key, value in content.items() if not isinstance(value, dict)]:
        raise ValueError(f"no entries by name: {', '.join(odd)}")
    _check_brand(content.get("brand", {}))


def _check_brand(content: object) -> None:
    """Raises ValueError where *content* is not what a record keeps of `brand:`; it may be empty."""
    if content == {}:
        return
    brand = _of_shape(content, BrandSettings)
    partners = brand[_PARTNERS]
    if not isinstance(partners, list):
        raise ValueError("partners that are no list")
    for partner in partners:
        _check_texts(_of_shape(partner, PartnerSettings))
    texts = {key: value for key, value in brand.items() if key != _PARTNERS}
    _check_texts(texts)
    for colour in (texts["colour"], texts["accent"]):
        if colour and not read_hex(str(colour)):
            raise ValueError("a colour that is none")


def _of_shape(content: object, kind: type[BrandSettings | PartnerSettings]) -> Mapping[str, object]:
    names = {field.name for field in fields(kind)}
    if not isinstance(content, dict) or content.keys() != names:
        raise ValueError(f"not the keys of {kind.__name__}")
    return content


def _check_texts(content: Mapping[str, object]) -> None:
    if not all(isinstance(value, str) for value in content.values()):
        raise ValueError("a brand of other things than texts")
