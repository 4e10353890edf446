"""The self-test of an installed program: open, fill, save, write Word and PDF, read Word back.

It needs no network and no window, and leaves nothing behind.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pingkou_gui.cli import DONE, UNUSABLE, print_error, print_line
from pingkou_gui.cli_reports import read_text
from pingkou_gui.document.docx_file import read_payload
from pingkou_gui.document.publish import publish
from pingkou_gui.errors import KnownError
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.paths import asset, database_in
from pingkou_gui.reopen import SAMPLE
from pingkou_gui.report.json_format import from_json, to_json
from pingkou_gui.report.report import Draft
from pingkou_gui.store.reports import ReportStore

if TYPE_CHECKING:
    from pingkou_gui.cli import PdfExport
    from pingkou_gui.report.json_format import Record


def selftest(pdf: PdfExport) -> int:
    """Return 0 where everything worked, 2 with a sentence where something did not.

    `pdf` writes pages as PDF, which needs Qt and is not known here.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="pingkou-自检-") as folder:
            proof = _run(Path(folder), pdf)
    except (KnownError, OSError) as error:
        print_error(f"自检没有通过：{error}")
        return UNUSABLE
    print_line(f"自检通过：{proof}")
    return DONE


def _run(folder: Path, pdf: PdfExport) -> str:
    store = ReportStore(database_in(folder))
    try:
        number = store.create(from_json(read_text(asset(SAMPLE))), "自检")
        draft = Draft(store.load(number).report)
        draft.type_in(Conferences.meetings.this, "2.90")
        store.save(number, draft.change, "自检")
        record = store.load(number)
    finally:
        store.close()
    published = publish(record, folder / "自检.docx", datetime.now().astimezone())
    _demand(published.proof.holds, str(published.proof))
    _demand(read_payload(published.target) == to_json(record), "写出的 Word 文件里的数据读不回来")
    return f"{published.proof}；{_pdf(record, folder / '自检.pdf', pdf)}"


def _pdf(record: Record, target: Path, pdf: PdfExport) -> str:
    """Return what came of writing a PDF; a computer without a Chinese font is no fault of ours."""
    try:
        pages = pdf(record, target, None, written=datetime.now().astimezone()).pages
    except KnownError as error:
        return f"PDF 没有试：{error.happened}"
    _demand(pages > 0 and target.stat().st_size > 0, "写出的 PDF 一页也没有")
    return f"PDF {pages} 页"


def _demand(holds: bool, words: str) -> None:  # noqa: FBT001 - an assertion that is never off
    if not holds:
        raise KnownError(words, "重新安装程序再试")
