"""All figures by key: what one lacks, and how it came about, by its formula and its inputs."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.form.field import is_blank
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.values import SINGLE, FigureRef, Place, Ref, RowList, Source, SourceKind
from pingkou_gui.report.carried import SETTLED
from pingkou_gui.report.figures import CONTROL, PEOPLE, QUANTITIES
from pingkou_gui.report.figures_funds import FUND_FIGURES, PROJECT_FIGURES, SHEET_FIGURES
from pingkou_gui.report.scores import SCORE_FIGURES

if TYPE_CHECKING:
    from pingkou_gui.form.values import Ref
    from pingkou_gui.report.facts import Facts, Figure


FIGURES: dict[str, Figure] = {
    item.key: item
    for item in (
        *(figure for quantity in QUANTITIES.values() for figure in quantity.figures),
        *PEOPLE,
        *PROJECT_FIGURES,
        *FUND_FIGURES,
        *CONTROL,
        *SHEET_FIGURES,
        *SCORE_FIGURES,
    )
}


def lacking(f: Facts, item: Figure, row: int = SINGLE) -> tuple[Place, ...]:
    """Return the blank places for want of which a figure is not known, each once.

    What stands behind a figure that is known was either filled in or worked out another way; it
    is not followed.
    """
    found: dict[Place, None] = {}
    seen: set[FigureRef] = set()
    todo: list[Ref] = [item.at(row)]
    while todo:
        ref = todo.pop()
        if isinstance(ref, Place):
            if is_blank(f.report[ref]):
                found[ref] = None
        elif ref not in seen and f[FIGURES[ref.figure], ref.row] is None:
            seen.add(ref)
            todo.extend(x for x in reversed(f.reads(ref)) if isinstance(x, Place | FigureRef))
    return tuple(found)


# How a number came about: its formula, its inputs, and where each of them came from.


_KEY = re.compile(r"\{([^{}]+)\}")
_UNKNOWN = "未填"
_MOST_INPUTS = 60


class Input(NamedTuple):
    """One number that went into another: its name, what it is, and where that came from."""

    ref: Ref
    label: str
    value: str
    origin: str


class Explanation(NamedTuple):
    """A number explained: `words` with names, `numbers` with values, inputs to click."""

    label: str
    value: str
    words: str
    numbers: str
    inputs: tuple[Input, ...]
    more: int = 0
    """Inputs beyond those that are listed."""
    source: str = ""


def _typed_origin(source: Source, place: Place | None) -> str:
    typed = f"手填（输入 {source.original}）" if source.original else "手填"
    field = None if place is None else FORM.field_at(place)
    if not source.workbook or field is None:
        return typed
    where = " ".join(part for part in (source.file, source.where) if part)
    return f"{typed}；表里是 {field.show(field.load(source.workbook))}：{where}"


def origin(source: Source, place: Place | None = None) -> str:
    """Return where a value came from, in words; at a place that says how last year was as well."""
    where = " ".join(part for part in (source.file, source.where) if part)
    match source.kind:
        case SourceKind.WORKBOOK:
            return f"表：{where}"
        case SourceKind.REPORT:
            return f"去年报告：{where}"
        case SourceKind.CARRIED:
            known = place is not None and (place.section, place.field) in SETTLED
            kind = "沿用" if known else "沿用待核"
            return f"{kind}：{where}" if where else kind
        case SourceKind.TYPED:
            return _typed_origin(source, place)


def shown(f: Facts, ref: Ref) -> str:
    """Return the value at an address as the screen shows it, with its unit."""
    if isinstance(ref, Place):
        field, value = FORM.field_at(ref), f.report[ref]
        return _UNKNOWN if value is None or field is None else field.show(value)
    figure = FIGURES[ref.figure]
    number = f[figure, ref.row]
    if number is None:
        return _UNKNOWN
    if figure.unit == "%":
        return f"{rounded(number, 2)}%"
    if figure.unit in ("人", "个"):
        return f"{rounded(number, 0)}"
    return grouped(rounded(number, 2), 2)


def label(ref: Ref) -> str:
    """Return the name of what stands at an address."""
    if isinstance(ref, FigureRef):
        return FIGURES[ref.figure].label
    field = FORM.field_at(ref)
    return field.label if field else str(ref)


def explain(f: Facts, ref: FigureRef) -> Explanation:
    """Return how a figure came about; `KeyError` for one that does not exist."""
    figure = FIGURES[ref.figure]
    value = shown(f, ref)
    reads = [read for read in f.reads(ref) if not isinstance(read, RowList)]
    numbers = [r for r in reads if _is_number(f, r)]
    named = _KEY.sub(lambda m: label(_ref(m[1], ref.row)), figure.words)
    counted = _KEY.sub(lambda m: shown(f, _ref(m[1], ref.row)), figure.words)
    if not _KEY.search(figure.words):
        counted = " + ".join(shown(f, r) for r in numbers[:_MOST_INPUTS]) or named
    inputs = tuple(Input(r, label(r), shown(f, r), _origin(f, r)) for r in numbers[:_MOST_INPUTS])
    more = max(0, len(numbers) - _MOST_INPUTS)
    tail = "…" if more else ""
    return Explanation(
        figure.label, value, named, f"{value} = {counted}{tail}", inputs, more, figure.source
    )


def _origin(f: Facts, ref: Ref) -> str:
    if isinstance(ref, FigureRef):
        return "计算"
    entry = f.report.entry(ref)
    return origin(entry.source, ref) if entry else ""


def _is_number(f: Facts, ref: Ref) -> bool:
    if isinstance(ref, FigureRef):
        return f[FIGURES[ref.figure], ref.row] is not None
    return isinstance(f.report[ref], Decimal | int)


def _ref(key: str, row: int) -> Ref:
    """Return the address that a key in a formula names, in the same row."""
    if key in FIGURES:
        return FigureRef(key, row if FIGURES[key].section else 0)
    section, name = key.split(".")
    return Place(section, row if FORM.sections[section].repeated() else 0, name)
