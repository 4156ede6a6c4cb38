"""The documents of sealed revisions that the public has already: they stay, byte for byte."""

from collections.abc import Collection, Sequence

from safety_plan.deploy.deployer import Deployer, Files
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.verify import CHECKSUMS


def kept_document(
    deployer: Deployer,
    published: Files,
    changed: Collection[str],
    bundles: Sequence[RevisionBundle],
    address: str,
) -> bytes | None:
    """The file at *address* as it is *published*, where all its *bundles* have the seals of today.

    Of a seal that was *changed*, as by words that were taken out, no document stays.
    """
    seals = {f"{bundle.id}/{CHECKSUMS}" for bundle in bundles if bundle.sealed}
    is_sealed = len(seals) == len(bundles) and not any(one.id in changed for one in bundles)
    if not is_sealed or not {address, *seals} <= published.keys():
        return None
    return deployer.published_bytes(address)
