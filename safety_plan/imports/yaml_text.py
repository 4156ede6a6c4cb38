"""A text as a YAML file holds it."""

import json


def yaml_text(text: str) -> str:
    """*text* between quotation marks, so that no sign in it means anything in YAML."""
    return json.dumps(text, ensure_ascii=False)
