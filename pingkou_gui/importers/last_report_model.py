"""What reading a report needs: its blocks, its doubts, several printings of one figure, and what is proposed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import NIL, SINGLE, Nil, Place, Source, SourceKind, Unread, Value
from pingkou_gui.report.proposal import NewRow, Proposed, Unplaced
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.lines.source import GAP_MARK, OPAQUE, Span, normalise
from pingkou_gui.text.reading.statements import BUDGET, INITIAL_BUDGET, OUTTURN
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.report.report import Report
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.outline import Heading
    from pingkou_gui.text.lines.source import Paragraph
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reading.statements import Comparison, Statement
    from pingkou_gui.text.reasoning.finding import TextFinding

Years = Literal["auto", "this", "last"]


class Shift(Enum):
    """How the years of the text stand to the year of the report."""

    SAME = "same"
    """The same year: this year's figures stay this year's."""
    NEXT = "next"
    """The report is of the following year: this year's figures become last year's."""
    APART = "apart"
    """Neither: words can be carried, figures cannot."""


def shift_of(report: Report, year: int | None, years: Years) -> Shift:
    """Return the shift; a report without a year takes the year of the text."""
    if years != "auto":
        return Shift.SAME if years == "this" else Shift.NEXT
    mine = report[Unit.year.at()]
    if not isinstance(mine, int):
        return Shift.SAME
    if year is None:
        return Shift.APART
    return {0: Shift.SAME, 1: Shift.NEXT}.get(mine - year, Shift.APART)


def shift_note(shift: Shift, report: Report, year: int | None) -> str:
    """Return the sentence that tells the clerk what was done with the years."""
    mine = report[Unit.year.at()]
    named = f"这份报告是{year}年度的" if year else "这份报告没有写明年度"
    if shift is Shift.SAME:
        return f"{named}，数字读入本年各栏，上年数按增减额推算"
    if shift is Shift.NEXT:
        return f"{named}，它的本年数读入上年各栏，文字沿用待核"
    return f"{named}，不是{mine}年度或它的上一年，数字没有读入，只沿用文字"


TOPIC = 3
"""The deepest level of headings that say what the paragraphs below are about."""
_DEEPER = frozenset({"duties", "key_work", "organisation", "scale", "score"})
_CIRCLED = re.compile("\\s*(?P<circle>[①-⑳])\\s*")
_NUMBERED = re.compile(
    "\\s*(?:(?P<item>\\d{1,2}[、.．](?!\\d))|(?P<point>[（(]\\d{1,2}[）)]、?))\\s*"
)
"""Numbers that the reader of headings leaves alone inside tables."""
_OTHER_MARK = re.compile(
    "\\s*(?P<other>[⑴-⒇⒈-⒛㊀-㊉●•■◆▪]|(?:[A-Za-z]|[ivxIVX]{1,5}|[甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥])[、.．)）])\\s*"
)
"""Marks of items that are no heads anywhere."""
WORDS_ASKED = re.compile("（(?:[^（）]{0,80}[，；、])?\\d{2,4}字(?:以内|以上|左右)）")
"""What a form asks for: nothing of it was filled in."""
_STYLES = {"circle": 5, "item": 3, "point": 4, "other": 6}
_BLANK = " \t\n\u3000\xa0"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph.

    Attributes:
        index: of the paragraph.
        chapter, section, scope: where it stands, as the reader says.
        topic: the words of the heading it stands under or opens with, below the section.
        style: of its own number: 1 一、 2 （一） 3 1、 4 （1） 5 ① 6 any other; 0 without one.
        title: its own words as a heading, as printed; empty for plain text.
        body: what it says after number and title, as printed.
        whole: what it says after its number alone.
    """

    index: int
    chapter: str
    section: str
    scope: str
    topic: str
    style: int
    title: str
    body: str
    whole: str
    is_cell: bool
    """Whether it stands beside other cells."""


