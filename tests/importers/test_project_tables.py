"""Tables of projects: in Word, in text, in a workbook; what only looks like one is none."""

from decimal import Decimal as D

import pytest
from openpyxl import Workbook
from plain_report import BASIC, END, FUNDS, OVERVIEW, PROBLEMS, SCORE, TEXT, TITLE, WANTED, changed
from word_files import pars, table, word

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.importers.workbook import read_workbook
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.text.lines.source import SourceText

BEFORE = f"{TITLE}\n{OVERVIEW}{BASIC}（二）项目支出情况\n2023年项目支出260.00万元，具体如下：\n"
AFTER = FUNDS + SCORE + PROBLEMS + END
LISTED = {"路灯改造": {"outturn": D(150)}, "山塘清淤": {"outturn": D(110)}}
SHAPES = {
    "plain": [("项目名称", "执行数（万元）"), ("路灯改造", "150.00"), ("山塘清淤", "110.00")],
    "numbered, in 元, with a total": [
        ("序号", "项目", "金额单位：元", "实际支出（元）"), ("1", "路灯改造", "", "1500000"),
        ("2", "山塘清淤", "", "1,100,000.00"), ("", "合计", "", "2600000"),
    ],
    "sums among the rows": [
        ("项目名称", "全年执行数（万元）"), ("一、专项资金", "260"), ("1.路灯改造", "150"),
        ("2.山塘清淤", "110"), ("合计", "260"),
    ],
    "a note below": [
        ("项目名称", "决算数（万元）"), ("路灯改造", "150.00"), ("山塘清淤", "110.00"), ("注：不含基金", ""),
    ],
}  # fmt: skip


def report_of(year):
    draft = Draft(Report())
    draft.put(Unit.year, year)
    return Report().apply(draft.change)


def projects(proposal):
    rows, doubts = {}, {}
    for item in proposal.items:
        if item.place.section == Project.key:
            rows.setdefault(item.place.row, {})[item.place.field] = item.value
            if item.doubt:
                doubts[item.place.field] = item.doubt
    return {row.pop("name"): row for row in rows.values()}, doubts


def in_word(tmp_path, *rows):
    return read_source(word(tmp_path / "a.docx", pars(BEFORE) + table(*rows) + pars(AFTER)))


def in_text(rows):
    lines = "\n".join("\t".join(row) for row in rows)
    return SourceText.from_string(f"{BEFORE}{lines}\n{AFTER}")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ["word", "text"])
def test_a_table_of_projects_gives_a_row_for_each(tmp_path, shape, kind):
    rows = SHAPES[shape]
    source = in_word(tmp_path, *rows) if kind == "word" else in_text(rows)
    proposal = read_report(source, Report())
    assert projects(proposal) == (LISTED, {})
    assert not [each for each in proposal.unplaced if "路灯" in each.text or "项目" in each.text]


@pytest.mark.parametrize("shape", SHAPES)
def test_last_years_table_gives_last_years_amounts(tmp_path, shape):
    proposal = read_report(in_word(tmp_path, *SHAPES[shape]), report_of(2024))
    wanted = {name: {"last": row["outturn"]} for name, row in LISTED.items()}
    assert projects(proposal)[0] == wanted


STAGES = [("项目名称", "资金来源", "项目资金（万元）", "", ""), ("", "", "年初预算", "调整后预算", "实际支出"),
          ("路灯改造", "一般公共预算", "140", "155", "150"), ("山塘清淤", "政府性基金", "110", "110", "110")]  # fmt: skip


def test_words_that_name_no_budget_of_the_form_are_told(tmp_path):
    rows = [tuple(words.replace("政府性基金", "县级统筹") for words in row) for row in STAGES]
    proposal = read_report(in_word(tmp_path, *rows), Report())
    assert "budget" not in projects(proposal)[0]["山塘清淤"]
    told = [each.why for each in proposal.unplaced if each.text == "县级统筹"]
    assert told == ["看不出是哪种预算来源，在“项目”页选"]


def test_heads_over_two_rows_give_every_stage_and_what_pays(tmp_path):
    found, doubts = projects(read_report(in_word(tmp_path, *STAGES), Report()))
    assert found["路灯改造"] == {
        "budget": "general",
        "initial": 140,
        "full_year": 155,
        "outturn": 150,
    }
    assert found["山塘清淤"]["budget"] == "government_funds"
    assert doubts == {}


def test_budgets_of_last_years_table_are_not_taken_for_this_years(tmp_path):
    found, _ = projects(read_report(in_word(tmp_path, *STAGES), report_of(2024)))
    assert found["路灯改造"] == {"budget": "general", "last": 150}


def test_amounts_without_a_unit_are_doubted(tmp_path):
    rows = [("项目名称", "执行数"), ("路灯改造", "150.00"), ("山塘清淤", "110.00")]
    found, doubts = projects(read_report(in_word(tmp_path, *rows), Report()))
    assert found == LISTED
    assert "单位" in doubts["outturn"]


def test_a_table_that_says_otherwise_than_the_text_puts_the_text_in_doubt(tmp_path):
    rows = [("项目名称", "执行数（万元）"), ("路灯改造", "150.00"), ("山塘清淤", "101.00")]
    body = pars(TEXT.replace("三、政府性", "见下表：\n三、政府性")).replace(
        pars("见下表："), table(*rows)
    )
    found = changed(read_source(word(tmp_path / "a.docx", body)))
    assert set(found) == {"project.2.outturn"}
    value, doubt = found["project.2.outturn"]
    assert value == WANTED["project.2.outturn"][0]
    assert "101" in doubt


