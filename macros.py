"""What a page may ask for.

This is a module of mkdocs-macros, whose manual says all that can be done here. To add a
word, write a function that takes texts and gives Markdown, with `@env.macro` above it. The
first line of its docstring shows the call: officers read it where a call is wrong. Check
knows the word at once.
"""

from typing import Any


def define_env(env: Any) -> None:  # noqa: ANN401 (the object of mkdocs-macros has no type)
    """Gives the words of the plan to the pages; called by mkdocs-macros, and by check."""
    plan_words = env.variables["plan_words"]

    env.macro(plan_words.figure)  # {{ figure("name") }}
    env.macro(plan_words.change)  # {{ change("old", "new") }}
    env.macro(plan_words.chart)  # {{ chart("name") }}
    env.macro(plan_words.spark)  # {{ spark("name") }}
    env.macro(plan_words.table)  # {{ table("name") }}
    env.macro(plan_words.source)  # {{ source("name", part="paragraph 1.5") }}
    env.macro(plan_words.parts)  # {{ parts("name") }}
    env.macro(plan_words.actions)  # {{ actions("page-id") }}
    env.macro(plan_words.money)  # {{ money("page-id") }}
    env.macro(plan_words.target)  # {{ target("name") }}
    env.macro(plan_words.revision)  # {{ revision("2019-04") }}
    env.macro(plan_words.headlines)  # {{ headlines("page-id") }}
    env.macro(plan_words.priorities)  # {{ priorities() }}
    env.macro(plan_words.priority)  # {{ priority("page-id") }}
    env.macro(plan_words.consultations)  # {{ consultations() }}
    env.macro(plan_words.recommendations)  # {{ recommendations() }}
    env.macro(plan_words.gaps)  # {{ gaps("page-id") }}
    env.macro(plan_words.risks)  # {{ risks("page-id") }}
    env.macro(plan_words.dates)  # {{ dates() }}
    env.macro(plan_words.downloads)  # {{ downloads("page-id") }}
    env.macro(plan_words.download)  # {{ download("name") }}
    env.macro(plan_words.contacts)  # {{ contacts("topic") }}
    env.macro(plan_words.glossary)  # {{ glossary("ASB") }}
