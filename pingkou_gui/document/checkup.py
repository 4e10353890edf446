"""Writing the list of a check-up as Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.document.compose.checkup import checkup_document
from pingkou_gui.document.word import write_word
from pingkou_gui.scheme.page import PageHabits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pingkou_gui.document.proof import Proof
    from pingkou_gui.domain.proofread.finding import TextFinding


def publish_checkup(  # noqa: PLR0913 - what is written, about what, where, when
    name: str,
    findings: Sequence[TextFinding],
    target: Path,
    written: datetime,
    *,
    habits: PageHabits | None = None,
    despite_lock: bool = False,
) -> Proof:
    """Write the findings on the report `name` to `target`, and prove the file.

    Raises:
        TargetError: The file cannot be written; it may offer another name.
    """
    document = checkup_document(name, findings)
    page = habits or PageHabits()
    return write_word(document, page, target, written=written, despite_lock=despite_lock)