NONE = {
    "the three public expenses": [("项目", "预算数（万元）", "决算数（万元）"), ("公务接待费", "10.00", "9.00")],
    "functional classes": [("科目编码", "项目名称", "支出数（万元）"), ("201", "一般公共服务支出", "640")],
    "names alone": [("项目名称", "负责人"), ("路灯改造", "张三")],
    "classes below 项目": [("序号", "项目", "支出数（万元）"), ("1", "公务接待费", "9.00")],
}  # fmt: skip


@pytest.mark.parametrize("shape", ["the three public expenses", "names alone"])
def test_what_only_looks_like_a_list_of_projects_is_none(tmp_path, shape):
    assert projects(read_report(in_word(tmp_path, *NONE[shape]), Report()))[0] == {}


# -- in a workbook


def sheet(tmp_path, *rows, title="2023年度项目支出明细表"):
    book = Workbook()
    for row in ((title,), ("单位：万元",), *rows):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    return read_workbook(tmp_path / "a.xlsx", report_of(2023))


@pytest.mark.parametrize(
    "heads",
    [
        ("序号", "项目", "资金性质", "年初预算", "调整后预算", "实际支出"),
        ("序号", "名称", "经费来源", "年初预算数", "全年预算数", "支出数"),
        ("序号", "项目内容", "资金类别", "年初数", "调整预算数", "执行数"),
    ],
)
def test_a_list_in_a_workbook_is_known_under_other_heads(tmp_path, heads):
    proposal = sheet(
        tmp_path, heads, (1, "路灯", "政府性基金", 140, 155, 150), ("", "合计", "", 140, 155, 150)
    )
    wanted = {"budget": "government_funds", "initial": 140, "full_year": 155, "outturn": 150}
    assert projects(proposal)[0] == {"路灯": wanted}


@pytest.mark.parametrize(
    "rows",
    [
        (("科目编码", "项目", "支出数"), ("201", "一般公共服务支出", 150)),
        (("序号", "项目", "支出数"), (1, "一般公共服务支出", 150), (2, "农林水支出", 20)),
        (("项目", "支出数"), ("某支出", 150)),
    ],
)
def test_classes_of_spending_under_the_same_heads_are_no_projects(tmp_path, rows):
    assert projects(sheet(tmp_path, *rows))[0] == {}


# -- offices named before they are counted


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("设党政综合办、财政所和应急管理办等3个内设机构", ["党政综合办", "财政所", "应急管理办"]),
        ("设有党政办公室、财政所两个内设机构，下辖12个村", ["党政办公室", "财政所"]),
        ("设立农业综合服务中心、退役军人服务站2个事业单位", ["农业综合服务中心", "退役军人服务站"]),
        ("下辖自来水厂管理站、公用设施管理站2个二级单位", ["自来水厂管理站", "公用设施管理站"]),
    ],
)
def test_offices_named_before_their_count_are_read(said, names):
    line = next(line for line in TEXT.splitlines() if "内设机构" in line)
    text = TEXT.replace(line, f"白茅镇人民政府{said}。")
    items = read_report(SourceText.from_string(text), Report()).items
    found = [i for i in items if i.place.section == "organisation" and i.place.field == "name"]
    assert [i.value for i in found] == names
    assert not [i for i in found if i.doubt]


def test_two_columns_of_the_same_amount_are_neither_and_what_they_hold_is_told(tmp_path):
    rows = [
        ("项目名称", "全年执行数", "全年执行数"),
        ("路灯改造", "150.00", "150.00"),
        ("山塘清淤", "110.00", "110.00"),
    ]
    source = read_source(word(tmp_path / "a.docx", pars(BEFORE) + table(*rows) + pars(AFTER)))
    read = read_report(source, Report())
    assert not [i for i in read.items if i.place.section == Project.key and i.place.field != "name"]
    assert ["这张表共有3行" in left.why for left in read.unplaced] == [True]


LEFT = [
    ("项目名称", "预算数（万元）", "支出数（万元）", "{}（万元）"),
    ("路灯改造", "152.00", "150.00", "2.00"),
    ("山塘清淤", "110.00", "110.00", "0"),
]


def left_over(tmp_path, head, year):
    rows = [tuple(cell.format(head) for cell in row) for row in LEFT]
    return read_report(in_word(tmp_path, *rows), report_of(year))


def columns_unread(found):
    return {each.text: each.why for each in found.unplaced if "一列" in each.text}


def test_what_projects_had_left_last_year_is_what_they_carry_in_this_year(tmp_path):
    found = left_over(tmp_path, "结转下年", 2024)
    rows, doubts = projects(found)
    assert {name: row["carried_in"] for name, row in rows.items()} == {
        "路灯改造": D("2.00"),
        "山塘清淤": D(0),
    }
    assert "carried_in" not in doubts


def test_carried_and_surplus_in_one_column_are_carried_with_a_doubt(tmp_path):
    rows, doubts = projects(left_over(tmp_path, "结转结余", 2024))
    assert rows["路灯改造"]["carried_in"] == D("2.00")
    assert "核对是不是都结转到今年" in doubts["carried_in"]


@pytest.mark.parametrize(
    ("head", "year", "why"),
    [("结余", 2024, "看不出结余"), ("结转结余", 2023, "由程序"), ("资金缺口", 2024, "没有对应")],
)
def test_a_column_of_figures_that_no_field_takes_is_told_as_unread(tmp_path, head, year, why):
    found = left_over(tmp_path, head, year)
    assert columns_unread(found)[f"“{head}”一列，共2个数"].startswith(why)
    assert all("carried_in" not in row for row in projects(found)[0].values())
