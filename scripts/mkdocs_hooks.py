"""Our MkDocs plugin, for a checkout in which the package is not installed.

`mkdocs.yml` names this file under `hooks:`, so that `pip install -r requirements.txt` is all
that `mkdocs build` and `mkdocs serve` need. A plan in a repository of its own installs the
package, and names the plugin under `plugins:` instead: `safety-plan`.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safety_plan.site.plugin import SafetyPlanPlugin

plugin = SafetyPlanPlugin()

on_startup = plugin.on_startup
on_config = plugin.on_config
on_files = plugin.on_files
on_nav = plugin.on_nav
on_page_markdown = plugin.on_page_markdown
on_page_content = plugin.on_page_content
on_env = plugin.on_env
on_page_context = plugin.on_page_context
on_template_context = plugin.on_template_context
on_post_page = plugin.on_post_page
on_post_build = plugin.on_post_build
on_build_error = plugin.on_build_error
on_shutdown = plugin.on_shutdown
on_serve = plugin.on_serve
