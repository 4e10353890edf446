"""How a collection reads; what only Word files or a thorough reading need is loaded with them."""

# ruff: noqa: PLC0415 - most collections are of packages alone, and taken at their word

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.county.collecting.reading import Ways

if TYPE_CHECKING:
    from datetime import datetime

    from pingkou_gui.county.returns import StatedFinding


def ways(*, thorough: bool) -> Ways:
    """Return how to read."""
    return Ways(_payload, _payload_in, _check, _written, thorough)


def _payload(path: Path) -> str | None:
    from pingkou_gui.document.word import read_payload

    return read_payload(path)


def _payload_in(word: bytes) -> str | None:
    """Return the data inside the bytes of a Word file."""
    with tempfile.TemporaryDirectory(prefix="word-") as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(word)
        return _payload(path)


def _written(path: Path) -> datetime | None:
    from pingkou_gui.document.word import read_written

    return read_written(path)


def _check(data: str) -> tuple[StatedFinding, ...]:
    from pingkou_gui.exchange.sending import stated_in

    return stated_in(data)
