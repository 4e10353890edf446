"""Sources of an import: which reader takes a file, its notes, restored files, a new year, pasted reports."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.importers.several_files import REPORT, kind_of
from pingkou_gui.importers.source_text import read_pasted as read_pasted_
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.importers.workbook import preview_cells
from pingkou_gui.reopen import open_word
from pingkou_gui.report.proposal import Proposed
from pingkou_gui.report.row_names import row_label
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.editors.binding import number_text
from pingkou_gui.ui.signs import Sign, Tone
from pingkou_gui.ui.table.list_view import ListLine, ListModel, ListView, framed
from pingkou_gui.ui.table.table_model import RowCell, TableColumn
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import SignLabel, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.widgets.layout import Card, GroupBox, PageArea

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.importers.last_report_model import Years
    from pingkou_gui.importers.workbook import Preview
    from pingkou_gui.reopen import Difference, OpenedWord
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.proposal import Proposal
    from pingkou_gui.report.report import Report
    from pingkou_gui.scheme.scheme import Scheme
    from pingkou_gui.text.lines.source import SourceText


# Which projects go on into the new year.


_CARRIED = "今年的数变成上年数；机构、职能、文字沿用，标“沿用待核”；旧报告不变"

_STILL_OPEN = (
    "，空着的在新一年里没有上年数。可以返回先填好；照样能开始，但以后再改旧报告，新一年不会跟着变"
)


class ProjectsModel(ListModel):
    """The projects with their boxes, all ticked at first."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(
            (
                TableColumn("延续", 2.8),
                TableColumn("项目", None),
                TableColumn("全年执行", 6, figures=True),
            )
        )
        self._facts = facts
        self._rows = facts.rows(Project)
        self._left: set[int] = set()

    @property
    def kept(self) -> frozenset[int]:
        """The rows that go on."""
        return frozenset(self._rows) - self._left

    def toggle(self, at: int) -> None:
        """Carry a project on, or drop it."""
        self._left ^= {self._rows[at]}
        self.changed()

    def toggle_all(self) -> None:
        """Carry all on, or none where all are."""
        self._left = set() if self._left else set(self._rows)
        self.changed()

    def count(self) -> int:
        """Return how many projects there are."""
        return len(self._rows)

    def line(self, at: int) -> ListLine:
        """Return a project as it stands now."""
        row = self._rows[at]
        name = self._facts[Project.name, row] or row_label(self._facts, Project.key, row)
        spent = number_text(self._facts[Project.outturn, row], "万元")
        state = Qt.CheckState
        check = state.Unchecked if row in self._left else state.Checked
        return ListLine((RowCell(), RowCell(name), RowCell(spent)), check=check)


