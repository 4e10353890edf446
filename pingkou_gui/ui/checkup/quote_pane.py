"""The paragraph of a finding with its words marked, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout

from pingkou_gui.document.compose.checkup import CERTAINTY
from pingkou_gui.ui.kit import Text, WrappedText, follow_theme, later, set_look
from pingkou_gui.ui.theme import Tone, TypeRole, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from pingkou_gui.domain.proofread import TextFinding
    from pingkou_gui.ui.checkup.examined import Examined

_AROUND = 1
"""Paragraphs shown before and after the one in question."""


class QuotePane(QFrame):
    """Shows where a finding stands; without one, the chapters that were recognised."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "kind", "side")
        self.setAccessibleName("原文")
        self._column = QVBoxLayout(self)
        self._head = Text("", TypeRole.HEAD)
        self._message = WrappedText("")
        self._expected = WrappedText("", TypeRole.STRONG)
        self.words = QTextBrowser()
        self.words.setAccessibleName("原文")
        set_look(self.words, "kind", "paper")
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.words.setOpenLinks(False)
        for widget in (self._head, self._message, self._expected):
            self._column.addWidget(widget)
        self._column.addWidget(self.words, 1)
        self._examined: Examined | None = None
        self._finding: TextFinding | None = None
        follow_theme(self.dress)

    def show_finding(self, examined: Examined, finding: TextFinding | None) -> None:
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
            mended = f"应为：{finding.expected}" if finding.expected else "核对原文"
            self._expected.setText(f"{mended}　{CERTAINTY.get(finding.certainty, '')}")
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        later(self.words, self.words.ensureCursorVisible)

    @Slot()
    def dress(self) -> None:
        """Take colours and sizes from the theme."""
        em = theme().em
        self._column.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.6))
        self._column.setSpacing(em(0.4))
        self.words.document().setDocumentMargin(em(0.6))
        if self._examined is not None:
            self._write()

    def _write(self) -> None:
        self.words.clear()
        examined, finding = self._examined, self._finding
        if examined is None:
            return
        if finding is None:
            for chapter in examined.chapters:
                self._paragraph(chapter, Tone.TEXT)
            return
        paragraphs, here = examined.reading.source.paragraphs, finding.spot.paragraph
        first = max(0, here - _AROUND)
        for number in range(first, min(len(paragraphs), here + _AROUND + 1)):
            text = paragraphs[number].text
            tone = Tone.TEXT if number == here else Tone.SECONDARY
            at = self._paragraph(text, tone)
            if number == here:
                self._mark(at + finding.spot.start, at + finding.spot.end)

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
