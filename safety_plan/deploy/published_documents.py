"""The documents of sealed revisions that the public has already: they stay, byte for byte."""

from collections.abc import Collection

from safety_plan.deploy.deployer import Deployer, Files
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.verify import CHECKSUMS


def kept_document(
    deployer: Deployer,
    published: Files,
    changed: Collection[str],
    bundle: RevisionBundle,
    name: str,
) -> bytes | None:
    """The file *name* of *bundle* as it is *published*, where it is of the seal of today.

    Of a seal that was *changed*, as by words that were taken out, no document stays.
    """
    is_public = {f"{bundle.id}/{name}", f"{bundle.id}/{CHECKSUMS}"} <= published.keys()
    if not bundle.sealed or not is_public or bundle.id in changed:
        return None
    return deployer.published_bytes(f"{bundle.id}/{name}")
