"""Page 3, 项目: every project with its money, its story and its own self-evaluation."""

from __future__ import annotations

from pingkou_gui.form.field import (
    Amounts,
    Layout,
    Page,
    Section,
    amount,
    choice,
    indicator_fields,
    line,
    text,
)

BUDGETS = (
    ("general", "一般公共预算"),
    ("government_funds", "政府性基金"),
    ("state_capital", "国有资本经营"),
    ("social_insurance", "社会保险基金"),
    ("special_account", "专户非税收入"),
    ("other", "其他资金"),
)
"""What a project is paid from (预算法 第五条; 专户: 纳入专户管理的非税收入)."""

BUDGET_NAMES = {
    "general": (
        "一般公共预算财政拨款",
        "一般公共预算拨款",
        "一般公共预算资金",
        "一般公共预算支出",
    ),
    "government_funds": (
        "政府性基金预算",
        "政府性基金预算财政拨款",
        "政府性基金财政拨款",
        "政府性基金拨款",
        "政府性基金预算资金",
        "政府性基金预算支出",
    ),
    "state_capital": (
        "国有资本",
        "国有资本经营预算",
        "国有资本经营预算财政拨款",
        "国有资本经营财政拨款",
        "国有资本经营预算资金",
        "国有资本经营预算支出",
    ),
    "social_insurance": (
        "社会保险基金预算",
        "社会保险基金预算资金",
        "社会保险基金预算支出",
        "社保基金",
        "社保基金预算",
    ),
    "special_account": (
        "专户",
        "纳入专户管理的非税收入",
        "纳入专户管理的非税收入拨款",
        "纳入财政专户管理的非税收入",
        "专户管理的非税收入",
        "财政专户管理资金",
        "财政专户管理的资金",
    ),
    "other": ("其他收入", "其他资金收入", "其他资金拨款"),
}
"""The same budgets as tables of accounts and of performance targets call them."""

PROJECT_KINDS = (
    ("business", "业务工作"),
    ("maintenance", "运行维护"),
    ("special", "专项"),
)
KIND_NAMES = {
    "business": ("业务工作经费", "业务工作项目", "业务工作类", "业务经费"),
    "maintenance": ("运行维护经费", "运行维护项目", "运行维护类", "运行维护费"),
    "special": (
        "专项资金",
        "专项经费",
        "专项项目",
        "专项类",
        "省级专项",
        "省级专项资金",
        "市级专项资金",
        "县级专项资金",
        "中央专项资金",
    ),
}
"""The same kinds as 附件1 and the lists of projects call them."""

_TABLE = "项目支出决算表"
_BUDGETS = ("government_funds", "state_capital", "social_insurance")
_PRINTS = ("overview.spending", "general_budget.projects", *_BUDGETS, "attachment1", "attachment3")
_ELSEWHERE = (*_BUDGETS, "overview.spending")
"""Where the story of a project stands that the general public budget does not pay."""


