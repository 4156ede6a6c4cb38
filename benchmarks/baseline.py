"""The floor of the benchmark: the same words, built by the stock tools alone."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from safety_plan.content.links import LINK_MARK
from safety_plan.content.markdown_ext import BLOCK
from safety_plan.content.renderer import Renderer
from safety_plan.revisions.bundle import RevisionBundle

_STOCK_CONFIG = """site_name: Floor
site_dir: {site}
docs_dir: docs
strict: false
theme: {{name: material, font: false}}
markdown_extensions: [tables, attr_list, def_list, footnotes, admonition, toc]
"""


def write_stock_sites(bundles: Sequence[RevisionBundle], folder: Path) -> list[Path]:
    """Writes a stock MkDocs project for each of *bundles*, charts left out; gives their folders."""
    projects = []
    for bundle in bundles:
        project = folder / bundle.id
        renderer = Renderer(figures=bundle.record.figures, sources=bundle.record.sources)
        for path, page in bundle.pages.items():
            file = project / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_without_marks(page.text, renderer), encoding="utf-8")
        (project / "mkdocs.yml").write_text(_STOCK_CONFIG.format(site="site"), encoding="utf-8")
        projects.append(project)
    return projects


def _without_marks(text: str, renderer: Renderer) -> str:
    """The Markdown *text* with its blocks as HTML, its charts and the marks of links left out."""

    def render_block(match: re.Match[str]) -> str:
        if match[1] == "chart":
            return ""
        html = renderer.block(match[1], json.loads(match[2]))
        return re.sub(r'href="[a-z]+:[^"]*"', 'href="#"', html)

    return LINK_MARK.sub(r"\1", BLOCK.sub(render_block, text))
