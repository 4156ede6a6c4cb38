"""A history that was written anew is refused wherever an outside witness was shown the old one."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from safety_plan.checks.registry import Stage, check, run_dated_checks
from safety_plan.cli import reseal as reseal_command
from safety_plan.core.errors import MissingToolError
from safety_plan.core.problems import PlanError, Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions import stamping, time_stamp, witness
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.history import compare_seals
from safety_plan.revisions.record import to_json, with_pages
from safety_plan.revisions.seal import write_seal
from safety_plan.revisions.seal_folder import rechain
from safety_plan.revisions.time_stamp import read_time_stamp
from safety_plan.revisions.verify import CHECKSUMS, checksums, digest_of, seal_problems
from tests.doors import run_door
from tests.revisions.test_seals import adopt, take_out
from tests.time_authority import Authority, name_witness, serving

SEAL = "revisions/2021-06"


@pytest.fixture
def stamped(tiny: Path, authority: Authority) -> Path:
    """The tiny plan, whose sealed revision a witness was shown."""
    name_witness(tiny, authority)
    digest = digest_of(tiny / SEAL)
    stamp_file(tiny).write_bytes(authority.stamp(digest))
    return tiny


def stamp_file(plan: Path, name: str = "2021-06") -> Path:
    return witness.stamp_file(plan, name, digest_of(plan / "revisions" / name))


def stamps(plan: Path) -> list[Path]:
    return sorted((plan / witness.FOLDER).glob("*.tsr"))


def rules(plan: Path) -> list[str]:
    return [found.rule for found in check(plan)[2]]


def forge(plan: Path) -> None:
    """Writes a sealed page anew, with record, digests and chain that fit, as an insider can."""
    for file in ("docs/index.md", "pages/index.md"):
        page = plan / SEAL / file
        page.write_text(
            page.read_text("utf-8") + "\nThe council promised free bicycles.\n", "utf-8"
        )
    bundle = sealed_bundle(plan, "2021-06")
    record = with_pages(bundle.record, bundle.pages)
    (plan / SEAL / "plan.json").write_text(to_json(record), "utf-8")
    rechain(plan / "revisions")
    assert seal_problems(plan) == []


def test_a_seal_that_a_witness_was_shown_is_accepted(stamped: Path):
    assert rules(stamped) == []


def test_a_forged_history_passes_where_there_is_no_witness_and_not_where_there_is(stamped: Path):
    without = Path(shutil.copytree(stamped, stamped.with_name("without")))
    shutil.rmtree(without / witness.FOLDER)
    settings = without / "data" / "plan.yml"
    settings.write_text(settings.read_text("utf-8").partition("witness:")[0], "utf-8")
    forge(without)
    forge(stamped)

    found = check(stamped)[2]

    assert rules(without) == []  # so digests alone do not show it
    assert [p.rule for p in found] == ["witness-seal"]
    assert found[0].found.startswith("Revision 2021-06 is not what it was on ")


def move_stamp(plan: Path, _: Authority) -> None:
    """The stamp is renamed after the forged digest."""
    stamps(plan)[0].rename(stamp_file(plan))


def other_authority(plan: Path, _: Authority) -> None:
    """A stamp over the forged digest, by an authority of the forger's own."""
    forger = Authority(plan.parent / "forger")
    stamps(plan)[0].unlink()
    stamp_file(plan).write_bytes(forger.stamp(digest_of(plan / SEAL)))


def other_authority_beside(plan: Path, _: Authority) -> None:
    """The same, with its certificate beside that of the witness, where no setting names it."""
    other_authority(plan, _)
    forger = plan.parent / "forger" / "ca.crt"
    (plan / witness.FOLDER / "more.pem").write_bytes(forger.read_bytes())


def cut_stamp(plan: Path, _: Authority) -> None:
    """The stamp is cut short, as a copy that was stopped is."""
    stamps(plan)[0].write_bytes(stamps(plan)[0].read_bytes()[:200])


def empty_stamp(plan: Path, _: Authority) -> None:
    stamps(plan)[0].write_bytes(b"")


def flip_signature(plan: Path, _: Authority) -> None:
    """The last byte, which is of the signature."""
    raw = stamps(plan)[0].read_bytes()
    stamps(plan)[0].write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))


