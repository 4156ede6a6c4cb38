"""What is shown on this machine is shown to this machine only."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest

from safety_plan.site.http_server import HOST, is_own_name, serving
from safety_plan.site.preview_requests import own_requests_only


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    site = tmp_path_factory.mktemp("site")
    (site / "index.html").write_text("A draft", "utf-8")
    with serving(site) as address:
        yield int(address.rpartition(":")[2])


def answer(port: int, path: str, host: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    connection.putrequest("GET", path, skip_host=True)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    response = connection.getresponse()
    found = response.status, response.read()
    connection.close()
    return found


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "LOCALHOST"])
def test_this_machine_is_answered_by_its_own_names(host: str, port: int):
    assert answer(port, "/index.html", host.format(port)) == (200, b"A draft")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost@evil", ""]
)
def test_a_name_that_only_leads_here_is_not_answered(host: str, port: int):
    status, body = answer(port, "/index.html", host)

    assert status == 421
    assert b"A draft" not in body
    assert not is_own_name(host)


@pytest.mark.parametrize("path", ["/index.html%00", "/%00", "/a%00/b"])
def test_a_path_that_cannot_be_is_not_there(path: str, port: int):
    assert answer(port, path, f"localhost:{port}")[0] == 404


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("localhost:8001", "/", "200 OK"),
        ("evil.example", "/", "421 Misdirected Request"),
        ("localhost:8001", "/a\0", "404 Not Found"),
    ],
)
def test_the_preview_asks_the_same(host: str, path: str, status: str):
    started: list[str] = []

    def page(_: object, start: object) -> list[bytes]:
        start("200 OK", [])
        return [b"A draft"]

    asked = {"HTTP_HOST": host, "PATH_INFO": path}
    body = b"".join(own_requests_only(page)(asked, lambda said, _: started.append(said)))

    assert started == [status]
    assert (body == b"A draft") == (status == "200 OK")
