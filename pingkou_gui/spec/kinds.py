"""Field kinds: how a value is typed, shown and stored.

text --parse--> value --dump--> stored text
text <--show--- value <--load-- stored text
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from pingkou_gui.spec.values import Nil

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class ParseError(ValueError):
    """The typed text is no value of this kind.

    The message completes the sentence that begins with the field's label:
    会议费 + 写成数字，例如 2.80.
    """


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T_co]):
    """What was understood; `note` says so where it is not plain from what was typed."""

    value: T_co | Nil | None
    note: str = ""


class Kind(Protocol[T]):
    """How one kind of value is typed, shown and stored."""

    @property
    def numeric(self) -> bool:
        """Whether it is set to the right, in figures."""

    def parse(self, text: str) -> Parsed[T]:
        """Return what `text` means, a value of None where it is blank.

        Raises:
            ParseError: The text is no value of this kind.
        """

    def show(self, value: T | Nil | None) -> str:
        """Return the text in a field; `parse` reads it back as `value`."""

    def dump(self, value: T | Nil) -> str:
        """Return the canonical text that is stored."""

    def load(self, text: str) -> T | Nil:
        """Return the value stored as `text`.

        Raises:
            ParseError: Nothing that `dump` returns; an older version may have stored it.
        """
