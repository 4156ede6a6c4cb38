"""The picture that stands for a revision where its address is shared."""

from pathlib import Path

from safety_plan.core import cache
from safety_plan.core.translation import gettext
from safety_plan.models.revision import STATUSES
from safety_plan.models.settings import Settings
from safety_plan.revisions.bundle import RevisionBundle


def write_social_card(settings: Settings, bundle: RevisionBundle, folder: Path) -> None:
    """Writes `preview.png` into *folder*, once the site has an address to share."""
    if not settings.address:
        return
    revision = bundle.record.revision
    status = gettext(STATUSES.get(revision.status, revision.status))
    title = f"{revision.title} ({status})"
    lines = (f"{settings.partnership}, {settings.area}", settings.name, title)
    key = cache.key("social card", cache.code_digest(), lines)
    slot = cache.CACHE_DIR / "charts" / f"{key}.png"
    (folder / "preview.png").write_bytes(cache.get_or_set(slot, key, lambda: _draw(*lines)))


def _draw(area: str, name: str, title: str) -> bytes:
    # Imported here, because matplotlib takes long to start.
    from safety_plan.charts.social_card import social_card

    return social_card(area, name, title)
