"""The site speaks the language of each page: no sentence of its own is left in English."""

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import material
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from lxml import html as lxml_html

from safety_plan.core.catalogues import catalogue_files, gather_messages
from safety_plan.core.resources import PACKAGE
from safety_plan.core.translation import language_of_page, languages
from safety_plan.site.scripts import SCRIPTS, translate_script
from safety_plan.site.search.files import engine
from safety_plan.site.theme_folders import THEME
from tests.conftest import TINY, build

TEMPLATES = PACKAGE / "site" / "templates"
#: What no reader of the site meets: the file for whoever approves a change.
NOT_OF_THE_SITE = {TEMPLATES / "proposal.html"}
#: A page of each kind; the last is what stands in feeds.
KINDS = {
    "home": "2022-06/index.html",
    "page": "2022-06/priorities/bicycles/index.html",
    "figures": "2022-06/figures/index.html",
    "search": "2022-06/search.html",
    "print": "2022-06/whole.html",
    "help": "help/index.html",
    "history": "history/index.html",
    "actions": "actions/index.html",
    "accessibility": "accessibility/index.html",
    "dates": "as-at/index.html",
    "check": "check/index.html",
    "privacy": "privacy/index.html",
    "comparison": "history/2021-06-to-2022-06/index.html",
    "not found": "404.html",
    "feed": "feed.xml",
}
#: A reader's attributes of an element, beside its text.
ATTRIBUTES = ("aria-label", "title", "alt", "placeholder")
#: What authors call their pages, in the menu among others.
TITLES = {
    title
    for page in TINY.glob("docs/**/*.md")
    for title in re.findall("^title: (.*)$", page.read_text("utf-8"), re.M)
}
#: Fewer words than these are looked for only where the site speaks by itself.
FEW_WORDS = 6


@pytest.fixture(scope="module")
def welsh_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan, had it been a Welsh one when its working revision was written.

    One page of it is in English.
    """
    folder = tmp_path_factory.mktemp("welsh")
    plan = Path(shutil.copytree(TINY, folder / "plan"))
    settings = plan / "data" / "plan.yml"
    settings.write_text(f"{settings.read_text('utf-8')}language: cy\n", "utf-8")
    shutil.rmtree(plan / "docs" / "cy")  # twins of a plan in English
    page = plan / "docs" / "glossary.md"
    page.write_text(page.read_text("utf-8").replace("---", "---\nlanguage: en-GB", 1), "utf-8")
    return build(plan, folder / "site")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """Each message of our code, with the files that it stands in."""
    return gather_messages()


@pytest.fixture(scope="module")
def english(catalogue: Catalog) -> list[str]:
    """Each message of the site itself in English, where it is another in Welsh."""
    with catalogue_files()[0].open("rb") as file:
        welsh = {message.id: message.string for message in read_po(file)}
    own = [message.id for message in catalogue if is_of_the_site(message.locations)]
    forms = [form for name in own for form in ([name] if isinstance(name, str) else name)]
    same = {name for name, string in welsh.items() if name == string}
    return [form for form in forms if form not in same | TITLES]


def is_of_the_site(places: Sequence[tuple[str, int]]) -> bool:
    """Whether a message stands in the site and its theme, which are what this module is about.

    Words of documents for committees stand on no page.
    """
    return any(
        file.startswith(("site/", "theme/")) and not file.startswith("site/packs/")
        for file, _ in places
    )


def read(file: Path) -> tuple[str, set[str]]:
    """All that a page says as one text, and each piece of what the site says by itself.

    Whatever an author wrote is a text of its own: a heading of theirs may well be “Source”,
    and so may what they call a number, which stands in bold on its card.
    """
    if file.suffix == ".xml":
        texts = [*lxml_html.fromstring(file.read_bytes()).itertext()]
        return " ".join(" ".join(texts).split()), {*texts}
    tree = lxml_html.document_fromstring(file.read_bytes())
    for found in tree.xpath("//script | //style"):
        found.drop_tree()
    values = [value for name in ATTRIBUTES for value in tree.xpath(f"//@{name}")]
    labels = "parent::b[ancestor::*[@class='number-card']]"
    own = f"(ancestor::*[@data-living] or not(ancestor::article)) and not({labels})"
    pieces = {" ".join(text.split()) for text in tree.xpath(f"//text()[{own}]")}
    return " ".join([*tree.text_content().split(), *values]), pieces - TITLES


def is_said(message: str, text: str, pieces: set[str]) -> bool:
    """Whether a page says the English *message*: whole, or what of it stands between values."""
    parts = [part.strip() for part in re.split(r"%\(\w+\)s", re.sub(r"<[^>]*>", "", message))]
    longest = max(parts, key=len)
    if len(longest.split()) < FEW_WORDS:
        return message in pieces
    return longest in text


@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_of_the_site_is_left_in_english_on_a_welsh_page(
    kind: str, welsh_site: Path, english: list[str]
):
    text, pieces = read(welsh_site / KINDS[kind])

    left = [message for message in english if is_said(message, text, pieces)]

    assert left == [], "These sentences are in the catalogue, but came out in English"


def test_an_english_page_says_what_a_welsh_one_would_be_caught_saying(
    tiny_site: Path, english: list[str]
):
    text, pieces = read(tiny_site / KINDS["home"])

    left = [message for message in english if is_said(message, text, pieces)]

    assert {"Skip to the page", "How to browse safely", "Cite this page"} <= {*left}


def test_each_page_says_which_language_it_is_in_and_what_was_sealed_keeps_its_own(welsh_site: Path):
    pages = {name: (welsh_site / KINDS[name]).read_text("utf-8") for name in KINDS}
    others = ("2021-06/index.html", "2022-06/glossary/index.html")

    assert [name for name, text in pages.items() if not re.search('lang="cy"', text[:200])] == []
    assert "assets/javascripts/exit-cy.js" in pages["help"]
    for path in others:
        text = (welsh_site / path).read_text("utf-8")
        assert '<html lang="en-GB">' in text
        assert "Get help" in text
        assert "assets/javascripts/frame.js" in text
    assert 'lang="en-GB"' in pages["print"]


def words_left(source: str) -> list[str]:
    """What a template says by itself, without asking for it by gettext() or `{% trans %}`."""
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    tree = environment.parse(source)
    raw = "\0".join(data.data for data in tree.find_all(nodes.TemplateData))
    values = re.findall(rf'(?:{"|".join(ATTRIBUTES)})="([^"]*)"', raw)
    text = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", "\0", raw, flags=re.S)
    shown = [constant for output in tree.find_all(nodes.Output) for constant in constants(output)]
    pieces = [piece.strip() for part in (text, *values, *shown) for piece in part.split("\0")]
    return [piece for piece in pieces if re.search("[A-Za-z]{2}", piece)]


def constants(node: nodes.Node) -> Iterator[str]:
    """The texts of several words in the expressions that *node* shows, but for messages."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Compare):
            continue
        if isinstance(child, nodes.Const) and re.search("[a-z] [a-z]", str(child.value)):
            yield str(child.value)
        is_call = isinstance(child, nodes.Call) and isinstance(child.node, nodes.Name)
        if not (is_call and child.node.name.endswith("gettext")):
            yield from constants(child)


