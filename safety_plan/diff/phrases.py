"""The sentences of a comparison, one set for every medium; they stand in `phrases.json`."""

import json
from pathlib import Path
from typing import Any

#: Phrases by what they are about (page, block, figure, chart …) and what happened to it.
PHRASES: dict[str, Any] = json.loads(Path(__file__).with_name("phrases.json").read_text("utf-8"))
