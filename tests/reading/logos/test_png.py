"""A logo as PNG keeps its picture and loses what a program wrote beside it."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from safety_plan.core.problems import Location
from safety_plan.reading.logos.kinds import read_logo
from safety_plan.reading.logos.logo import LogoError
from safety_plan.reading.logos.png import MOST_SIDE, read_png_logo


def png(size: tuple[int, int] = (40, 20), colour: str = "#1d5b3a") -> bytes:
    """A picture with a clear left half and a *colour* at the right; somebody is named in it."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    picture.paste(colour, (size[0] // 2, 0, *size))
    notes = PngInfo()
    notes.add_text("Author", "Somebody")
    content = BytesIO()
    picture.save(content, "png", pnginfo=notes)
    return content.getvalue()


def test_a_picture_says_no_more_than_it_shows():
    logo = read_png_logo(png())

    assert b"Somebody" not in logo.published
    assert (logo.width, logo.height) == (40, 20)
    assert [int(part, 16) >> 4 for part in (logo.colours[0][i : i + 2] for i in (1, 3, 5))] == [
        1,
        5,
        3,
    ]
    assert len(logo.colours) == 1


def test_only_what_meets_the_ground_of_a_page_must_be_seen_on_it():
    disc, dot, box = (10, 10, 90, 90), (40, 40, 60, 60), (0, 0, 100, 100)
    edges = {}
    for name, ground, form in (("box", "white", "rectangle"), ("disc", "#104080", "ellipse")):
        picture = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
        draw = ImageDraw.Draw(picture)
        getattr(draw, form)(box if name == "box" else disc, fill=ground)
        draw.ellipse(dot, fill="#f0f0f0")
        content = BytesIO()
        picture.save(content, "png")
        edges[name] = read_png_logo(content.getvalue())

    assert edges["box"].edge_colours == ()  # it brings a ground of its own
    assert edges["disc"].edge_colours == ("#114488",)
    assert len(edges["disc"].colours) > 1


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"<svg/>", "logo-kind.other"),
        (png()[:-30], "logo-kind.broken"),
        (png(colour="#1d5b3a00"), "logo-clean.nothing"),
        (png((MOST_SIDE + 1, 1)), "logo-size.pixels"),
    ],
)
def test_what_is_no_small_picture_is_refused(content: bytes, key: str):
    with pytest.raises(LogoError) as refused:
        read_png_logo(content)

    assert refused.value.key == key


def test_a_shortcut_is_not_followed(tmp_path: Path):
    (tmp_path / "real.png").write_bytes(png())
    (tmp_path / "logo.png").symlink_to(tmp_path / "real.png")

    logo, problems = read_logo(tmp_path / "logo.png", Location("data/plan.yml", line=3))

    assert logo is None
    assert [problem.rule for problem in problems] == ["logo-file"]
