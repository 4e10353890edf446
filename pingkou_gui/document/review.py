"""The composed report read as a stranger would: what is wrong in the clerk's own words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.document.compose import compose
from pingkou_gui.document.phrases import AS_TYPED, Span, SpanKind
from pingkou_gui.document.punctuation import LEADS, changes, full_width
from pingkou_gui.document.tree import Heading, PrintedLine, Table, heading_text, printed
from pingkou_gui.document.tree import Paragraph as Line
from pingkou_gui.form.field import is_blank
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.pages.overview import PUNCTUATION as PUNCTUATION_CHOICES
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import FigureRef, Place, SourceKind
from pingkou_gui.report.carried import stale_amounts
from pingkou_gui.report.check_rules import money
from pingkou_gui.report.checks import class_of, findings
from pingkou_gui.report.checks_texts import TITLES
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.figures import COLUMNS, QUANTITIES, field_of
from pingkou_gui.report.findings import Finding, QuickFix, Severity
from pingkou_gui.text.checks.language.check_years import last_year_named
from pingkou_gui.text.lexing.word_pairs import words_of_reports
from pingkou_gui.text.lines.source import Paragraph, SourceText, normalise
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import LONGEST_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.document.phrases import Spans
    from pingkou_gui.document.tree import Block, Document, Printed
    from pingkou_gui.form.values import Entry, Ref
    from pingkou_gui.report.report import Report
    from pingkou_gui.scheme.scheme import Scheme
    from pingkou_gui.text.reasoning.finding import Edit, TextFinding


# Words carried over from last year's report that still name last year.


STALE = "text.STALE_YEAR"
_AROUND = 12


def stale_year_findings(report: Report) -> Iterator[Finding]:
    """Yield every carried text that tells of last year as if it were this one."""
    year = report[Unit.year.at()]
    if not isinstance(year, int):
        return
    for place in sorted(report.entries):
        text = _carried_words(report.entries[place])
        named = last_year_named(text, year)
        if named:
            first, end = named[0]
            message = f"沿用的文字里还写着{year - 1}年，核对后改写"
            more = f"，共{len(named)}处" if len(named) > 1 else ""
            quote = f"原文：{text[first : end + _AROUND]}{more}"
            yield Finding(STALE, Severity.REMINDER, message, (place,), quote, f"{year}年")


STALE_AMOUNT = "text.STALE_AMOUNT"


def stale_amount_findings(f: Facts, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield every amount in a text that is another this year, where nothing in `found` tells it."""
    for each in stale_amounts(f):
        known = (x for x in found if x.places[:1] == (each.place,))
        if any(each.written in f"{x.message}{x.numbers}" for x in known):
            continue
        whose = "是上年的" if each.of_last_year else ""
        message = f"文字里的{each.written}万元{whose}，本年是{money(each.now)}万元，核对"
        numbers = f"{each.what}：本年 {money(each.now)} 万元，同一段里跟着它的数也要改"
        yield Finding(
            STALE_AMOUNT, Severity.REMINDER, message, (each.place,), numbers, money(each.now)
        )


def _carried_words(entry: Entry) -> str:
    if entry.source.kind is not SourceKind.CARRIED or not isinstance(entry.value, str):
        return ""
    return normalise(entry.value).text


# From the words of the composed report back to the letters the clerk typed into a field.


class TypedEdit(NamedTuple):
    """Letters of a field's text to be replaced."""

    start: int
    end: int
    text: str


TypedEdits = tuple[TypedEdit | None, ...]
"""Edits of one field; None for one whose place is not certain."""


_OF_FIGURES = frozenset({"SUM", "PCT", "COUNT", "POINTS", "DIGIT_DROP", "UNIT"})
"""What is said of figures is not about a text that holds none: the cells are checked by themselves."""
_FIGURE = re.compile("[\\d０-９一二三四五六七八九十两百千]")


