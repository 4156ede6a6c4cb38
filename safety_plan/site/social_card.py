"""The picture that stands for a revision where its address is shared."""

from pathlib import Path

from safety_plan.core import cache
from safety_plan.core.palette import Mode
from safety_plan.core.translation import gettext
from safety_plan.models.brand import Brand
from safety_plan.models.revision import STATUSES
from safety_plan.models.settings import Settings
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.brand_files import roles_of


def write_social_card(
    settings: Settings, bundle: RevisionBundle, folder: Path, brand: Brand | None = None
) -> None:
    """Writes `preview.png` into *folder*, once the site has an address to share.

    It has the colours of *brand*, as the header of every page has.
    """
    if not settings.address:
        return
    revision = bundle.record.revision
    status = gettext(STATUSES.get(revision.status, revision.status))
    title = f"{revision.title} ({status})"
    lines = (f"{settings.partnership}, {settings.area}", settings.name, title)
    roles = roles_of(brand or Brand(), Mode.LIGHT)
    colours = (roles["accent"], roles["on-accent"], roles["strip"])
    key = cache.key("social card", cache.code_digest(), lines, colours)
    slot = cache.CACHE_DIR / "charts" / f"{key}.png"
    (folder / "preview.png").write_bytes(cache.get_or_set(slot, key, lambda: _draw(lines, colours)))


def _draw(lines: tuple[str, str, str], colours: tuple[str, str, str]) -> bytes:
    # Imported here, because matplotlib takes long to start.
    from safety_plan.charts.social_card import CardColours, social_card

    return social_card(*lines, CardColours(*colours))
