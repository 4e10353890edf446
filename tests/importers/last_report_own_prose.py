"""The program reads its own prose: reports of many kinds written as plain text and read back.

Run it to try many: `python tests/importers/last_report_own_prose.py 1000`.
"""

import random
import sys
from collections import Counter
from decimal import Decimal

from pingkou_gui.document.compose import compose
from pingkou_gui.document.tree import plain_text
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, EconomicItem, ThreePublic
from pingkou_gui.form.pages.overview import Duty, KeyWork, Organisation, Staff, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project, ProjectTotals
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import QUANTITIES
from pingkou_gui.report.figures_funds import FUNDS
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.text.lines.source import GAP_MARK, SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import PROVED, Severity

SCHEME = default_scheme()
UNCOMPARED = (ThreePublic.purchase, ThreePublic.running)
"""Told of in brackets behind their sum, this year's amount alone."""
COUNTIES = ("清溪县", "云岭县", "白沙县", "长塘县")
TOWNS = ("枫树镇", "大坪乡", "梅林镇", "双桥乡")
OFFICES = ("党政办公室", "党建办公室", "经济发展办公室", "社会事务办公室", "财政所")
STATIONS = ("农业综合服务中心", "党群和政务服务中心", "退役军人服务站")
NAMES = (
    "村道养护", "村级组织运转经费", "小型水库维修", "防汛抗旱物资、器材", "人居环境整治", "文化惠民演出",
    "便民服务中心改造", "禁毒宣传经费", "移民后期扶持", "应急广播建设（二期）", "森林防火设施", "2023年库区补助",
)  # fmt: skip
ITEMS = {
    "301": ("基本工资", "津贴补贴", "奖金", "住房公积金"),
    "302": ("办公费", "印刷费", "水费", "差旅费", "会议费"),
    "303": ("抚恤金", "生活补助"),
}
REASONS = (
    "压减一般性支出", "年内退休4人、调出1人", "工作任务增加，办公费增加1.20万元", "主要原因是上年有一次性支出", "物价上涨",
)  # fmt: skip
CODES = (
    "general",
    "general",
    "general",
    "government_funds",
    "special_account",
    "other",
    "state_capital",
)


def money(rng, low=0, high=900):
    return f"{Decimal(rng.randint(low * 100, high * 100)) / 100:.2f}"


