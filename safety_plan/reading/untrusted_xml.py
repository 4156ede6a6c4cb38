"""XML that comes from anywhere: it is read, and nothing that it names is fetched or put in."""

from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

#: What lxml gives for every element, under a name without a line before it.
Element: TypeAlias = _Element


def parse_xml(content: bytes) -> Element:
    """The root of *content*, without its remarks. Raises ValueError for what is no XML.

    Entities stay as they stand in the text; whether a document may define some is for the
    caller to say.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
