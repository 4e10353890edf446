"""The manual: pages of Markdown with pictures, shown offline, printed, and opened where they help."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMarginsF, QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QFontDatabase,
    QImage,
    QKeySequence,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QTextBrowser,
    QVBoxLayout,
)

from pingkou_gui.document.tree import missing_fonts, required_fonts
from pingkou_gui.paths import asset
from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.ui.file_dialogs import pick_target
from pingkou_gui.ui.table.list_view import WordList, framed
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import available_size, fit_to_screen, on_theme_change, set_look
from pingkou_gui.ui.widgets.controls import Button, ButtonKind

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QTextBlock
    from PySide6.QtWidgets import QWidget

# The pages of the manual as they lie in the resources.


FOLDER = "manual"
_FONTS = "{fonts}"
"""What stands in a page where the fonts of this computer are listed."""


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page: its key, its title, its text in Markdown."""

    key: str
    title: str
    text: str


def manual_pages(folder: Path | None = None) -> tuple[ManualPage, ...]:
    """Return the pages in their order: the files `NN-key.md`, each with a heading first."""
    found = []
    for path in sorted((folder or asset(FOLDER)).glob("[0-9][0-9]-*.md")):
        text = path.read_text("utf-8")
        title = text.partition("\n")[0].removeprefix("# ").strip()
        found.append(ManualPage(path.stem[3:], title, text))
    return tuple(found)


def shown_text(page: ManualPage) -> str:
    """Return the Markdown of a page with the fonts of this computer put in."""
    return page.text.replace(_FONTS, font_table()) if _FONTS in page.text else page.text


def font_table() -> str:
    """Return which fonts are asked for, whether they are here, and what replaces which."""
    habits = PageHabits()
    missing = {each.name: each for each in missing_fonts(habits, QFontDatabase.families())}
    lines = ["| 规定的字体 | 用在 | 本机 | 没有时用 |", "|---|---|---|---|"]
    for name, use in required_fonts(habits).items():
        lacking = missing.get(name)
        instead = (lacking.instead or "系统另选") if lacking is not None else "—"
        lines.append(f"| {name} | {use} | {'缺' if lacking else '有'} | {instead} |")
    return "\n".join(lines)


# A page on the screen: links to other pages, pictures as wide as the room there is.


_LEAST_SHARE = 0.4
"""How much of its size a picture keeps at least."""
_CSS = "h1, h2, h3 { margin-top: 14px; } td, th { padding: 3px 8px; }"


class ManualBrowser(QTextBrowser):
    """Shows Markdown; pictures never stand wider than the page."""

    def __init__(self, *, whole: bool = False) -> None:
        """Show nothing yet; where a text is to be seen `whole` its picture gives way to the words."""
        super().__init__()
        self._whole, self._surplus = whole, 0
        self.setAccessibleName("手册")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        set_look(self, "kind", "paper")
        self._text = ""
        self._width = 0
        on_theme_change(self.apply_theme)

    def show_text(self, text: str) -> None:
        """Show a page from its beginning."""
        self._text = text
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        picture = picture_of(QUrl(name).toString())
        if picture is None:
            return super().loadResource(kind, name)
        room = self.viewport().width() - 2 * round(self.document().documentMargin()) - 4
        shown = fitted(picture, room, self.devicePixelRatioF())
        if self._surplus:
            high = shown.deviceIndependentSize().height()
            share = max((high - self._surplus) / high, _LEAST_SHARE)
            wide = round(shown.deviceIndependentSize().width() * share)
            return fitted(picture, wide, self.devicePixelRatioF())
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        changed = self.viewport().width() != self._width or self._whole
        if changed and self._text:
            QTimer.singleShot(0, self, self._write)

    @Slot()
    def apply_theme(self) -> None:
        """Take font and margins from the theme."""
        self.setFont(theme().font(TypeRole.BODY))
        self.document().setDocumentMargin(theme().em(0.8))
        if self._text:
            self._write()

    @Slot()
    def _write(self) -> None:
        at = self.verticalScrollBar().value()
        self._width, self._surplus = self.viewport().width(), 0
        self._fill()
        surplus = ceil(self.document().size().height()) - self.viewport().height()
        if self._whole and surplus > 0:
            self._surplus = surplus
            self._fill()
        self.verticalScrollBar().setValue(at)

    def _fill(self) -> None:
        document = self.document()
        document.clear()
        document.setDefaultStyleSheet(_CSS)
        document.setMarkdown(self._text)
        space_lines(document, theme().em(0.35))


