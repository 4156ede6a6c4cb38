"""The lines that anybody types to check a sealed revision, with tools of their own machine.

They stand on the page "Check a revision" and in the README of each zip file. The tests run
them as they stand here.
"""

from types import MappingProxyType

from safety_plan.revisions.verify import CHECKSUMS

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


def check_lines() -> dict[str, str]:
    """The lines by what they are for."""
    return dict(_FOLDER)
