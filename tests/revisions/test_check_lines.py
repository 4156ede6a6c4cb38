"""The lines that the site shows are typed as they stand, on a machine with stock tools only."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import html

from safety_plan.models.settings import Settings
from safety_plan.revisions.verify import CHECKSUMS, digest_of
from safety_plan.site.check_lines import check_lines, lines_on_the_web
from safety_plan.site.http_server import HOST, open_server
from tests.conftest import TINY, record_audit
from tests.deploy.test_publishing import git, publish
from tests.doors import run_door
from tests.revisions.test_seals import adopt
from tests.time_authority import Authority, name_witness, serving

#: What a machine has on which nobody installed anything of ours.
STOCK = os.defpath if shutil.which("openssl", path=os.defpath) else "/usr/bin:/bin"
TOOLS = ("bash", "curl", "cut", "openssl", "sha256sum", "shasum", "unzip")

pytestmark = pytest.mark.skipif(
    not all(shutil.which(tool, path=STOCK) for tool in TOOLS), reason="Unix tools"
)


def typed(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a stock shell answers to *line* in *folder*."""
    env = {"PATH": STOCK, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    command = ["bash", "--norc", "-c", line]
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture(scope="module")
def host(
    tmp_path_factory: pytest.TempPathFactory, authority: Authority
) -> Iterator[tuple[Path, Path]]:
    """A plan that was adopted, sealed, witnessed and published, and the folder that is served."""
    folder = tmp_path_factory.mktemp("host")
    plan, site = Path(shutil.copytree(TINY, folder / "plan")), folder / "www"
    site.mkdir()
    server = open_server(site, 8400)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = plan / "data" / "plan.yml"
    text = settings.read_text("utf-8").replace('opened: ""', "opened: 2022-01-01")
    text = text.replace(
        "https://plan.fernbrook.example", f"http://{HOST}:{server.server_port}"
    ).replace("https://code.example/", "https://github.com/")
    settings.write_text(text, "utf-8")
    adopt(plan)
    with serving(authority.answer) as address:
        name_witness(plan, authority, address)
        sealed = run_door("scripts/seal.py", "--plan", str(plan), "--yes")
    assert "The witness put its time stamp on it" in sealed.stdout, sealed.stdout + sealed.stderr
    record_audit(plan)
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Seal"]):
        git(plan, *words)
    done = publish(plan, "--folder", str(site))
    assert done.returncode == 0, done.stdout + done.stderr
    yield plan, site
    server.shutdown()
    server.server_close()


def lines_on(page: Path) -> dict[str, str]:
    """The lines that the page shows, by what they are for, in its order."""
    tree = html.document_fromstring(page.read_bytes())
    return {code.get("data-line"): code.text_content() for code in tree.xpath("//code[@data-line]")}


def test_a_seal_is_made_witnessed_published_downloaded_and_checked_by_the_lines_alone(
    host: tuple[Path, Path], tmp_path: Path
):
    plan, site = host
    digest = digest_of(plan / "revisions" / "2022-06")
    lines = lines_on(site / "check" / "index.html")
    files = (plan / "revisions" / "2022-06" / CHECKSUMS).read_text("utf-8").count("\n")

    for name in ("download", "unpack"):
        done = typed(lines[name], tmp_path)
        assert done.returncode == 0, done.stderr
    folder = tmp_path / lines["enter"].removeprefix("cd ")

    assert typed(lines["linux"], folder).stdout.count(": OK\n") == files
    assert typed(lines["mac"], folder).stdout.count(": OK\n") == files
    assert typed(lines["linux_list"], folder).stdout == f"{digest}  {CHECKSUMS}\n"
    assert typed(lines["mac_list"], folder).stdout == f"{digest}  {CHECKSUMS}\n"
    assert typed(lines["witness"], folder).stdout == "Verification: OK\n"
    assert (folder / "text" / "index.txt").read_text("utf-8").startswith("# Safer streets")
    assert lines["attested"] == f"gh attestation verify {CHECKSUMS} --repo fernbrook/plan"


def test_the_files_on_the_web_pass_the_same_list(host: tuple[Path, Path], tmp_path: Path):
    lines = lines_on(host[1] / "check" / "index.html")

    for name in ("list", "each"):
        assert typed(lines[name], tmp_path).stderr == ""

    assert typed(lines["linux"], tmp_path).returncode == 0
    assert typed(lines["linux"], host[1] / "2022-06").returncode == 0
    assert typed(lines["witness"], host[1] / "2022-06").stdout == "Verification: OK\n"


def test_one_changed_letter_fails_by_the_same_lines(host: tuple[Path, Path], tmp_path: Path):
    lines = lines_on(host[1] / "check" / "index.html")
    with ZipFile(host[1] / "2022-06" / "sealed.zip") as packed:
        packed.extractall(tmp_path)
    folder = tmp_path / "2022-06"
    page = folder / "pages" / "index.md"
    page.write_text(page.read_text("utf-8").replace("wrote", "sang"), "utf-8")

    for name in ("linux", "mac"):
        assert "pages/index.md: FAILED" in typed(lines[name], folder).stdout
    new = sha256(page.read_bytes()).hexdigest()
    text = (folder / CHECKSUMS).read_text("utf-8")
    (folder / CHECKSUMS).write_text(
        re.sub(r"(?m)^[0-9a-f]+  pages/index.md$", f"{new}  pages/index.md", text), "utf-8"
    )

    assert typed(lines["linux"], folder).returncode == 0  # the forger made digests that fit
    assert typed(lines["witness"], folder).returncode == 1  # the witness did not see them


def test_the_page_tells_day_chain_and_witness_of_each_seal(host: tuple[Path, Path]):
    tree = html.document_fromstring((host[1] / "check" / "index.html").read_bytes())
    new, old = (" ".join(card.text_content().split()) for card in tree.xpath("//section"))

    assert "Sealed on: " in new
    assert "The seal itself says so." in new
    assert digest_of(TINY / "revisions" / "2021-06") in new  # the chain
    assert "Test Authority put its time stamp on the digest on " in new
    assert "the seal holds each page as plain text" in new
    assert "Sealed on: not known to us." in old
    assert "this is the first sealed revision" in old
    assert "The time stamp on a later revision covers it too" in old
    assert "The seal does not hold the digest it had before." in old
    assert "Its record, plan.json, holds the words" in old


def test_nothing_but_the_seal_is_published_with_it(host: tuple[Path, Path]):
    """What is about today, such as contacts, and what is no part of a seal, stays out."""
    plan, site = host
    for name in ("2021-06", "2022-06"):
        folder = plan / "revisions" / name
        sealed = {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}
        endings = (".md", ".txt", ".yml", ".tsr", ".pem")
        files = (f for f in (site / name).rglob("*") if f.suffix in endings)
        served = {file.relative_to(site / name).as_posix() for file in files}
        assert served - sealed <= {"SHA256SUMS.tsr", "witness.pem"}
        assert not [path for path in sealed if "contacts" in path or path.startswith("docs/site")]
    rules = (site / "robots.txt").read_text("utf-8").splitlines()
    assert "Disallow: /2022-06/*.md$" in rules
    assert "Disallow: /2022-06/*.txt$" in rules


def test_without_a_witness_the_page_says_so_plainly(tiny_site: Path):
    text = " ".join(
        html.document_fromstring((tiny_site / "check" / "index.html").read_bytes())
        .text_content()
        .split()
    )

    assert "Nobody outside has put a time stamp on this digest." in text
    assert "You cannot do this. No outside witness has put a time stamp on this revision." in text
    assert "You cannot do this. This site names no place on GitHub" in text


@pytest.mark.parametrize("plan", ["tiny", "real"])
def test_every_zip_file_has_a_readme_with_the_lines(plan: str, request: pytest.FixtureRequest):
    archives = sorted(request.getfixturevalue(f"{plan}_site").glob("*/*.zip"))

    assert archives
    for archive in archives:
        name = archive.parent.name
        with ZipFile(archive) as packed:
            text = packed.read(f"{name}/README.txt").decode()
        lines = check_lines()
        assert all(line in text for line in lines.values())
        assert digest_of_list(archive.parent) in text
        assert "No outside witness has put a time stamp on this list." in text
        assert max(len(row) for row in text.splitlines() if not row.startswith(" ")) <= 200


def digest_of_list(folder: Path) -> str:
    return sha256((folder / CHECKSUMS).read_bytes()).hexdigest()


def test_the_line_of_powershell_does_what_sha256sum_does_part_by_part(tiny_site: Path):
    """There is no PowerShell here, so each part is held to what its manual says it does."""
    line = check_lines()["windows"]
    parts = re.fullmatch(
        r"Get-Content SHA256SUMS \| ForEach-Object \{ "
        r"\$digest, \$file = \$_ -split '(?P<between>  )', 2; "
        r"if \(\(Get-FileHash -LiteralPath \$file -Algorithm SHA256\)\.Hash -eq \$digest\) "
        r'\{ "\$file OK" \} else \{ "\$file FAILED" \} \}',
        line,
    )
    assert parts
    folder = tiny_site / "2021-06"
    for row in (folder / CHECKSUMS).read_text("utf-8").splitlines():
        digest, file = re.split(parts["between"], row, maxsplit=1)  # -split takes a pattern
        assert row.isascii()  # however Windows reads the file
        of_powershell = sha256((folder / file).read_bytes()).hexdigest().upper()
        assert of_powershell.casefold() == digest.casefold()  # -eq knows no capitals
    assert "$file:" not in line  # a colon would make it the name of a drive


@pytest.mark.parametrize(
    "address",
    [
        "https://plan.example/$(touch${IFS}pwned)",
        "https://plan.example/`touch\tpwned`".replace("\t", "${IFS}"),
        "https://plan.example/;touch${IFS}pwned;",
        "https://plan.example/';touch${IFS}pwned;'",
        'https://plan.example/";touch${IFS}pwned;"',
        "https://plan.example/|sh",
        "https://plan.example/a&&touch${IFS}pwned",
    ],
)
def test_no_address_of_a_site_makes_a_line_do_something_else(address: str, tmp_path: Path):
    (tmp_path / CHECKSUMS).write_text(f"{'0' * 64}  plan.json\n", "utf-8")
    lines = lines_on_the_web(Settings(address=address), "2022-06")

    for name in ("download", "list", "each"):
        done = typed(f'curl() {{ printf "%s\\n" "$@"; }}; {lines[name]}', tmp_path)
        assert f"{address}/2022-06/" in done.stdout
    assert [file.name for file in tmp_path.iterdir()] == [CHECKSUMS]
