"""Where MkDocs finds templates and files of the theme.

The installed theme has 14,000 files, nearly all of them icons. Each build would list them to find
those that a site needs, and it needs none: of that theme only templates are used.
"""

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from safety_plan.core.resources import PACKAGE

THEME = PACKAGE / "theme"


def list_our_files_only(theme: Theme) -> None:
    """Makes ours the only folder of *theme* whose files become files of the site."""
    installed = get_theme_dir(theme.name) if theme.name else ""
    others = [folder for folder in theme.dirs if folder not in (str(THEME), installed)]
    theme.dirs[:] = [str(THEME), *others]
    theme.static_templates = {"404.html"}


def find_installed_templates(env: Environment, theme: Theme) -> None:
    """Lets the templates of *env* include those of the installed theme, after all others."""
    if env.loader and theme.name:
        env.loader = ChoiceLoader([env.loader, FileSystemLoader(get_theme_dir(theme.name))])