def space_lines(document: QTextDocument, gap: float) -> None:
    """Set lines apart as in a book, and so many pixels between paragraphs."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        wanted = QTextBlockFormat()
        if cursor.currentTable() is None and not _is_picture(block):
            wanted.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        wanted.setBottomMargin(gap)
        cursor.mergeBlockFormat(wanted)
        block = block.next()


def _is_picture(block: QTextBlock) -> bool:
    return block.text().startswith("\N{OBJECT REPLACEMENT CHARACTER}")


def picture_of(name: str) -> QImage | None:
    """Return a picture of the manual by the address it has in the text, None for anything else."""
    path = asset(FOLDER) / name
    inside = asset(FOLDER).resolve() in path.resolve().parents
    picture = QImage(str(path)) if inside and path.is_file() else QImage()
    return None if picture.isNull() else picture


def fitted(picture: QImage, room: int, ratio: float) -> QImage:
    """Return a picture no wider than so many logical pixels, smooth at a pixel ratio."""
    wide = min(round(max(room, 80) * ratio), round(picture.width() * ratio))
    scaled = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    scaled.setDevicePixelRatio(ratio)
    return scaled


# The window of the manual: contents left, page right.


class ManualWindow(QDialog):
    """The manual beside the window; F1 goes to the contents, and from there closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("用户手册")
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.pages = manual_pages()
        self.contents = WordList("目录")
        self.contents.show_words(page.title for page in self.pages)
        self.browser = ManualBrowser()
        self._all = Button("打印…")
        self._pdf = Button("全部存为 PDF…")
        self._close = Button("关闭", ButtonKind.PRIMARY, key="Esc")
        self._lay_out()
        self.contents.line_entered.connect(self._show_row)
        self.browser.anchorClicked.connect(self._follow)
        self._all.clicked.connect(self._print)
        self._pdf.clicked.connect(self._save)
        self._close.clicked.connect(self.close)
        again = QShortcut(QKeySequence("F1"), self)
        again.activated.connect(self.go_to_contents)
        on_theme_change(self.apply_theme)
        self.open_at("")

    def _lay_out(self) -> None:
        outer, across, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        across.addWidget(framed(self.contents))
        across.addWidget(framed(self.browser), 1)
        foot.addStretch(1)
        for button in (self._all, self._pdf, self._close):
            foot.addWidget(button)
        outer.addLayout(across, 1)
        outer.addLayout(foot)
        self._outer, self._foot = outer, foot

    def open_at(self, key: str) -> None:
        """Show the page of this key, the first one where there is none."""
        keys = [page.key for page in self.pages]
        self.contents.choose(keys.index(key) if key in keys else 0)
        self.browser.setFocus()

    @property
    def key(self) -> str:
        """The key of the page shown."""
        return self.pages[self.contents.at].key

    @Slot()
    def go_to_contents(self) -> None:
        """Go to the contents; from there the manual closes."""
        if self.contents.hasFocus():
            self.close()
        else:
            self.contents.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em, free = theme().em, available_size(self)
        self.contents.setFixedWidth(em(12))
        self._outer.setContentsMargins(em(0.5), em(0.5), em(0.5), em(0.5))
        self._foot.setSpacing(em(0.5))
        self.resize(fit_to_screen(QSize(em(52), em(32)), free))

    @Slot(int)
    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self.pages):
            self.browser.show_text(shown_text(self.pages[row]))

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        """Go to another page; a link leads nowhere else, there is no network."""
        self.open_at(Path(link.path()).stem)

    @Slot()
    def _print(self) -> None:
        """Print the page that is shown."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - loads cups

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("打印手册")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            printed_document((self.pages[self.contents.at],)).print_(printer)

    @Slot()
    def _save(self) -> None:
        name = pick_target(self, "手册存为 PDF", "用户手册.pdf", "PDF (*.pdf)")
        if name:
            write_manual(Path(name if name.lower().endswith(".pdf") else f"{name}.pdf"), self.pages)


# The manual on paper.


_PAPER_WIDTH = 480
"""Points of width that the text has on A4."""


def printed_document(pages: tuple[ManualPage, ...]) -> QTextDocument:
    """Return pages as one document for paper: dark on white, pictures as wide as the text."""
    document = QTextDocument()
    font = theme().font(TypeRole.BODY)
    font.setPointSizeF(10.5)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_CSS)
    document.setMarkdown("\n\n".join(shown_text(page) for page in pages))
    for page in pages:
        for picture in sorted(asset(FOLDER).glob("pictures/*.png")):
            name = f"pictures/{picture.name}"
            image = picture_of(name) if name in page.text else None
            if image is not None:
                held = fitted(image, _PAPER_WIDTH, 2)
                kind = QTextDocument.ResourceType.ImageResource.value
                document.addResource(kind, QUrl(name), held)
    space_lines(document, 5)
    _begin_pages(document)
    return document


def _begin_pages(document: QTextDocument) -> None:
    """Begin a sheet with every page of the manual but the first."""
    cursor, block = QTextCursor(document), document.begin().next()
    while block.isValid():
        if block.blockFormat().headingLevel() == 1:
            cursor.setPosition(block.position())
            wanted = QTextBlockFormat()
            wanted.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            cursor.mergeBlockFormat(wanted)
        block = block.next()


def write_manual(target: Path, pages: tuple[ManualPage, ...]) -> None:
    """Write pages of the manual as PDF on A4."""
    writer = QPdfWriter(str(target))
    margins = QMarginsF(20, 20, 20, 20)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins
    )
    writer.setPageLayout(layout)
    writer.setTitle("用户手册")
    printed_document(pages).print_(writer)


# Three minutes: what the program does, step by step, and it can be left at each.


class TourDialog(QDialog):
    """One picture and a few words at a time; Esc leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("三分钟看一遍")
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.stops = tour_stops()
        self.at = 0
        self.browser = ManualBrowser(whole=True)
        self.leave = Button("不看了", key="Esc")
        self.back = Button("上一步")
        self.forward = Button("下一步", ButtonKind.PRIMARY)
        outer, self._foot = QVBoxLayout(self), QHBoxLayout()
        outer.addWidget(framed(self.browser), 1)
        self._foot.addWidget(self.leave)
        self._foot.addStretch(1)
        self._foot.addWidget(self.back)
        self._foot.addWidget(self.forward)
        outer.addLayout(self._foot)
        self.leave.clicked.connect(self.reject)
        self.back.clicked.connect(partial(self.go, -1))
        self.forward.clicked.connect(partial(self.go, 1))
        on_theme_change(self.apply_theme)
        self._show()

    def go(self, way: int, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        """Go on (1) or back (-1); past the end the tour is over."""
        self.at += way
        if self.at >= len(self.stops):
            self.accept()
        else:
            self.at = max(self.at, 0)
            self._show()

    @Slot()
    def apply_theme(self) -> None:
        """Take sizes from the theme."""
        em = theme().em
        self._foot.setSpacing(em(0.5))
        self.resize(fit_to_screen(QSize(em(44), em(31)), available_size(self)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.forward.setFocus()

    def _show(self) -> None:
        number = f"{self.at + 1} / {len(self.stops)}"
        self.browser.show_text(self.stops[self.at])
        self.back.setVisible(self.at > 0)
        last = self.at == len(self.stops) - 1
        self.forward.set_text(f"开始用（{number}）" if last else f"下一步（{number}）")
        self.forward.setFocus()


def tour_stops() -> tuple[str, ...]:
    """Return the stops of the tour, each as Markdown that begins with its heading."""
    text = (asset(FOLDER) / "tour.md").read_text("utf-8")
    return tuple(f"## {part.strip()}" for part in text.split("\n## ")[1:])
