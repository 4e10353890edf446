"""Problems with their causes and measures, and the closing chapters of a report, onto the form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.problems import Closing, Problem
from pingkou_gui.importers.headers import field_for, head_of, unnumbered
from pingkou_gui.importers.last_report_model import NO_FIELD, evened
from pingkou_gui.text.lines.outline import chinese_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_report_model import Block, Collector
    from pingkou_gui.text.reading.grids import Grid, TableCell

_PROBLEM, _CAUSE, _MEASURE = "problem", "cause", "measure"

_NOUNS = {
    _PROBLEM: "问题|不足|困难|短板",
    _CAUSE: "原因(?:分析)?",
    _MEASURE: "措施|办法|对策|建议|意见|打算|思路|计划|方向",
}
"""What the three matters are called; the first that a head names is what stands below it."""
_BEFORE_NOUN = (
    "当前|目前|仍|还|存在|发现|产生|形成|造成|主要|突出|具体|有关|相关|下一?步|今后|拟|采取|工作|"
    "改进|整改|解决|应对|完善|优化|这一|该|上述|以上|的|和|及|与|其|、"
)
_HEAD_OF_KIND = re.compile(
    f"(?:{_BEFORE_NOUN})*(?:{'|'.join(_NOUNS.values())})"
    f"(?:(?:{_BEFORE_NOUN})*(?:{'|'.join(_NOUNS.values())}))*(?:情况)?"
)
"""A head that names matters alone: 存在的问题及原因分析; 预算编制的问题 is a problem itself."""
_KIND_NOUNS = tuple((kind, re.compile(words)) for kind, words in _NOUNS.items())

_SENTENCE_START = "(?:^|(?<=[。；;！？!?\\n]))\\s*"
_LABEL = re.compile(
    f"{_SENTENCE_START}(?P<label>(?:{_BEFORE_NOUN})*"
    "(?:(?P<problem>问题)|(?P<cause>原因(?:分析)?)|(?P<measure>措施|办法|对策|建议|打算|思路)))"
    "(?P<number>[一二三四五六七八九十\\d]{0,2})(?:[：:]|[是为](?=[一-鿿]))",
    re.MULTILINE,
)
"""A label at the beginning of a sentence: 原因：…, 改进措施是…."""
_SAID_CAUSE = re.compile(
    "[，,；;]?(?:造成|产生|导致)?(?:该|这一|这些|此类|上述)?(?:问题)?(?:的)?(?:主要)?原因(?:主要)?(?:是|为|在于|有)?[：:]?(?P<why>[^。]+)。?"
)
"""A cause told in a sentence: it ends with that."""
_NEXT_STEP = re.compile(
    f"{_SENTENCE_START}(?=下一?步[，,将]|今后[，,将]|针对(?:此|该|这一|上述)问题)"
)

_NUMERALS = "[一二三四五六七八九十]{1,2}"
_MARKS = (
    f"{_NUMERALS}是[：:，,]?|{_NUMERALS}[，,]",
    f"第{_NUMERALS}[，,、是：:]",
    f"其{_NUMERALS}[，,、是：:]?",
    "[（(]\\d{1,2}[）)]、?",
    "\\d{1,2}[.、．)）](?!\\d)",
    "[①-⑳]",
    "(?:首先|其次|再次|最后)(?:是)?[，,：:]?",
)
_OF_STYLE = {4: 4, 3: 5, 5: 6}
"""The manner that goes on inside a paragraph with the number at its beginning."""
_ORDER = {"首先": 1, "其次": 2, "再次": 3}
_MARK = re.compile(
    "(?:^|(?<=[。；;：:！？!?，,\\n]))\\s*(?:" + "|".join(f"({mark})" for mark in _MARKS) + ")"
)
"""What numbers a point inside a paragraph, each manner in a group of its own."""
_NOTHING = re.compile("无。?")
_END_MARKS = "。；;，,：: \u3000\n"
_CLAUSE = re.compile("[，,；;]")
_LONGEST_NAME = 60
_PAIRED = "问题有{}条，措施有{}条，按次序配对，核对这条措施对应的是不是这个问题"
_WITHOUT_PROBLEM = "没有对应的问题"
_NOT_BY_PROBLEM = "没有按问题分开写，分到各个问题后填"


@dataclass(slots=True)
class Item:
    """A point with the paragraphs under it, each with the place it was read from."""

    index: int
    doubt: str = ""
    """Why it may belong to another problem."""
    paragraphs: list[str] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)

    def add(self, index: int, text: str) -> None:
        """Take in a paragraph, or a piece of one."""
        if text.strip():
            self.paragraphs.append(text.strip())
        self.indices.append(index)

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(self.paragraphs)


@dataclass(slots=True)
class Part:
    """What stands below one head: the lines of one matter."""

    kind: str
    lines: list[tuple[int, int, str]] = field(default_factory=list)
    """Each as paragraph, style of its number, and words without that number."""


def read_problems(c: Collector) -> None:
    """Propose problems with causes and measures, and the closing chapters."""
    for grid in c.reading.grids:
        _read_table(c, grid)
    parts = _parts(c)
    problems, causes, measures = (
        _items(c, [part for part in parts if part.kind == kind], parts)
        for kind in (_PROBLEM, _CAUSE, _MEASURE)
    )
    rows = [_propose_problem(c, item) for item in problems]
    if len(causes) == len(rows):
        for item, row in zip(causes, rows, strict=True):
            _add(c, Problem.cause, item.text, item, row)
    else:
        _miss_all(c, causes, _NOT_BY_PROBLEM)
    _measures(c, measures, rows)
    _propose_closing(c)


def _parts(c: Collector) -> list[Part]:
    """Return the lines of both chapters by the heads that say what they are."""
    found: list[Part] = []
    chapters = (*_without_attachments(c, "problems"), *_without_attachments(c, "measures"))
    for block in chapters or _below_heads(c):
        if block.index in c.placed:
            continue
        kind = _kind_of(block, chapter=_is_chapter(c, block))
        if kind:
            found.append(Part(kind))
            if not block.body:
                c.placed.add(block.index)
                continue
        if not found:
            found.append(Part(_PROBLEM if block.chapter == "problems" else _MEASURE))
        words = block.body if kind else block.whole
        found[-1].lines.append((block.index, 0 if kind else block.style, words))
    return found


def _below_heads(c: Collector) -> list[Block]:
    """Return what sections of other chapters tell of problems, causes and measures.

    The first is one of problems, the others follow it in its chapter: a section of measures alone
    may tell of anything.
    """
    levels = {heading.paragraph: heading.level for heading in c.reading.headings}
    found: list[Block] = []
    chapter, within = "", 0
    for block in c.blocks:
        level = levels.get(block.index, 0)
        if level and (level <= within or not within):
            kind = _kind_of(block, chapter=False) if level > 1 else ""
            opens = (
                kind and (found or kind == _PROBLEM) and block.chapter == (chapter or block.chapter)
            )
            within = level if opens else 0
            chapter = block.chapter if opens else chapter
        if within and not block.is_cell:
            found.append(block)
    return found


def _kind_of(block: Block, *, chapter: bool) -> str:
    """Return the matter a head announces, empty for what is no such head."""
    words = evened(block.title)
    if not words or not (chapter or _HEAD_OF_KIND.fullmatch(words)):
        return ""
    known = next((kind for kind, nouns in _KIND_NOUNS if nouns.search(words)), "")
    return known or (_PROBLEM if block.chapter == "problems" else _MEASURE)


def _items(c: Collector, parts: Sequence[Part], among: Sequence[Part]) -> list[Item]:
    found: list[Item] = []
    for part in parts:
        style = next((style for _, style, _ in part.lines if style), 0)
        if style:
            found += _numbered(part, style)
        elif any(_starts_problem(words) for _, _, words in part.lines):
            found += _labelled(part)
        else:
            found += _marked(c, part) or _plain(part, among)
    return [item for item in found if not _NOTHING.fullmatch(item.text)]


def _numbered(part: Part, style: int) -> list[Item]:
    """Return the points that paragraphs number; what stands before the first is none.

    A paragraph may go on to the next number: （1）… （2）….
    """
    found: list[Item] = []
    family = _OF_STYLE.get(style, 0)
    for index, own, words in part.lines:
        if own == style:
            found.append(Item(index))
        at = 0
        for mark in _MARK.finditer(words) if own == style else ():
            if mark.lastindex == family and _number(mark[family], 0) == len(found) + 1:
                found[-1].add(index, words[at : mark.start()])
                found.append(Item(index))
                at = mark.end()
        if found:
            found[-1].add(index, words[at:])
    return found


def _starts_problem(words: str) -> bool:
    label = _LABEL.match(words)
    return label is not None and label["problem"] is not None


def _labelled(part: Part) -> list[Item]:
    """Return the points that begin with 问题：."""
    found: list[Item] = []
    for index, _, words in part.lines:
        if _starts_problem(words):
            found.append(Item(index))
        if found:
            found[-1].add(index, words)
    return found


def _marked(c: Collector, part: Part) -> list[Item]:
    """Return the points that 一是, 二是 or other marks number inside paragraphs."""
    marks = [(index, words, m) for index, _, words in part.lines for m in _MARK.finditer(words)]
    opening = (m.lastindex or 0 for _, words, m in marks if _opens(words, m))
    family = next(opening, 0)
    if not family:
        return []
    found: list[Item] = []
    for index, _, words in part.lines:
        at = 0
        for mark in _MARK.finditer(words):
            due = mark.lastindex == family and _number(mark[family], len(found)) == len(found) + 1
            if due and (found or _opens(words, mark)):
                _close(c, found, index, words[at : mark.start()])
                found.append(Item(index))
                at = mark.end()
        _close(c, found, index, words[at:])
    return found


def _opens(words: str, mark: re.Match[str]) -> bool:
    """Whether a mark is the first of its row; behind a comma it parts what the clause says."""
    first = _number(str(mark[mark.lastindex or 0]), 0) == 1
    return first and not words[: mark.start()].rstrip().endswith(tuple("，,"))


def _number(mark: str, before: int) -> int:
    word = mark.strip("是，,：:")
    if word in _ORDER or word == "最后":
        return _ORDER.get(word, before + 1)
    digits = re.sub("\\D", "", mark)
    if digits:
        return int(digits)
    if mark[0] <= "⑳":  # no other mark without digits comes before it
        return ord(mark[0]) - ord("①") + 1
    return chinese_number(mark.strip("第其是，,、：:"))


def _close(c: Collector, found: list[Item], index: int, words: str) -> None:
    """Give words to the point they stand in; those before the first lead to it and are listed."""
    if found:
        found[-1].add(index, words)
    elif words.strip():
        c.miss(index, words.strip(), NO_FIELD)
        c.placed.add(index)


def _plain(part: Part, among: Sequence[Part]) -> list[Item]:
    """Return paragraphs without any number: as many points as the other matter has, or one."""
    lines = [(index, words) for index, _, words in part.lines if words.strip()]
    others = [x for x in among if x is not part and {x.kind, part.kind} == {_PROBLEM, _MEASURE}]
    apart = any(
        len([words for _, _, words in other.lines if words.strip()]) == len(lines)
        and not any(style or _MARK.match(words) for _, style, words in other.lines)
        for other in others
    )
    found: list[Item] = []
    for index, words in lines:
        if apart or not found:
            found.append(Item(index))
        found[-1].add(index, words)
    return found


# One point: its name, what is said of it, why it is so, and what is done about it.


def _sorted_out(text: str) -> dict[str, str]:
    """Return the pieces of a text by the labels before them; words without any are the problem's."""
    cuts = [(m.start(), m.end(), _kind_labelled(m)) for m in _LABEL.finditer(text)]
    cuts = sorted([*cuts, *((m.end(), m.end(), _MEASURE) for m in _NEXT_STEP.finditer(text))])
    found: dict[str, list[str]] = {_PROBLEM: [text[: cuts[0][0] if cuts else len(text)]]}
    ends = [start for start, _, _ in cuts[1:]] + [len(text)]
    for (_, start, kind), end in zip(cuts, ends, strict=False):
        piece = text[start:end]
        if kind == _CAUSE and text[start - 1] not in "：:":
            # 原因是 speaks of its own sentence, 原因： of all that follows.
            piece, stop, rest = piece.partition("。")
            piece += stop
            found[_PROBLEM].append(rest)
        found.setdefault(kind, []).append(piece)
    return {kind: _glued(pieces) for kind, pieces in found.items()}