def written_at(spans: Spans, start: int, end: int, *, figures: bool = False) -> Place | None:
    """Return the text field whose words stand between two characters of a paragraph.

    With `figures` only a field whose words hold a number can be meant.
    """
    at = 0
    for span in spans:
        upto = at + len(span.text)
        if at < end and upto > start:
            place = _text_field(span)
            if place is not None and (not figures or _FIGURE.search(span.text)):
                return place
        at = upto
    return None


def typed_edits(
    edits: Sequence[Edit], paragraphs: Sequence[Spans], report: Report
) -> dict[Place, TypedEdits]:
    """Return the edits by the field they change, each once; None for one that cannot be placed."""
    found: dict[Place, dict[TypedEdit | None, None]] = {}
    for edit in edits:
        for place, typed in _typed(edit, paragraphs[edit.span.paragraph], report):
            found.setdefault(place, {})[typed] = None
    return {place: tuple(each) for place, each in found.items()}


def edited(text: str, edits: Sequence[TypedEdit]) -> str:
    """Return the text with the edits made, the last one first."""
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _typed(edit: Edit, spans: Spans, report: Report) -> list[tuple[Place, TypedEdit | None]]:
    """Return the edit in the field it lies in; nothing where those words were not typed."""
    at = 0
    for span in spans:
        start, end = edit.span.start - at, edit.span.end - at
        at += len(span.text)
        if not 0 <= start < len(span.text):
            continue
        place = _text_field(span)
        if place is None:
            return []
        text = report[place]
        if end > len(span.text) or not isinstance(text, str):
            return [(place, None)]
        return [(place, _placed(span.text, start, end, text, edit.text))]
    return []


def _placed(printed: str, start: int, end: int, text: str, words: str) -> TypedEdit | None:
    """Return where in a field the printed letters stand; None where that is not certain."""
    if len(shown := full_width(text)) == len(text) and shown != text:
        # Marks were set anew one for one: the letters stand where they stood.
        return _placed(printed, start, end, shown, words)
    kept = [at for at, mark in enumerate(text) if not mark.isspace()]
    flat = "".join(text[at] for at in kept)
    letters = [at for at, mark in enumerate(printed) if not mark.isspace()]
    line = "".join(printed[at] for at in letters)
    own = line if line in flat else line.removesuffix("。")
    if flat.count(own) != 1 or start not in letters or end - 1 not in letters:
        return None
    base = flat.index(own)
    first, last = letters.index(start), letters.index(end - 1)
    if last >= len(own):
        return None
    typed = TypedEdit(kept[base + first], kept[base + last] + 1, words)
    return typed if text[typed.start : typed.end] == printed[start:end] else None


def _text_field(span: Span) -> Place | None:
    for ref in span.refs:
        field = FORM.field_at(ref) if isinstance(ref, Place) else None
        if isinstance(ref, Place) and field is not None and isinstance(field.kind, TextKind):
            return ref
    return None


# What print changes of half-width marks, and of texts that lead on to nothing.


PUNCTUATION, LEAD = "text.PUNCTUATION", "text.LEAD"
_SHOWN = 20


def punctuation_findings(report: Report) -> Iterator[Finding]:
    """Yield every text whose half-width marks print sets anew, with both ways to settle it."""
    if report[Unit.punctuation.at()] == AS_TYPED:
        return
    for place in sorted(report.entries):
        text, field = report[place], FORM.field_at(place)
        if not isinstance(text, str) or field is None or not isinstance(field.kind, TextKind):
            continue
        lines = [
            pair for pair in changes(text) if len({"".join(each.split()) for each in pair}) > 1
        ]
        if lines:
            typed, shown = (_around(each, *lines[0]) for each in lines[0])
            yield Finding(
                PUNCTUATION,
                Severity.HINT,
                "半角标点印出时改为全角",
                (place,),
                f"“{typed}”印成“{shown}”" + (f"，共{len(lines)}段" if len(lines) > 1 else ""),
                full_width(text)[:_SHOWN],
                (
                    QuickFix(f"{_marks_set(text)}半角标点改为全角", place, full_width(text)),
                    QuickFix("都照填的印", Unit.punctuation.at(), _AS_TYPED),
                ),
            )


