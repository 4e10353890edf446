"""Whether what was copied are cells of a sheet, and what is said where they cannot be pasted."""

from __future__ import annotations

import re

from PySide6.QtGui import QClipboard, QGuiApplication

SEVERAL_NUMBERS = "复制的不止一格，这里只放一个数，没有粘贴；回到表里只复制这一个数，再来粘贴"
SEVERAL_WORDS = "复制的是表格里的好几格，这里只写一段话，没有粘贴；回到表里只复制这一格，再来粘贴"


def untouched(before: str) -> str:
    """Return what is said behind every refusal: undo would take back older work, on another page even.

    `before` is what was done last, empty for nothing.
    """
    older = f"；按 Ctrl+Z，撤销的是先前的“{before}”" if before else ""
    return f"什么都没有改，不用撤销{older}"


def copied_cells(*, numeric: bool, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> str:
    """Return the text of copied cells of a sheet; empty where it is one cell, or words.

    Lines of words stay words where a sentence may be written, unless a table holds them; for a
    field of figures (`numeric`) whatever a tab parts are cells.
    """
    mime = QGuiApplication.clipboard().mimeData(mode)
    text = mime.text().strip("\r\n") if mime is not None and mime.hasText() else ""
    if "\t" in text and (numeric or not re.fullmatch(_LISTED_LINE, text)):
        return mime.text()
    table = "\n" in text and (numeric or "<td" in mime.html().lower())
    return mime.text() if table else ""


_LISTED_LINE = r"[（(]?(?:[\d一二三四五六七八九十]{1,3}|[●·•◆■□▪-])[）)、.．]{0,2}\t[^\t\n]*"
"""One line of a list, as Word copies it: its number, a tab, its words."""