def _kind_labelled(label: re.Match[str]) -> str:
    return next(kind for kind in (_PROBLEM, _CAUSE, _MEASURE) if label[kind])


def _glued(pieces: Sequence[str]) -> str:
    found = ""
    for piece in filter(None, (piece.strip() for piece in pieces)):
        closed = not found or found.endswith(tuple("。！？；;\n"))
        found += piece if closed else f"。{piece}"
    return found


def _named(text: str) -> tuple[str, str]:
    """Return a name of one line and what follows it; a long first sentence gives its first clause."""
    title, rest = _first_sentence(text)
    if len(title) <= _LONGEST_NAME:
        return title, rest
    return _CLAUSE.split(title)[0][:_LONGEST_NAME], text


def _first_sentence(text: str) -> tuple[str, str]:
    line, _, below = text.partition("\n")
    title, stop, rest = line.partition("。")
    rest = "\n".join(filter(None, (rest.strip(), below.strip())))
    return (title if stop else line).strip(_END_MARKS), rest


def _bare(text: str) -> str:
    """Return a point without the mark it begins with: 一是, 第一，."""
    mark = _MARK.match(text)
    return unnumbered(text[mark.end() :] if mark else text).strip()


def _propose_problem(c: Collector, item: Item) -> int:
    """Propose a problem with its cause, detail and measure; return its row."""
    pieces = _sorted_out(_bare(item.text))
    text, cause = pieces[_PROBLEM], pieces.get(_CAUSE, "")
    told = None if cause else _SAID_CAUSE.search(text, 1)
    if told is not None:
        cause = told["why"]
        text = _glued((text[: told.start()], text[told.end() :]))
    name, detail = _named(text)
    row = c.row(Problem, Problem.name, name)
    c.carry(Problem.name, name, item.index, row)
    _add(c, Problem.cause, cause.strip(_END_MARKS), item, row)
    _add(c, Problem.detail, detail, item, row)
    if pieces.get(_MEASURE):
        _measure(c, pieces[_MEASURE], item, row)
    c.placed.update(item.indices)
    return row


