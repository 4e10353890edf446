"""A column of a sheet pasted into the fields of a form."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.pages.basic_spending import Basic, Conferences, Control, ThreePublic
from pingkou_gui.form.pages.funds import General, GovernmentFunds, OtherFunds
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import ProjectTotals
from pingkou_gui.report.checks import findings
from pingkou_gui.ui.pages.amount_sections import AmountRow
from pingkou_gui.ui.pages.funds_section import FundRow
from pingkou_gui.ui.table import cells_paste

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(open_page):
    return open_page("basic_spending")


@pytest.fixture
def paste(page, context, qtbot):
    """Paste cells into the first amount of a row, or another one; return what is said."""
    said = []
    context.spoke.connect(said.append)

    def pasted(line, cells, at=0):
        row = next(r for r in page.findChildren(AmountRow) if r.line is line)
        row.editors[at].setFocus()
        QApplication.clipboard().setText(cells)
        qtbot.keyClick(row.editors[at], Qt.Key.Key_V, CTRL)
        return said[-1]

    return pasted


def kept(session, *fields):
    return [
        None if session.report.entry(f.at()) is None else str(session.report[f.at()])
        for f in fields
    ]


@pytest.fixture
def looked(monkeypatch):
    """Take what is looked at first; return the plans that were."""
    plans = []

    def take(plan, _choosing, _parent):
        plans.append(plan)
        return True

    monkeypatch.setattr(cells_paste, "look", take)
    return plans


CLASSES = (Basic.wages.this, Basic.transfers.this, Basic.goods.this)


def test_a_column_goes_down_the_fields_and_it_is_said_what_went_where(paste, session):
    words = paste(Basic.wages, "1024.74\r\n18.24\r\n244.8\r\n")
    assert kept(session, *CLASSES) == ["1024.74", "18.24", "244.80"]
    assert words.what.startswith("粘贴了 3 个数：301 1,024.74、303 18.24、302 244.80；")
    session.undo()
    assert kept(session, *CLASSES) == [None, None, None]


def test_a_column_with_its_totals_goes_by_the_rows_of_the_form(paste, session):
    paste(Basic.wages, "1024.74\r\n18.24\r\n244.8\r\n244.8\r\n1287.78\r\n")
    assert kept(session, *CLASSES) == ["1024.74", "18.24", "244.80"]
    assert kept(session, Basic.personnel.this, Basic.operating.this) == [None, None]


def test_a_total_counts_what_stands_over_the_cells_as_well(paste, session):
    session.type_in(Basic.wages.this, "1000")
    paste(Basic.transfers, "18\r\n244.8\r\n244.8\r\n1262.8\r\n")
    assert kept(session, *CLASSES) == ["1000.00", "18.00", "244.80"]


def test_a_total_elsewhere_than_in_the_form_is_no_amount_of_the_next_row(paste, session):
    words = paste(Basic.wages, "10\r\n20\r\n30\r\n")
    assert words.what.startswith("“30”像是上面几格的合计，没有粘贴")
    assert "；什么都没有改，不用撤销" in words.what
    assert "按 Ctrl+Z" not in words.what  # nothing was done before
    assert kept(session, *CLASSES) == [None, None, None]
    paste(Basic.wages, "10\r\n20\r\n")
    words = paste(Basic.wages, "10\r\n20\r\n30\r\n")
    assert "；按 Ctrl+Z，撤销的是先前的“粘贴一列数（2 个）”" in words.what


def test_a_total_whose_parts_are_not_all_known_is_kept_as_it_was_copied(paste, session):
    words = paste(ThreePublic.overseas, "无\r\n3.1\r\n\r\n3.1\r\n25.99\r\n29.09\r\n")
    fields = (ThreePublic.vehicles.this, ThreePublic.purchase.this, ThreePublic.running.this)
    assert kept(session, *fields, ThreePublic.total.this) == ["3.10", None, "3.10", None]
    assert words.what.startswith("粘贴了 4 个数")
    session.undo()
    paste(ThreePublic.overseas, "无\r\n5\r\n\r\n\r\n25.99\r\n30.99\r\n")
    assert kept(session, *fields) == ["5.00", None, None]


def test_what_went_where_is_said_as_long_as_the_field_is_in_hand(paste, session, context):
    paste(Basic.wages, "1024.74\r\n18.24\r\n")
    said = []
    context.spoke.connect(said.append)
    QApplication.focusWidget().binding.announce()  # as after every look
    assert said[-1].what.startswith("粘贴了 2 个数")


def test_a_blank_cell_between_leaves_its_field_alone(paste, session):
    session.type_in(Basic.transfers.last, "3")
    paste(Basic.wages, "1024.74\r\n\r\n244.8\r\n", at=1)
    fields = (Basic.wages.last, Basic.transfers.last, Basic.goods.last)
    assert kept(session, *fields) == ["1024.74", "3.00", "244.80"]


def test_names_beside_the_figures_lead_them_to_their_rows(paste, session, looked):
    cells = "科目编码\t科目名称\t决算数\r\n301\t工资福利支出\t1024.74\r\n302\t商品和服务支出\t244.8\r\n303\t对个人和家庭的补助\t18.24\r\n\t住房公积金\t7\r\n"
    words = paste(Basic.wages, cells)
    assert kept(session, *CLASSES) == ["1024.74", "18.24", "244.80"]
    assert "没有放：住房公积金 7（是明细，到“经济分类明细”里粘贴）" in words.what
    (plan,) = looked
    assert [left.where for left in plan.pasted.left_over] == ["第 5 行"]


def test_the_unit_of_the_heads_counts_for_all_figures(paste, session):
    words = paste(
        Basic.wages, "科目\t金额（元）\r\n工资福利支出\t10247400\r\n商品和服务支出\t2448000\r\n"
    )
    assert "，按元换算成万元" in words.what
    assert kept(session, *CLASSES) == ["1024.74", None, "244.80"]


IN_YUAN = "10,247,400.00\r\n182,400.00\r\n2,448,000.00\r\n"


def answer(title):
    """Press a button of the question that is open."""

    def press():
        box = QApplication.activeModalWidget()
        next(b for b in box.buttons() if b.text() == title).click()

    QTimer.singleShot(0, press)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("按元换算成万元", ["1024.74", "18.24", "244.80"]),
        ("就是万元", ["10247400.00", "182400.00", "2448000.00"]),
        ("不粘贴", [None, None, None]),
    ],
)
def test_amounts_too_large_for_ten_thousands_ask_what_they_are_in(paste, session, title, expected):
    answer(title)
    words = paste(Basic.wages, IN_YUAN)
    assert kept(session, *CLASSES) == expected
    assert ("按元换算成万元" in words.what) is (title == "按元换算成万元")
    assert ("一格也没有粘贴" in words.what) is (title == "不粘贴")


def test_what_was_pasted_is_said_when_the_focus_is_back_from_the_question(
    paste, context, monkeypatch
):
    said = []
    context.spoke.connect(said.append)

    def away_and_back(field, *_words):
        field.clearFocus()
        QTimer.singleShot(0, field.setFocus)  # the window becomes active again later
        return "元"

    monkeypatch.setattr(cells_paste, "ask_unit", away_and_back)
    paste(Basic.wages, IN_YUAN)
    QApplication.processEvents()
    assert QApplication.focusWidget().binding.field is Basic.wages.this
    assert said[-1].what.startswith("粘贴了 3 个数：301 1,024.74")


def test_amounts_larger_than_all_that_was_spent_are_asked_about_as_well(
    paste, session, monkeypatch
):
    session.type_in(Basic.total.this, "1287")
    session.type_in(ProjectTotals.total.this, "无")
    asked = []
    monkeypatch.setattr(cells_paste, "ask_unit", lambda _over, *words: asked.append(words) or "元")
    paste(ThreePublic.overseas, "无\r\n无\r\n1931\r\n25\r\n")
    fields = (ThreePublic.running.this, ThreePublic.reception.this)
    assert kept(session, *fields) == ["0.1931", "0.0025"]
    assert asked == [("1931", "当作万元就比全部支出 1,287.00 万元还多")]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("1\r\n见附表\r\n3\r\n", "“见附表”没有粘贴：对个人和家庭的补助本年决算写成数字"),
        (
            "742.1\r\n(19.1)\r\n",
            "不能小于 0，带括号的数是负数，核对正负号；改好再复制一次；什么都没有改",
        ),
        ("1\r\n" * 40, "只有"),
        ("1\t2\t5\r\n3\t4\t6\r\n", "只有 2 栏能填"),
        ("路灯\t2\r\n桥梁\t4\r\n", "复制的不止一格"),
    ],
)
def test_what_does_not_fit_is_refused_whole_with_a_sentence(paste, session, cells, said):
    before = session.report
    words = paste(Basic.wages, cells)
    assert said in words.what
    assert session.report is before


def test_what_is_replaced_is_said(paste, session):
    session.type_in(Basic.wages.this, "7")
    words = paste(Basic.wages, "1024.74\r\n18.24\r\n")
    assert "换掉了原来的 1 个数" in words.what


def test_a_column_stays_in_its_group(paste, session):
    paste(ThreePublic.overseas, "无\r\n0\r\n3.1\r\n25.99\r\n")
    fields = (ThreePublic.purchase.this, ThreePublic.running.this, ThreePublic.reception.this)
    assert kept(session, *fields) == ["0.00", "3.10", "25.99"]
    assert kept(session, Basic.wages.this) == [None]


def test_a_cell_that_may_be_a_total_or_its_part_goes_nowhere(paste, session):
    before = session.report
    words = paste(ThreePublic.overseas, "无\r\n3\r\n")
    assert "公务用车" in words.what
    assert "没有粘贴" in words.what
    assert session.report is before


BOTH = (Basic.wages.this, Basic.wages.last, Basic.transfers.this, Basic.transfers.last)


def test_a_block_goes_down_and_to_the_right(paste, session):
    words = paste(Basic.wages, "1024.74\t1002.30\r\n18.24\t17.11\r\n")
    assert kept(session, *BOTH) == ["1024.74", "1002.30", "18.24", "17.11"]
    assert words.what.startswith("粘贴了 4 个数：301本年 1,024.74、303本年 18.24、301上年 1,002.30")
    session.undo()
    assert kept(session, *BOTH) == [None] * 4


@pytest.mark.parametrize("cells", ["0\t0", "5\t5", "12\t15", "0\t6.1"])
def test_two_figures_of_one_row_never_go_into_one_field(paste, session, cells):
    paste(Basic.goods, cells)
    first, second = cells.split("\t")
    shown = kept(session, Basic.goods.this, Basic.goods.last)
    assert [float(each) for each in shown] == [float(first), float(second)]


def test_a_block_that_is_too_wide_is_refused_in_the_row_itself(page, paste, session, qtbot):
    words = paste(Basic.wages, "1\t2\t3\t4\t5")
    row = next(r for r in page.findChildren(AmountRow) if r.line is Basic.wages)
    assert kept(session, *BOTH) == [None] * 4
    assert words.what.startswith("复制了 5 列")
    (message,) = row.messages
    assert words.what.startswith(message.sentence)
    qtbot.keyClicks(row.editors[0], "3")
    assert not any("没有粘贴" in m.sentence for m in row.messages)


def test_heads_lead_the_columns_of_a_block_to_their_years(paste, session):
    session.type_in(Unit.year, "2024")
    cells = (
        "科目\t2023年决算数\t2024年决算数\t增减率\r\n"
        "工资福利支出\t1002.30\t1024.74\t2.24%\r\n"
        "对个人和家庭的补助\t17.11\t18.24\t6.60%\r\n"
    )
    words = paste(Basic.wages, cells)
    assert kept(session, *BOTH) == ["1024.74", "1002.30", "18.24", "17.11"]
    assert words.what.startswith("粘贴了 4 个数")


def test_names_without_heads_over_two_columns_go_as_the_same_block_without_names(paste, session):
    rows = [("工资福利支出", "1024.74", "1002.30"), ("对个人和家庭的补助", "18.24", "17.11")]
    words = paste(Basic.wages, "".join("\t".join(row) + "\r\n" for row in rows))
    held = kept(session, *BOTH)
    session.undo()
    same = paste(Basic.wages, "".join("\t".join(row[1:]) + "\r\n" for row in rows))
    assert held == kept(session, *BOTH) == ["1024.74", "1002.30", "18.24", "17.11"]
    figures = "301本年 1,024.74", "301上年 1,002.30", "303本年 18.24", "303上年 17.11"
    assert all(each in words.what and each in same.what for each in figures)


def test_names_without_heads_over_three_columns_go_nowhere_before_a_look(
    paste, session, monkeypatch
):
    plans = []
    monkeypatch.setattr(cells_paste, "look", lambda plan, *_: bool(plans.append(plan)))
    words = paste(Basic.wages, "工资福利支出\t1002.30\t1024.74\t22.44\r\n")
    assert kept(session, *BOTH) == [None] * 4
    assert words.what.startswith("看过以后没有粘贴")
    assert [c.field and c.field.name for c in plans[0].pasted.columns] == ["name"] + [None] * 3


@pytest.mark.parametrize("at_row", [True, False])
def test_a_row_of_a_budget_is_pasted_by_place_or_by_heads(
    open_page, context, session, qtbot, at_row
):
    page = open_page("funds")
    row = next(r for r in page.findChildren(FundRow) if r.fund.section is General)
    heads = "资金来源\t年初预算数\t全年预算数\t执行率\r\n一般公共预算\t1640\t1660.54\t99%\r\n"
    row.editors[0].setFocus()
    QApplication.clipboard().setText("1640\t1660.54\r\n" if at_row else heads)
    qtbot.keyClick(row.editors[0], Qt.Key.Key_V, CTRL)
    assert kept(session, General.initial, General.full_year) == ["1640.00", "1660.54"]


BLOCK = (
    "项目\t本年决算数\t上年决算数\r\n工资福利支出\t831.02\t799.4\r\n商品和服务支出\t198.5\t201.6\r\n"
    "对个人和家庭的补助\t23.5\t20\r\n资本性支出\t3.2\t0\r\n合计\t{}\t1021\r\n"
)


def test_a_row_that_is_folded_away_is_unfolded_for_figures_beside_its_name(page, paste, session):
    row = next(r for r in page.findChildren(AmountRow) if r.line is Basic.capital)
    assert row.isHidden()
    words = paste(Basic.wages, BLOCK.format("1056.22"))
    assert not row.isHidden()
    assert kept(session, Basic.capital.this, Basic.capital.last) == ["3.20", "0.00"]
    assert kept(session, *CLASSES) == ["831.02", "23.50", "198.50"]
    assert "没有放" not in words.what
    assert "算出来" not in words.what


@pytest.mark.parametrize("before", [False, True])
def test_a_copied_total_that_is_not_the_sum_is_said_with_both_numbers(page, paste, session, before):
    if before:  # the total is worked out already
        paste(Basic.wages, BLOCK.format("1056.22"))
    words = paste(Basic.wages, BLOCK.format("1057.22"))
    told = "基本支出本年写着 1,057.22，算出来是 1,056.22，核对少了哪一行"
    assert f"，但{told}：" in words.what
    row = next(r for r in page.findChildren(AmountRow) if r.line is Basic.wages)
    assert told in [message.sentence for message in row.messages]
    assert kept(session, Basic.total.this) == ["1057.22"]
    (found,) = [each for each in findings(session.facts) if each.check == "typed_total"]
    assert (found.numbers, found.advice) == ("1,057.22 − 1,056.22 = 1.00", "这里填过 1,057.22")
    again = paste(Basic.wages, BLOCK.format("1057.22"))
    assert f"和这里原来的一样，但{told}" in again.what
    paste(Basic.wages, BLOCK.format("1056.22"))
    assert kept(session, Basic.total.this) == [None]


def test_a_copied_total_in_yuan_is_held_against_the_sum_in_wan(page, paste, session, monkeypatch):
    monkeypatch.setattr("pingkou_gui.ui.table.cells_paste.ask_unit", lambda *_: "元")
    block = (
        "工资福利支出\t8310200\r\n商品和服务支出\t1985000\r\n"
        "对个人和家庭的补助\t235000\r\n资本性支出\t32000\r\n合计\t{}\r\n"
    )
    for _ in range(2):  # the total is worked out by the second time
        words = paste(Basic.wages, block.format("10562200"))
    assert "算出来" not in words.what
    assert kept(session, Basic.wages.this, Basic.total.this) == ["831.02", None]
    said = paste(Basic.wages, block.format("11562200")).what
    assert "写着 1,156.22，算出来是 1,056.22" in said


def test_a_block_without_names_unfolds_nothing(page, paste):
    row = next(r for r in page.findChildren(AmountRow) if r.line is Basic.capital)
    paste(Basic.wages, "310\t307\r\n18.24\t12\r\n")
    assert row.isHidden()


HEADS = "2023年决算\t项目\t2024年决算\t2024年预算\t变动原因\r\n"
THREE = (
    "12.5\t公务接待费\t10.5\t15\t压减批次\r\n"
    "1,020.00\t公务用车运行维护费\t980.25\t1,100\t车辆报废\r\n"
)


def test_columns_come_in_any_order_with_budget_and_reason(paste, session, looked):
    session.type_in(Unit.year, "2024")
    paste(ThreePublic.overseas, HEADS + THREE)
    reception = ThreePublic.reception
    fields = (reception.this, reception.last, reception.budget)
    assert kept(session, *fields) == ["10.50", "12.50", "15.00"]
    assert session.report[reception.reason.at()] == "压减批次"
    assert kept(session, ThreePublic.running.this, ThreePublic.running.last) == [
        "980.25",
        "1020.00",
    ]
    assert looked == []  # plain: nothing to be looked at
    session.undo()
    assert kept(session, *fields) == [None] * 3


def test_a_table_over_several_sections_fills_them_all_from_any_field(paste, session):
    cells = (
        "单位：元\r\n项目\t决算数\r\n一、工资福利支出\t8,310,200.00\r\n"
        "其中：公务接待费\t42,000\r\n30216 培训费\t13,000\r\n政府采购金额\t250000\r\n"
    )
    words = paste(Basic.goods, cells)
    fields = (
        Basic.wages.this,
        ThreePublic.reception.this,
        Conferences.training.this,
        Control.procurement.this,
    )
    assert kept(session, *fields) == ["831.02", "4.20", "1.30", "25.00"]
    assert "按元换算成万元" in words.what


def test_cells_that_name_their_unit_are_read_with_it(paste, session):
    paste(Basic.wages, "工资福利支出\t831.02万元\r\n商品和服务支出\t1985000元\r\n")
    assert kept(session, Basic.wages.this, Basic.goods.this) == ["831.02", "198.50"]


def test_what_is_written_over_is_looked_at_first(paste, session, looked):
    session.type_in(Basic.wages.this, "7")
    paste(Basic.wages, "工资福利支出\t831.02\r\n商品和服务支出\t198.5\r\n")
    assert [plan.overwritten for plan in looked] == [1]
    assert kept(session, Basic.wages.this) == ["831.02"]


def test_a_column_the_rows_do_not_have_is_told_and_not_dropped(paste, session, looked):
    paste(Basic.wages, "项目\t决算数\t预算数\r\n工资福利支出\t831.02\t800\r\n")
    (plan,) = looked
    assert [left.words for left in plan.pasted.left_over] == ["800（工资福利支出没有这一栏）"]


def test_a_look_offers_another_column_and_another_unit(page, paste, session, qtbot):
    seen = []

    def choose():
        dialog = QApplication.activeModalWidget()
        seen.append(dialog.table.isVisible())
        for at, column in ((1, "last"), (2, "this")):
            box = dialog.choosers[at]
            box.choose(f"pasted_amount.{column}")
            dialog._column_chosen(at)
        dialog.take.click()

    QTimer.singleShot(0, choose)
    paste(Basic.wages, "工资福利支出\t1002.30\t1024.74\t22.44\r\n")
    assert seen == [True]
    assert kept(session, Basic.wages.this, Basic.wages.last) == ["1024.74", "1002.30"]
    session.undo()
    assert kept(session, *BOTH) == [None] * 4


WORKED = "商品和服务支出\t5\r\n公用经费\t{}\r\n其他事项\t#REF!\r\n差旅安排\t12%\r\n"


@pytest.mark.parametrize("cell", ["-5.00", "(168.33)", "无"])
def test_a_copied_total_that_cannot_be_compared_is_looked_at_and_told(paste, session, looked, cell):
    words = paste(Basic.wages, WORKED.format(cell))
    assert kept(session, Basic.goods.this, Basic.operating.this) == ["5.00", None]
    shown = [text for row in looked[0].pasted.rows for _, text in row]
    assert shown == ["商品和服务支出", "5", "公用经费", ""]
    left = {each.where: each.words for each in looked[0].pasted.left_over}
    assert left.pop("公用经费本年") == f"{cell}（由程序算出，这个数用不上，核对）"
    assert list(left.values()) == ["其他事项 #REF!", "差旅安排 12%"]
    assert f"公用经费本年 {cell}（由程序算出" in words.what


def test_cells_that_all_go_nowhere_paste_nothing(paste, session, looked):
    session.type_in(Basic.goods.this, "5")
    words = paste(Basic.wages, "商品和服务支出\t\t#REF!\r\n公用经费\t\t-5\r\n")
    assert words.what.startswith("复制的数没有一个放得进这一页，没有粘贴")
    assert kept(session, Basic.goods.this, Basic.operating.this) == ["5.00", None]
    assert [each.words for each in looked[0].pasted.left_over] == [
        "商品和服务支出 #REF!",
        "-5（由程序算出，这个数用不上，核对）",
    ]


def test_a_block_on_a_row_that_is_worked_out_goes_by_its_names_or_says_why_not(
    paste, session, looked
):
    session.type_in(Basic.wages.this, "10")
    session.type_in(Basic.transfers.this, "5")
    words = paste(Basic.personnel, "20\r\n30\r\n")
    assert words.what.startswith("这一栏由程序算出，没有粘贴")
    paste(Basic.personnel, "工资福利支出\t20\r\n商品和服务支出\t30\r\n")
    assert kept(session, *CLASSES) == ["20.00", "5.00", "30.00"]
    assert paste(Basic.personnel, "77").what.startswith("这个数由程序算出")


def test_a_budget_is_known_by_every_name_of_it_and_a_row_of_none_is_told(
    open_page, context, session, qtbot, looked
):
    said = []
    context.spoke.connect(said.append)
    page = open_page("funds")
    row = next(r for r in page.findChildren(FundRow) if r.fund.section is General)
    cells = (
        "项目\t年初预算数\t全年预算数\r\n一、一般公共预算财政拨款\t1640\t1660.54\r\n"
        "二、政府性基金预算财政拨款支出\t12\t13\r\n上级补助收入\t无\t\r\n"
    )
    row.editors[0].setFocus()
    QApplication.clipboard().setText(cells)
    qtbot.keyClick(row.editors[0], Qt.Key.Key_V, CTRL)
    assert kept(session, General.initial, GovernmentFunds.full_year) == ["1640.00", "13.00"]
    assert [left.where for left in looked[0].pasted.left_over] == ["上级补助收入"]
    assert "没有放：上级补助收入 无" in said[-1].what


@pytest.fixture
def paste_funds(open_page, context, qtbot):
    """Paste cells into the first amount of the general budget; return what is said."""
    said = []
    context.spoke.connect(said.append)
    page = open_page("funds")
    row = next(r for r in page.findChildren(FundRow) if r.fund.section is General)

    def pasted(cells):
        row.editors[0].setFocus()
        QApplication.clipboard().setText(cells)
        qtbot.keyClick(row.editors[0], Qt.Key.Key_V, CTRL)
        return said[-1].what

    return pasted


def test_budgets_with_names_and_all_stages_go_to_their_rows_even_folded_away(
    paste_funds, session, looked
):
    said = paste_funds(
        "资金来源\t年初预算\t全年预算\t全年执行\t上年结转\t结转下年\r\n"
        "一般公共预算\t40\t45\t42\t无\t无\r\n政府性基金\t无\t无\t无\t无\t无\r\n"
        "其他资金\t3\t3\t2\t无\t1\r\n"
    )
    assert said.startswith("粘贴了 15 个数：")
    assert kept(session, General.outturn, OtherFunds.carried_out) == ["42.00", "1.00"]
    assert session.report.entry(GovernmentFunds.initial.at()) is not None
    assert looked == []
    session.undo()
    assert kept(session, General.outturn, OtherFunds.carried_out) == [None, None]


def test_budgets_without_heads_are_looked_at_before_they_go_in_order(paste_funds, session, looked):
    paste_funds("一般公共预算\t40\t45\t42\r\n")
    (plan,) = looked
    assert [c.field.name for c in plan.pasted.columns] == [
        "fund",
        "initial",
        "full_year",
        "outturn",
    ]
    assert kept(session, General.outturn) == ["42.00"]


def test_names_of_no_budget_are_said_to_be_the_reason(paste_funds, session):
    said = paste_funds("农村道路\t40\t45\r\n")
    assert said.startswith("复制的名称里没有这一页的预算，没有粘贴")
    assert kept(session, General.initial) == [None]
