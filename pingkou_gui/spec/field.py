"""Fields, declared as class bodies and read as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pingkou_gui.spec.kinds import Kind, Parsed, ParseError
from pingkou_gui.spec.leading_number import leading_number, without_number
from pingkou_gui.spec.number_kinds import AmountKind, CountKind, DecimalKind, YearKind
from pingkou_gui.spec.place import SINGLE, Place
from pingkou_gui.spec.text_kinds import ChoiceKind, DateKind, TextKind, printable
from pingkou_gui.spec.values import Nil, Unread, Value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Field(Generic[T]):
    """One thing the clerk fills in, and everything anybody needs to know of it.

    `source` says where the clerk finds it; `phrases` is the list of the scheme that is offered.
    `prints` names the parts of the report where it stands, itself or in a number worked out from
    it: keys of the scheme's outline, `title`, `signature`, `attachment1` to `attachment3`. It is
    empty for what only checks, or next year's report, make use of.
    """

    label: str
    kind: Kind[T]
    unit: str = ""
    help: str = ""
    source: str = ""
    required: bool = False
    prints: tuple[str, ...] = ()
    phrases: str = ""
    short: str = ""
    """The label at the head of a column, where the whole one is too long."""
    numbered: bool = False
    """The program numbers it where it is printed; a number of its own would stand there twice."""
    blank_is_none: bool = False
    """Blank counts as 无 in sums: a class of spending that townships rarely have."""
    section: str = field(default="", init=False)
    name: str = field(default="", init=False)

    def at(self, row: int = SINGLE) -> Place:
        """Return the address of the value in that row."""
        return Place(self.section, row, self.name)

    @property
    def key(self) -> str:
        """The field's own address, `basic.wages`."""
        return f"{self.section}.{self.name}"

    @property
    def head(self) -> str:
        """The label at the head of a column."""
        return self.short or self.label

    def read(self, text: str) -> Parsed[Any]:
        """Return what typed text means; what cannot be read comes back as `Unread`."""
        kept, note = printable(text)
        try:
            parsed = self.kind.parse(kept)
        except ParseError as error:
            return Parsed(Unread(kept, f"{self.label}{error}"), note)
        return Parsed(parsed.value, parsed.note or note or self._numbering(parsed.value))

    def _numbering(self, value: object) -> str:
        number = leading_number(value).strip() if self.numbered and isinstance(value, str) else ""
        return f"编号由程序加，“{number}”不用写" if number else ""

    def bare(self, value: Any) -> Any:
        """Return a value without the number before it, where the program gives one."""
        return without_number(value) if self.numbered and isinstance(value, str) else value

    def load(self, text: str) -> Value:
        """Return the value of stored text; what cannot be read stays as `Unread`."""
        try:
            return self.kind.load(text)  # type: ignore[return-value]  # every T is a Value
        except ParseError as error:
            return Unread(text, f"{self.label}{error}")

    def dump(self, value: Value) -> str:
        """Return the stored text of a value."""
        return value.text if isinstance(value, Unread) else self.kind.dump(value)  # type: ignore[arg-type]

    def show(self, value: Value | None) -> str:
        """Return the text that stands in the editor."""
        return value.text if isinstance(value, Unread) else self.kind.show(value)  # type: ignore[arg-type]


def amount(label: str, *, negative: bool = False, **more: Any) -> Field[Decimal]:
    """Declare an amount in 万元."""
    return Field(label, AmountKind(negative), unit="万元", **more)


def count(label: str, unit: str, **more: Any) -> Field[int]:
    """Declare a whole number of people or things."""
    return Field(label, CountKind(unit), unit=unit, **more)


def year(label: str, **more: Any) -> Field[int]:
    """Declare a year."""
    return Field(label, YearKind(), **more)


def number(label: str, unit: str, places: int = 2, **more: Any) -> Field[Decimal]:
    """Declare a plain number such as points or an area."""
    return Field(label, DecimalKind(places, unit), unit=unit, **more)


def line(label: str, **more: Any) -> Field[str]:
    """Declare one line of words."""
    return Field(label, TextKind(), **more)


def text(label: str, lines: int = 3, **more: Any) -> Field[str]:
    """Declare paragraphs, shown at first in so many lines."""
    return Field(label, TextKind(lines), **more)


def choice(
    label: str,
    options: tuple[tuple[str, str], ...],
    others: Mapping[str, tuple[str, ...]] | None = None,
    **more: Any,
) -> Field[str]:
    """Declare a choice among (code, label) pairs; `others` are other names by code."""
    return Field(label, ChoiceKind(options, tuple((others or {}).items())), **more)


def day(label: str, **more: Any) -> Field[date]:
    """Declare a day."""
    return Field(label, DateKind(), **more)


def is_blank(value: Value | None) -> bool:
    """Return whether nothing usable stands there: blank, or words that could not be read."""
    return value is None or isinstance(value, Unread)


def is_nil(value: Value | None) -> bool:
    """Return whether 无 was stated."""
    return isinstance(value, Nil)
