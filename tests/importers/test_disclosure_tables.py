"""The tables of a disclosure in a Word file: merged heads, codes in three columns, lists side by side."""

import pytest
from docx import Document

from pingkou_gui.importers.source_text import read_source
from pingkou_gui.text.proofread import examine_reading
from pingkou_gui.text.reading.reader import read

ACCOUNTS = (
    [
        ["项目", None, None, None, "支出预算", None, None],
        ["功能分类科目编码", None, None, "功能分类科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", None, None, None, None],
        ["207", "", "", "文化旅游体育与传媒支出", "7,501,500", "4,601,500", "2,900,000"],
        ["207", "01", "", "文化和旅游", "7,501,500", "4,601,500", "2,900,000"],
        ["207", "01", "09", "群众文化", "7,401,500", "4,601,500", "2,800,000"],
        ["207", "01", "99", "其他文化和旅游支出", "100,000", "0", "100,000"],
        ["208", "", "", "社会保障和就业支出", "622,500", "622,500", "0"],
        ["208", "05", "", "行政事业单位养老支出", "622,500", "622,500", "0"],
        ["208", "05", "05", "基本养老保险缴费", "422,500", "422,500", "0"],
        ["208", "05", "06", "职业年金缴费", "200,000", "200,000", "0"],
        ["合计", None, None, None, "8,124,000", "5,224,000", "2,900,000"],
    ],
    [((0, 0), (0, 3)), ((0, 4), (0, 6)), ((1, 0), (1, 2)), ((1, 3), (2, 3)), ((1, 4), (2, 4)),
     ((1, 5), (2, 5)), ((1, 6), (2, 6)), ((11, 0), (11, 3))],
)  # fmt: skip
SIDES = (
    [
        ["本年收入", None, "本年支出", None],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款收入", "8,124,000", "一、文化旅游体育与传媒支出", "7,501,500"],
        ["1. 一般公共预算资金", "8,124,000", "二、社会保障和就业支出", "622,500"],
        ["2. 政府性基金", "", "三、卫生健康支出", ""],
        ["收入总计", "8,124,000", "支出总计", "8,124,000"],
    ],
    [((0, 0), (0, 1)), ((0, 2), (0, 3))],
)
PUBLIC = (
    [
        ["2024年“三公”经费预算数", None, None, None, None, None, "2024年机关运行经费预算数"],
        ["合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", None, None, None],
        [None, None, None, "小计", "购置费", "运行费", None],
        ["45.00", "0", "1.35", "43.65", "25.00", "18.65", "52.40"],
    ],
    [((0, 0), (0, 5)), ((1, 3), (1, 5)), ((0, 6), (2, 6)), ((1, 0), (2, 0)), ((1, 1), (2, 1)),
     ((1, 2), (2, 2))],
)  # fmt: skip


def add(document, title, unit, table):
    rows, merged = table
    document.add_paragraph(title)
    document.add_paragraph(f"编制部门：白石县文化馆    单位：{unit}")
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            made.cell(at, column).text = words or ""
    for first, last in merged:
        words = made.cell(*first).text
        made.cell(*first).merge(made.cell(*last)).text = words


@pytest.fixture
def book(tmp_path):
    def make(accounts=ACCOUNTS, sides=SIDES, public=PUBLIC):
        document = Document()
        document.add_paragraph("白石县2024年县级部门预算")
        document.add_paragraph("预算主管部门：白石县文化馆")
        add(document, "2024年部门财务收支预算总表", "元", sides)
        add(document, "2024年部门支出预算总表", "元", accounts)
        add(document, "2024年部门“三公”经费和机关运行经费预算表", "万元", public)
        document.add_paragraph("其他相关情况说明")
        document.add_paragraph("一、2024年“三公”经费预算情况说明")
        document.add_paragraph("2024年“三公”经费预算数为45.00万元，比2023年预算增加25.00万元。")
        path = tmp_path / "预算.docx"
        document.save(path)
        return read(read_source(path))

    return make


def with_cell(table, old, new):
    rows, merged = table
    at = next(n for n, row in enumerate(rows) if old in row)
    changed = [list(row) for row in rows]
    changed[at][changed[at].index(old)] = new
    return changed, merged


def findings(reading):
    return [(f.class_, f.quote) for f in examine_reading(reading) if f.class_ in {"SUM", "NUMBERING", "CONTRADICTION", "UNIT"}]  # fmt: skip


def test_a_book_of_tables_that_add_up_is_right(book):
    assert findings(book()) == []


@pytest.mark.parametrize(
    ("which", "table", "old", "new"),
    [
        ("accounts", ACCOUNTS, "7,401,500", "7,410,500"),
        ("accounts", ACCOUNTS, "422,500", "442,500"),
        ("sides", SIDES, "622,500", "626,500"),
        ("public", PUBLIC, "43.65", "46.35"),
    ],
)
def test_a_figure_that_does_not_add_up_is_told(book, which, table, old, new):
    assert any(
        class_ == "SUM" for class_, _ in findings(book(**{which: with_cell(table, old, new)}))
    )


def test_the_unit_is_the_one_whose_budget_it_is(book):
    assert book().unit == "白石县文化馆"


def test_a_title_above_a_table_is_not_joined_with_what_follows(book):
    paragraphs = [paragraph.text for paragraph in book().source.paragraphs if not paragraph.is_cell]
    assert "一、2024年“三公”经费预算情况说明" in paragraphs
