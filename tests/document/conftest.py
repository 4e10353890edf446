"""What the tests of the written report share: a sample, and the file made of it."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from sample_report import report

from pingkou_gui.document.publish import build_word
from pingkou_gui.scheme.scheme import PageHabits

WRITTEN = datetime(2025, 3, 18, 9, 30)  # noqa: DTZ001 - stored as it stands


@pytest.fixture(scope="session")
def habits() -> PageHabits:
    return PageHabits()


@pytest.fixture(scope="session")
def build(habits):
    """Return a function from a tree to the bytes of its file."""

    def built(document, own=habits, written=WRITTEN):
        return build_word(document, own, written=written)

    return built


@pytest.fixture(scope="session")
def sample():
    return report()


@pytest.fixture(scope="session")
def sample_bytes(build, sample):
    return build(sample)


@pytest.fixture
def sample_file(tmp_path, sample_bytes):
    path = tmp_path / "报告.docx"
    path.write_bytes(sample_bytes)
    return path


@pytest.fixture(scope="session")
def parts_of():
    """Return a function from a file's bytes to its parts by name."""

    def opened(data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return opened


@pytest.fixture(scope="session")
def parts(parts_of, sample_bytes):
    return parts_of(sample_bytes)
