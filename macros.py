"""What a page may ask for: the shop window, with no logic of its own.

Each name is explained, with an example to copy, in CONTRIBUTING.md. The answers
are given by `safety_plan.content.page_words`; the site generator calls `define_env`.
"""

import sys
from pathlib import Path
from typing import Any

# The generator loads this file by its path, so the house itself goes on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from safety_plan.content.page_words import PageWords
from safety_plan.site import plugin


def words(vocabulary: PageWords) -> dict[str, Any]:
    """Every name a page may ask for."""
    return {
        "figure": vocabulary.figure,  # {{ figure("name") }}
        "change": vocabulary.change,  # {{ change("old", "new") }}
        "chart": vocabulary.chart,  # {{ chart("name") }}
        "table": vocabulary.table,  # {{ table("name") }}
        "source": vocabulary.source,  # {{ source("name", part="paragraph 1.5") }}
        "progress": vocabulary.progress,  # {{ progress("page-id") }}
        "revision": vocabulary.revision,  # {{ revision("2019-04") }}
        "priorities": vocabulary.priorities,  # {{ priorities() }}
        "contacts": vocabulary.contacts,  # {{ contacts("topic") }}
        "glossary": vocabulary.glossary,  # {{ glossary("ASB") }}
    }


def define_env(env: Any) -> None:  # noqa: ANN401 (the plugin's own object has no type)
    """Called by the generator before it reads the pages."""
    plugin.define(env, words)


def on_pre_page_macros(env: Any) -> None:  # noqa: ANN401
    """Called by the generator before it answers the calls of a page."""
    plugin.before_page(env)