def change_time(plan: Path, _: Authority) -> None:
    """The year in the stamp is set back."""
    raw = stamps(plan)[0].read_bytes()
    at = raw.index(b"\x18\x0f20") + 2
    stamps(plan)[0].write_bytes(raw[:at] + b"2011" + raw[at + 4 :])


def no_setting(plan: Path, _: Authority) -> None:
    settings = plan / "data" / "plan.yml"
    settings.write_text(settings.read_text("utf-8").partition("witness:")[0], "utf-8")


def no_certificate(plan: Path, _: Authority) -> None:
    (plan / witness.FOLDER / "authority.pem").unlink()


def linked_certificate(plan: Path, _: Authority) -> None:
    """A certificate from somewhere on the machine that checks."""
    file = plan / witness.FOLDER / "authority.pem"
    file.rename(plan.parent / "elsewhere.pem")
    file.symlink_to(plan.parent / "elsewhere.pem")


def certificate_elsewhere(plan: Path, _: Authority) -> None:
    settings = plan / "data" / "plan.yml"
    text = settings.read_text("utf-8")
    path = "revisions/witness/authority.pem"
    settings.write_text(text.replace(path, f"revisions/witness/../../{path}"), "utf-8")


def rename_revision(plan: Path, _: Authority) -> None:
    (plan / SEAL).rename(plan / "revisions" / "2021-07")


def stamp_of_something_else(plan: Path, authority: Authority) -> None:
    stamps(plan)[0].write_bytes(authority.stamp("ab" * 32))


@pytest.mark.parametrize(
    ("change", "forged", "rule"),
    [
        (move_stamp, True, "witness-stamp"),
        (other_authority, True, "witness-stamp"),
        (other_authority_beside, True, "witness-stamp"),
        (cut_stamp, True, "witness-stamp"),
        (cut_stamp, False, "witness-stamp"),
        (empty_stamp, False, "witness-stamp"),
        (flip_signature, False, "witness-stamp"),
        (change_time, False, "witness-stamp"),
        (stamp_of_something_else, False, "witness-stamp"),
        (no_setting, True, "witness-setting"),
        (no_setting, False, "witness-setting"),
        (no_certificate, False, "witness-setting"),
        (linked_certificate, False, "witness-setting"),
        (certificate_elsewhere, False, "witness-setting"),
        (rename_revision, False, "seal-broken"),
    ],
)
def test_a_way_around_the_witness_is_refused(
    change: Callable[[Path, Authority], None],
    forged: bool,
    rule: str,
    stamped: Path,
    authority: Authority,
):
    if forged:
        forge(stamped)

    change(stamped, authority)

    errors = [p.rule for p in check(stamped)[2] if not p.is_warning]
    assert rule in errors


def test_the_stamp_of_the_newest_seal_guards_the_older_ones(tiny: Path, authority: Authority):
    name_witness(tiny, authority)
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    write_seal(plan, bundle)
    stamp_file(tiny, "2022-06").write_bytes(authority.stamp(digest_of(tiny / "revisions/2022-06")))
    assert rules(tiny) == []

    forge(tiny)

    found = [(p.rule, p.found[:16]) for p in check(tiny)[2]]
    assert found == [("witness-seal", "Revision 2022-06")]


def test_what_is_no_stamp_beside_the_stamps_is_left_alone(stamped: Path):
    """A note, and what a desktop leaves."""
    for name in ("README.txt", ".DS_Store", "._x.tsr"):
        (stamped / witness.FOLDER / name).write_bytes(b"\0")

    assert rules(stamped) == []


def test_stamps_of_a_witness_that_no_longer_answers_stay_good(stamped: Path):
    """No address is left; its certificate, and that of its successor, are in the file."""
    file = stamped / witness.FOLDER / "authority.pem"
    file.write_bytes(file.read_bytes() + Authority(stamped.parent / "next").certificate)

    assert rules(stamped) == []


