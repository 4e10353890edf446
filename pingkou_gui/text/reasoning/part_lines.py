"""Wholes whose parts stand in lines of their own, or in the table above: marked lines, named lines, columns.

What a `Whole` is, and lists within a paragraph: `part_lists`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import MONEY, PERCENT, PrintedNumber
from pingkou_gui.text.lexing.tokens import amount_of
from pingkou_gui.text.reading.terms import Term
from pingkou_gui.text.reasoning.part_lists import (
    MOST_PARTS,
    NO_PART,
    NO_WHOLE,
    Alternatives,
    Told,
    Whole,
    parts_of,
    whole_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reading.tables import CellStatement

_MARKED = re.compile(
    "（?[\\d一二三四五六七八九十]{1,2}(?P<mark>[）、.．])|(?P<sign>[①-⑳●·◆■▪]|[—－-]{1,2}(?=[一-鿿]))|第?[一二三四五六七八九](?P<word>是|，|、)"
)
_HEADS = re.compile("：$|如下|以下|具体|其中|包括|分别")
_OF_THOSE = re.compile("以上|上述|[两三四五六七八九十\\d]项|总|合计|共计|小计|共")
_NAMED_LINE = re.compile(
    "[\\s\\d（()）.、—–·•-]{0,8}?(?P<name>[一-鿿][一-鿿（）、/]{1,24}?)[\\s：—]*(?P<number>(?<![\\d.,])\\d{1,12}(?:\\.\\d{1,2})?)(?:万元|元)?[；。，]?"
)
_TOTAL_LINE = re.compile("(?:合计|总计|小计|共计|总额)$|^(?:合计|总计|小计|共计)")
_GRAND = re.compile("^(?:支出|收入|资金|经费)?(?:总计|总额|合计)$|总计$")
_NO_LINE = re.compile(
    "其中|年份|年度|编号|电话|人数|人口|面积|第|得分|分值|占|比|率|编制|在职|户|余额"
)
_HEAD_LINE = re.compile("(?:[一二三四五六七八九十]{1,2}、|\\d{1,2}[.、])?[一-鿿]{2,10}：?")
"""A line of words alone that heads further lines."""
_LONGEST_LINE = 60


def lists_over_lines(reading: Reading) -> Iterator[Alternatives]:
    """Yield the lists whose parts stand in lines of their own, under what opens them or above their total."""
    run: list[Normal] = []
    head: Normal | None = None
    for normal, paragraph in zip(reading.normals, reading.source.paragraphs, strict=True):
        marked = None if paragraph.is_cell else _MARKED.match(normal.text)
        if marked is not None and reading.terms.get(normal.paragraph):
            run.append(normal)
            continue
        if len(run) > 1:
            yield from _of_lines(reading, head, run, normal)
        run, head = [], normal
    if len(run) > 1:
        yield from _of_lines(reading, head, run, None)


def _of_lines(
    reading: Reading, head: Normal | None, run: Sequence[Normal], behind: Normal | None
) -> Iterator[Alternatives]:
    """Yield a run of marked lines for each kind of number that all of them have."""
    lines = [line for line in run if _mark(line) == _mark(run[0])][: MOST_PARTS + 1]
    columns = [reading.terms[line.paragraph] for line in lines]
    for kind in dict.fromkeys(t.kind for t in columns[0]):
        rows = [[t for t in terms if t.kind == kind] for terms in columns]
        parts = _parts([_told_last(row) for row in rows])
        if len(parts) < len(lines) or not 1 < len(parts) <= MOST_PARTS or kind == PERCENT:
            continue
        closes = [t for t in _terms_of(reading, behind, kind) if _OF_THOSE.search(t.lead)]
        yield [whole_of(total, parts, Told.ALL, strict=True) for total in closes[:1]]
        heads = _terms_of(reading, head, kind)
        yield _of_head(head, heads, parts, _shared(parts))
        for name in _named_alike(rows):
            named = _parts([next((t for t in row if t.words == name), None) for row in rows])
            if len(named) == len(parts) and named[0] is not parts[0]:
                yield _of_head(head, [t for t in heads if name in t.words], named, name)


def _parts(found: Sequence[Term | None]) -> list[Term]:
    return [t for t in found if t is not None and t.value and not NO_PART.search(t.words)]


def _of_head(
    head: Normal | None, heads: Sequence[Term], parts: Sequence[Term], name: str
) -> Alternatives:
    """Return lines as the parts of a number in the line above them: of that which is named as they are.

    Where nothing says that lines follow, of one that they nearly come to.
    """
    if head is None or not heads:
        return []
    opened = _HEADS.search(head.text[-_LAST:]) is not None
    named = [t for t in heads if name and name in t.words] or heads
    wholes = [
        whole_of(t, parts, Told.ALL if opened and t is named[-1] else Told.AROUND, strict=True)
        for t in reversed(heads)
    ]
    added = wholes[0].added
    return wholes if opened else [w for w in wholes if abs(w.off) * _NEARLY <= added]


_LAST = 8
_NEARLY = 33


def _shared(parts: Sequence[Term]) -> str:
    """Return the words that lead up to the number in each of the lines, where they are the same."""
    words = {part.words for part in parts}
    return words.pop() if len(words) == 1 else ""


def _named_alike(rows: Sequence[Sequence[Term]]) -> list[str]:
    """Return the words that lead up to a number in every line: 预算85万元，支出85万元."""
    words = [t.words for t in rows[0] if len(t.words) > 1]
    return [word for word in words if all(any(t.words == word for t in row) for row in rows)]


def _told_last(terms: Sequence[Term]) -> Term | None:
    """Return the number that a line tells of its item: the first, of points those earned."""
    earned = [t for t in terms if t.kind == "分" and t.words.endswith("得")]
    return next(iter(earned or terms), None)


def _terms_of(reading: Reading, normal: Normal | None, kind: str) -> list[Term]:
    found = reading.terms.get(normal.paragraph, []) if normal is not None else []
    return [t for t in found if t.kind == kind and not NO_WHOLE.search(t.words)]


def _mark(line: Normal) -> str:
    """Return how a line is marked, whatever its number."""
    match = _MARKED.match(line.text)
    return "".join(filter(None, match.groups())) if match and not match["sign"] else "①"


def lists_of_named_lines(reading: Reading) -> Iterator[Alternatives]:
    """Yield lines of a name and a number each, without a unit maybe, with each line called their total."""
    run: list[Term] = []
    for normal, paragraph in zip(reading.normals, reading.source.paragraphs, strict=True):
        text = normal.text
        short = len(text) <= _LONGEST_LINE and not paragraph.is_cell
        match = _NAMED_LINE.fullmatch(text) if short else None
        if match is None and run and _HEAD_LINE.fullmatch(text.strip()):
            continue
        if match is None or _NO_LINE.search(match["name"]):
            yield from _with_totals(run)
            run = []
            continue
        run.append(named_term(normal, match["name"], match["number"], match.span("number")))
    yield from _with_totals(run)


# ---- a paragraph of the parts of what is told above ---------------------------------------------

_OF_ABOVE = re.compile("(?P<name>[一-鿿]{4,10}?)[中里][，：]")
_ABOVE = 8


def lists_of_what_is_above(reading: Reading) -> Iterator[Alternatives]:
    """Yield the parts that a paragraph gives of what one above it ends a name with: 项目支出中，道路80万元，水利42万元."""
    for normal in reading.running:
        named = _OF_ABOVE.match(normal.text)
        terms = reading.terms.get(normal.paragraph, []) if named else []
        if named is None or len(terms) < _SHORTEST_RUN:
            continue
        parts = parts_of(normal.text, terms, 0)
        above = range(max(0, normal.paragraph - _ABOVE), normal.paragraph)
        wholes = [
            term for at in above for term in reading.terms.get(at, [])
            if term.words.endswith(named["name"]) and parts and term.kind == parts[0].kind
        ]  # fmt: skip
        if len({whole.value for whole in wholes}) == 1:
            yield [whole_of(wholes[-1], parts, Told.SOME)]


# ---- a sentence behind a table -------------------------------------------------------------------

_OF_TABLE = re.compile("表[中内里]|上表|上述|以上|合计|总计|共")
_BEHIND_TABLE, _LEAD = 3, 24


def lists_of_tables(reading: Reading) -> Iterator[Alternatives]:
    """Yield amounts told of a table right before, each with every column that it may be the sum of.

    Where the column has a total of its own, it is that.
    """
    tables: dict[int, list[CellStatement]] = {}
    for cell in reading.cells:
        if not cell.paired and cell.amount.unit != "%" and cell.factor == 1:
            tables.setdefault(cell.table, []).append(cell)
    ends = {max(c.amount.span.paragraph for c in cells): cells for cells in tables.values()}
    for normal in reading.running:
        near = range(normal.paragraph - 1, normal.paragraph - 1 - _BEHIND_TABLE, -1)
        cells = next((ends[at] for at in near if at in ends), [])
        values = {cell.amount.value for cell in cells}
        for term in reading.terms.get(normal.paragraph, [])[:2] if cells else ():
            told = _OF_TABLE.search(term.lead[-_LEAD:]) and not NO_WHOLE.search(term.words)
            if term.kind == MONEY and told and term.value not in values:
                yield [whole for whole in _of_columns(reading, term, cells) if len(whole.parts)]


def _of_columns(reading: Reading, term: Term, cells: Sequence[CellStatement]) -> Iterator[Whole]:
    """Yield an amount with each column of a table as its parts, or with the total of the column."""
    columns: dict[tuple[int, int], list[CellStatement]] = {}
    for cell in cells:
        columns.setdefault((cell.block, cell.column), []).append(cell)
    for column in columns.values():
        totals = [cell for cell in column if cell.of_total]
        rows = [cell for cell in column if cell.marker != "其中"]
        parts = totals[-1:] or (rows if 1 < len(rows) <= MOST_PARTS else [])
        yield whole_of(term, [_of_cell(reading, cell) for cell in parts], Told.ALL, strict=True)


def _of_cell(reading: Reading, cell: CellStatement) -> Term:
    span = cell.amount.span
    normal = reading.normals[span.paragraph]
    start = normal.place(span.start)
    return named_term(normal, cell.label, cell.amount.text, (start, normal.place(span.end)))


def named_term(normal: Normal, name: str, digits: str, place: tuple[int, int]) -> Term:
    """Return a number that a line or a cell prints behind its name, without a unit."""
    number = PrintedNumber(amount_of(digits, "", normal.span(*place)), MONEY, *place, name)
    return Term(number, normal, 0, 0, MONEY, name, "", name, number.value, number.amount.step)


def _with_totals(run: Sequence[Term]) -> Iterator[Alternatives]:
    if len(run) < _SHORTEST_RUN or not any("." in line.text for line in run):
        return
    parts: list[Term] = []
    totals: list[Term] = []
    every: list[Term] = []
    for line in run:
        if not _TOTAL_LINE.search(line.words):
            parts.append(line)
            every.append(line)
            continue
        ways = [group for group in (parts, totals, every, [*totals, *parts]) if len(group) > 1]
        if len(totals) > 1 and _GRAND.search(line.words) and not parts:
            ways.insert(0, totals)
        first, *others = ways or [[]]
        if first:
            yield [
                whole_of(line, first, Told.ALL, strict=True),
                *(whole_of(line, group, Told.BESIDE, strict=True) for group in others),
            ]
        totals.append(line)
        parts = []


_SHORTEST_RUN = 3
