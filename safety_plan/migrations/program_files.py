"""Files beside the plan that came with the program: an older one of ours gives way to today's."""

from hashlib import sha256

from safety_plan.core.resources import PACKAGE, PROJECT_ROOT, load_resource
from safety_plan.migrations.outcome import Files, Left, Outcome, sentence

_MACROS = "macros.py"
_CONFIG = "mkdocs.yml"
#: What a plan needs where the program is installed; a checkout brings a file of its own.
_CONFIG_TEXT = (
    "site_name: Community safety plan\n"
    "theme: {name: material, language: en-GB, font: false}\n"
    "plugins: [macros: {module_name: macros}, safety-plan]\n"
)
#: What only older files hold.
_GONE = {_MACROS: ("import bridge", "safety_plan.vocabulary"), _CONFIG: ("safety_plan/look",)}


def migrate(files: Files) -> Outcome:
    """Replaces each that is word for word an older one; leaves each that somebody changed."""
    texts = {_MACROS: _todays_macros(), _CONFIG: _todays_config()}
    changes: dict[str, str | None] = {}
    left: list[Left] = []
    for name, new in texts.items():
        text = files.get(name, "")
        if _digest(text) in load_resource("migrations/older-files.yml")[name]:
            changes |= {name: new} if new != text else {}
        elif any(words in text for words in _GONE[name]):
            left.append(Left(name, sentence("program_files.own")))
    steps = (
        sentence("program_files.gone" if text is None else "program_files.replaced", name=name)
        for name, text in changes.items()
    )
    return Outcome(changes, tuple(steps), tuple(left))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _todays_macros() -> str:
    """The file of this program; a wheel brings it in another place than a checkout."""
    shipped = PACKAGE / "starter" / "shipped" / _MACROS
    file = shipped if shipped.is_file() else PROJECT_ROOT / _MACROS
    return file.read_text(encoding="utf-8")


def _todays_config() -> str | None:
    """None where a plan without the file is built with that of the checkout."""
    return None if (PROJECT_ROOT / _CONFIG).is_file() else _CONFIG_TEXT