class Project(
    Section,
    key="project",
    title="项目",
    layout=Layout.DETAIL,
    noun="项目",
    hint="万元",
):
    """A project with its money in 万元 by stage, and what 附件3 tells of it; a row each."""

    name = line(
        "项目名称",
        names=("项目", "项目名", "名称"),
        source="项目支出批复",
        required=True,
        prints=_PRINTS,
    )
    budget = choice(
        "预算来源",
        BUDGETS,
        BUDGET_NAMES,
        names=("资金性质", "资金来源", "经费来源", "预算类别", "资金类别"),
        source=_TABLE,
        required=True,
        prints=("general_budget.projects",),
    )
    kind = choice(
        "类别",
        PROJECT_KINDS,
        KIND_NAMES,
        names=("项目类别", "项目类型", "类型", "项目性质"),
        source="预算批复",
        required=True,
        prints=("attachment1",),
    )
    last = amount(
        "上年决算",
        names=("上年决算数", "上年支出", "上年执行", "上年执行数", "上年数", "去年决算"),
        source="上年度报告",
        prints=("attachment1",),
    )
    initial = amount(
        "年初预算",
        names=("年初预算数", "年初数", "年初", "年初部门预算"),
        source="部门预算批复",
        prints=("attachment1", "attachment3"),
    )
    full_year = amount(
        "全年预算",
        names=("全年预算数", "全年数", "调整预算", "调整预算数", "调整后预算"),
        source="指标文件",
        prints=("attachment3",),
    )
    outturn = amount(
        "全年执行",
        names=(
            "全年执行数",
            "执行数",
            "决算数",
            "本年决算",
            "支出数",
            "实际支出",
            "本年支出",
        ),
        source=_TABLE,
        required=True,
        prints=_PRINTS,
    )
    carried_in = amount(
        "上年结转",
        names=("上年结转数", "年初结转", "年初结转和结余", "结转资金"),
        help="没有填 无；“资金”页填了没有结转的，或者结转都填在其他项目里的，不用填",
        source="指标结转文件",
        prints=("attachment3",),
    )
    carried_out = amount(
        "结转下年",
        names=("结转下年数", "年末结转", "年末结转和结余", "结转结余"),
        help="不填时按全年预算减全年执行计算",
        source="指标结转文件",
        prints=("general_budget.projects",),
    )
    arrangement = text(
        "资金安排落实", 2, prints=("general_budget.projects.arrangement", *_ELSEWHERE)
    )
    use = text("资金使用", 2, prints=("general_budget.projects.use", *_ELSEWHERE))
    management = text("资金管理", 2, prints=("general_budget.projects.management", *_ELSEWHERE))
    implementation = text(
        "组织实施", 2, prints=("general_budget.projects.implementation", *_ELSEWHERE)
    )
    unspent_reason = text("未执行完的原因", 2, prints=("general_budget.projects.use", *_ELSEWHERE))
    department = line("主管部门", source="项目支出批复", prints=("attachment3",))
    executor = line("实施单位", help="不填时是本单位", prints=("attachment3",))
    carried_in_initial = amount(
        "其中结转编入年初",
        help="上年结转有多少编进了年初预算，没有编进去填 无",
        prints=("attachment3",),
    )
    carried_in_outturn = amount("其中结转资金执行", prints=("attachment3",))
    other_initial = amount("其他资金年初", prints=("attachment3",))
    other_full_year = amount(
        "其他资金全年",
        help="没有填 无；“资金”页没有专户、其他资金的，不用填",
        prints=("attachment3",),
    )
    other_outturn = amount("其他资金执行", prints=("attachment3",))
    goal = text(
        "预期目标",
        3,
        names=("年度目标", "绩效目标"),
        source="绩效目标申报表",
        prints=("attachment3",),
    )
    achieved = text("实际完成情况", 3, prints=("attachment3",))


class ProjectIndicator(
    Section,
    key="project_indicator",
    title="附件3 绩效指标",
    layout=Layout.SCORES,
    noun="指标",
    parent=Project,
):
    """An indicator of a project's 附件3: target, achieved, points and score.

    Rows under the project.
    """

    (
        level1,
        level2,
        name,
        requirement,
        target,
        actual,
        points,
        score,
        reason,
    ) = indicator_fields("attachment3")


class ProjectTotals(Section, key="project_totals", title="项目支出合计", layout=Layout.AMOUNTS):
    """The total, for years of which only the total is known."""

    total = Amounts(
        "项目支出",
        term="project_spending",
        names=("项目支出合计", "项目总支出"),
        names_after_whole=("项目",),
        source=_TABLE,
        prints=("overview.spending", "attachment1"),
        prints_this=("attachment2",),
        help="各项目之和；上年没有分项目时直接填上年合计",
    )


class LastYearKinds(
    Section,
    key="last_year_kinds",
    title="上年按类别（附件1）",
    hint="照去年附件1填；都空着的按今年的类别相加",
    folded=True,
):
    """What 附件1 of last year printed of each kind: projects may be of another kind this year."""

    business = amount("业务工作上年决算", source="上年度报告附件1", prints=("attachment1",))
    maintenance = amount("运行维护上年决算", source="上年度报告附件1", prints=("attachment1",))
    special = amount("专项上年决算", source="上年度报告附件1", prints=("attachment1",))


class ProjectTexts(Section, key="project_texts", title="项目支出总体说明", layout=Layout.TEXTS):
    """The narrative about all projects together."""

    arrangement = text(
        "资金安排落实、总投入情况", 2, prints=("general_budget.projects.arrangement",)
    )
    use = text("实际使用情况", 2, prints=("general_budget.projects.use",))
    management = text("资金管理情况", 2, prints=("general_budget.projects.management",))
    implementation = text("组织实施情况", 3, prints=("general_budget.projects.implementation",))


PROJECTS = Page(
    "projects", "项目", (Project, ProjectIndicator, ProjectTotals, LastYearKinds, ProjectTexts)
)