@pytest.mark.parametrize(
    "file",
    [
        file
        for folder in (THEME, TEMPLATES)
        for file in sorted(folder.rglob("*"))
        if file.suffix in (".html", ".xml", ".md") and file not in NOT_OF_THE_SITE
    ],
    ids=lambda file: file.name,
)
def test_a_template_says_nothing_but_by_gettext(file: Path):
    assert words_left(file.read_text("utf-8")) == []


def test_words_of_a_template_are_found_wherever_they_stand():
    source = '<p class="a b">{% trans %}Yes{% endtrans %} Not {{ "so very" }}<b title="A tip">'

    assert words_left(source) == ["Not", "A tip", "so very"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_says_nothing_but_by_gettext(name: str, catalogue: Catalog):
    source = script(name)
    said = re.sub(r'gettext\("[^"]*"(?:, "[^"]*")?', "", source)

    assert re.findall(r"""["`][^"`\n]*[A-Z][a-z]+ [a-z]+[^"`\n]*["`]""", said) == []
    assert {*re.findall(r'gettext\("([^"]*)"', source)} <= {
        message.id if isinstance(message.id, str) else message.id[0] for message in catalogue
    }


def script(name: str) -> str:
    """A script as it stands in our code."""
    file = THEME / "assets" / "javascripts" / f"{name}.js"
    return engine() if name == "search" else file.read_text("utf-8")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_of_the_site_holds_its_words_and_asks_for_none(name: str, language: str):
    with language_of_page(language):
        assert "gettext" not in translate_script(script(name))


def test_a_script_counts_as_the_language_does():
    source = 'say(ngettext("One place found.", "%(number)s places found.", all.length))'

    with language_of_page("cy"):
        welsh = translate_script(source)

    assert translate_script(source) == (
        'say((all.length === 1 ? "One place found." : `${all.length} places found.`))'
    )
    assert welsh.startswith('say(((n) => [`Cafwyd ${n} lle.`, "Cafwyd un lle.", ')
    assert welsh.endswith(")])(all.length))")


def test_each_language_of_the_site_has_the_words_of_the_theme():
    folders = (THEME, Path(material.__file__).parent / "templates")

    for language in languages():
        name = f"partials/languages/{language}.html"
        assert any((folder / name).is_file() for folder in folders), name


@pytest.mark.parametrize("path", catalogue_files(), ids=lambda path: path.parent.name)
def test_a_translation_has_the_marks_and_links_that_the_message_has(path: Path):
    with path.open("rb") as file:
        pairs = [(message.id, message.string) for message in read_po(file) if message.id]

    for english, other in pairs:
        forms = other if isinstance(other, tuple) else (other,)
        wanted = sorted(re.findall("<[^>]*>", english if isinstance(english, str) else english[1]))
        assert all(sorted(re.findall("<[^>]*>", form)) == wanted for form in forms), english
