"""Totals that a table of accounts prints: left to the program, or held against what it works out."""

from asked import report_for

from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.report.checks_sums import sums_agree
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme

OWNER = "临溪县柳林乡人民政府"
HEAD = (f"部门：{OWNER}　2023年度", None, None, "金额单位：万元")


def values(proposal):
    return {str(item.place): item.value for item in proposal.items if item.place.row == 0}


WITH_TOTAL = (
    ["一般公共预算财政拨款基本支出决算明细表"], HEAD, ["科目编码", "科目名称", "决算数"],
    [301, "工资福利支出", 90], [302, "商品和服务支出", 26], ["", "人员经费合计", 90], ["", "公用经费合计", 26],
)  # fmt: skip


def test_a_total_that_the_report_works_out_otherwise_is_taken_beside_its_parts_and_told(read):
    report = report_for(OWNER)
    draft = Draft(report)
    draft.type_in(Basic.capital.this, "4")
    report = report.apply(draft.change)
    proposal = read(WITH_TOTAL, report=report)
    assert values(proposal)["basic.operating"] == 26
    (note,) = (note for note in proposal.notes if "对不上" in note)
    assert note.startswith(
        "公用经费本年决算对不上：基本支出决算表 C7写26.00，采用的各项相加是30.00；"
    )
    draft = Draft(report)
    accept(draft, proposal, proposal.ticked(report))
    facts = Facts(report.apply(draft.change), default_scheme)
    assert [x.message for x in sums_agree.run(facts)] == [
        "公用经费本年决算与各部分之和相差 4.00 万元"
    ]


def test_a_total_that_its_parts_come_to_is_left_to_the_program(read):
    proposal = read(WITH_TOTAL)
    assert "basic.operating" not in values(proposal)
    assert not [note for note in proposal.notes if "对不上" in note]


def test_all_spending_of_the_accounts_is_read_to_be_held_against_the_report(read):
    proposal = read([
        ["支出决算表"], HEAD, ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        [201, "一般公共服务支出", 76, 50, 26], ["", "合计", 76, 50, 26],
    ])  # fmt: skip
    assert values(proposal)["account_totals.outturn"] == 76
