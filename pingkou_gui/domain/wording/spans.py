"""Words that know what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.spec.place import Ref


class SpanKind(Enum):
    """Where the words of a span come from."""

    PLAIN = "plain"
    """Words of the program or of the scheme."""
    TYPED = "typed"
    """Something the clerk typed or took over."""
    DERIVED = "derived"
    """A number that was computed."""
    MISSING = "missing"
    """A visible placeholder, 【待填：…】, for a fact that is not known yet."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words with the fields and figures behind them."""

    text: str
    kind: SpanKind = SpanKind.PLAIN
    refs: tuple[Ref, ...] = ()


Spans = tuple[Span, ...]


def words(spans: Spans) -> str:
    """Return the text of the spans in reading order."""
    return "".join(span.text for span in spans)
