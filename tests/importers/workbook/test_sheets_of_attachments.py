"""Which sheets of a workbook are attachments of a report, and what their cells are read as."""

import pytest
from laid import grid

from pingkou_gui.importers.several_files import as_text, attachments_in

FAR_DOWN = [("",)] * 11


@pytest.mark.parametrize(
    ("sheet", "attachment"),
    [
        (grid(("一级指标", "分值"), name="自评表"), True),
        (grid(("项目", "金额"), name="附件1基础数据"), True),
        (grid(("项目", "金额"), name="Sheet1"), False),
        (grid(("部门整体支出 绩效自评表",), name="Sheet1"), True),
        (grid(("财政供养人员情况",), name="Sheet1"), True),
        (grid(*FAR_DOWN, ("编制数",), name="Sheet1"), True),
        (grid(*FAR_DOWN, ("",), ("编制数",), name="Sheet1"), False),
        (grid(("编制数" + "字" * 56,), name="Sheet1"), True),
        (grid(("编制数" + "字" * 57,), name="Sheet1"), False),
    ],
)
def test_a_sheet_is_an_attachment_by_its_name_or_the_words_at_its_top(sheet, attachment):
    assert attachments_in((sheet,)) == ((sheet,) if attachment else ())


def test_what_stands_alone_above_a_table_is_a_paragraph_and_the_rest_are_cells():
    sheet = grid(("自评表",), ("2023年度",), ("名称", "分值"), ("道路",), name="附件2")
    assert [
        (p.text, p.locator, p.table, p.row, p.column)
        for p in as_text((sheet,), "甲.xlsx").paragraphs
    ] == [
        ("自评表", "附件2 A1", 0, 0, 0),
        ("2023年度", "附件2 A2", 0, 0, 0),
        ("名称", "附件2 A3", 1, 3, 1),
        ("分值", "附件2 B3", 1, 3, 2),
        ("道路", "附件2 A4", 1, 4, 1),
    ]
