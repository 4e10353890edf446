"""The 体检 screen: findings in a foreign report beside the text they quote."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
)

from pingkou_gui.document.proofread_report import certainty_of, proposal_of, publish_checkup
from pingkou_gui.document.target_file import write_safely
from pingkou_gui.errors import KnownError, TargetError
from pingkou_gui.importers.pasted_rows import is_figure
from pingkou_gui.importers.source_text import read_pasted, read_source
from pingkou_gui.importers.tracked_changes import corrected_copy
from pingkou_gui.text.corrections import Correction, corrections, told_of_rest
from pingkou_gui.text.reading.table_words import TOTAL
from pingkou_gui.text.reading.tables import column_shifts
from pingkou_gui.text.reasoning.finding import CLASSES, Severity
from pingkou_gui.ui.file_dialogs import ask_word_target, open_file
from pingkou_gui.ui.signs import Sign, Tone, tone_of
from pingkou_gui.ui.split_list_page import SplitListPage
from pingkou_gui.ui.table.list_view import ListLine, ListModel, ListView
from pingkou_gui.ui.table.table_model import RowCell, TableColumn
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import call_later, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, SegmentedChoice
from pingkou_gui.ui.widgets.inputs import ComboBox
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Scroller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from pingkou_gui.text.lines.source import SourceText
    from pingkou_gui.text.reading.grids import Grid, TableCell
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reading.tables import HeadedRows
    from pingkou_gui.text.reasoning.finding import Edit, TextFinding
    from pingkou_gui.ui.settings import Settings


_AROUND = 1
"""Paragraphs, or rows of a table, shown before and after the one in question."""


# The rows of a table that a finding is about: its own, those beside it, what it names, the totals.


@dataclass(frozen=True)
class QuotedCell:
    """A cell as printed: what its column is called, its words, and what of them is in question."""

    head: str
    words: str
    marked: tuple[int, int] | None = None


_FIGURE = re.compile(r"\d+(?:\.\d+)?")
QuotedRow = tuple[QuotedCell, ...] | None
"""A row as printed; None stands for rows that are left out between two others."""


def quoted_rows(reading: Reading, finding: TextFinding) -> tuple[QuotedRow, ...]:
    """Return the rows to be shown of the table that a finding stands in; nothing outside of one."""
    for grid, blocks in zip(reading.grids, reading.blocks, strict=True):
        for block in blocks:
            rows = [_paragraphs_of(row) for row in block.rows]
            own = [at for at, there in enumerate(rows) if finding.spot.paragraph in there]
            if own:
                return tuple(_shown_rows(reading, finding, grid, block, own[0]))
    return ()


def _paragraphs_of(row: Sequence[TableCell]) -> frozenset[int]:
    return frozenset(span.paragraph for cell in row for _, span in cell.places)


def _shown_rows(
    reading: Reading, finding: TextFinding, grid: Grid, block: HeadedRows, own: int
) -> Iterator[QuotedRow]:
    """Yield the rows around row `own`, its totals and those the finding names; None for a gap."""
    others = {spot.paragraph for spot in finding.others}
    named = set(_FIGURE.findall(finding.message))
    column = next(
        c.column for c in block.rows[own] if finding.spot.paragraph in _paragraphs_of([c])
    )
    shifts, before = column_shifts(block), -1
    for at, row in enumerate(block.rows):
        total = any(TOTAL.fullmatch(cell.text) for cell in row)
        told = not others.isdisjoint(_paragraphs_of(row)) or any(
            cell.column == column and cell.text in named for cell in row
        )
        if not (abs(at - own) <= _AROUND or total or told):
            continue
        if before >= 0 and at > before + 1:
            yield None
        heads = block.under(block.shift_of(row, grid, shifts))
        cells = tuple(_quoted(reading, finding, heads, cell) for cell in row)
        yield tuple(cell for cell in cells if cell.words)
        before = at


def _quoted(
    reading: Reading, finding: TextFinding, heads: Mapping[int, tuple[str, str]], cell: TableCell
) -> QuotedCell:
    words, marked = "", None
    for _, span in cell.places:
        spot, at = finding.spot, len(words) - span.start
        words += reading.quote(span)
        if spot.paragraph == span.paragraph and spot.start < span.end and span.start < spot.end:
            marked = at + max(spot.start, span.start), at + min(spot.end, span.end)
    head = heads.get(cell.column, ("", ""))[1]
    return QuotedCell("" if head == cell.text else head, words.replace("\n", " "), marked)


# The paragraph of a finding with its words marked, and what is said of them.


_CHANGES, _LETTERS = 2, 4
"""Changes that are told, and letters around one."""
_FLAT = 2.2
"""So many times wider than high, words and paragraph stand side by side."""
_PARAGRAPH = 6.0
"""Em of height that the paragraph keeps, however much is said of it."""
_ANY = (1 << 24) - 1  # QWIDGETSIZE_MAX


class QuotePane(QFrame):
    """Shows where a finding stands; without one, the chapters of the report."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "side")
        self.setAccessibleName("原文")
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._told, ground = Scroller("问题", "sideground"), QFrame()
        set_look(ground, "kind", "sideground")
        self._ground, self._column = ground, QVBoxLayout(ground)
        self._head = TextLabel("", TypeRole.HEAD)
        self._message = WrappedText("")
        self._expected = WrappedText("", TypeRole.STRONG)
        self._change = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self.words = QTextBrowser()
        self.words.setAccessibleName("原文")
        set_look(self.words, "kind", "paper")
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setOpenLinks(False)
        for widget in (self._head, self._message, self._expected, self._change):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._told.setWidget(ground)
        self._parts.addWidget(self._told)
        self._parts.addWidget(self.words, 1)
        self._examined: ProofreadResult | None = None
        self._finding: TextFinding | None = None
        on_theme_change(self.apply_theme)

    def show_finding(self, examined: ProofreadResult, finding: TextFinding | None) -> None:
        """Show a finding in its paragraph, or the chapters where there is none."""
        self._examined, self._finding = examined, finding
        self._expected.setVisible(finding is not None)
        if finding is None:
            self._head.setText("认出的章")
            self._message.setText("" if examined.chapters else "没有认出报告的章，只核对了文字")
            self._message.setVisible(not examined.chapters)
        else:
            self._head.setText(finding.where or "原文")
            self._message.setText(finding.message)
            self._message.setVisible(True)
            ought = "应有" if finding.class_ == "MISSING" else "应为"
            mended = f"{ought}：{proposal_of(finding)}" if finding.expected else "核对原文"
            self._expected.setText(f"{mended}　{certainty_of(finding)}")
        self._tell_change(examined, finding)
        self._write()
        self._share()

    def _tell_change(self, examined: ProofreadResult, finding: TextFinding | None) -> None:
        """Say letter by letter what the corrected copy would change."""
        found = examined.correction(finding)
        changed = (
            "；".join(examined.change(edit) for edit in found.edits[:_CHANGES]) if found else ""
        )
        more = f"，共 {len(found.edits)} 处" if found and len(found.edits) > _CHANGES else ""
        self._change.setText(f"改正稿里：{changed}{more}")
        self._change.setVisible(bool(changed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()
        call_later(self.words, self.words.ensureCursorVisible)

    def _share(self) -> None:
        """Share the room: what is said over the paragraph, beside it where that is flat."""
        em, ways = theme().em, QBoxLayout.Direction
        beside = self.width() >= _FLAT * self.height()
        self._parts.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._parts.setStretch(0, int(beside))
        edges = self._parts.contentsMargins()
        width = self.width() - edges.left() - edges.right()
        needed = self._column.totalHeightForWidth(max(width, 1))
        least = self.height() - em(_PARAGRAPH)
        self._told.setMinimumHeight(0 if beside else max(0, min(needed, least)))
        self._told.setMaximumHeight(_ANY if beside else self._told.minimumHeight())
        bars = Qt.ScrollBarPolicy  # a bar takes width: words that just fit would need it
        fits = not beside and needed <= least
        self._told.setVerticalScrollBarPolicy(
            bars.ScrollBarAlwaysOff if fits else bars.ScrollBarAsNeeded
        )
        self._parts.activate()

    @Slot()
    def apply_theme(self) -> None:
        """Take colours and sizes from the theme."""
        em = theme().em
        self._parts.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6))
        self._parts.setSpacing(em(0.4))
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(0.4))
        self.words.document().setDocumentMargin(em(0.6))
        if self._examined is not None:
            self._write()

    def _write(self) -> None:
        """Write the passage around the finding, or the chapters where none is chosen."""
        self.words.clear()
        examined, finding = self._examined, self._finding
        if examined is None:
            return
        if finding is None:
            for chapter in examined.chapters:
                self._paragraph(chapter, Tone.TEXT)
            return
        rows = quoted_rows(examined.reading, finding)
        if rows:
            self._write_rows(rows)
            return
        paragraphs, here = examined.reading.source.paragraphs, finding.spot.paragraph
        first = max(0, here - _AROUND)
        for number in range(first, min(len(paragraphs), here + _AROUND + 1)):
            text = paragraphs[number].text
            tone = Tone.TEXT if number == here else Tone.SECONDARY
            at = self._paragraph(text, tone)
            if number == here:
                self._mark(at + finding.spot.start, at + finding.spot.end)

    def _write_rows(self, rows: Sequence[QuotedRow]) -> None:
        """Write rows of a table, each figure behind the name of its column."""
        place: tuple[int, int] | None = None
        for cells in rows:
            if cells is None:
                self._paragraph("…", Tone.SECONDARY)
                continue
            named = next((at for at, cell in enumerate(cells) if not is_figure(cell.words)), 0)
            here, text = None, ""
            for at, cell in enumerate(cells):
                head = f"{cell.head}\N{NO-BREAK SPACE}" if cell.head and at > named else ""
                text += f"{'　' if text else ''}{head}"
                if cell.marked is not None:
                    here = len(text) + cell.marked[0], len(text) + cell.marked[1]
                text += cell.words
            start = self._paragraph(text, Tone.SECONDARY if here is None else Tone.TEXT)
            place = place if here is None else (start + here[0], start + here[1])
        if place is not None:
            self._mark(*place)

    def _paragraph(self, text: str, tone: Tone) -> int:
        """Write a paragraph; return where it begins."""
        cursor = self.words.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        block, characters = QTextBlockFormat(), QTextCharFormat()
        block.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(theme().em(0.4))
        ink = theme().colours.ink if tone is Tone.TEXT else theme().colours.secondary
        characters.setForeground(QColor(ink))
        if self.words.document().isEmpty():
            cursor.setBlockFormat(block)
            cursor.setCharFormat(characters)
        else:
            cursor.insertBlock(block, characters)
        at = cursor.position()
        cursor.insertText(text.replace("\n", " "), characters)
        return at

    def _mark(self, start: int, end: int) -> None:
        cursor = self.words.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        marked = QTextCharFormat()
        marked.setBackground(QColor(theme().colours.mark))
        marked.setFontWeight(600)
        cursor.mergeCharFormat(marked)
        cursor.setPosition(start)
        self.words.setTextCursor(cursor)
        self.words.ensureCursorVisible()


