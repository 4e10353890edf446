"""The clerk's own words in print: closed by a full stop, run into sentences, paragraph by paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.domain.wording.say import say, together
from pingkou_gui.domain.wording.spans import Span, SpanKind
from pingkou_gui.domain.wording.values import TAIL, missing
from pingkou_gui.spec.place import SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.wording.say import Part
    from pingkou_gui.domain.wording.spans import Spans
    from pingkou_gui.spec.field import Field

_CLOSED = tuple("。！？…；")
_BECAUSE = re.compile(r"^(增减变[化动]的?)?(主要)?(原因分析|原因)?(是|为|：|:|在于|由于|因为)+")
_USED_FOR = re.compile(r"^(资金)?(主要)?(用于|用在)")


def closed(spans: Spans, mark: str = "。") -> Spans:
    """Return the spans closed by a full stop unless they close themselves."""
    if not spans or spans[-1].text.endswith(_CLOSED):
        return spans
    return together(spans, mark)


def text_of(f: Facts, field: Field[str], row: int = SINGLE) -> Spans:
    """Return the clerk's words, each of their paragraphs closed; nothing where they are blank."""
    value = field.bare(f[field, row])
    if value is None:
        return ()
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    ended = [line if line.endswith(_CLOSED) else f"{line}。" for line in lines]
    return (Span("\n".join(ended), SpanKind.TYPED, (field.at(row),)),) if ended else ()


def text_or_missing(f: Facts, field: Field[str], row: int = SINGLE) -> Spans:
    """Return the clerk's words, or a placeholder where they are blank."""
    return text_of(f, field, row) or say("{gap}。", gap=missing(field.label, field.at(row)))


def phrase_of(f: Facts, field: Field[str], row: int = SINGLE) -> Spans:
    """Return words to run into a sentence: in one line and without their own full stop."""
    value = field.bare(f[field, row])
    return _phrase(value, field, row) if value is not None else ()


def because(
    f: Facts, field: Field[str], row: int = SINGLE, *, opening: str = "主要原因是"
) -> Spans:
    """Return 主要原因是… with what was typed, or with a placeholder."""
    return together(opening, _without(f, field, row, _BECAUSE))


def used_for(f: Facts, field: Field[str], row: int = SINGLE) -> Spans:
    """Return 主要用于… with what was typed; nothing where that is blank."""
    return together("主要用于", _without(f, field, row, _USED_FOR)) if f[field, row] else ()


def _without(f: Facts, field: Field[str], row: int, opening: re.Pattern[str]) -> Spans:
    value = f[field, row]
    if value is None:
        return (missing(field.label, field.at(row)),)
    # 主要原因是 stands in the sentence already; typed once more it would be printed twice.
    rest = opening.sub("", value.strip())
    return _phrase(rest or value, field, row)


def _phrase(value: str, field: Field[str], row: int) -> Spans:
    flat = "".join(line.strip() for line in value.split("\n")).rstrip(TAIL)
    return (Span(flat or value.strip(), SpanKind.TYPED, (field.at(row),)),)


def paragraphs(parts: Iterable[Part]) -> Spans:
    """Return the parts that say something, each as a paragraph of its own."""
    return together(*_broken(parts))


def _broken(parts: Iterable[Part]) -> Iterable[Part]:
    first = True
    for part in parts:
        if not part:
            continue
        if not first:
            yield "\n"
        yield part
        first = False
