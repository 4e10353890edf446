"""The states of a field: what its frame shows and what a screen reader says of it."""

from __future__ import annotations

from enum import StrEnum


class FieldState(StrEnum):
    """What is the matter with the value of a field; focus is no state, it wins over all."""

    EMPTY = "empty"
    REQUIRED = "required"  # due and still empty
    TYPED = "typed"
    ERROR = "error"
    REMINDER = "reminder"
    CARRIED = "carried"  # 沿用待核
    DERIVED = "derived"  # worked out by the program
    LOCKED = "locked"  # by the scheme, or the file is read-only


READ_ONLY = frozenset({FieldState.DERIVED, FieldState.LOCKED})

SPOKEN_STATE = {
    FieldState.REQUIRED: "要填",
    FieldState.ERROR: "必改",
    FieldState.REMINDER: "提醒",
    FieldState.CARRIED: "沿用待核",
    FieldState.DERIVED: "由程序算出",
    FieldState.LOCKED: "不能改",
}


def spoken_state(state: FieldState, source: str = "") -> str:
    """Return the accessible description of `state` and of the `source` of an import."""
    return "，".join(part for part in (SPOKEN_STATE.get(state, ""), source) if part)