def blocks(reading: Reading) -> tuple[Block, ...]:
    """Return all paragraphs in reading order."""
    heads = {heading.paragraph: heading for heading in reading.headings}
    found: list[Block] = []
    crossed = _crossed(reading)
    prose = _prose_cells(reading)
    topic, deeper, at = "", "", ("", "")
    for index, standing in enumerate(reading.standings):
        heading = heads.get(index)
        here = (standing.chapter, standing.section)
        if here != at:
            topic, deeper, at = "", "", here
        if heading is not None and heading.level <= TOPIC:
            topic = heading.title
            deeper = heading.key if heading.key in _DEEPER and heading.level == TOPIC else ""
        elif heading is not None and not heading.run_in and not standing.section:
            topic = heading.title
        block = _block_of(reading, index, heading, (topic, deeper))
        paragraph = reading.source.paragraphs[index]
        among = (paragraph.table, paragraph.row) in crossed and _cell(paragraph) not in prose
        found.append(block if among else replace(block, is_cell=False))
    return tuple(found)


_PROSE = 3
"""A cell of so many paragraphs, sentences among them, is running text beside its label."""


def _cell(paragraph: Paragraph) -> tuple[int, int, int]:
    return paragraph.table, paragraph.row, paragraph.column


def _prose_cells(reading: Reading) -> frozenset[tuple[int, int, int]]:
    cells = [p for p in reading.source.paragraphs if p.is_cell]
    sizes = Counter(map(_cell, cells))
    prose = {_cell(p) for p in cells if p.text.rstrip().endswith("。")}
    return frozenset(cell for cell in prose if sizes[cell] >= _PROSE)


def _crossed(reading: Reading) -> set[tuple[int, int]]:
    """Return the rows of tables with more than one cell; a cell of its own is running text."""
    columns: dict[tuple[int, int], set[int]] = {}
    for paragraph in reading.source.paragraphs:
        if paragraph.text.strip():
            columns.setdefault((paragraph.table, paragraph.row), set()).add(paragraph.column)
    return {row for row, found in columns.items() if len(found) > 1}


def _block_of(
    reading: Reading, index: int, heading: Heading | None, under: tuple[str, str]
) -> Block:
    """Return a paragraph as a block, its heading or number taken off."""
    paragraph, standing = reading.source.paragraphs[index], reading.standings[index]
    text = paragraph.text.strip(_BLANK)
    style, title, body, whole = 0, "", text, text
    circled = _CIRCLED.match(paragraph.text) or _OTHER_MARK.match(paragraph.text)
    if circled is None and paragraph.is_cell:
        circled = _NUMBERED.match(paragraph.text)
    if heading is not None:
        style = heading.style
        title, body, whole = _parts(reading, index, heading)
    elif circled:
        style, whole = (
            _STYLES[str(circled.lastgroup)],
            paragraph.text[circled.end() :].strip(_BLANK),
        )
        title, body = split_title(whole)
    return Block(
        index, standing.chapter, under[1] or standing.section, standing.scope, under[0], style,
        title, body, whole, paragraph.is_cell,
    )  # fmt: skip


def _parts(reading: Reading, index: int, heading: Heading) -> tuple[str, str, str]:
    """Return title, body and both of a heading, in the words as printed."""
    text, origin = reading.source.paragraphs[index].text, reading.normals[index].origin
    start = origin[len(heading.mark)] if len(heading.mark) < len(origin) else len(text)
    end = len(heading.mark) + len(heading.title)
    stop = origin[end] if end < len(origin) else len(text)
    # A mark dropped while reading, such as an opening quote, belongs to the title.
    while heading.mark and start and text[start - 1] in '“"‘《':
        start -= 1
    title = text[start:stop].strip(_BLANK)
    body = text[stop:].lstrip("”’").lstrip(_BLANK)[1:].strip(_BLANK)
    return title, body, text[start:].strip(_BLANK)


def split_title(text: str) -> tuple[str, str]:
    """Return the first short sentence and the rest; no title where it is long."""
    title, stop, rest = text.partition("。")
    if not stop and len(text) <= 60:
        return text.strip(_BLANK), ""
    return (title.strip(_BLANK), rest.strip(_BLANK)) if len(title) <= 60 else ("", text)