def _add(c: Collector, own: Field[str], text: str, item: Item, row: int) -> None:
    """Propose a text of a point, as a further paragraph where there is one already."""
    text = text.strip()
    if text and own.at(row) in c.items:
        c.add_to(own, text, item.index, row)
    elif text:
        c.put(own, text, item.index, row, doubt=item.doubt, carried=True)


def _measure(c: Collector, text: str, item: Item, row: int) -> None:
    """Propose a measure, behind the one that a problem has already."""
    if Problem.measure.at(row) in c.items:
        _add(c, Problem.measure_detail, text, item, row)
        return
    name, detail = _named(text)
    _add(c, Problem.measure, name, item, row)
    _add(c, Problem.measure_detail, detail, item, row)


def _measures(c: Collector, measures: Sequence[Item], rows: Sequence[int]) -> None:
    """Give each problem the measure that stands where it does in the other chapter."""
    doubt = "" if len(measures) == len(rows) else _PAIRED.format(len(rows), len(measures))
    own = [row for row in rows if Problem.measure.at(row) in c.items]
    if doubt and own:
        _miss_all(c, measures, _WITHOUT_PROBLEM)
        return
    for item, row in zip(measures, rows, strict=False):
        item.doubt = doubt
        _measure(c, _unlabelled(_bare(item.text)), item, row)
        c.placed.update(item.indices)
    if measures and doubt:
        c.notes.append(f"问题有{len(rows)}条，改进措施有{len(measures)}条，按次序配对，逐条核对")
    _miss_all(c, measures[len(rows) :], _WITHOUT_PROBLEM)


