"""The order in which lines and fields stand on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pingkou_gui.spec.amounts import Amounts
from pingkou_gui.spec.section import Layout, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section


def in_order(lines: Sequence[Amounts]) -> Iterator[Amounts]:
    """Return the rows as they stand: a subtotal before its parts, the grand total after all.

    A quantity that is part of no other is a grand total where it has parts.
    """
    parts = {id(part) for line in lines for part in line.parts}
    for line in lines:
        if id(line) in parts:
            continue
        if line.parts:
            for part in line.parts:
                yield from _with_parts(part)
        yield line


def _with_parts(line: Amounts) -> Iterator[Amounts]:
    yield line
    for part in line.parts:
        yield from _with_parts(part)


def fields_in_order(section: type[Section]) -> Iterator[Field[Any]]:
    """Return the fields of a section as the eye meets them."""
    if section.layout is not Layout.AMOUNTS:
        yield from section.fields
        return
    for line in in_order([line for line in section.lines if isinstance(line, Amounts)]):
        yield from fields_of(line)
