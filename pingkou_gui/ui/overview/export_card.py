"""导出: the Word file, what is proved of it, and the fonts this computer lacks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import QApplication, QHBoxLayout

from pingkou_gui.document.compose import compose
from pingkou_gui.document.compose.counting import numbers_printed, numbers_typed
from pingkou_gui.document.fonts import missing_fonts
from pingkou_gui.document.publish import publish
from pingkou_gui.document.standing import open_words
from pingkou_gui.domain.record import Record
from pingkou_gui.errors import KnownError
from pingkou_gui.ui.kit import Button, ButtonKind, Card, SignLabel, Text, WrappedText
from pingkou_gui.ui.main_window.dialogs import ask_word_target
from pingkou_gui.ui.main_window.names import file_name
from pingkou_gui.ui.shell.foot import CHECKING
from pingkou_gui.ui.start.at_hand import font_sentences
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, tone_of

if TYPE_CHECKING:
    from pathlib import Path

    from pingkou_gui.document.publish import Published
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.ui.main_window.open_items import OpenState
    from pingkou_gui.ui.main_window.open_report import OpenReport
    from pingkou_gui.ui.main_window.settings import Settings


class ExportCard(Card):
    """One primary button; below it what came of the last export."""

    def __init__(self, report: OpenReport, settings: Settings) -> None:
        super().__init__(name="导出")
        self._report, self._settings = report, settings
        self._note = WrappedText("", tone=Tone.SECONDARY)
        self._button = Button("导出 Word…", ButtonKind.PRIMARY, key="Ctrl+Shift+E")
        self._button.clicked.connect(self.export)
        self._other = Button("")
        self._open = Button("打开文件", ButtonKind.LINK)
        self._told = WrappedText("")
        self._proof = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self._counts = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self._counted_for: Facts | None = None
        self._suggested: Path | None = None
        self._written: Path | None = None
        self._lay_out()
        self._other.clicked.connect(self._export_to_other)
        self._open.clicked.connect(self._open_written)
        self._clear_result()

    def take_focus(self) -> None:
        """Let Enter export."""
        self._button.setFocus()

    def show_state(self, state: OpenState, *, settled: bool = True) -> None:
        """Say whether a draft or the final text comes out, as far as it is `settled`."""
        still = open_words(state.count(Sign.ERROR), state.count(Sign.PARTIAL))
        self._button.set_text("导出 Word 草稿…" if still else "导出 Word…")
        nothing = "没有要改的" if settled else CHECKING
        told = f"{still}，导出的是草稿，每页带“草稿”字样" if still else nothing
        self._note.setText(told)
        self._count()

    def _count(self) -> None:
        """Say how many numbers were typed for all that are printed."""
        facts = self._report.context.facts
        if facts is not self._counted_for:
            self._counted_for = facts
            typed, printed = (
                numbers_typed(facts.report),
                numbers_printed(compose(facts, draft=True)),
            )
            words = f"填了 {typed} 个数，报告里印出 {printed} 个，其余由程序算出"
            self._counts.setText(words if typed else "")

    @Slot()
    def export(self) -> None:
        """Ask where to, and write."""
        if not self._report.close():
            return
        proposed = self._settings.export_folder / file_name(self._report.context.facts)
        path = ask_word_target(self, proposed)
        if path is not None:
            self.write(path)

    def write(self, path: Path, *, despite_lock: bool = False) -> None:
        """Write the report to `path` and show what came of it."""
        session, reviewer = self._report.session, self._report.watch.reviewer
        record = Record(session.report, session.scheme.text)
        self._clear_result()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            moment = datetime.now().astimezone()
            reviewer.read_now()  # the card then says of the report what the file says
            published = publish(
                record, path, moment, reviewed=reviewer.findings, despite_lock=despite_lock
            )
        except KnownError as error:
            self._tell(error)
        else:
            self._settings.export_folder = path.parent
            self._show(published)
        finally:
            QApplication.restoreOverrideCursor()

    def _lay_out(self) -> None:
        head, line = QHBoxLayout(), QHBoxLayout()
        head.addWidget(Text("导出", TypeRole.HEAD))
        head.addWidget(self._note, 1)
        for widget in (self._button, self._other, self._open):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self._counts)
        self.column.addLayout(head)
        self.column.addLayout(line)
        self.column.addWidget(self._told)
        self.column.addWidget(self._proof)
        habits = self._report.session.scheme.page
        for words in font_sentences(missing_fonts(habits, QFontDatabase.families())):
            row = QHBoxLayout()
            row.addWidget(SignLabel(Sign.REMINDER))
            row.addWidget(WrappedText(words, tone=Tone.SECONDARY), 1)
            self.column.addLayout(row)

    def _show(self, published: Published) -> None:
        kind = "草稿" if published.draft else "报告"
        self._written = published.target
        self._open.setVisible(True)
        wrong = published.proof.failures
        tone = Tone.ERROR if wrong else Tone.TEXT
        told = f"{kind}已写到“{published.target}”"
        if published.draft:
            told = f"{told}，每页带“草稿”字样"
        faults = "；".join(f"{item.label}：{item.detail}" for item in wrong)
        self._say(f"{told}。{faults}" if wrong else told, tone)
        self._proof.setText(f"已逐项核对写出的文件：{published.proof}")
        self._proof.setVisible(True)

    def _tell(self, error: KnownError) -> None:
        self._say(f"{error.happened}。{error.remedy}", tone_of(Sign.ERROR))
        self._suggested = getattr(error, "suggestion", None)
        if self._suggested is not None:
            self._other.set_text(f"存为“{self._suggested.name}”")
            self._other.setVisible(True)

    def _say(self, words: str, tone: Tone) -> None:
        self._told.setText(words)
        self._told.set_tone(tone)
        self._told.setVisible(True)

    def _clear_result(self) -> None:
        for widget in (self._other, self._open, self._told, self._proof):
            widget.setVisible(False)

    @Slot()
    def _export_to_other(self) -> None:
        if self._suggested is not None:
            self.write(self._suggested)

    @Slot()
    def _open_written(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))