def _unlabelled(text: str) -> str:
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def _miss_all(c: Collector, items: Sequence[Item], why: str) -> None:
    for item in items:
        c.miss(item.index, item.text, why)
        c.placed.update(item.indices)


# Tables: a row for each problem, or a row for each matter of one.


_HEAD_ROWS = 3
_FIELDS = (Problem.name, Problem.detail, Problem.cause, Problem.measure)


def _read_table(c: Collector, grid: Grid) -> None:
    """Propose the problems that a table lists with their causes or measures."""
    for at, row in enumerate(grid.rows[:_HEAD_ROWS]):
        found = (
            (cell.column, field_for(head_of(cell.text.replace("的", "")), _FIELDS)) for cell in row
        )
        columns = {column: own for column, own in found if own is not None}
        if Problem.name in columns.values() and len(set(columns.values())) > 1:
            c.placed.update(cell.span.paragraph for cell in row)
            for line in grid.rows[at + 1 :]:
                _propose_row(c, line, columns)
            return


def _of_cell(c: Collector, cell: TableCell) -> Item:
    item = Item(cell.span.paragraph)
    for _, span in cell.places:
        item.add(span.paragraph, c.reading.source.paragraphs[span.paragraph].text)
    return item


def _propose_row(c: Collector, line: Sequence[TableCell], columns: dict[int, Field[str]]) -> None:
    """Propose the problem in a row of a table, with the other columns that are known."""
    cells = {columns[cell.column]: cell for cell in line if cell.column in columns}
    c.placed.update(cell.span.paragraph for cell in line if cell.is_figure)
    named = cells.get(Problem.name)
    if named is None or not named.text:
        told = [_of_cell(c, cell) for cell in cells.values() if cell.text]
        _miss_all(c, told, _WITHOUT_PROBLEM)
        return
    row = _propose_problem(c, _of_cell(c, named))
    for own, cell in cells.items():
        if own is Problem.name or not cell.text:
            continue
        other = _of_cell(c, cell)
        if own is Problem.measure:
            _measure(c, other.text, other, row)
        else:
            _add(c, own, other.text, other, row)
        c.placed.update(other.indices)