# A report that was examined: its words, its chapters, its findings, what is shown of them.


@dataclass(frozen=True)
class ProofreadResult:
    """A report with what was found in it, and the file it was read from."""

    reading: Reading
    findings: tuple[TextFinding, ...]
    path: Path | None = None

    @property
    def name(self) -> str:
        """What the report is called: its file, or what the text was."""
        return self.reading.source.name or "粘贴的报告"

    @property
    def chapters(self) -> tuple[str, ...]:
        """The chapters that the report has, as they are printed, whatever they are called."""
        found = (h for h in self.reading.headings if h.level == 1)
        return tuple(dict.fromkeys(f"{h.mark}{h.title}" for h in found))

    @property
    def about(self) -> str:
        """Unit, year, and how much was understood, in one line."""
        reading = self.reading
        whose = f"{reading.unit}　" if reading.unit else ""
        year = f"{reading.year}年度　" if reading.year else ""
        figures = len(reading.statements) + len(reading.cells)
        return f"{whose}{year}认出 {len(self.chapters)} 章，{figures} 处数字"

    @cached_property
    def corrections(self) -> dict[TextFinding, Correction]:
        """What can be corrected letter by letter; nothing where there is no Word file."""
        if self.path is None or not zipfile.is_zipfile(self.path):
            return {}
        return corrections(self.reading.source, self.findings)

    def correction(self, finding: TextFinding | None) -> Correction | None:
        """Return how a finding can be corrected, None where it takes a person."""
        return self.corrections.get(finding) if finding is not None else None

    def change(self, edit: Edit) -> str:
        """Return what an edit does, with the letters around it."""
        text = self.reading.source.paragraphs[edit.span.paragraph].text
        start, end = max(edit.span.start - _LETTERS, 0), edit.span.end + _LETTERS
        before, after = text[start : edit.span.start], text[edit.span.end : end]
        old = before + text[edit.span.start : edit.span.end] + after
        return f"“{old}”改为“{before}{edit.text}{after}”"

    def shown(self, severity: str = "", class_: str = "") -> tuple[TextFinding, ...]:
        """Return the findings of a severity and a class, of all where one is empty."""
        return tuple(
            f
            for f in self.findings
            if severity in ("", str(f.severity)) and class_ in ("", f.class_)
        )

    def classes(self) -> tuple[tuple[str, str], ...]:
        """Return the classes that were found: code, and name with count."""
        counted: dict[str, int] = {}
        for finding in self.findings:
            counted[finding.class_] = counted.get(finding.class_, 0) + 1
        return tuple((c, f"{class_name(c)} {n}") for c, n in counted.items())


