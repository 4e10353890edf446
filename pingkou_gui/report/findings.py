"""A finding: something about the clerk's data that should be looked at, as a value."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pingkou_gui.form.values import Place, Ref, RowToAdd


class Severity(Enum):
    """How much a finding weighs; nothing ever blocks saving or a draft."""

    ERROR = "必改"
    REMINDER = "提醒"
    """Can be closed with a written reason that is kept."""
    HINT = "提示"


class QuickFix(NamedTuple):
    """One way to mend it with a click: `place` becomes what `text` means."""

    label: str
    place: Place
    text: str
    also: tuple[tuple[Place, str], ...] = ()
    """What becomes another in the same step: two values that were typed one in place of the other."""


class Finding(NamedTuple):
    """What a check says when it does not hold.

    `places` are what to look at, the first one where a click leads. `message` is one sentence
    of at most 35 characters, `numbers` both sides, `expected` the value that would be right.
    """

    check: str
    severity: Severity
    message: str
    places: tuple[Ref, ...]
    numbers: str = ""
    expected: str = ""
    fixes: tuple[QuickFix, ...] = ()
    reason: str = ""
    """The written reason a reminder, or a difference, was closed with."""
    advice: str = ""
    """What to do, behind the sentence; no part of what a written reason answers."""
    leads: RowToAdd | None = None
    """Where a click leads instead, where no row holds yet what is wanted."""
    formerly: str = ""
    """The `statement` in the words of an earlier version: a reason given to that closes it still."""

    @property
    def key(self) -> str:
        """The check with the places, by which a closing reason finds its finding again."""
        where = ",".join(
            str(ref) if hasattr(ref, "section") else f"{ref[0]}[{ref[1]}]" for ref in self.places
        )
        return f"{self.check}@{where}"

    @property
    def statement(self) -> str:
        """The sentence and the numbers; a closed finding opens again when they change."""
        return f"{self.message}|{self.numbers}"

    @property
    def open(self) -> bool:
        """Whether nobody has given a reason for it yet."""
        return not self.reason

    @property
    def asks(self) -> bool:
        """Whether it asks for what would be printed blank, or as last year: the report is a draft."""
        return self.open and self.severity is Severity.REMINDER and self.check in ASKING


BLANK_CELLS = "text.BLANK_CELLS"
CARRIED_FIGURES = "carried_figures_are_looked_at"
ASKING = frozenset(
    {
        BLANK_CELLS,
        CARRIED_FIGURES,
        "large_changes_have_a_reason",
        "last_years_projects_are_listed",
        "projects_are_evaluated",
    }
)
"""Checks of what would be printed blank, or unseen as last year: their reminders count as 还差 until they are closed."""