def lead_findings(document: Document, report: Report) -> Iterator[Finding]:
    """Yield every text that ends by leading on to something, where nothing follows it in print."""
    for place in dict.fromkeys(_closed_texts(document)):
        text = report[place]
        if isinstance(text, str) and text.rstrip().endswith(LEADS):
            last = text.rstrip().rpartition("\n")[2]
            yield Finding(
                LEAD,
                Severity.REMINDER,
                "以冒号收尾，后面没有内容，印成句号",
                (place,),
                f"原文：{last[-_SHOWN:]}",
                "接着写内容，或改成一句完整的话",
            )


def _closed_texts(document: Document) -> Iterator[Place]:
    """Yield the fields of texts that end with a full stop in print."""
    for block in document.blocks:
        for span in block.spans if isinstance(block, Line) else ():
            if span.kind is SpanKind.TYPED and span.text.endswith("。"):
                yield from (ref for ref in span.refs if isinstance(ref, Place))


def _marks_set(text: str) -> str:
    """Return 4处 where marks are set anew one for one, nothing where dots become others."""
    shown = full_width(text)
    if len(shown) != len(text):
        return ""
    return f"{sum(a != b for a, b in zip(text, shown, strict=True))}处"


_AS_TYPED = dict(PUNCTUATION_CHOICES)[AS_TYPED]


