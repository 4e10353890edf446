"""Writing a scheme as the TOML text that `read_scheme` reads back."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.scheme.known import FORMAT, PHRASES
from pingkou_gui.scheme.outline import flat
from pingkou_gui.scheme.page import PageHabits
from pingkou_gui.scheme.table import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pingkou_gui.scheme.model import CommonIndicator, Scheme

_WIDEST = 90
"""Characters of a list in one line; a longer one has a line for each entry."""


def write_scheme(scheme: Scheme) -> str:
    """Return the scheme as TOML text; what it was read from is not looked at."""
    return "\n".join(_lines(scheme)).strip() + "\n"


def _lines(scheme: Scheme) -> Iterator[str]:
    yield "# 部门整体支出绩效自评报告：县级方案。保存为 UTF-8。"
    yield ""
    head = {
        "format": Decimal(FORMAT),
        "name": scheme.name,
        "version": scheme.version,
        "county": scheme.county,
        "deadline": scheme.deadline,
        "units": scheme.units,
        "use_common": scheme.use_common,
    }
    yield from _pairs(head)
    yield from _table("[titles]", scheme.titles)
    yield from _table("[scoring]", {"execution": scheme.execution})
    yield from _scores(scheme)
    yield from _table("[thresholds]", scheme.thresholds)
    for level, part in flat(scheme.outline):
        heading = {"level": Decimal(level), "key": part.key, "title": part.title}
        guidance = {"guidance": part.guidance} if part.guidance else {}
        yield from _table("[[outline]]", {**heading, **guidance})
    phrases = {key: scheme.phrases[key] for key in PHRASES if scheme.phrases.get(key)}
    yield from _table("[phrases]", phrases)
    for rule in scheme.regulations:
        named = {"name": rule.name, "number": rule.number, "wrong": rule.wrong}
        yield from _table("[[regulation]]", {k: v for k, v in named.items() if v})
    yield from _table("[page]", _habits(scheme.page))
    for item in scheme.common:
        yield from _table("[[common]]", _common(item))


def _scores(scheme: Scheme) -> Iterator[str]:
    for level in scheme.levels:
        row = {"name": level.name, "points": level.points, "names": level.names}
        yield from _table("[[level]]", row)
    for grade in scheme.grades:
        yield from _table("[[grade]]", {"name": grade.name, "least": grade.least})
    for band in scheme.bands:
        row = {"name": band.name, "most": band.most, "least": band.least}
        yield from _table("[[band]]", row)


def _habits(page: PageHabits) -> dict[str, object]:
    habits = {habit.name: getattr(page, habit.name) for habit in fields(PageHabits)}
    habits["margins"] = tuple(Decimal(str(margin)) for margin in page.margins)
    return habits


def _common(item: CommonIndicator) -> dict[str, object]:
    """Return what is set of a common indicator, its steps as inline tables."""
    row: dict[str, object] = {
        field.name: getattr(item, field.name)
        for field in fields(item)
        if field.name != "steps" and _is_set(getattr(item, field.name))
    }
    if item.steps:
        row["steps"] = tuple(
            {"points": points} if to is None else {"to": to, "points": points}
            for to, points in item.steps
        )
    return row


def _is_set(value: object) -> bool:
    """Return whether a value has to be written; a limit of 0 has."""
    return value is not None and value is not False and value != ""


def _table(header: str, pairs: Mapping[str, object]) -> Iterator[str]:
    yield ""
    yield header
    yield from _pairs(pairs)


def _pairs(pairs: Mapping[str, object]) -> Iterator[str]:
    for key, value in pairs.items():
        yield f"{key} = {_value(value)}"


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return said(value)
        case str():
            return _quoted(value)
        case tuple():
            return _list([_value(item) for item in value])
        case dict():
            return "{ " + ", ".join(_pairs(value)) + " }"
        case _:
            raise TypeError(value)


def _list(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    return line if len(line) <= _WIDEST else _tall(items)


def _tall(items: Iterable[str]) -> str:
    return "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _quoted(text: str) -> str:
    """Return a basic string; control characters cannot stand in one as they are."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in plain) + '"'
