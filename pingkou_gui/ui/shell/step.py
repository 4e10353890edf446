"""A step: a page of the form with its state in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.ui.theme import Sign, Tone, tone_of

if TYPE_CHECKING:
    from collections.abc import Iterable


class StepState(Enum):
    """What is shown of a page: its sign and its words; `{}` is the count."""

    EMPTY = (Sign.EMPTY, "未填")
    PARTIAL = (Sign.PARTIAL, "还差 {} 项")
    ERROR = (Sign.ERROR, "必改 {}")
    REMINDER = (Sign.REMINDER, "提醒 {}")
    DONE = (Sign.DONE, "已填完")
    CHECKING = (Sign.EMPTY, "正在检查")  # nothing found yet, but not all looked at either
    LAST = (None, "最后核对")  # 总览与导出 has no state of its own


@dataclass(frozen=True, slots=True)
class Step:
    """A page in the strip of steps."""

    key: str
    title: str
    number: int | None = None
    state: StepState = StepState.EMPTY
    count: int = 0

    @property
    def heading(self) -> str:
        """Number and title: `2 基本支出`."""
        return self.title if self.number is None else f"{self.number} {self.title}"

    @property
    def words(self) -> str:
        """The state in words: `还差 3 项`."""
        words: str = self.state.value[1]
        return words.format(self.count)

    @property
    def sign(self) -> Sign | None:
        """The sign of the state."""
        sign: Sign | None = self.state.value[0]
        return sign

    @property
    def tone(self) -> Tone:
        """The tone of sign and words; what is done is quiet."""
        return tone_of(self.sign) if self.sign else Tone.SECONDARY

    def said(self, *, settled: bool) -> Step:
        """Return the step as it may be said: done only once everything has been looked at."""
        done = self.state is StepState.DONE
        return replace(self, state=StepState.CHECKING) if done and not settled else self

    @property
    def spoken(self) -> str:
        """What a screen reader says of the step."""
        return f"{self.heading}，{self.words}"


def step_state(must: int, missing: int, reminders: int, *, touched: bool) -> tuple[StepState, int]:
    """Return state and count of a page: the first of 必改, 还差, 提醒 that applies.

    Args:
        must: Findings that must be mended.
        missing: Required fields still empty.
        reminders: Findings to think about.
        touched: Something is filled in; a page without anything is 未填.
    """
    if not touched and not must:
        return StepState.EMPTY, 0
    found: Iterable[tuple[StepState, int]] = (
        (StepState.ERROR, must),
        (StepState.PARTIAL, missing),
        (StepState.REMINDER, reminders),
    )
    return next(((state, count) for state, count in found if count), (StepState.DONE, 0))
