"""Finishes what Chromium printed: its title, its language, its order, the same bytes each time."""

import io
from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from safety_plan.site.packs.artifacts import mark_artifacts
from safety_plan.site.packs.tags import put_tags_in_order

_CREATOR = "safety-plan"


def page_numbers(printed: bytes) -> dict[str, int]:
    """On which sheet each place that a link leads to stands, by its name."""
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        order = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        places = pdf.Root.get("/Dests", Dictionary()).as_dict()
        return {name.lstrip("/"): order[place[0].objgen] for name, place in places.items()}


def sheet_count(pdf: bytes) -> int:
    """How many sheets a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def finish(printed: bytes, *, title: str, author: str, language: str) -> bytes:
    """The PDF *printed*, with what readers and screen readers ask for.

    No day stands in it: the same words make the same bytes.
    """
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        put_tags_in_order(pdf)
        mark_artifacts(pdf)
        _name(pdf, title, author, language)
        pdf.Root.Lang = String(language)
        pdf.Root.PageMode = Name.UseOutlines
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        for page in pdf.pages:
            page.obj.Tabs = Name.S
        for link in _links(pdf):
            link.Contents = String(_where(link))
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()


def _name(pdf: Pdf, title: str, author: str, language: str) -> None:
    for key in [*pdf.docinfo.keys()]:
        del pdf.docinfo[key]
    words: Mapping[str, str] = {"/Title": title, "/Author": author, "/Creator": _CREATOR}
    for key, text in words.items():
        pdf.docinfo[key] = String(text)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:creator"] = [author]
        metadata["dc:language"] = {language}
        metadata["xmp:CreatorTool"] = _CREATOR


def _links(pdf: Pdf) -> Iterator[Dictionary]:
    for page in pdf.pages:
        for note in page.obj.get("/Annots", Array()):
            if isinstance(note, Dictionary) and note.get("/Subtype") == Name.Link:
                yield note


def _where(link: Dictionary) -> str:
    """Where a *link* leads, for whoever does not see it."""
    action = link.get("/A", Dictionary())
    if "/URI" in action:
        return str(action.URI)
    return str(link.get("/Dest", "")).lstrip("/")
