"""A whole summary workbook as its file holds it: every cell, width, colour and chart.

After a change that was meant, write it anew and look at the difference before committing it:
python tests/county/workbook/test_kept_workbook.py
"""

import re
import sys
import tempfile
import zipfile
from decimal import Decimal as D
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from test_sheets_for_print import Given, line

from pingkou_gui.county.package import StatedFinding
from pingkou_gui.county.summary_workbook import SendingState, UnitStatus, write_workbook

KEPT = Path(__file__).parent / "kept" / "summary.txt"
LOOKS = re.compile(r"xl/(charts|drawings|worksheets)/\w+\.xml|xl/styles\.xml")


def summary(folder):
    """Return the parts of a workbook of two units, a row or an element a line."""
    lines = [
        line("甲镇", {"score": D("91.5"), "execution_rate": D("97.35"), "headcount": D(61)}, late=True),
        line("乙镇", {"score": D(84), "outturn": D("1287.78")}, draft=True, open_must=2),
    ]  # fmt: skip
    finding = StatedFinding("必改", "SUM", "合计不符", "12.5", "12.6", "第3页", "按期报送")
    row = [f"第{at}格的文字，长到要换行才放得下" for at in range(6)]
    statuses = [
        UnitStatus("甲镇", SendingState.LATE, "甲县", "2024-03-20 09:00", "2024-03-21 09:00", open_must=1),
        UnitStatus("丙镇", SendingState.MISSING, notes=("有一份读不了",)),
    ]  # fmt: skip
    path = folder / "汇总.xlsx"
    write_workbook(path, Given(lines, findings=[("甲镇", finding)], rows=[row]), statuses)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in sorted(archive.namelist())}
    return [
        piece
        for name, part in parts.items()
        if LOOKS.fullmatch(name)
        for piece in (
            f"=== {name}",
            *re.sub(r">(?=<(?!/|c |v>|is>|t[ >]))", ">\n", part).split("\n"),
        )
    ]


def test_a_summary_workbook_is_what_it_was_before(tmp_path):
    assert summary(tmp_path) == KEPT.read_text(encoding="utf-8").split("\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        KEPT.write_text("\n".join(summary(Path(folder))), encoding="utf-8")
