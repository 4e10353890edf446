"""From a record to a proved Word file: what the window, the command line and tests all do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pingkou_gui.document.compose import compose
from pingkou_gui.document.standing import standing
from pingkou_gui.document.word import write_word
from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.record import Record, to_json
from pingkou_gui.scheme.reader import scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from pingkou_gui.document.proof import Proof
    from pingkou_gui.document.standing import Standing
    from pingkou_gui.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class Published:
    """A written file, its proof, and how the report in it stands."""

    target: Path
    proof: Proof
    standing: Standing

    @property
    def draft(self) -> bool:
        """Whether the file says 草稿 on every page."""
        return self.standing.draft


def publish(
    record: Record,
    target: Path,
    written: datetime,
    *,
    reviewed: Iterable[Finding] | None = None,
    despite_lock: bool = False,
) -> Published:
    """Write the report as Word with its data inside, and prove the file.

    Args:
        record: The report with its scheme.
        target: The file to write.
        written: The moment that counts as that of writing.
        reviewed: The findings in the clerk's own words, where they are known already.
        despite_lock: Write although another program seems to hold the file.

    Raises:
        TargetError: The file cannot be written; nothing is left half written.
    """
    scheme = scheme_of(record.scheme)
    facts = Facts(record.report, scheme)
    found = standing(facts, reviewed)
    document = compose(facts, draft=found.draft, payload=to_json(record))
    proof = write_word(document, scheme.page, target, written=written, despite_lock=despite_lock)
    return Published(target, proof, found)
