"""The pages of the program against those LibreOffice prints of the same Word file."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pingkou_gui.document.line_breaking import Typesetter
from pingkou_gui.document.publish import build_word
from pingkou_gui.document.typesetting import Typesetting

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from compare_pages import (
    MEASURED,
    composed,
    differences,
    libreoffice_version,
    print_all,
    turned,
    varied,
    words_of,
)

from pingkou_gui.ui.page_painting import QtFonts

SEEDS = (201, 202)
"""None of the reports the rules were found on."""
LEAST = 0.95


def test_pages_break_as_in_libreoffice_on_reports_the_rules_were_not_found_on(qapp, tmp_path):
    absent = [tool for tool in ("soffice", "pdftotext") if not shutil.which(tool)]
    if absent:
        pytest.skip(f"not installed here: {', '.join(absent)}")
    if (version := libreoffice_version()) > MEASURED:
        pytest.skip(f"LibreOffice {version} breaks lines otherwise than {MEASURED}, measured with")
    fonts = QtFonts()
    if not fonts.has_chinese:
        pytest.skip("no Chinese font is installed here")
    trees = {seed: composed(varied(seed), draft=seed % 2 == 0) for seed in SEEDS}
    for seed, (document, habits) in trees.items():
        data = build_word(document, habits, written=datetime(2024, 3, 18, tzinfo=UTC))
        (tmp_path / f"{seed}.docx").write_bytes(turned(data))
    print_all(tmp_path)
    whole, faults = 0, {}
    for seed, (document, habits) in trees.items():
        pages = Typesetting(habits, fonts, Typesetter.LIBREOFFICE).lay_out(document).pages
        printed = words_of(tmp_path / f"{seed}.pdf")
        assert len(pages) == len(printed)
        whole += len(pages)
        for page, words in zip(pages, printed, strict=True):
            if found := differences(page, words, fonts):
                faults[seed, page.number] = found
    assert len(faults) <= (1 - LEAST) * whole, faults