def test_without_openssl_what_was_stamped_is_compared_and_the_rest_is_said(
    stamped: Path, monkeypatch: pytest.MonkeyPatch
):
    def missing() -> str:
        raise MissingToolError("no openssl")

    monkeypatch.setattr(time_stamp, "openssl", missing)
    found = check(stamped)[2]
    assert [(p.rule, p.is_warning) for p in found] == [("witness-unproven", True)]

    forge(stamped)

    assert rules(stamped) == ["witness-seal"]


def test_a_program_that_only_calls_itself_openssl_is_taken_for_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    program = tmp_path / "openssl"
    program.write_text("#!/bin/sh\necho LibreSSL 3.3.6\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    time_stamp.openssl.cache_clear()

    with pytest.raises(MissingToolError, match=r"OpenSSL 1\.1\.1"):
        time_stamp.openssl()


@pytest.mark.parametrize("size", [0, 1, 2, 3, 10, 100, 500, 900])
def test_a_stamp_cut_anywhere_is_no_stamp_and_no_fault(size: int, authority: Authority):
    content = authority.stamp("ab" * 32)
    assert read_time_stamp(content).digest == "ab" * 32

    for wrong in (content[:size], content[size + 1 :], b"\x30\x84\xff\xff\xff\xff" + content):
        with pytest.raises(ValueError, match="no time stamp"):
            read_time_stamp(wrong)


# Sealed again, and words taken out


def test_what_a_witness_was_shown_is_not_sealed_again(stamped: Path):
    done = run_door(
        "scripts/seal.py", "--plan", str(stamped), "--again", "2021-06", "--reason", "x"
    )

    assert done.returncode == 1
    assert "An outside witness has put its time stamp on revision 2021-06" in done.stdout
    assert reseal_command.stamped_problems(check(stamped)[0], "2022-06") == []


def test_words_that_the_law_takes_out_leave_the_old_stamp_and_ask_for_a_new_one(
    stamped: Path, authority: Authority
):
    with serving(authority.answer) as address:
        settings = stamped / "data" / "plan.yml"
        settings.write_text(settings.read_text("utf-8") + f"  address: {address}\n", "utf-8")
        done = take_out(stamped, "How we got here")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "The witness put its time stamp on it" in done.stdout
    assert len(stamps(stamped)) == 2
    assert rules(stamped) == []


# Asking


def asked(plan: Path) -> tuple[str, list[Problem]]:
    """What asking for a stamp says: nothing where it was kept, or else the problems."""
    try:
        stamping.ask_for_stamp(check(plan)[0], "2021-06")
    except PlanError as refused:
        return "refused", refused.problems
    return "", []


def test_the_witness_is_shown_the_digest_and_its_answer_is_kept(tiny: Path, authority: Authority):
    shown = []

    def answer(query: bytes) -> bytes:
        shown.append(query)
        return authority.answer(query)

    with serving(answer) as address:
        name_witness(tiny, authority, address)
        assert missing(check(tiny)[0]) == ["witness-missing"]
        done = run_door("scripts/seal.py", "--plan", str(tiny), "--witness")
        again = run_door("scripts/seal.py", "--plan", str(tiny), "--witness")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Commit revisions/witness/2021-06." in done.stdout
    assert "Nothing to do" in again.stdout
    assert bytes.fromhex(digest_of(tiny / SEAL)) in shown[0]
    assert len(shown[0]) < 100  # and nothing else
    assert missing(check(tiny)[0]) == []
    assert stamps(tiny) == [stamp_file(tiny)]
    assert rules(tiny) == []


def missing(plan: Plan) -> list[str]:
    """What stands in the way of publishing that is about the witness."""
    problems = run_dated_checks(plan, Stage.PUBLISH, date(2026, 11, 29))
    return [p.rule for p in problems if p.rule == "witness-missing" and not p.is_warning]


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (lambda _: b"", 200, "is not a time stamp"),
        (lambda _: b"<html>Sign in</html>", 200, "is not a time stamp"),
        (lambda _: b"\x30\x82" * 60_000, 200, "is not a time stamp"),
        (lambda _: b"Too many", 429, "could not be reached, or refused"),
        (lambda _: b"Gone", 404, "could not be reached, or refused"),
    ],
)
def test_an_answer_that_is_no_stamp_is_not_kept(
    answer: Callable[[bytes], bytes], status: int, said: str, tiny: Path, authority: Authority
):
    with serving(answer, status) as address:
        name_witness(tiny, authority, address)
        outcome, problems = asked(tiny)

    assert outcome == "refused"
    assert said in problems[0].found
    assert "The seal itself is whole." in problems[0].fix
    assert stamps(tiny) == []


