"""Pages as they work in a folder on a disk, where no server adds `index.html` to an address."""

import re

#: A tag: in text and in attributes `<` is always escaped.
_TAG = re.compile(r"<[a-z][^<>]*>", re.I)
#: A link to a folder of this site; also where a page leads that leads on at once.
_TO_FOLDER = re.compile(
    r'(\s(?:href="|content="0; url=))'
    r"(?![a-z][a-z0-9+.-]*:|//)"  # another site, or a call
    r"((?:[^\"?#]*/)?\.\.?|[^\"?#]*/)"
    r'(?=["?#])',
    re.I,
)
#: What asks for a typeface before the styles do: from a folder browsers refuse it, and say so.
_PRELOAD = re.compile(r'<link rel="preload"[^<>]*>\n?')


def page_in_folder(markup: str) -> str:
    """The finished page or feed *markup* with each link to a folder leading to its page."""
    with_links = _TAG.sub(lambda tag: _TO_FOLDER.sub(_to_page, tag[0]), markup)
    return _PRELOAD.sub("", with_links)


def _to_page(link: re.Match[str]) -> str:
    return f"{link[1]}{link[2].removesuffix('/')}/index.html"