# The closing chapters.


_ENDED = re.compile("附\\s*件\\s*[\\d-]*\\s*(?:[：:]|$|(?<=\\s)[^，。；]{4,40}$)")
"""The list of attachments, or the head of one: a chapter is at its end there, and often the report."""
_HEAD = re.compile("附\\s*件\\s*\\d*|.{4,40}表|单位[：:]万?元")


def _propose_closing(c: Collector) -> None:
    """Propose how the results are used, how they are published, and other remarks."""
    for block in _without_attachments(c, "results_use"):
        if block.index in c.placed or not block.whole or _is_chapter(c, block):
            continue
        public = re.search("公开|公示", block.whole) and not re.search("预算安排|考核", block.whole)
        c.add_to(Closing.disclosure if public else Closing.application, block.whole, block.index)
    for block in _without_attachments(c, "other_remarks"):
        if block.index in c.placed or _is_chapter(c, block) or not block.whole:
            continue
        if _NOTHING.fullmatch(block.whole):
            c.carry(Closing.remarks, "无", block.index)
        else:
            c.add_to(Closing.remarks, block.whole, block.index)


def _is_chapter(c: Collector, block: Block) -> bool:
    return any(h.paragraph == block.index and h.level == 1 for h in c.reading.headings)


def _without_attachments(c: Collector, chapter: str) -> list[Block]:
    """Return a chapter up to the first line that names an attachment, and pass over the rest."""
    every = c.chapter(chapter)
    own = list(takewhile(lambda each: not _ENDED.match(each.whole), every))
    _pass_over_list(c, every[len(own) :])
    return own


def _pass_over_list(c: Collector, rest: list[Block]) -> None:
    """Count the list and the heads of attachments as read: the program writes them anew."""
    listing = True
    for at, block in enumerate(rest):
        listing = bool(_ENDED.match(block.whole)) or (listing and (at == 0 or bool(block.style)))
        if listing or _HEAD.fullmatch(block.whole):
            c.placed.add(block.index)