def class_name(code: str) -> str:
    """Return what a class of findings is called."""
    return CLASSES.get(code, ("其他", ""))[0]


def proofread_source(source: SourceText, path: Path | None = None) -> ProofreadResult:
    """Return a report examined; `path` is the file it was read from."""
    from pingkou_gui.text.proofread import examine_reading  # noqa: PLC0415 - lexicons
    from pingkou_gui.text.reading.reader import read  # noqa: PLC0415

    reading = read(source)
    return ProofreadResult(reading, examine_reading(reading), path)


def proofread_file(path: Path) -> ProofreadResult:
    """Return the report in a file examined.

    Raises:
        UnusableFileError: It is no docx or txt; the sentence says how to save it as one.
    """
    examined = proofread_source(read_source(path), path)
    examined.corrections  # noqa: B018 - asked for here, where the clerk waits anyway
    return examined


def proofread_text(text: str) -> ProofreadResult:
    """Return pasted text examined.

    Raises:
        UnusableFileError: The text is empty, or far longer than any report.
    """
    return proofread_source(read_pasted(text))


# Writing a file: where to, what came of it.


class ExportLine(QFrame):
    """What is said of the last export, with the other name or the file itself."""

    def __init__(
        self, settings: Settings, write: Callable[[Path], str], beside: Path | None = None
    ) -> None:
        """Have `write` make the file; it returns the sentence that is said of it.

        It is proposed `beside` a file, else in the folder last exported to.
        """
        super().__init__()
        self._settings, self._make = settings, write
        self._folder = None if beside is None else beside.parent
        self._message = WrappedText("")
        self.other = Button("")
        self.open = Button("打开文件", ButtonKind.LINK)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._message, 1)
        self._line.addWidget(self.other)
        self._line.addWidget(self.open)
        self._suggested: Path | None = None
        self._written: Path | None = None
        self.other.clicked.connect(self._write_other)
        self.open.clicked.connect(self._open)
        self.hide()
        on_theme_change(self.apply_theme)

    @property
    def message(self) -> str:
        """What is said now."""
        return self._message.text()

    def export(self, name: str, title: str) -> None:
        """Ask under `title` where to, proposing a name, and write."""
        path = ask_word_target(
            self.window(), (self._folder or self._settings.export_folder) / name, title
        )
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write to `path` and say what came of it."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            message = self._make(path)
        except KnownError as error:
            self._show_words(f"{error.happened}。{error.remedy}", Tone.ERROR)
            self._suggested = getattr(error, "suggestion", None)
            if self._suggested is not None:
                self.other.set_text(f"存为“{self._suggested.name}”")
        else:
            if self._folder is None:
                self._settings.export_folder = path.parent
            else:
                self._folder = path.parent
            self._written, self._suggested = path, None
            self._show_words(message, Tone.TEXT)
        finally:
            QApplication.restoreOverrideCursor()
        self.other.setVisible(self._suggested is not None)
        self.open.setVisible(self._suggested is None and self._written is not None)

    @Slot()
    def apply_theme(self) -> None:
        """Take gaps from the theme."""
        em = theme().em
        self._line.setContentsMargins(em(1), em(0.2), em(1), em(0.2))
        self._line.setSpacing(em(0.6))

    def _show_words(self, words: str, tone: Tone) -> None:
        self._message.setText(words)
        self._message.set_tone(tone)
        self.show()

    @Slot()
    def _write_other(self) -> None:
        if self._suggested is not None:
            self.write(self._suggested)

    @Slot()
    def _open(self) -> None:
        if self._written is not None:
            open_file(self._written)