_ABOUT_AMOUNTS = frozenset(
    {"DIGIT_DROP", "CONTRADICTION", "UNIT", "SUM", "COUNT", "SCOPE", "OVER_EXECUTION"}
)
_ABOUT_CHANGES = frozenset({"PCT", "DIRECTION"})
_ABOUT_FIGURES = _ABOUT_AMOUNTS | _ABOUT_CHANGES | {"RATE", "ZERO_BASE"}
_MOST_SHOWN = 12
_EXPECTED = re.compile("-?\\d+(?:\\.\\d+)?(?:万元)?")
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a figure may be wrong, and what it should be where that is certain."""

    why: str
    expected: Decimal | None = None


_STRETCH = 500


def _stretches(span: Span) -> list[tuple[int, int]]:
    """Return the stretches of a paragraph that a place touches: findings are sought by them."""
    first, last = span.start // _STRETCH, span.end // _STRETCH
    return [(span.paragraph, at) for at in range(first, last + 1)]


class Doubts:
    """The findings of a text by place."""

    def __init__(self, findings: tuple[TextFinding, ...]) -> None:
        self._by_paragraph: defaultdict[int, list[TextFinding]] = defaultdict(list)
        self._by_stretch: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for at, finding in enumerate(findings):
            self._by_paragraph[finding.spot.paragraph].append(finding)
            if finding.class_ in _ABOUT_AMOUNTS | _ABOUT_CHANGES:
                for stretch in _stretches(finding.spot):
                    self._by_stretch[stretch].append(at)
        self._findings = findings

    def of_amount(self, span: Span) -> Doubt | None:
        """Return the doubt about an amount printed at `span`."""
        return self._doubt_at(span, _ABOUT_AMOUNTS)

    def of_change(self, span: Span) -> Doubt | None:
        """Return the doubt about a comparison printed at `span`."""
        return self._doubt_at(span, _ABOUT_AMOUNTS | _ABOUT_CHANGES)

    def is_stale(self, paragraph: int) -> bool:
        """Return whether a year in the paragraph looks left over from the year before."""
        return any(f.class_ == "STALE_YEAR" for f in self._by_paragraph[paragraph])

    def is_guidance(self, paragraph: int) -> bool:
        """Return whether the paragraph is the county's guidance, left standing."""
        return any(
            f.class_ == "TEMPLATE_LEFTOVER"
            and f.severity is Severity.ERROR
            and f.expected.startswith("删去")
            for f in self._by_paragraph[paragraph]
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is wrong or to be asked of figures, a sentence each, and how much else there is."""
        shown = [
            f"{f.where}：{f.message}"
            for f in self._findings
            if f.severity is not Severity.HINT and f.class_ in _ABOUT_FIGURES
        ]
        rest = len(self._findings) - len(shown)
        more = (f"另有{rest}处文字、格式问题，用“体检”逐条查看",) if rest else ()
        if len(shown) > _MOST_SHOWN:
            left = len(shown) - _MOST_SHOWN
            shown = [*shown[:_MOST_SHOWN], f"另有{left}处数字要核对，用“体检”逐条查看"]
        return (*shown, *more)

    def _doubt_at(self, span: Span, classes: frozenset[str]) -> Doubt | None:
        """Return the doubt that findings of some classes cast on a span, None without one."""
        near = {at for stretch in _stretches(span) for at in self._by_stretch.get(stretch, ())}
        found = [
            f
            for f in map(self._findings.__getitem__, sorted(near))
            if f.class_ in classes
            and (f.severity is not Severity.HINT or f.certainty == LIKELY)
            and f.spot.start < span.end
            and span.start < f.spot.end
        ]
        if not found:
            return None
        first = found[0]
        certain = next((e for f in found if (e := _expected(f)) is not None), None)
        return Doubt(shortened(first.message), certain)


def _expected(finding: TextFinding) -> Decimal | None:
    """Return the amount a finding is sure of: a digit dropped, 元 for 万元."""
    if finding.certainty != PROVED or finding.class_ not in {"DIGIT_DROP", "UNIT"}:
        return None
    if not _EXPECTED.fullmatch(finding.expected):
        return None
    return Decimal(finding.expected.removesuffix("万元"))


def shortened(message: str) -> str:
    """Return a message short enough to stand in a table."""
    return message if len(message) <= LONGEST else f"{message[: LONGEST - 1]}…"


_LONGEST_QUOTE = 200
_OF_ONE = re.compile("[该此]项目")
_SPENT_ON = re.compile("(?:用于)?(?:实施|建设|开展|完成|支持|推进|修建|维修)")
"""投入150万元实施路灯改造项目: what was spent on one, though projects are named."""


class Collector:
    """What one text proposes for one report; each reader adds to it and marks what it has taken."""

    def __init__(
        self, reading: Reading, findings: tuple[TextFinding, ...], report: Report, shift: Shift
    ) -> None:
        self.reading = reading
        self.report = report
        self.shift = shift
        self.doubts = Doubts(findings)
        self.blocks = blocks(reading)
        self.items: dict[Place, Proposed] = {}
        self.rows: list[NewRow] = []
        self.placed: set[int] = set()
        """Paragraphs of which something was proposed, by their index; the others are listed."""
        self.used: set[int] = set()
        """Statements that found their field, by their index in the reading."""
        self.without_column: list[tuple[str, Span, Decimal]] = []
        """Amounts that a figure is compared with, which the report does not ask for."""
        self.counted: list[Span] = []
        """Counts that were read of what no statement is about: guests, vehicles."""
        self.of_projects: set[Span] = set()
        """Amounts that sentences tell of one project each: they are no totals."""
        self.listed: set[int] = set()
        """Rows of projects that the basic data table lists by name."""
        self.unplaced: list[Unplaced] = []
        self.notes: list[str] = []
        self._names: dict[tuple[str, int], dict[str, int]] = {}
        self._spent: defaultdict[tuple[str, int | None], list[Statement]] = defaultdict(list)
        for s in reading.statements:
            if s.amount is not None and s.measure == OUTTURN and not (s.aside or s.whose):
                self._spent[s.key, s.year].append(s)

    def tells_this_year(self, s: Statement) -> bool:
        """Whether the text states what its own year spent of a quantity too, and another amount."""
        found = self._spent.get((s.key, self.reading.year), []) if s.key and s.amount else []
        amounts = {other.amount.value for other in found if other.amount is not None}
        return bool(amounts) and s.amount is not None and s.amount.value not in amounts

    def figure_compared(self, s: Statement) -> Candidate | None:
        """Return the one figure of the text that a comparison without an amount is of.

        公务接待费决算比上年减少0.39万元 counts from the 2.52万元 that another sentence states.
        """
        alone = s.key and s.measure == OUTTURN and not (s.none or s.whose)
        found = self._spent.get((s.key, s.year), []) if alone and s.comparisons else []
        found = [other for other in found if other.scope == s.scope]
        same = {other.amount.value for other in found if other.amount is not None}
        return stated(self, found[0]) if len(same) == 1 else None

    def is_of_a_project(self, s: Statement) -> bool:
        """Whether a sentence tells an amount of one project, read with its row, or spent on one."""
        if s.amount is None:
            return False
        if s.key != "project_spending" or s.amount.span in self.of_projects:
            return s.amount.span in self.of_projects
        text = self.reading.source.paragraphs[s.amount.span.paragraph].text
        said = text[max(0, s.span.start - 1) : s.amount.span.end]
        spent_on = "项目" not in said and _SPENT_ON.match(text, s.amount.span.end)
        return bool(spent_on or _OF_ONE.search(said))

    def chapter(self, key: str, section: str | None = None) -> list[Block]:
        """Return the running text of a chapter, or of one of its sections."""
        return [
            b
            for b in self.blocks
            if b.chapter == key and not b.is_cell and (section is None or b.section == section)
        ]

    def put(  # noqa: PLR0913 - one place where a proposed value is put together
        self,
        field: Field[Any],
        value: Value | None,
        at: Span | int,
        row: int = SINGLE,
        *,
        doubt: str = "",
        instead: Value | None = None,
        carried: bool = False,
    ) -> None:
        """Propose a value; what is no value of its field is listed.

        `carried` marks what was true of the year before and has to be looked at again. What a
        draft marks as not filled in, 【待填：…】, is no value.
        """
        if isinstance(value, str) and has_gap(value):
            value = self._filled_in(value, at) or None
        kept = _as_kept(field, value)
        if kept is None:
            return
        if isinstance(kept, Unread):
            self.miss(at, kept.text, kept.why)
            return
        source = Source(
            self._kind(carried), self.reading.source.name, self._where(at), self._quote(at)
        )
        other = None if instead is None else _as_kept(field, instead)
        self.items[field.at(row)] = Proposed(field.at(row), kept, source, doubt, other)
        self.placed.add(at if isinstance(at, int) else at.paragraph)

    def carry(
        self, field: Field[Any], value: Value | None, at: Span | int, row: int = SINGLE
    ) -> None:
        """Propose something that stays as it is from year to year."""
        self.put(field, value, at, row, carried=True)

    def add_to(self, field: Field[str], text: str, at: int, row: int = SINGLE) -> None:
        """Propose text, as a further paragraph where the field has some already."""
        before = self.items.get(field.at(row))
        if before is None or not isinstance(before.value, str):
            self.carry(field, text, at, row)
            return
        text = self._filled_in(text, at) if has_gap(text) else text
        if not text:
            return
        self.items[field.at(row)] = Proposed(
            before.place, f"{before.value}\n{text}", before.source, before.doubt
        )
        self.placed.add(at)

    def row(self, section: type[Section], by: Field[str], name: str, parent: int = SINGLE) -> int:
        """Return the row of that name: one of the report, one proposed before, or a new one.

        Rows whose name a draft left open, 【待填：…】, are not the same row.
        """
        known = self._names.setdefault((section.key, parent), self._present(section, by, parent))
        key = evened(name)
        if key in known and not has_gap(name):
            return known[key]
        known[key] = -1 - len(self.rows)
        self.rows.append(NewRow(section.key, known[key], parent))
        return known[key]

    def _filled_in(self, text: str, at: Span | int) -> str:
        """Return what of a text was filled in; sentences with words beside their mark are listed."""
        kept, left = parted_at_gaps(text)
        self.placed.add(at if isinstance(at, int) else at.paragraph)
        for sentence in left:
            if not is_gap(sentence):
                self.miss(at, sentence, LEFT_OPEN)
        return kept

    def proposed(self, field: Field[Any]) -> Iterator[tuple[int, Value]]:
        """Yield the row and the value of each that is proposed for a field."""
        for place, item in self.items.items():
            if place == field.at(place.row):
                yield place.row, item.value

    @property
    def filled_rows(self) -> tuple[NewRow, ...]:
        """The rows that anything was proposed for, or for a row of theirs."""
        used = {(place.section, place.row) for place in self.items}
        parents = {row.parent for row in self.rows if (row.section, row.row) in used}
        return tuple(
            row for row in self.rows if (row.section, row.row) in used or row.row in parents
        )

    def miss(self, at: Span | int, text: str, why: str) -> None:
        """List something that no field was found for."""
        self.unplaced.append(Unplaced(self._where(at), text, why))

    def _present(self, section: type[Section], by: Field[str], parent: int) -> dict[str, int]:
        names = {r: self.report[by.at(r)] for r in self.report.rows(section.key, parent)}
        return {evened(name): r for r, name in names.items() if isinstance(name, str)}

    def _kind(self, carried: bool) -> SourceKind:  # noqa: FBT001 - an inner helper
        late = carried and self.shift is not Shift.SAME
        return SourceKind.CARRIED if late else SourceKind.REPORT

    def _where(self, at: Span | int) -> str:
        return self.reading.where(at if isinstance(at, int) else at.paragraph)

    def _quote(self, at: Span | int) -> str:
        return "" if isinstance(at, int) else self.reading.quote(at)[:_LONGEST_QUOTE]


def _as_kept(field: Field[Any], value: Value | None) -> Value | None:
    """Return the value as it would be kept had it been typed."""
    if value is None or isinstance(value, Unread):
        return value
    return NIL if value is NIL and field.kind.numeric else field.read(_shown(field, value)).value


def _shown(field: Field[Any], value: Value) -> str:
    return value if isinstance(value, str) else field.dump(value)


def evened(name: str) -> str:
    """Return a name as it is compared: no blanks, quotes, full-width digits or end marks."""
    return normalise(name).text.strip("。；，、：")


_GAP = re.compile(f"{GAP_MARK.pattern}|{OPAQUE}+")
_SENTENCE = re.compile(f"(?:{GAP_MARK.pattern}|[^。！？])+[。！？]?|[。！？]")
NO_FIELD = "没有对应的栏目"
LEFT_OPEN = "原文这里写着待填或待核，没有读入"


def is_gap(text: str) -> bool:
    """Return whether a text is no more than marks of what was not filled in."""
    return bool(_GAP.search(text)) and not evened(_GAP.sub("", text))


def has_gap(text: str) -> bool:
    """Return whether a draft left something of a text open: 【待填：…】, 【待核：…】."""
    return _GAP.search(text) is not None


def parted_at_gaps(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without the sentences that a draft left open, and those."""
    kept, left = [], []
    for line in text.split("\n"):
        sentences = _SENTENCE.findall(line)
        kept.append("".join(each for each in sentences if not has_gap(each)))
        left += [each for each in sentences if has_gap(each)]
    return "\n".join(line for line in kept if line.strip()), tuple(left)


def whole(value: Decimal) -> int | None:
    """Return a count of people, None where it is no whole number."""
    return int(value) if value == value.to_integral_value() else None


ZERO = Decimal(0)
CENT = Decimal("0.01")
_MONEY = frozenset({"万元", "万", "元", "千元", "亿元", "亿"})
_PEOPLE = frozenset({"人", "名", "个"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure as one place prints it; `step` is one unit of its last printed place."""

    value: Decimal | Nil
    span: Span
    step: Decimal = CENT
    doubt: Doubt | None = None

    @property
    def number(self) -> Decimal:
        """The amount; 无 counts as zero."""
        return ZERO if isinstance(self.value, Nil) else self.value


_PROJECTS = "project_spending"
WIDER = "前面还有别的字，核对是不是全部的数"
"""The doubt in a figure whose name ends with the field's name: 经编委核定的编制人数."""


def in_doubt(candidate: Candidate, why: str) -> Candidate:
    """Return a figure in doubt, for its own reason where it has one."""
    return replace(candidate, doubt=candidate.doubt or Doubt(why))


def stated(c: Collector, statement: Statement) -> Candidate | None:
    """Return the amount of a statement, None where it states none."""
    if statement.amount is None:
        return Candidate(NIL, statement.span) if statement.none else None
    amount = statement.amount
    if amount.unit not in _MONEY | _PEOPLE and amount.unit:
        return None
    doubt = c.doubts.of_amount(amount.span)
    if doubt is None and amount.approximate:
        doubt = Doubt("原文写的是约数，核对准确的数")
    if doubt is None and not amount.unit and amount.value:
        doubt = Doubt("原文没有写单位，核对是不是万元")
    if doubt is None and statement.key == _PROJECTS and c.reading.genre is Genre.PROJECT:
        doubt = Doubt("文稿说的是一个项目，核对是不是全部的项目支出")
    return Candidate(amount.value, amount.span, amount.step, doubt)


def last_of(c: Collector, statement: Statement, this: Candidate) -> Candidate | None:
    """Return last year's amount by the comparison a statement makes, None where it makes none."""
    comparison = next((x for x in statement.comparisons if _tells_last(c, statement, x)), None)
    if comparison is None:
        return None
    value, step = _base(this, comparison)
    if value is None:
        return None
    doubt = c.doubts.of_change(comparison.span)
    if doubt is None and this.doubt:
        doubt = this.doubt
    if comparison.change is None and comparison.base_amount is None and not comparison.flat:
        doubt = doubt or Doubt("原文只写了百分比，按百分比倒推，不是准数")
    return Candidate(value, comparison.span, step, _moved(doubt, this, value))


_COUNTED_BACK = "原文没有印预算数，按增减额推算，核对预算数"


def counted_back(c: Collector, s: Statement) -> Iterator[tuple[str, Candidate]]:
    """Yield columns and figures that a change alone tells: a budget, and what another sentence's figure was.

    A budget is always in doubt: it may be that of the whole year.
    """
    of_year = s.year is None or s.year == c.reading.year
    if s.measure != OUTTURN or s.whose or not of_year:
        return
    this = stated(c, s)
    figure = this or c.figure_compared(s)
    if figure is None:
        return
    if this is None and (last := last_of(c, s, figure)) is not None:
        yield "last", last
    for comparison in s.comparisons:
        change = comparison.change
        if comparison.base not in {BUDGET, INITIAL_BUDGET} or comparison.base_amount is not None:
            continue
        if change is None or change.approximate or comparison.onward:
            continue
        value, step = _by_change(figure, comparison, change)
        doubt = c.doubts.of_change(comparison.span) or figure.doubt or Doubt(_COUNTED_BACK)
        if value is not None:
            yield "budget", Candidate(value, comparison.span, step, doubt)


def _moved(doubt: Doubt | None, this: Candidate, value: Decimal | Nil) -> Doubt | None:
    """Return the doubt with what last year comes to once this year's slip is mended."""
    if doubt is None or isinstance(value, Nil):
        return doubt
    mended = this.doubt.expected if this.doubt else None
    expected = None if mended is None else mended + (value - this.number)
    return Doubt(doubt.why, expected)


def _tells_last(c: Collector, statement: Statement, comparison: Comparison) -> bool:
    """Whether a comparison is one of the statement's own amount with the year before."""
    if comparison.base != "last_year":
        return False
    people = statement.unit_is_people or (statement.amount is None and statement.key == "headcount")
    numbers = (comparison.change, comparison.base_amount)
    units = {n.unit for n in numbers if n is not None and n.unit}
    if units & _PEOPLE and not people:
        return False
    between = c.reading.source.paragraphs[statement.span.paragraph].text[
        statement.span.end : comparison.span.start
    ]
    clause = between.rpartition("。")[2]
    return "原因" not in clause and "由于" not in clause


def _base(this: Candidate, comparison: Comparison) -> tuple[Decimal | Nil | None, Decimal]:
    if comparison.base_amount is not None:
        return comparison.base_amount.value, comparison.base_amount.step
    if comparison.flat and not (comparison.change and comparison.change.value):
        return this.value, this.step
    if comparison.change is not None:
        return _by_change(this, comparison, comparison.change)
    return _by_percent(this, comparison), CENT


def _by_change(
    this: Candidate, comparison: Comparison, change: Amount
) -> tuple[Decimal | None, Decimal]:
    if not comparison.direction and change.value:
        return None, CENT
    size = abs(change.value) * comparison.direction
    before = this.number - size
    return (None if before < 0 else before), max(this.step, change.step)


def _by_percent(this: Candidate, comparison: Comparison) -> Decimal | None:
    direction = comparison.direction or comparison.percent_direction
    if comparison.percent is None or not direction:
        return None
    factor = 1 + direction * abs(comparison.percent.value) / 100
    if factor <= 0 or isinstance(this.value, Nil):
        return None
    return (this.value / factor).quantize(CENT, ROUND_HALF_UP)


def settled(found: list[Candidate]) -> Candidate:
    """Return the one value of several printings.

    Printings that agree within their last places are the same, the finest holds; where they
    do not, the first that is not in doubt holds and is put in doubt itself.
    """
    best = min(found, key=lambda x: (x.doubt is not None, isinstance(x.value, Nil), x.step))
    number = best.number
    others = [x for x in found if abs(x.number - number) > max(x.step, best.step)]
    if not others:
        doubt = next((x.doubt for x in found if x.doubt is not None), None)
        return Candidate(best.value, best.span, best.step, doubt)
    numbers = "、".join(dict.fromkeys(f"{x.number.normalize():f}" for x in others[:LONGEST]))
    why = shortened(f"报告里有不同的数：这里是{best.number.normalize():f}，别处是{numbers}")
    return Candidate(best.value, best.span, best.step, best.doubt or Doubt(why))
