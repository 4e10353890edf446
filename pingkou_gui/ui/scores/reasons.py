"""Whether an indicator owes a reason, in the words that stand in its empty cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.scoring.openings import Deviation, lacks_reason

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.ui.scores.kinds import ScoreKind

DUE = {Deviation.SHORTFALL: "低于目标，写明原因", Deviation.FAR_OVER: "远超目标，写明原因"}


def reason_due(facts: Facts, kind: ScoreKind, row: int) -> str:
    """Return what the reason has to say, empty where none is due."""
    found = facts.keep(
        ("reason due", kind.section.key, row), lambda: lacks_reason(facts, kind.section, row)
    )
    return DUE[found] if found is not None else ""