class NewYearDialog(Dialog):
    """Asks which projects go on; `kept` has the answer.

    What is still open in the old report is told before: the new year takes it as it is now.
    """

    def __init__(self, facts: Facts, parent: QWidget | None = None, still_open: str = "") -> None:
        super().__init__("开始新一年", (34, 24), parent)
        year = facts[Unit.year]
        following = f"{year + 1}年度" if isinstance(year, int) else "新一年"
        self.column.addWidget(TextLabel(f"开始{following}的报告", TypeRole.HEAD))
        self.column.addWidget(WrappedText(_CARRIED, tone=Tone.SECONDARY))
        if still_open:
            line = QHBoxLayout()
            line.addWidget(SignLabel(Sign.REMINDER), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(WrappedText(f"{year}年度报告还有{still_open}{_STILL_OPEN}"), 1)
            self.column.addLayout(line)
        self.model = ProjectsModel(facts)
        self.view = ListView(self.model, name="延续的项目")
        self.column.addWidget(framed(self.view), 1)
        self.every = every = Button("", ButtonKind.LINK)
        every.clicked.connect(self._toggle_all)
        leave = Button("返回", key="Esc")
        leave.clicked.connect(self.reject)
        self.take = Button("", ButtonKind.PRIMARY)
        self.take.clicked.connect(self.accept)
        self.add_foot(every, leave, self.take, left=1)
        self.view.ticked.connect(self._toggle)
        self.view.opened.connect(self.take.click)  # Enter is the answer, Space ticks
        self._name(following)
        self._following = following
        self.view.choose(0)
        self.view.setFocus()

    @property
    def kept(self) -> frozenset[int]:
        """The rows of the projects that go on."""
        return self.model.kept

    @Slot(int)
    def _toggle(self, at: int) -> None:
        self.model.toggle(at)
        self._name(self._following)

    @Slot()
    def _toggle_all(self) -> None:
        self.model.toggle_all()
        self._name(self._following)

    def _name(self, following: str) -> None:
        number = len(self.model.kept)
        self.take.set_text(f"建{following}报告，延续 {number} 个项目")
        self.every.set_text("全不选" if number == self.model.count() else "全选")


# What is said of a source as a whole, and what could not be read in.


_ALWAYS = "整批导入是一步，按 Ctrl+Z 全部撤销"
_FEW = 1


class NotesCard(Card):
    """A caution and the first note in sight; the others, and what found no place, on demand."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(name="关于这份文件", margin=0.5)
        self.proposal = proposal
        if proposal.caution:
            warned = QHBoxLayout()
            warned.addWidget(SignLabel(Sign.REMINDER), 0, Qt.AlignmentFlag.AlignTop)
            warned.addWidget(WrappedText(proposal.caution, TypeRole.STRONG), 1)
            self.column.addLayout(warned)
        notes = [*proposal.notes[:_FEW], _ALWAYS]
        self._first = QFrame()
        line = QHBoxLayout(self._first)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(SignLabel(Sign.HINT))
        line.addWidget(WrappedText(_run_on(notes)), 1)
        self.column.addWidget(self._first)
        self._line = links = QFrame()
        self._links = QHBoxLayout(links)
        self._links.setContentsMargins(0, 0, 0, 0)
        self._links.addStretch(1)
        self.column.addWidget(links)
        self.more = self._link("", self._show_notes)
        self.rest = self._link(f"没有读进来的 {len(proposal.unplaced)}", self._show_rest)
        self.rest.setVisible(bool(proposal.unplaced))
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        set_look(self.words, "kind", "plain")
        self.column.insertWidget(self.column.indexOf(links), self.words)
        self.words.hide()  # above the links, so that the next click on one folds it away
        self._shown, self._short = "", False
        self.set_short(short=False)
        on_theme_change(self.space_buttons)

    def set_short(self, *, short: bool) -> None:
        """Keep only the links in sight, the first note behind them."""
        self._short = short
        count = len(self._notes())
        self._first.setVisible(not short)
        self.more.set_text(f"说明 {count}" if short else f"其他说明 {count}")
        self.more.setVisible(count > 0)
        self._line.setVisible(count > 0 or bool(self.proposal.unplaced))

    def set_flat(self, *, flat: bool) -> None:
        """Take less room around the links."""
        self.set_margin(0.1 if flat else 0.5)

    def set_room(self, height: int) -> None:
        """Take at most so many pixels for the words."""
        self.words.setFixedHeight(height)

    @Slot()
    def space_buttons(self) -> None:
        """Take gaps from the theme."""
        self._links.setSpacing(theme().em(0.8))

    def _notes(self) -> tuple[str, ...]:
        """Return the notes behind the link."""
        notes = self.proposal.notes
        return (*notes, _ALWAYS) if self._short else notes[_FEW:]

    def _link(self, title: str, slot: Callable[[], None]) -> Button:
        link = Button(title, ButtonKind.LINK)
        link.clicked.connect(slot)
        self._links.insertWidget(self._links.count() - 1, link)
        return link

    @Slot()
    def _show_notes(self) -> None:
        self._toggle("notes", "\n".join(self._notes()), "其他说明")

    @Slot()
    def _show_rest(self) -> None:
        lines = (_unread_line(u.where, u.text, u.why) for u in self.proposal.unplaced)
        self._toggle("rest", "\n".join(lines), "没有读进来的")

    def fold(self) -> bool:
        """Fold the list of notes away; return whether one was unfolded."""
        unfolded, self._shown = bool(self._shown), ""
        self.words.hide()
        return unfolded

    def _toggle(self, key: str, text: str, name: str) -> None:
        self._shown = "" if self._shown == key else key
        self.words.setPlainText(text)
        self.words.setAccessibleName(name)
        self.words.setVisible(bool(self._shown))


def _run_on(notes: list[str]) -> str:
    return "。".join(note.rstrip("。") for note in notes) + "。"


def _unread_line(where: str, text: str, why: str) -> str:
    words = f"{where}：{text}" if text else where
    return f"{words}（{why}）" if why else words


# The dialog a copied report is pasted into.


class PasteReportDialog(Dialog):
    """Takes the text of a report; Ctrl+Enter reads it."""

    def __init__(
        self, title: str, action_label: str, parent: QWidget | None = None, kept: str = ""
    ) -> None:
        """Ask for text under `title`; `action_label` is what the button says.

        The text `kept` was read before and stands there again, chosen: what is pasted takes its
        place.
        """
        super().__init__(title, (40, 24), parent)
        self._kept = kept
        words = "在 Word 或 WPS 里全选、复制，粘贴到下面；表格也一起复制"
        self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("报告的文字")
        self.words.setTabChangesFocus(True)
        self.column.addWidget(self.words, 1)
        leave = Button("返回", key="Esc")
        leave.clicked.connect(self.reject)
        self.take = Button(action_label, ButtonKind.PRIMARY, key="Ctrl+Enter")
        self.take.setShortcut("Ctrl+Return")
        self.take.clicked.connect(self.accept)
        self.add_foot(leave, self.take)
        self.setTabOrder(self.words, self.take)  # who goes on with Tab, Enter has it read
        self.setTabOrder(self.take, leave)
        self.words.textChanged.connect(self._allow)
        self.words.setPlainText(kept)
        self.words.selectAll()
        self._allow()
        self.words.setFocus()

    @property
    def text(self) -> str:
        """What was pasted."""
        return self.words.toPlainText()

    def would_lose(self) -> str:
        """Return that the text was not read yet, where there is one that is not kept anyway."""
        fresh = self.text.strip() and self.text != self._kept
        return "粘贴的文字还没有读" if fresh else ""

    @Slot()
    def _allow(self) -> None:
        self.take.set_missing("" if self.text.strip() else "先粘贴文字")


# What stands at the source of a value: cells of a workbook, paragraphs of a report.


@dataclass(frozen=True, slots=True)
class Origin:
    """What a proposal was read from, kept for looking at it; either may be missing."""

    path: Path | None = None
    text: SourceText | None = None
    files: Mapping[str, Origin] = field(default_factory=dict)
    """Of several files each by the name that sources call it."""

    def cells(self, source: Source) -> Preview | None:
        """Return the cells around a source, None where there are none to be shown."""
        if source.file in self.files:
            return self.files[source.file].cells(source)
        if self.path is None or source.kind is not SourceKind.WORKBOOK:
            return None
        try:
            return preview_cells(self.path, source.where)
        except KnownError:
            return None

    def paragraph(self, source: Source) -> str:
        """Return the paragraph a value was read from, empty where it cannot be told."""
        if source.file in self.files:
            return self.files[source.file].paragraph(source)
        if self.text is None:
            return ""
        wanted = source.where.rpartition(" ")[2] or source.where
        from pingkou_gui.text.lines.source import CellNames  # noqa: PLC0415 - loads all readers

        names = CellNames(self.text.paragraphs)
        found = (p.text for p in self.text.paragraphs if names.place_of(p) == wanted)
        return next(found, "")


# Which reader takes a file, and what comes of it.


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A file read: what it proposes, or the Word file of this program that it is."""

    proposal: Proposal | None
    origin: Origin
    opened: OpenedWord | None = None


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What a file is read for: the report it goes into, its scheme, whose year it speaks of."""

    report: Report
    scheme: Scheme | None = None
    years: Years = "auto"


def read_file(path: Path, wanted: ImportRequest) -> ReadSource:
    """Return what a file holds, by the reader for its kind.

    Raises:
        UnusableFileError: No reader can use it; the sentence says how to save it.
    """
    kind = kind_of(path)
    if kind == REPORT:
        return _read_report_file(path, wanted)
    from pingkou_gui.importers.several_files import KnownFile, read_known  # noqa: PLC0415

    proposal = read_known(KnownFile(path, kind, None), wanted.report, scheme=wanted.scheme)
    return ReadSource(proposal, Origin(path))


def read_files(paths: Sequence[Path], wanted: ImportRequest) -> ReadSource:
    """Return what several files hold, as one proposal.

    Raises:
        UnusableFileError: None of them can be read.
    """
    from pingkou_gui.importers.several_files import read_together  # noqa: PLC0415

    read = read_together(paths, wanted.report, scheme=wanted.scheme)
    files = {file.name: Origin(file.path, file.text) for file in read.files}
    return ReadSource(read.proposal, Origin(files=files))


def read_pasted(text: str, wanted: ImportRequest) -> ReadSource:
    """Return what pasted text proposes.

    Raises:
        UnusableFileError: The text is empty, or far longer than any report.
    """
    return read_words(read_pasted_(text), wanted)


def read_words(source: SourceText, wanted: ImportRequest) -> ReadSource:
    """Return what the text of a report proposes."""
    from pingkou_gui.importers.last_report import read_report  # noqa: PLC0415

    proposal = read_report(source, wanted.report, years=wanted.years)
    if wanted.years == "last":
        proposal = _with_next_year(proposal, source, wanted.report)
    return ReadSource(proposal, Origin(text=source))


def _with_next_year(proposal: Proposal, source: SourceText, report: Report) -> Proposal:
    """Propose the year after that of the text, where the report does not know its own yet."""
    from pingkou_gui.text.lines.identity import report_year  # noqa: PLC0415
    from pingkou_gui.text.lines.source import normalise  # noqa: PLC0415

    place = Unit.year.at()
    year = report_year(tuple(normalise(p.text, at) for at, p in enumerate(source.paragraphs)))
    known = report[place] is not None or any(item.place == place for item in proposal.items)
    if year is None or known:
        return proposal
    origin = Source(SourceKind.REPORT, source.name, "", f"{year}年度的下一年")
    return replace(proposal, items=(Proposed(place, year + 1, origin), *proposal.items))


def _read_report_file(path: Path, wanted: ImportRequest) -> ReadSource:
    if not _is_archive(path):
        return read_words(read_source(path), wanted)
    opened = open_word(path)
    if opened.record is not None:
        return ReadSource(None, Origin(text=opened.source), opened)
    return read_words(opened.source, wanted)


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False  # the reader says what is wrong with it


# A file of this program: its data can be had back, its edits are shown beside them.


_MOST = 60
"""Differences shown; a file edited throughout is another text."""
_LONGEST = 300
_NONE = "没有这一段"


class RestorePage(PageArea):
    """What is in the file, and what was edited in Word since it was written."""

    restore_wanted = Signal()
    """Make a report of the data."""
    words_wanted = Signal()
    """Read the words as those of any report."""
    next_year_wanted = Signal()
    """Make a report of the data, and begin the year after it."""
    left = Signal()

    def __init__(
        self, opened: OpenedWord, name: str, beside: str = "", *, begins: bool = False
    ) -> None:
        """Show the file `name`; `beside` says how it stands to the report in hand.

        With `begins` it was picked as last year's report, and Enter begins the year after it.
        """
        super().__init__(name="本程序写出的文件")
        self._links = QHBoxLayout()
        self.restore = Button("恢复成新报告", ButtonKind.PRIMARY)
        self.words = Button("只把文字当作报告读入", ButtonKind.LINK)
        self.next_year = Button(_next_year(opened))
        self.next_year.setVisible(bool(self.next_year.text()))
        self.leave = Button("返回", key="Esc")
        self._first = self.next_year if begins and self.next_year.text() else self.restore
        if self._first is self.next_year:
            self.restore.set_kind(ButtonKind.NORMAL)
            self.next_year.set_kind(ButtonKind.PRIMARY)
        self.add(self._head_card(opened, name, beside))
        if opened.differences:
            self.add(_differences(opened.differences))
        self.restore.clicked.connect(self.restore_wanted)
        self.words.clicked.connect(self.words_wanted)
        self.leave.clicked.connect(self.left)
        self.next_year.clicked.connect(self.next_year_wanted)
        on_theme_change(self.space_buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Let Enter do what the file was picked for."""
        self._first.setFocus()

    @Slot()
    def space_buttons(self) -> None:
        """Take gaps from the theme."""
        self._links.setSpacing(theme().em(0.6))

    def _head_card(self, opened: OpenedWord, name: str, beside: str) -> Card:
        """Return the card that says what the file is and what can be done with it."""
        card = Card(name="这是本程序写出的文件", margin=1)
        card.column.addWidget(TextLabel("这个文件由本程序写出，带有全部填报数据", TypeRole.HEAD))
        card.column.addWidget(WrappedText(f"{name}　{_unit_of(opened)}", tone=Tone.SECONDARY))
        edited = len(opened.differences)
        notes = (
            f"写出后在 Word 里改过 {edited} 处，改动只在文字里，不在数据里；恢复后照下面逐处补改"
            if edited
            else "写出后没有改过，恢复后与当时一样"
        )
        for words in filter(None, (notes if opened.source.paragraphs else "", beside)):
            card.column.addWidget(WrappedText(words))
        if not opened.source.paragraphs:
            self.words.hide()
        other = self.next_year if self._first is self.restore else self.restore
        for button in (self._first, other, self.words, self.leave):
            self._links.addWidget(button)
        self._links.addStretch(1)
        card.column.addLayout(self._links)
        return card


def _next_year(opened: OpenedWord) -> str:
    """Return what the button says that begins the year after that of the file."""
    year = opened.record.report[Unit.year.at()] if opened.record else None
    return f"恢复并开始 {year + 1}年度…" if isinstance(year, int) else ""


def _unit_of(opened: OpenedWord) -> str:
    report = opened.record.report if opened.record else None
    if report is None:
        return ""
    unit, year = report[Unit.name.at()], report[Unit.year.at()]
    return f"{unit or ''} {f'{year}年度' if year else ''}".strip()


def _differences(found: tuple[Difference, ...]) -> GroupBox:
    group = GroupBox("在 Word 里改过的", note=f"{len(found)} 处")
    for each in found[:_MOST]:
        group.add(_Difference(each))
    if len(found) > _MOST:
        group.add(WrappedText(f"还有 {len(found) - _MOST} 处没有列出"))
    return group


class _Difference(QFrame):
    """One paragraph: where it stands, what the data give, what the file says."""

    def __init__(self, difference: Difference) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.addWidget(TextLabel(difference.where, TypeRole.STRONG))
        written, stands = _short(difference.written), _short(difference.found)
        self._column.addWidget(WrappedText(f"数据：{written}", tone=Tone.SECONDARY))
        self._column.addWidget(WrappedText(f"文件：{stands}"))
        on_theme_change(self.apply_theme)

    @Slot()
    def apply_theme(self) -> None:
        """Take margins from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(0.6), em(0.3), em(0.6), em(0.3))
        self._column.setSpacing(em(0.1))


def _short(words: str) -> str:
    if not words:
        return _NONE
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