class Writer:
    """Types one invented report."""

    def __init__(self, rng):
        self.rng, self.draft = rng, Draft(Report())

    def type(self, field, text, row=0):
        if text:
            self.draft.type_in(field, text, row)

    def amounts(self, amounts, *, high=900, none=False):
        """Both years of an amount row: none, level, from or to nothing, or just changed."""
        rng = self.rng
        kind = rng.choice(
            ["changed"] * 6 + ["level", "from", "to"] + (["none"] * 3 if none else [])
        )
        this = money(rng, 1, high)
        last = {"changed": money(rng, 1, high), "level": this, "from": "0"}.get(
            kind, money(rng, 1, high)
        )
        if kind == "to":
            this = "0"
        if kind == "none":
            this, last = "无", rng.choice(["无", "0"])
        self.type(amounts.this, this)
        self.type(amounts.last, last)
        if amounts.budgeted and rng.random() < 0.6:
            self.type(amounts.budget, money(rng, 1, high))
        if amounts.reason:
            self.type(amounts.reason, rng.choice(REASONS))

    def report(self):
        for part in (
            self.unit,
            self.people,
            self.lists,
            self.basic,
            self.public,
            self.projects,
            self.funds,
        ):
            part()
        return Report().apply(self.draft.change)

    def unit(self):
        county, town = self.rng.choice(COUNTIES), self.rng.choice(TOWNS)
        self.type(Unit.name, f"{county}{town}人民政府")
        self.type(Unit.short_name, f"我{town[-1]}")
        self.type(Unit.county, county)
        self.type(Unit.year, "2023")
        self.type(Unit.report_date, self.rng.choice(["", "2024-3-15"]))

    def people(self):
        self.type(Staff.establishment, str(self.rng.randint(30, 120)))
        now = self.rng.randint(30, 120)
        self.type(Staff.headcount, str(now))
        self.type(Staff.headcount_last, str(now + self.rng.choice([0, 0, 3, -4])))
        self.type(Staff.headcount_reason, self.rng.choice(REASONS))
        self.type(Staff.rank, self.rng.choice(["", "均为正股级", "正股级"]))

    def lists(self):
        rng, draft = self.rng, self.draft
        for names, kind in (
            (OFFICES, "党政机构"),
            (STATIONS, "事业单位"),
            (("综合执法大队",), "另设机构"),
        ):
            for name in rng.sample(names, rng.randint(1, len(names))):
                row = draft.add(Organisation)
                self.type(Organisation.name, name, row)
                self.type(Organisation.kind, kind, row)
        for text in rng.sample(
            ("编制并落实发展规划。", "管理公共设施。\n保护山林和水源。", "办理其他工作"), 2
        ):
            self.type(Duty.text, text, draft.add(Duty))
        for number, level in enumerate(("一级", "二级", "二级", "一级")):
            row = draft.add(KeyWork)
            self.type(KeyWork.level, level, row)
            self.type(KeyWork.title, f"第{'甲乙丙丁'[number]}项工作如期完成", row)
            self.type(
                KeyWork.text,
                rng.choice(["", "修路3公里，投入120.50万元。", "入库税收802万元，增长3.2%。"]),
                row,
            )
        for number in range(rng.randint(1, 3)):
            row = draft.add(Problem)
            self.type(Problem.name, f"第{'甲乙丙'[number]}类目标编得不细", row)
            self.type(Problem.detail, "部分项目没有写清数量。", row)
            self.type(Problem.cause, "人手不够", row)
            self.type(Problem.measure, f"逐项审核第{'甲乙丙'[number]}类目标", row)
            self.type(Problem.measure_detail, "年初审核，年中对照。", row)

    def basic(self):
        rng = self.rng
        shape = rng.choice(["classes", "classes", "halves", "total", "items"])
        if shape in {"classes", "items"}:
            self.amounts(Basic.wages)
            self.amounts(Basic.transfers, high=60, none=True)
            self.amounts(Basic.goods)
            if rng.random() < 0.3:
                # A class that came to nothing is left out of the text together with its past.
                self.type(Basic.capital.this, money(rng, 1, 40))
                self.type(Basic.capital.last, rng.choice(["0", money(rng, 1, 40)]))
                self.type(Basic.capital.reason, rng.choice(REASONS))
        elif shape == "halves":
            self.amounts(Basic.personnel)
            self.amounts(Basic.operating)
        else:
            self.amounts(Basic.total)
        for code, names in ITEMS.items():
            for name in rng.sample(names, rng.randint(0, len(names))):
                row = self.draft.add(EconomicItem)
                self.type(EconomicItem.category, code, row)
                self.type(EconomicItem.name, name, row)
                if shape == "items":
                    self.type(EconomicItem.this, money(rng, 1, 90), row)

    def public(self):
        self.amounts(ThreePublic.overseas, high=6, none=True)
        if self.rng.random() < 0.5:
            self.amounts(ThreePublic.purchase, high=20, none=True)
            self.amounts(ThreePublic.running, high=9)
        else:
            self.amounts(ThreePublic.vehicles, high=9, none=True)
        self.amounts(ThreePublic.reception, high=40)
        self.amounts(Conferences.meetings, high=9, none=True)
        self.amounts(Conferences.training, high=9, none=True)

    def projects(self):
        rng = self.rng
        names = rng.sample(NAMES, rng.choice([0, 1, 2, 4, 8]))
        if not names:
            self.type(ProjectTotals.total.this, "无")
        for name in names:
            row = self.draft.add(Project)
            self.type(Project.name, name, row)
            self.draft.put(Project.budget, rng.choice(CODES), row)
            outturn = money(rng, 1, 300)
            self.type(Project.outturn, outturn, row)
            self.type(Project.full_year, rng.choice(["", outturn, f"{Decimal(outturn) + 2}"]), row)
            self.type(Project.unspent_reason, "工期顺延", row)
            self.type(Project.use, rng.choice(["", "用于修路和排水"]), row)
        if rng.random() < 0.6:
            if not names or rng.random() < 0.5:
                self.type(ProjectTotals.total.last, money(rng, 1, 900))
            self.type(ProjectTotals.total.reason, rng.choice(REASONS))

    def funds(self):
        report = Report().apply(self.draft.change)
        used = {report[Project.budget.at(r)] for r in report.rows("project")}
        for code in ("government_funds", "state_capital", "social_insurance"):
            section = FUNDS[code].section
            if code not in used:
                self.type(section.outturn, "无")
                continue
            spent = sum(
                report[Project.outturn.at(r)]
                for r in report.rows("project")
                if report[Project.budget.at(r)] == code
            )
            carried, left = Decimal(money(self.rng, 0, 5)), Decimal(money(self.rng, 0, 5))
            self.type(section.carried_in, f"{min(carried, spent)}")
            self.type(section.carried_out, f"{left}")
            self.type(section.full_year, f"{spent + left}")


