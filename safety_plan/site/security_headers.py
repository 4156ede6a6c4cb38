"""What browsers are told to allow: in every page, and in a file for the site's host."""

from pathlib import Path

from safety_plan.core.resources import load_resource
from safety_plan.models.settings import Settings

#: Stands in every page.
POLICY: str = load_resource("site/headers.yml")["policy"]
_POLICY_HEADER = "Content-Security-Policy"
#: What a host should send with every file.
HEADERS: dict[str, str] = {
    _POLICY_HEADER: f"{POLICY}; frame-ancestors 'none'",
    **load_resource("site/headers.yml")["besides"],
}
#: The folder of the only pages that other websites may show in a frame.
EMBED_FOLDER = "embed"
#: What a host should send with the files of that folder, in place of those above.
EMBED_HEADERS = {**HEADERS, _POLICY_HEADER: f"{POLICY}; frame-ancestors *"}


def headers_of(path: str) -> dict[str, str]:
    """What a host should send with the file at *path*, from the root of the site."""
    is_embed = path.lstrip("/").startswith(f"{EMBED_FOLDER}/")
    return EMBED_HEADERS if is_embed else HEADERS


def write_headers(settings: Settings, site: Path) -> None:
    """`_headers`, which common static hosts obey, and security.txt (RFC 9116)."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    # Cloudflare Pages joins the headers of all rules, so the one of before is taken off first.
    # Netlify sends that of the narrower rule, and passes the line with the mark over.
    lines += [f"/{EMBED_FOLDER}/*", f"  ! {_POLICY_HEADER}"]
    lines += [f"  {_POLICY_HEADER}: {EMBED_HEADERS[_POLICY_HEADER]}"]
    (site / "_headers").write_bytes(("\n".join(lines) + "\n").encode())
    if not settings.contact or not settings.security_expires:
        return
    contact = settings.contact if ":" in settings.contact else f"mailto:{settings.contact}"
    place = site / ".well-known" / "security.txt"
    lines = [f"Contact: {contact}", f"Expires: {settings.security_expires}T00:00:00Z"]
    if address := settings.address.rstrip("/"):
        lines.append(f"Canonical: {address}/.well-known/security.txt")
    place.parent.mkdir()
    own = settings.language.partition("-")[0]
    lines.append(f"Preferred-Languages: {', '.join(dict.fromkeys([own, 'en']))}")
    place.write_bytes(("\n".join(lines) + "\n").encode())
