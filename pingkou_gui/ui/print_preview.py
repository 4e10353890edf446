"""Print preview: every page as it will be printed, with print and PDF, whole or by part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from pingkou_gui.document.compose import compose
from pingkou_gui.document.line_breaking import Typesetter
from pingkou_gui.document.status import report_status
from pingkou_gui.document.tree import attachment_names, one_line
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.errors import KnownError
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.file_dialogs import pick_target
from pingkou_gui.ui.open_items import file_name
from pingkou_gui.ui.page_painting import QtFonts, characters_without_font
from pingkou_gui.ui.page_view import PageCanvas, PageZoom, fonts_note
from pingkou_gui.ui.pdf_export import TWIPS_AN_INCH, paint_pages, write_pdf
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.theme import TypeRole
from pingkou_gui.ui.widgets.controls import Button, ButtonKind, SegmentedChoice
from pingkou_gui.ui.widgets.inputs import ComboBox
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from pingkou_gui.document.page_layout import Layout, PageLayout
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.ui.editors.page_context import PageContext

WHOLE, REPORT = "whole", "0"
_SIZE = (52, 46)
_RULES = (
    (Typesetter.WORD.value, "按 Word、WPS 分行"),
    (Typesetter.LIBREOFFICE.value, "按 LibreOffice 分行"),
)
_NOT_PRINTED = "打印没有成功，检查打印机是否打开、有没有纸，再打印一次"


class PrintPreview(Dialog):
    """The pages of a report as they stand when it opens."""

    def __init__(
        self,
        facts: Facts,
        proposed: Path,
        parent: QWidget | None = None,
        *,
        draft: bool,
        written: datetime,
    ) -> None:
        """Show a report.

        Args:
            facts: The report; `draft` marks every page as one.
            proposed: Folder and name of a PDF of the whole report.
            parent: The window it stands over.
            draft: Whether an export of it would be a draft.
            written: The moment a PDF says it was made at.
        """
        super().__init__("打印预览", _SIZE, parent, scrolls=False)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._proposed, self._written = proposed, written
        self._habits = facts.scheme.page
        self._document = compose(facts, draft=draft)
        self._fonts = QtFonts()
        self._layouts: dict[Typesetter, Layout] = {}
        self.canvas = PageCanvas(self._fonts)
        self.parts = ComboBox(self._part_titles(), name="打印哪一部分", width=20, least=8)
        self.rules = ComboBox(_RULES, name="分行的规则", width=12, least=9)
        self._zoom = SegmentedChoice([(PageZoom.WHOLE, "整页"), (PageZoom.WIDTH, "页宽")])
        self._number = TextLabel("", TypeRole.BODY, Tone.SECONDARY)
        self.note = WrappedText("", TypeRole.SMALL, Tone.SECONDARY)
        self.message = WrappedText("")
        self._lay_out()
        self.parts.choose(WHOLE)
        self.rules.choose(Typesetter.WORD.value)
        self._zoom.choose(PageZoom.WHOLE)
        self.canvas.set_zoom(PageZoom.WHOLE)
        self._connect()
        self._show_pages()

    @property
    def pages(self) -> tuple[PageLayout, ...]:
        """The pages of the part that is chosen."""
        layout = self._layout()
        chosen = self.parts.current_key
        return layout.pages if chosen == WHOLE else layout.part(int(chosen))

    @property
    def title(self) -> str:
        """The title of the part that is chosen."""
        chosen = self.parts.current_key
        whole = one_line(self._document.title)
        names = attachment_names(self._document)
        return whole if chosen == WHOLE else names.get(int(chosen), whole)

    def _part_titles(self) -> list[tuple[str, str]]:
        return [
            (WHOLE, "报告和全部附件"),
            (REPORT, "报告正文"),
            *((str(n), f"附件{n} {name}") for n, name in attachment_names(self._document).items()),
        ]

    def _layout(self) -> Layout:
        rules = Typesetter(self.rules.current_key)
        if rules not in self._layouts:
            typesetting = Typesetting(self._habits, self._fonts, rules)
            self._layouts[rules] = typesetting.lay_out(self._document)
        return self._layouts[rules]

    def _lay_out(self) -> None:
        self.add_line(self.parts, self.rules, self._zoom, self._number, left=3)
        self.column.addWidget(self.canvas, 1)
        self.column.addWidget(self.note)
        self.column.addWidget(self.message)
        self._pdf = Button("导出 PDF…")
        self._print = Button("打印…", ButtonKind.PRIMARY)
        self._close = Button("关闭", key="Esc")
        self.add_foot(self._close, self._pdf, self._print, left=0)

    def _connect(self) -> None:
        self.parts.currentIndexChanged.connect(self._show_pages)
        self.rules.currentIndexChanged.connect(self._show_pages)
        self._zoom.chosen.connect(self._set_zoom)
        self.canvas.turned.connect(self._show_number)
        self._pdf.clicked.connect(self.ask_pdf)
        self._print.clicked.connect(self.ask_printer)
        self._close.clicked.connect(self.reject)

    @Slot()
    def _show_pages(self) -> None:
        pages = self.pages
        self.canvas.show_pages(pages)
        self.canvas.go_to(0)
        notes = [fonts_note(self._fonts.substitutes(self._habits))]
        if lacking := characters_without_font(pages, self._fonts):
            notes.append(f"本机字体里没有“{lacking}”，印出来是方框")
        self.note.setText("。".join(filter(None, notes)))
        self._show_number()

    @Slot(str)
    def _set_zoom(self, key: str) -> None:
        self.canvas.set_zoom(PageZoom(key))

    @Slot()
    def _show_number(self) -> None:
        count = len(self.canvas.pages)
        self._number.setText(f"第{self.canvas.page + 1}张，共{count}张")

    @Slot()
    def ask_pdf(self) -> None:
        """Ask where to, and write the chosen part as PDF."""
        path = pick_target(self, "导出 PDF", str(self._proposed_name()), "PDF 文件 (*.pdf)")
        if path:
            found = Path(path)
            self.write_pdf(found if found.suffix.lower() == ".pdf" else Path(f"{path}.pdf"))

    def _proposed_name(self) -> Path:
        chosen = self.parts.current_key
        if chosen == WHOLE:
            return self._proposed
        part = "正文" if chosen == REPORT else f"附件{chosen}"
        return self._proposed.with_name(f"{self._proposed.stem}（{part}）.pdf")

    def write_pdf(self, path: Path) -> None:
        """Write the chosen part, and say what came of it."""
        try:
            write_pdf(path, self.pages, self._fonts, self.title, written=self._written)
        except KnownError as error:
            self.message.setText(str(error))
        else:
            self.message.setText(f"已写出{path.name}，共{len(self.pages)}页")

    @Slot()
    def ask_printer(self) -> None:
        """Ask for a printer, and print the chosen part or some of its pages."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.pages))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the chosen part, or the pages of it that the printer is set to."""
        pages = self.pages
        if printer.fromPage():
            pages = pages[printer.fromPage() - 1 : printer.toPage()]
        printer.setFullPage(True)
        scale = printer.resolution() / TWIPS_AN_INCH
        done = bool(pages) and paint_pages(printer, pages, self._fonts, scale)
        self.message.setText(f"已送去打印，共{len(pages)}页" if done else _NOT_PRINTED)


def open_preview(context: PageContext, folder: Path, parent: QWidget) -> PrintPreview:
    """Return the preview of the open report, shown; what is being typed goes into it first.

    `folder` is where a PDF is proposed to be written.
    """
    context.commit_pending()
    facts = context.facts
    draft = report_status(facts).draft
    proposed = folder / file_name(facts, ".pdf", draft=draft)
    moment = context.session.changed_at
    preview = PrintPreview(facts, proposed, parent, draft=draft, written=moment)
    preview.open()
    return preview
