"""报送情况: of every unit whether it has sent, when, and what is open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class SendingState(Enum):
    """How a unit stands."""

    SENT = "已交"
    LATE = "迟交"
    MISSING = "未交"


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """How a unit stands: since when, with what still open, what else to look at."""

    unit: str
    state: SendingState
    county: str = ""
    first_sent: str = ""
    """When its first report was packed, by the local clock."""
    taken: str = ""
    """When the report that was taken was packed."""
    file: str = ""
    open_must: int = 0
    open_reminders: int = 0
    notes: tuple[str, ...] = field(default=())


def status_row(status: UnitStatus) -> list[str | int | None]:
    """Return the cells of a unit in the sheet 报送情况, the county left out."""
    sent = status.state is not SendingState.MISSING
    return [
        status.unit,
        status.state.value,
        status.first_sent,
        status.taken if status.taken != status.first_sent else "",
        status.open_must if sent else None,
        status.open_reminders if sent else None,
        "；".join(status.notes),
    ]


def status_sentence(statuses: Sequence[UnitStatus]) -> str:
    """Return how all stand in one sentence, for the notice board."""
    counts = Counter(status.state for status in statuses)
    sent = counts[SendingState.SENT] + counts[SendingState.LATE]
    late = f"（其中迟交 {counts[SendingState.LATE]} 个）" if counts[SendingState.LATE] else ""
    waiting = sum(bool(status.open_must) for status in statuses)
    parts = [f"共 {len(statuses)} 个单位", f"已交 {sent} 个{late}"]
    parts += [f"未交 {counts[SendingState.MISSING]} 个"] if counts[SendingState.MISSING] else []
    parts += [f"还有必须改的 {waiting} 个"] if waiting else []
    return "，".join(parts)


def unread_of(unit: str, files: Iterable[str]) -> str:
    """Return an unreadable file that seems to be a unit's, by its name, empty where none does.

    `unit` is the short form of its name: what its files are likely to be called.
    """
    if len(unit) < 2:
        return ""
    return next((file for file in files if unit in file), "")
