"""From a record to a proved Word file: what the window, the command line and tests all do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.dataclass import dataclass
from pingkou_gui.document.compose import compose
from pingkou_gui.document.word import write_word
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.progress import progress
from pingkou_gui.domain.record import Record, to_json
from pingkou_gui.scheme.reader import scheme_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pingkou_gui.document.proof import Proof


@dataclass(frozen=True, slots=True)
class Published:
    """A written file, its proof, and whether it says 草稿 on every page."""

    target: Path
    proof: Proof
    draft: bool


def is_draft(facts: Facts) -> bool:
    """Return whether something required is missing or cannot be read."""
    return any(page.gaps or page.unread for page in progress(facts))


def publish(
    record: Record, target: Path, written: datetime, *, despite_lock: bool = False
) -> Published:
    """Write the report as Word with its data inside, and prove the file.

    Raises:
        TargetError: The file cannot be written; nothing is left half written.
    """
    scheme = scheme_of(record.scheme)
    facts = Facts(record.report, scheme)
    draft = is_draft(facts)
    document = compose(facts, draft=draft, payload=to_json(record))
    proof = write_word(document, scheme.page, target, written=written, despite_lock=despite_lock)
    return Published(target, proof, draft)
