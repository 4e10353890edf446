"""Whether an indicator owes a reason, in the words that stand in its empty cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pingkou_gui.domain.scoring import score_words
from pingkou_gui.domain.scoring.openings import lacks_reason
from pingkou_gui.ui.editors import FieldWords, words_of
from pingkou_gui.ui.editors.binding import phrases_act

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.field import Field
    from pingkou_gui.ui.scores.kinds import ScoreKind


def reason_due(facts: Facts, kind: ScoreKind, row: int) -> str:
    """Return what the reason has to say, empty where none is due."""
    found = facts.keep(
        ("reason due", kind.section.key, row), lambda: lacks_reason(facts, kind.section, row)
    )
    return f"{found.value}，写明原因" if found is not None else ""


def words_of_score(facts: Facts, kind: ScoreKind, row: int, field: Field[Any]) -> FieldWords:
    """Return how a score came about, and what that asks of the reason."""
    words = words_of(facts, field, row)
    told = f"得分 {score_words(facts, row, kind.section)}"
    due = reason_due(facts, kind, row)
    asked = f"{due.split('，')[0]}，原因必填" if due else ""
    offered = field.name == "reason" and facts.scheme.phrases.get(field.phrases)
    offer = phrases_act(field) if offered else None
    return FieldWords(words.name, "；".join(part for part in (told, asked) if part), offer)