# The findings of a check-up as a list.


_SIGNS = {
    Severity.ERROR: Sign.ERROR,
    Severity.REMINDER: Sign.REMINDER,
    Severity.HINT: Sign.HINT,
}
_CHECK = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
_COLUMNS = (
    TableColumn("采用", 2.8),
    TableColumn("要不要改", 4.8),
    TableColumn("位置", 6.6),
    TableColumn("问题", None),
    TableColumn("应为", 10.6, narrow=6),
)


class FindingsModel(ListModel):
    """Findings in the order of the text."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS)
        self._findings: tuple[TextFinding, ...] = ()
        self._possible: frozenset[TextFinding] = frozenset()
        self._alone: frozenset[TextFinding] = frozenset()
        self._ticked: set[TextFinding] = set()

    def allow(
        self,
        possible: Iterable[TextFinding],
        ticked: Iterable[TextFinding],
        alone: frozenset[TextFinding] = frozenset(),
    ) -> None:
        """Have findings that can be corrected, some of them accepted to begin with.

        `alone` are in doubt, or contradict others of them: they are accepted one by one only.
        """
        self._possible, self._ticked, self._alone = frozenset(possible), set(ticked), alone

    @property
    def ticked(self) -> frozenset[TextFinding]:
        """The findings whose corrections are accepted."""
        return frozenset(self._ticked)

    def toggle(self, at: int) -> None:
        """Accept the correction of a line, or leave it."""
        finding = self.finding(at)
        if finding in self._possible and finding is not None:
            self._ticked.symmetric_difference_update((finding,))
            self.changed()

    @property
    def left_together(self) -> frozenset[TextFinding]:
        """What is not accepted yet of the lines shown and can be, all of it at once."""
        return self._shown_possible - self._alone - self._ticked

    @property
    def words_for_all(self) -> str:
        """What `toggle_all` would do now, as a button says it; empty where there is nothing."""
        if self.left_together:
            return "能一起改的全采用" if self._shown_possible & self._alone else "全采用"
        return "全不采用" if self._shown_possible & self._ticked else ""

    @property
    def _shown_possible(self) -> frozenset[TextFinding]:
        return self._possible.intersection(self._findings)

    def toggle_all(self) -> None:
        """Accept what can be corrected in the lines shown, or leave it where all is accepted."""
        if self.left_together:
            self._ticked |= self.left_together
        else:
            self._ticked -= self._shown_possible
        self.changed()

    def show_findings(self, findings: Sequence[TextFinding]) -> None:
        """Show these findings."""
        self.beginResetModel()
        self._findings = tuple(findings)
        self.endResetModel()

    def finding(self, at: int) -> TextFinding | None:
        """Return the finding of a line, None where there is none."""
        return self._findings[at] if 0 <= at < len(self._findings) else None

    def count(self) -> int:
        """Return how many findings are shown."""
        return len(self._findings)

    def line(self, at: int) -> ListLine:
        """Return a finding as a line."""
        finding = self._findings[at]
        sign = _SIGNS[finding.severity]
        box = _CHECK[finding in self._ticked] if finding in self._possible else None
        return ListLine(
            (
                RowCell(),
                RowCell(str(finding.severity), tone_of(sign), sign=sign),
                RowCell(finding.where, Tone.SECONDARY),
                RowCell(finding.title),
                RowCell(proposal_of(finding), strong=bool(finding.expected)),
            ),
            check=box,
        )


# The 体检 screen: findings in a list, the paragraph beside it, the list and the copy as Word.


_EVERY = "every"
_NO_WORD = "只有 Word 文件（docx）能写改正稿"


class ProofreadPage(SplitListPage):
    """One report examined."""

    another_wanted = Signal()
    """Examine another report."""

    def __init__(self, examined: ProofreadResult, settings: Settings) -> None:
        self.model, self.pane = FindingsModel(), QuotePane()
        title = f"体检：{examined.name}"
        super().__init__(
            ListView(self.model, name="体检结果"), self.pane, title=title, about=examined.about
        )
        self.setAccessibleName("体检")
        self._examined = examined
        found = examined.corrections
        self._alone = frozenset(each for each, how in found.items() if how.alone)
        self.model.allow(found, (each for each, how in found.items() if how.plain), self._alone)
        self.export_line = ExportLine(settings, self._write_list, examined.path)
        self.copy_line = ExportLine(settings, self._write_copy, examined.path)
        items = [(_EVERY, "全部"), *((s.name, str(s)) for s in Severity)]
        self.segments = SegmentedChoice(items, joined=False)
        self.segments.choose(_EVERY)
        self.segments.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kinds = [(_EVERY, "各种问题"), *examined.classes()]
        self.classes = ComboBox(kinds, name="问题种类", width=7.5)
        self.classes.choose(_EVERY)
        self._make_buttons(any_word=bool(found))
        self.head.add_control(self.segments)
        self.head.add_control(self.classes)
        self.add_over_foot(self.export_line)
        self.add_over_foot(self.copy_line)
        self.add_buttons(self.every, self.leave, self.another, self.export, self.correct)
        self._tie()
        self._show()

    def _make_buttons(self, *, any_word: bool) -> None:
        """Make the foot: the copy is what comes out where there is one, else the list."""
        kinds = (ButtonKind.NORMAL, ButtonKind.PRIMARY)
        first, second = kinds if any_word else kinds[::-1]
        self.every = Button("", ButtonKind.LINK)
        self.leave = Button("返回", key="Esc")
        self.another = Button("换一份…")
        self.export = Button("导出 Word 清单…", first)
        self.correct = Button("另存改正稿…", second)

    def _tie(self) -> None:
        self.segments.chosen.connect(self._show)
        self.classes.currentIndexChanged.connect(self._show)
        self.view.line_entered.connect(self._entered)
        self.view.ticked.connect(self._toggle)
        self.view.opened.connect(self._go_on)
        self.every.clicked.connect(self._toggle_all)
        self.leave.clicked.connect(self.leave_page)
        self.another.clicked.connect(self.another_wanted)
        self.export.clicked.connect(self._export)
        self.correct.clicked.connect(self._correct)

    @Slot()
    def _go_on(self) -> None:
        """Frame what writes the file: Space ticks, Enter goes on as in an import."""
        ways = (self.correct, self.export)
        next(way for way in ways if way.isEnabled()).setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _show(self) -> None:
        self.model.show_findings(self._shown())
        self.view.choose(0)
        self._entered(self.view.at)
        self._show_counts()

    def _shown(self) -> tuple[TextFinding, ...]:
        severity, class_ = self.segments.current, self.classes.current_key
        return self._examined.shown(
            str(Severity[severity]) if severity in Severity.__members__ else "",
            "" if class_ == _EVERY else class_,
        )

    def _show_counts(self) -> None:
        """Show how many findings there are and are ticked, and what the buttons lack."""
        findings = self._examined.findings
        self.segments.set_title(_EVERY, f"全部 {len(findings)}")
        for severity in Severity:
            number = sum(f.severity is severity for f in findings)
            self.segments.set_title(severity.name, f"{severity} {number}")
        boxed, ticked = self._examined.corrections, self.model.ticked
        parts = [f"共 {len(findings)} 处" if findings else "没有发现要改的地方"]
        if boxed:
            parts[0] += f"，已打勾 {len(ticked)} 处"
            parts += told_of_rest(findings, boxed, ticked, "还没有打勾")
        elif findings:
            parts += [] if self._is_word() else [_NO_WORD]
        self.show_state("；".join(parts))
        self.every.set_text(self.model.words_for_all)
        self.every.setVisible(bool(self.model.words_for_all))
        self.export.set_missing("" if self.model.count() else "没有可以写进清单的")
        none = "没有能逐字改的" if self._is_word() else _NO_WORD
        missing = "" if ticked else "先在“采用”里打勾"
        self.correct.set_missing(missing if self._examined.corrections else none)

    def _is_word(self) -> bool:
        path = self._examined.path
        return path is not None and zipfile.is_zipfile(path)

    @Slot(int)
    def _toggle(self, at: int) -> None:
        self.model.toggle(at)
        self._show_counts()

    @Slot()
    def _toggle_all(self) -> None:
        self.model.toggle_all()
        self._show_counts()

    @Slot(int)
    def _entered(self, at: int) -> None:
        self.pane.show_finding(self._examined, self.model.finding(at))

    @Slot()
    def _export(self) -> None:
        self.export_line.export(
            f"核对清单（{Path(self._examined.name).stem}）.docx", "导出核对清单"
        )

    @Slot()
    def _correct(self) -> None:
        self.copy_line.export(f"{Path(self._examined.name).stem}（改正稿）.docx", "另存改正稿")

    def _write_list(self, path: Path) -> str:
        """Write the findings shown as a list."""
        shown = self._shown()  # a filter narrows the list too
        publish_checkup(self._examined.name, shown, path, datetime.now().astimezone())
        return f"清单已写到“{path}”"

    def _write_copy(self, path: Path) -> str:
        """Write the accepted corrections into a copy of the file."""
        source = self._examined.path
        if source is None:
            raise KnownError("这份文字不是 Word 文件", "改为导出 Word 清单")
        if path.exists() and path.samefile(source):
            raise TargetError("改正稿不能写在原文件上", "换一个文件名")
        taken = self.model.ticked
        edits = [
            e for f, how in self._examined.corrections.items() if f in taken for e in how.edits
        ]
        copy = corrected_copy(source, edits, datetime.now().astimezone())
        write_safely(path, copy.data)
        message = f"改正稿已写到“{path}”，{len(copy.made)} 处改动以修订显示，逐处接受或拒绝"
        if not copy.left:
            return message
        examined = self._examined
        left = "；".join(f"{examined.change(edit)}（{why}）" for edit, why in copy.left[:_CHANGES])
        return f"{message}。没有写进去 {len(copy.left)} 处：{left}"
