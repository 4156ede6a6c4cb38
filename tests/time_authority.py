"""A time-stamp authority of these tests' own, on this machine: stock OpenSSL behind HTTP."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_CONFIG = """[tsa]
default_tsa = own
[own]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.crt
certs = ./ca.crt
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[stamps]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
"""
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


def openssl(folder: Path, *words: str, **options: object) -> bytes:
    """What stock OpenSSL prints in *folder*."""
    done = subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
    return done.stdout


class Authority:
    """An authority with its keys in *folder*; its root certificate is `certificate`."""

    def __init__(self, folder: Path, name: str = "Test root") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tsa.cnf").write_text(_CONFIG, "utf-8")
        (folder / "serial").write_text("01", "utf-8")
        run = ("req", *_KEY, "-subj", f"/CN={name}")
        openssl(folder, *run, "-x509", "-days", "36500", "-keyout", "ca.key", "-out", "ca.crt")
        openssl(folder, *run, "-keyout", "tsa.key", "-out", "tsa.csr")
        signed = ("-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "36500")
        asked = ("x509", "-req", "-in", "tsa.csr", *signed, "-out", "tsa.crt")
        openssl(folder, *asked, "-extfile", "tsa.cnf", "-extensions", "stamps")

    @property
    def certificate(self) -> bytes:
        return (self.folder / "ca.crt").read_bytes()

    def answer(self, query: bytes) -> bytes:
        """The time stamp that *query* asks for."""
        (self.folder / "query").write_bytes(query)
        run = ("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply")
        openssl(self.folder, *run)
        return (self.folder / "reply").read_bytes()

    def stamp(self, digest: str) -> bytes:
        """A time stamp over *digest*."""
        query = ("ts", "-query", "-digest", digest, "-sha256", "-cert", "-out", "asked")
        openssl(self.folder, *query)
        return self.answer((self.folder / "asked").read_bytes())


@contextmanager
def serving(answer: Callable[[bytes], bytes | Iterator[bytes]], status: int = 200) -> Iterator[str]:
    """Gives the address at which *answer* is given to what is asked by POST."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.end_headers()
            content = answer(query)
            with suppress(OSError):  # whoever asked may have given up
                for part in [content] if isinstance(content, bytes) else content:
                    self.wfile.write(part)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/tsr"
    server.shutdown()
    server.server_close()


def name_witness(plan: Path, authority: Authority, address: str = "") -> None:
    """Names *authority* as the witness of *plan*, with its certificate where it belongs."""
    file = plan / "revisions" / "witness" / "authority.pem"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(authority.certificate)
    settings = plan / "data" / "plan.yml"
    lines = "witness:\n  name: Test Authority\n  certificate: revisions/witness/authority.pem\n"
    address_line = f"  address: {address}\n" if address else ""
    settings.write_text(settings.read_text("utf-8") + lines + address_line, "utf-8")