def _around(line: str, typed: str, shown: str) -> str:
    """Return the words of a line about the first mark that changes, no number cut in two."""
    first = next(at for at, (a, b) in enumerate(zip(typed, shown, strict=False)) if a != b)
    start, end = max(first - _SHOWN // 2, 0), first + _SHOWN // 2
    while start > 0 and line[start - 1 : start + 1].isalnum() and line[start].isascii():
        start -= 1
    while end < len(line) and line[end - 1 : end + 1].isalnum() and line[end].isascii():
        end += 1
    return line[start:end]


# The composed report read as a stranger would: what is wrong in the clerk's own words.
#
# The program's sentences are right by construction; what the clerk wrote between them is not.
# The same 体检 that reads reports from outside reads the composed one, and what it finds in
# typed words leads back to the field.


def review(document: Document, report: Report, facts: Facts | None = None) -> tuple[Finding, ...]:
    """Return what is wrong in the words that the clerk wrote, each with its field first.

    With `facts` also what a reader will ask of the numbers alone, as far as no check of theirs
    has told it.
    """
    paragraphs: list[Paragraph] = []
    written: list[Spans] = []
    for paragraph, spans in _pieces(document):
        paragraphs.append(paragraph)
        written.append(spans)
    source = SourceText(tuple(paragraphs), document.title, counted=True)
    read = [(item, tuple(_findings(item, written, report))) for item in proofread(source)]
    found = [finding for _, told in read for finding in told]
    if facts is not None:
        found += printed_findings((item for item, told in read if not told), written, facts)
    found += own_word_findings(report, found)
    stale = {finding.places for finding in found if finding.check == STALE}
    found += (finding for finding in stale_year_findings(report) if finding.places not in stale)
    found += stale_amount_findings(facts, found) if facts is not None else ()
    found += punctuation_findings(report)
    found += lead_findings(document, report)
    return tuple(dict.fromkeys(found))


# What a reader of the printed numbers will ask, though each of them is as it was typed.


_OF_NUMBERS = frozenset(
    [
        "SUM",
        "PCT",
        "DIRECTION",
        "CONTRADICTION",
        "DIGIT_DROP",
        "UNIT",
        "COUNT",
        "ZERO_BASE",
        "POINTS",
        "SCOPE",
        "JUMP",
        "REASON",
        "OVER_EXECUTION",
    ]
)
"""Classes of what is asked of numbers, not of the words that the program puts around them."""
_OF_SUMS = frozenset({"SUM", "CONTRADICTION"})
"""Classes in which a check of the numbers tells that numbers do not belong together."""
_WAY_OUT = "县里核对时会看到；要一分不差，就把其中一项照印出的数填"
_PRINTED = re.compile("\\d+\\.\\d+")


def printed_findings(
    items: Iterable[TextFinding], written: Sequence[Spans], f: Facts
) -> Iterator[Finding]:
    """Yield what is asked of printed numbers that no text holds and that is not known otherwise.

    Known is what a blank behind the numbers leaves open, and what a check of the same numbers
    has told. What is left is a question: every number is printed as it was typed.
    """
    own = tuple(_Told(class_of(x), x.severity, _behind(f, x.places), x.places) for x in findings(f))
    seen: set[frozenset[str]] = set()
    for item in (each for each in items if each.class_ in _OF_NUMBERS):
        spots = (item.spot, *item.others)
        refs = [ref for s in spots for ref in _refs_at(written[s.paragraph], s.start, s.end)]
        places = tuple(dict.fromkeys(_shown_at(f, ref) for ref in refs if _behind(f, [ref])))
        said = frozenset(_PRINTED.findall(item.message)) or frozenset({item.message})
        if not places or said in seen or any(_is_open(f, ref) for ref in refs):
            continue
        behind, total = _behind(f, refs), _grown(next(x for x in refs if _behind(f, [x])))
        if not any(each.covers(item, {places[0], total}, behind) for each in own):
            seen.add(said)
            yield _question(item, places)


class _Told(NamedTuple):
    """What a check of the numbers has told: its class, its weight, what is behind, its places."""

    class_: str
    severity: Severity
    behind: tuple[Place, ...]
    places: tuple[Ref, ...]

    def covers(self, item: TextFinding, at: set[Place | None], behind: Iterable[Place]) -> bool:
        """Whether a finding of printed numbers says no more: a remainder is known of one total."""
        if self.class_ not in _OF_SUMS and self.class_ != item.class_:
            return False
        if self.severity is Severity.HINT:
            return not at.isdisjoint(self.places[:1])
        return not set(self.behind).isdisjoint(behind)


def _grown(ref: Ref) -> Place | None:
    """Return the field of the amount of which a number tells how it has changed, else None.

    Where its parts are rounded apart from it, so is that.
    """
    stem, _, column = ref.figure.rpartition(":") if isinstance(ref, FigureRef) else ("", "", "")
    grown = column == "change" and stem in QUANTITIES
    return QUANTITIES[stem].amounts.this.at() if grown else None


def _is_open(f: Facts, ref: Ref) -> bool:
    """Whether what is printed there is not known yet."""
    if isinstance(ref, Place):
        return is_blank(f.report[ref])
    return f[FIGURES[ref.figure], ref.row] is None


def _question(item: TextFinding, places: tuple[Place, ...]) -> Finding:
    """Return a finding of printed numbers, at most a reminder, with the way out of a remainder."""
    shown = _finding(item, places[0], item.message, ())
    hint = shown.severity is Severity.HINT
    return shown._replace(
        severity=shown.severity if hint else Severity.REMINDER,
        places=places,
        advice=_WAY_OUT if hint and item.class_ == "SUM" else "",
    )


def _refs_at(spans: Spans, start: int, end: int) -> Iterator[Ref]:
    """Yield what stands behind the letters between two characters of a paragraph."""
    at = 0
    for span in spans:
        upto = at + len(span.text)
        if at < end and upto > start:
            yield from span.refs
        at = upto


def _shown_at(f: Facts, ref: Ref) -> Place:
    """Return the field that a number stands in, of one worked out from many the first of them."""
    if isinstance(ref, Place):
        return ref
    stem, _, column = ref.figure.rpartition(":")
    amounts = QUANTITIES[stem].amounts if stem in QUANTITIES and column in COLUMNS else None
    own = None if amounts is None else field_of(amounts, column)
    if own is not None:
        return own.at()
    section = FORM.sections.get(stem)
    stage = next((x for x in section.fields if x.name == column), None) if section else None
    if stage is not None:
        return stage.at()
    behind = _behind(f, [ref])
    fields = ((place, FORM.field_at(place)) for place in behind)
    return next((p for p, x in fields if x is not None and x.kind.numeric), behind[0])


def _behind(f: Facts, refs: Iterable[Ref]) -> tuple[Place, ...]:
    """Return the typed values behind numbers, through all that they were worked out from."""
    places = ((ref,) if isinstance(ref, Place) else f.places(f.reads(ref)) for ref in refs)
    return tuple(dict.fromkeys(place for each in places for place in each))


# Slips in single texts: a heading is no sentence, and a slip that a clerk makes three times looks
# like a name where the whole report is read.


_SLIP = "TYPO"
_ENDS = "。！？；：…"
_FEWEST = 4
"""Letters from which words are read as a sentence."""
_MOST_TEXTS = 600
"""So many texts are read one by one; a report of a thousand projects is not kept waiting."""


def own_word_findings(report: Report, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield slips that each typed text shows by itself and the report as a whole does not.

    Args:
        report: What was typed.
        found: What was found in the report as a whole.
    """
    known = {(finding.places[0], finding.expected) for finding in found}
    places = [place for place in sorted(report.entries) if _is_prose(place)]
    for place in places[:_MOST_TEXTS]:
        text = report[place]
        if not isinstance(text, str) or len(text) < _FEWEST:
            continue
        for item in _slips_of(text):
            if (place, item.expected) not in known and item.severity != Severity.HINT.value:
                edits = [TypedEdit(e.span.start, e.span.end, e.text) for e in item.edits]
                fixes = _quick_fix(item.deed, place, tuple(edits), report) if _one(text) else ()
                yield _finding(item, place, item.message, fixes)


def _is_prose(place: Place) -> bool:
    """Return whether sentences or headings are typed there, and no names, values or numbers."""
    field = FORM.field_at(place)
    if field is None or not isinstance(field.kind, TextKind):
        return False
    return field.kind.lines > 1 or field in TITLES or "原因" in field.label


def _one(text: str) -> bool:
    """Return whether a text is one paragraph: then a place in it is a place in the text."""
    return "\n" not in text.strip() and text == text.strip()


@lru_cache(maxsize=2048)
def _slips_of(text: str) -> tuple[TextFinding, ...]:
    """Return the likely slips of a text read alone: only words that reports are written with."""
    lines = [line if line.endswith(tuple(_ENDS)) else f"{line}。" for line in text.split("\n")]
    source = SourceText(tuple(Paragraph(line, "正文") for line in lines), "")
    usual = words_of_reports()
    return tuple(
        item
        for item in proofread(source)
        if item.class_ == _SLIP and set(item.expected.split("或")) <= usual
    )


def review_report(report: Report, scheme: Scheme) -> tuple[Finding, ...]:
    """Return what is wrong in the words of a report; it is composed anew, from facts of its own."""
    facts = Facts(report, scheme)
    document = compose(facts, draft=True)
    return review(document, report, facts)


def _findings(item: TextFinding, written: Sequence[Spans], report: Report) -> Iterator[Finding]:
    """Yield what a finding says of each field that it is about, with the mending of that field."""
    mended = typed_edits(item.edits, written, report)
    if len(item.edits) > 1:
        for field, edits in mended.items():
            words = f"{len(edits)}处{item.deed}"
            yield _finding(item, field, words, _quick_fix(words, field, edits, report))
        return
    spots = (item.spot, *item.others)
    figures = item.class_ in _OF_FIGURES
    places = (written_at(written[s.paragraph], s.start, s.end, figures=figures) for s in spots)
    place = next((each for each in places if each is not None), None)
    if place is not None:
        fixes = _quick_fix(item.deed, place, mended.get(place, ()), report)
        yield _finding(item, place, item.message, fixes)


def _finding(item: TextFinding, place: Place, words: str, fixes: tuple[QuickFix, ...]) -> Finding:
    message = words if len(words) <= LONGEST_TITLE else item.title
    numbers = _beyond(words, message) or f"原文：{item.quote[:40]}"
    severity = Severity(str(item.severity))
    if item.class_ == "CONTRADICTION" and severity is Severity.HINT:
        severity = Severity.REMINDER  # of two figures in her own report one is that of the form
    check = f"text.{item.class_}"
    formerly = f"{message}|{words}" if message != words else ""
    return Finding(
        check, severity, message, (place,), numbers, item.expected, fixes, formerly=formerly
    )


_ASIDE = re.compile("（([^（）]*)）")


def _beyond(words: str, title: str) -> str:
    """Return what words say that their title, which may be the first of them, does not."""
    whole, _, behind = words.partition(title)
    if whole != words:
        return f"{whole}{behind}".strip("，；。：")
    bare, asides = _ASIDE.sub("", words), "，".join(_ASIDE.findall(words))
    whole, _, behind = bare.partition(title)
    if whole == bare:
        return words  # the title is of its own words
    return "；".join(filter(None, (asides, f"{whole}{behind}".strip("，；。："))))


def _quick_fix(label: str, place: Place, edits: TypedEdits, report: Report) -> tuple[QuickFix, ...]:
    """Return the mending by one click, where it is known letter by letter what to put where."""
    text, certain = report[place], [edit for edit in edits if edit is not None]
    if not certain or len(certain) < len(edits) or not isinstance(text, str):
        return ()
    return (QuickFix(label, place, edited(text, certain)),)


def _pieces(document: Document) -> Iterator[tuple[Paragraph, Spans]]:
    """Yield the paragraphs of the report, each with the spans it is made of."""
    tables = count(1)
    yield Paragraph(document.title, "标题"), ()
    yield from _of(document.blocks, "正文", tables)
    for attachment in document.attachments:
        yield Paragraph(attachment.title, f"附件{attachment.number}"), ()
        yield from _of(attachment.blocks, f"附件{attachment.number}", tables)


def _of(
    blocks: tuple[Block, ...], where: str, tables: Iterator[int]
) -> Iterator[tuple[Paragraph, Spans]]:
    here = count(1)
    for number, block in enumerate(printed(blocks), 1):
        if isinstance(block, Table):
            yield from _cells(block, f"{where}表{next(here)}", next(tables))
        else:
            yield from _line(block, f"{where}段{number}")


def _line(block: Printed, where: str) -> Iterator[tuple[Paragraph, Spans]]:
    if isinstance(block, Heading):
        text = heading_text(block)
        yield Paragraph(text, where), _heading(text, block)
    elif isinstance(block, PrintedLine):
        opening = _heading(block.opening, block.heading) if block.heading else ()
        yield Paragraph(block.text, where), (*opening, *block.spans)


def _heading(text: str, heading: Heading) -> Spans:
    """Return the words of a heading after its number, which nobody typed."""
    return (Span(text[: len(heading.label)]), Span(text[len(heading.label) :], refs=heading.refs))


def _cells(block: Table, where: str, table: int) -> Iterator[tuple[Paragraph, Spans]]:
    """Return the cells of a table, which has its number to itself in the whole report."""
    for row, line in enumerate((*block.head, *block.rows), 1):
        for column, cell in enumerate(line.cells, 1):
            locator = f"{where}行{row}列{column}"
            form = not any(span.refs for span in cell.spans)
            yield Paragraph(cell.text, locator, table, row, column, preprinted=form), cell.spans
