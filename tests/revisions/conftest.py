"""An authority for time stamps, set up once."""

import shutil

import pytest

from tests.time_authority import Authority


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """The authority of these tests; without OpenSSL a test is skipped."""
    if not shutil.which("openssl"):
        pytest.skip("No OpenSSL on this machine")
    return Authority(tmp_path_factory.mktemp("authority"))