def drip(_: bytes) -> Iterator[bytes]:
    """An answer that never ends, a byte at a time."""
    for _ in range(200):
        time.sleep(0.02)
        yield b"\x30"


def test_an_authority_that_keeps_everybody_waiting_is_given_up(
    tiny: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(stamping, "_SECONDS", 0.3)
    plan = Path(shutil.copytree(tiny, tiny.with_name("silent")))
    for place, answer in ((tiny, drip), (plan, lambda _: time.sleep(1) or b"")):
        with serving(answer) as address:
            name_witness(place, authority, address)
            outcome, problems = asked(place)
        assert outcome == "refused"
        assert "could not be reached" in problems[0].found
        assert stamps(place) == []


def test_a_stamp_for_something_else_or_by_somebody_else_is_not_kept(
    tiny: Path, authority: Authority
):
    other = Authority(tiny.parent / "other")
    for answer, said in (
        (lambda _: authority.stamp("cd" * 32), "for something else"),
        (other.answer, "does not fit the certificates"),
    ):
        plan = Path(shutil.copytree(tiny, tiny.parent / said[:5].strip()))
        with serving(answer) as address:
            name_witness(plan, authority, address)
            assert said in asked(plan)[1][0].found
        assert stamps(plan) == []


def test_sealing_goes_on_where_the_witness_does_not_answer_and_says_what_to_do(
    tiny: Path, authority: Authority
):
    name_witness(tiny, authority, "http://127.0.0.1:9/tsr")
    adopt(tiny)

    done = run_door("scripts/seal.py", "--plan", str(tiny), "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "could not be reached" in done.stdout
    assert re.search(
        r"Run python3 scripts/seal.py (--plan \S+ )?--witness again later", done.stdout
    )
    assert 'sealed: "20' in (tiny / "revisions/2022-06/seal.yml").read_text("utf-8")
    assert rules(tiny) == []


def test_without_a_witness_named_the_command_says_how_to_name_one(tiny: Path):
    done = run_door("scripts/seal.py", "--plan", str(tiny), "--witness")

    assert done.returncode == 1
    assert "No witness is named that could be asked." in done.stdout


def test_stock_openssl_proves_the_stamp_after_the_certificate_ran_out(stamped: Path):
    """As in a hundred and fifty years: refused without the time of the stamp, proven with it."""
    file = stamp_file(stamped)
    stamp = read_time_stamp(file.read_bytes())
    certificate = stamped / witness.FOLDER / "authority.pem"
    late = ("-attime", str(stamp.epoch + 150 * 365 * 24 * 3600))
    run_on = [
        "openssl",
        "ts",
        "-verify",
        "-data",
        str(stamped / SEAL / CHECKSUMS),
        "-in",
        str(file),
    ]

    assert subprocess.run([*run_on, "-CAfile", str(certificate), *late], check=False).returncode
    assert time_stamp.is_genuine(file, stamp, certificate)
    assert (stamped / SEAL / CHECKSUMS).read_text("utf-8") == checksums(stamped / SEAL)


@pytest.mark.parametrize(
    ("name", "content", "is_told"),
    [
        ("2021-06.00.tsr", b"", True),
        ("2021-06.00.tsr", b"stamp and more", True),
        ("2021-06.00.tsr", b"stamp", False),
        ("authority.pem", b"another", True),
        ("authority.pem", b"first\nsecond\n", False),
    ],
)
def test_what_a_witness_said_before_stays_and_certificates_may_be_added(
    tmp_path: Path, name: str, content: bytes, is_told: bool
):
    for state, text in (("before", b"stamp" if "tsr" in name else b"first\n"), ("after", content)):
        folder = tmp_path / state / "revisions" / "witness"
        folder.mkdir(parents=True)
        if text:
            (folder / name).write_bytes(text)

    found = compare_seals(tmp_path / "before", tmp_path / "after").problems

    assert [one.rule for one in found] == ["seal-history"] * is_told
