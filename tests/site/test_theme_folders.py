"""A build lists our files of the theme, and finds the templates of the installed one."""

import pytest
from jinja2 import TemplateNotFound
from mkdocs.theme import Theme

from safety_plan.site.theme_folders import find_installed_templates, list_our_files_only

ICON = ".icons/material/magnify.svg"


def test_the_thousands_of_files_of_the_installed_theme_are_not_listed_but_can_be_included():
    theme = Theme(name="material")
    list_our_files_only(theme)
    env = theme.get_env()

    assert "base.html" in env.list_templates()
    assert len(env.list_templates()) < 300
    with pytest.raises(TemplateNotFound):
        env.get_template(ICON)
    find_installed_templates(env, theme)
    assert "<svg" in env.get_template(ICON).render()


def test_a_theme_of_the_plan_itself_keeps_its_place_after_ours():
    theme = Theme(name="material", custom_dir="own")
    list_our_files_only(theme)

    assert theme.dirs[1] == "own"
    assert not any("material" in folder for folder in theme.dirs)