def written(seed):
    return Writer(random.Random(seed)).report()


def text_of(report):
    """The composed report as plain text, as it would stand in a file of somebody else's."""
    return plain_text(compose(Facts(report, SCHEME), draft=False))


def read_back(text):
    """What the text gives when read into a blank report, as it would be taken unseen."""
    proposal = read_report(SourceText.from_string(text, "报告.txt"), Report())
    draft = Draft(Report())
    accept(draft, proposal, proposal.ticked(Report()))
    return Report().apply(draft.change), proposal


def figures(report):
    """What a report says in figures, by name, as printed; what is not printed is left out."""
    facts = Facts(report, SCHEME)
    found = {
        str(place): str(report[place])
        for place in (
            Staff.establishment.at(),
            Staff.headcount.at(),
            Staff.headcount_last.at(),
            Unit.year.at(),
        )
    }
    for quantity in QUANTITIES.values():
        section = quantity.amounts.key.split(".")[0]
        if section == "control" or facts[quantity.this] is None:
            continue
        found[f"{quantity.amounts.key}:this"] = _cents(facts[quantity.this])
        if facts[quantity.last] is not None and quantity.amounts not in UNCOMPARED:
            found[f"{quantity.amounts.key}:last"] = _cents(facts[quantity.last])
    for code, fund in FUNDS.items():
        stages = ("outturn",) if code in {"general", "special_account", "other"} else fund.stages
        for stage in stages:
            if stage != "initial" and facts[fund.stages[stage]]:
                found[f"{code}:{stage}"] = _cents(facts[fund.stages[stage]])
    for row in report.rows("project"):
        budget = report[Project.budget.at(row)]
        name = report[Project.name.at(row)]
        found[f"project:{name}"] = _cents(report[Project.outturn.at(row)])
        found[f"project:{name}:budget"] = str(budget)
    for row in report.rows("organisation"):
        found[f"office:{report[Organisation.name.at(row)]}"] = str(
            report[Organisation.kind.at(row)]
        )
    return {key: value for key, value in found.items() if value not in {"None", "0.00"}}


def _cents(value):
    return "None" if value is None else f"{value:.2f}"


SIDE = {"special_account", "other"}


def differences(seed):
    """Return how many figures were right, and name, written and read of those that were not."""
    report = written(seed)
    back, proposal = read_back(text_of(report))
    said, read = figures(report), figures(back)
    # No chapter of its own tells which project a side budget paid; the story of one may.
    quiet = {k for k, v in said.items() if k.endswith(":budget") and v in SIDE}
    wanted = {k: v for k, v in said.items() if k not in quiet}
    read = {k: v for k, v in read.items() if k not in quiet or v != said[k]}
    wrong = [
        (k, wanted.get(k, ""), read.get(k, ""))
        for k in wanted | read
        if wanted.get(k) != read.get(k)
    ]
    return len(wanted), wrong, proposal


def alarms(seed):
    """Return what the proofreading of the program's own text calls an error beyond doubt.

    The marks of what was not filled in are no fault of the text.
    """
    found = examine(SourceText.from_string(text_of(written(seed)), "报告.txt"))
    return [
        (f.class_, f.quote, f.expected)
        for f in found
        if f.severity is Severity.ERROR
        and f.certainty == PROVED
        and GAP_MARK.search(f.quote) is None
    ]


def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    right, missing, amiss, alarmed = 0, Counter(), Counter(), 0
    for seed in range(count):
        total, wrong, _ = differences(seed)
        told = alarms(seed)
        alarmed += bool(told)
        for each in told[:3]:
            say(seed, "误报", *each)
        right += total - len(wrong)
        for key, said, got in wrong:
            (amiss if got else missing)[key.split(":")[0] + ":" + key.split(":")[-1]] += 1
            if len(sys.argv) > 2:
                say(seed, key, said, got)
    say(
        f"{count} 份报告，{right} 个数读回相同，{sum(missing.values())} 个没有读到，{sum(amiss.values())} 个不同"
    )
    say(f"{alarmed} 份自己的报告有误报")
    say("没有读到", missing.most_common(15))
    say("不同", amiss.most_common(15))


if __name__ == "__main__":
    main()
