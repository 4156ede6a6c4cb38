"""The lines that anybody types to check a sealed revision, with tools of their own machine.

They stand on the page "Check a revision" and in the README of each zip file. The tests run
them as they stand here.
"""

import re
from shlex import quote
from types import MappingProxyType

from safety_plan.models.settings import Settings
from safety_plan.revisions.verify import CERTIFICATES, CHECKSUMS, SEAL_ARCHIVE, STAMP
from safety_plan.revisions.witness import Witness

#: Where the workflow that publishes keeps a statement about each file.
_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
#: What checks every file of the folder it is typed in, and what gives the digest of the list.
_FOLDER = MappingProxyType(
    {
        "linux": f"sha256sum -c {CHECKSUMS}",
        "mac": f"shasum -a 256 -c {CHECKSUMS}",
        "windows": (
            f"Get-Content {CHECKSUMS} | ForEach-Object {{ $digest, $file = $_ -split '  ', 2; "
            "if ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -eq $digest) "
            '{ "$file OK" } else { "$file FAILED" } }'
        ),
        "linux_list": f"sha256sum {CHECKSUMS}",
        "mac_list": f"shasum -a 256 {CHECKSUMS}",
        "windows_list": f"(Get-FileHash {CHECKSUMS} -Algorithm SHA256).Hash",
    }
)


def check_lines(witness: Witness | None = None) -> dict[str, str]:
    """The lines by what they are for; that about the *witness* is empty where there is none."""
    files = f"-data {CHECKSUMS} -in {STAMP} -CAfile {CERTIFICATES}"
    # A certificate runs out; what it proved on the day of the stamp stays proven.
    line = f"openssl ts -verify {files} -attime {witness.stamp.epoch}" if witness else ""
    return {**_FOLDER, "witness": line}


def file_lines(file: str) -> dict[str, str]:
    """The lines that work out the digest of one *file*, by the system they are for."""
    return {
        "linux": f"sha256sum {file}",
        "mac": f"shasum -a 256 {file}",
        "windows": f"certutil -hashfile {file} SHA256",
    }


def lines_on_the_web(settings: Settings, revision_id: str) -> dict[str, str]:
    """The lines that get a sealed revision from the site, safe to type whatever its address."""
    folder = f"{settings.address or 'https://ADDRESS'}/{revision_id}/"
    repository = _GITHUB.fullmatch(settings.repository)
    attested = f"gh attestation verify {CHECKSUMS} --repo {repository[1]}" if repository else ""
    return {
        "attested": attested,
        "download": f"curl -sSfO {quote(folder + SEAL_ARCHIVE)}",
        "unpack": f"unzip -q {SEAL_ARCHIVE}",
        "windows_unpack": f"Expand-Archive {SEAL_ARCHIVE} .",
        "enter": f"cd {revision_id}",
        "list": f"curl -sSfO {quote(folder + CHECKSUMS)}",
        "each": (
            f"cut -c67- {CHECKSUMS} | while read -r file; do "
            f'curl -sSf --create-dirs -o "$file" {quote(folder)}"$file"; done'
        ),
    }
