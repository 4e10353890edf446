"""Page 2, 基本支出: the economic classes, the three public expenses, meetings and training."""

from __future__ import annotations

from pingkou_gui.form.field import (
    Amounts,
    Layout,
    Page,
    Section,
    amount,
    choice,
    count,
    line,
    number,
    text,
)

ECONOMIC_CLASSES = (
    ("301", "301 工资福利支出"),
    ("302", "302 商品和服务支出"),
    ("303", "303 对个人和家庭的补助"),
    ("307", "307 债务利息及费用支出"),
    ("310", "310 资本性支出"),
    ("399", "399 其他支出"),
)
CLASS_NAMES = {code: (label.removeprefix(code).strip(),) for code, label in ECONOMIC_CLASSES}

_TABLE = "一般公共预算财政拨款基本支出决算表"
_PRINTS = ("overview.spending", "general_budget.basic")
_REASON_OF_CLASS = ("general_budget.basic",)
_REASON_OF_HALF = ("overview.spending",)


class Basic(Section, key="basic", title="基本支出", layout=Layout.AMOUNTS):
    """Basic spending by economic class (政府收支分类科目, 部门预算支出经济分类)."""

    wages = Amounts(
        "工资福利支出",
        term="wages",
        names=("工资和福利支出", "工资福利"),
        code="301",
        source=_TABLE,
        required=True,
        level=1,
        prints=_PRINTS,
        prints_reason=_REASON_OF_CLASS,
    )
    transfers = Amounts(
        "对个人和家庭的补助",
        term="transfers_to_individuals",
        names=(
            "对个人和家庭的补助支出",
            "个人和家庭补助",
            "个人和家庭补助支出",
            "对个人及家庭的补助",
        ),
        code="303",
        source=_TABLE,
        required=True,
        level=1,
        prints=_PRINTS,
        prints_reason=_REASON_OF_CLASS,
    )
    personnel = Amounts(
        "人员经费",
        term="personnel_spending",
        names=("人员支出", "人员经费合计"),
        names_after_whole=("人员",),
        source=_TABLE,
        prints=_PRINTS,
        prints_reason=_REASON_OF_HALF,
        parts=(wages, transfers),
        help="301 与 303 之和；只知道合计时直接填合计",
    )
    goods = Amounts(
        "商品和服务支出",
        term="goods_and_services",
        names=("商品服务支出", "一般商品和服务支出"),
        code="302",
        source=_TABLE,
        required=True,
        level=1,
        prints=_PRINTS,
        prints_reason=_REASON_OF_CLASS,
    )
    interest = Amounts(
        "债务利息及费用支出",
        term="debt_interest",
        names=("债务利息支出",),
        code="307",
        source=_TABLE,
        rare=True,
        level=1,
        prints=_PRINTS,
        prints_reason=_REASON_OF_CLASS,
    )
    capital = Amounts(
        "资本性支出",
        term="capital_outlay",
        names=("其他资本性支出",),
        code="310",
        source=_TABLE,
        rare=True,
        level=1,
        prints=_PRINTS,
        prints_reason=_REASON_OF_CLASS,
    )
    other = Amounts(
        "其他支出",
        code="399",
        source=_TABLE,
        rare=True,
        level=1,
        prints=_PRINTS,
        prints_reason=_REASON_OF_CLASS,
    )
    operating = Amounts(
        "公用经费",
        term="operating_spending",
        names=("日常公用经费", "公用支出", "日常公用支出", "公用经费合计"),
        names_after_whole=("公用", "日常公用"),
        source=_TABLE,
        budgeted=True,
        prints=(*_PRINTS, "attachment1"),
        prints_reason=_REASON_OF_HALF,
        parts=(goods, interest, capital, other),
        help="302、307、310、399 之和；只知道合计时直接填合计",
    )
    total = Amounts(
        "基本支出",
        term="basic_spending",
        names=("基本支出合计",),
        names_after_whole=("基本",),
        source=_TABLE,
        prints=_PRINTS,
        prints_this=("attachment2",),
        parts=(personnel, operating),
        help="人员经费与公用经费之和",
    )


class EconomicItem(
    Section,
    key="economic_item",
    title="经济分类明细",
    layout=Layout.TABLE,
    noun="明细",
    counter="项",
    hint="万元，知道名称、不知道金额时金额留空",
):
    """An item of the economic classes of spending (财政部 支出经济分类科目), its amounts in 万元."""

    category = choice("类", ECONOMIC_CLASSES, CLASS_NAMES, source=_TABLE, required=True)
    name = line(
        "科目名称",
        names=("名称", "科目", "项目"),
        help="例如 办公费",
        source=_TABLE,
        required=True,
        prints=("overview.spending",),
    )
    this = amount(
        "本年决算",
        names=("本年决算数", "决算数", "金额", "支出数", "支出金额", "本年", "本年数", "今年"),
        source=_TABLE,
        prints=_PRINTS,
    )
    last = amount(
        "上年决算",
        names=("上年决算数", "上年支出", "上年数", "去年决算", "上年", "去年", "上年同期"),
        source=f"上年度{_TABLE}",
        prints=("general_budget.basic",),
    )


_THREE = "“三公”经费支出决算表"
_THREE_PRINTS = ("general_budget.three_public", "attachment1")


class ThreePublic(Section, key="three_public", title="“三公”经费", layout=Layout.AMOUNTS):
    """The three public expenses (党政机关厉行节约反对浪费条例)."""

    overseas = Amounts(
        "因公出国（境）费",
        term="overseas_travel",
        names=(
            "因公出国（境）经费",
            "出国经费",
            "出国费用",
            "出国（境）费",
            "因公出国（境）",
            "因公出国（境）团组",
            "因公出国（境）人员",
        ),
        names_after_whole=("出国", "出国（境）", "出国境", "出国出境", "因公出国"),
        source=_THREE,
        budgeted=True,
        required=True,
        prints=_THREE_PRINTS,
        prints_budget=_THREE_PRINTS,
        help="没有支出填 无",
    )
    purchase = Amounts(
        "公务用车购置费",
        term="vehicle_purchase",
        names=("公务用车购置经费", "车辆购置费", "公务用车购置"),
        names_after_whole=(
            "购置",
            "购置费",
            "购置费用",
            "购置支出",
            "购置经费",
            "车辆购置",
            "购车",
            "购车费",
        ),
        source=_THREE,
        budgeted=True,
        level=1,
        prints=_THREE_PRINTS,
        prints_budget=_THREE_PRINTS,
        help="没有支出填 无",
    )
    running = Amounts(
        "公务用车运行维护费",
        term="vehicle_running",
        names=(
            "公务用车运行费",
            "公务用车维护费",
            "公务用车运维费",
            "公务用车运行维护",
            "公务用车运行维修费",
            "公务车运行维护费",
            "车辆运行维护费",
            "车辆运行费",
            "车辆运维费",
            "公务用车运行和维护费",
        ),
        names_after_whole=(
            "运行",
            "运行费",
            "运行费用",
            "运行维护",
            "运行维护费",
            "运行维护费用",
            "运行维护经费",
            "运行维护支出",
            "运维费",
            "维护费",
            "车辆运行",
            "车辆运行维护",
            "公务用车运行",
            "车辆运维",
        ),
        source=_THREE,
        budgeted=True,
        level=1,
        prints=_THREE_PRINTS,
        prints_budget=_THREE_PRINTS,
    )
    vehicles = Amounts(
        "公务用车购置及运行维护费",
        term="official_vehicles",
        names=(
            "公务用车购置及运行费",
            "公务用车购置及维护费",
            "公务用车购置及运维费",
            "公务用车购置运行费",
            "公务用车购置运行维护费",
            "公务用车购置费及运行维护费",
            "公务用车购置费和运行费",
            "公务用车购置及保有费",
            "公务用车费",
            "公务用车购置及运行维修费",
            "车辆购置及运行费",
            "车辆购置及运行维护费",
        ),
        names_after_whole=(
            "公务用车",
            "公车",
            "用车",
            "车辆",
            "公务用车购置及运行",
            "车辆购置及运行",
        ),
        short="公务用车购置及运行费",
        source=_THREE,
        budgeted=True,
        prints=_THREE_PRINTS,
        prints_budget=_THREE_PRINTS,
        parts=(purchase, running),
        help="购置与运行维护之和；只知道合计时直接填合计",
    )
    reception = Amounts(
        "公务接待费",
        term="official_reception",
        names=("公务接待", "公务招待费", "接待费"),
        names_after_whole=("接待", "招待费", "公务招待"),
        source=_THREE,
        budgeted=True,
        required=True,
        prints=_THREE_PRINTS,
        prints_budget=_THREE_PRINTS,
    )
    total = Amounts(
        "“三公”经费",
        term="three_public",
        names=(
            "三公经费",
            "三公经费支出",
            "三公经费合计",
            "三公费用",
            "三公一支出",
            "三公经费总额",
            "三公支出",
            "三公",
        ),
        source=_THREE,
        budgeted=True,
        prints=_THREE_PRINTS,
        prints_budget=_THREE_PRINTS,
        parts=(overseas, vehicles, reception),
        help="三项之和",
    )


class ThreePublicCounts(
    Section, key="three_public_counts", title="“三公”经费有关数量", folded=True
):
    """What the three public expenses paid for (部门决算公开: 批次, 人次, 保有量)."""

    reception_batches = count(
        "公务接待批次", "批次", source="公务接待台账", prints=("general_budget.three_public",)
    )
    reception_people = count(
        "公务接待人次", "人次", source="公务接待台账", prints=("general_budget.three_public",)
    )
    vehicles_kept = count(
        "公务用车保有量",
        "辆",
        help="年末财政拨款开支的公务用车；没有填 0",
        source="资产台账",
        prints=("general_budget.three_public",),
    )
    vehicles_bought = count(
        "本年购置公务用车", "辆", source="资产台账", prints=("general_budget.three_public",)
    )
    overseas_groups = count(
        "因公出国（境）团组", "个", source="外事批件", prints=("general_budget.three_public",)
    )
    overseas_people = count(
        "因公出国（境）人次", "人次", source="外事批件", prints=("general_budget.three_public",)
    )


class ThreePublicBudget(
    Section,
    key="three_public_budget",
    title="“三公”经费上年预算",
    folded=True,
):
    """Last year's budget: the change rate compares budget with budget."""

    last_budget = amount(
        "“三公”经费上年预算",
        help="只在用“三公”经费变动率评分的县需要",
        source="上年部门预算批复",
    )


class Conferences(Section, key="conferences", title="会议费、培训费", layout=Layout.AMOUNTS):
    """Spending on meetings (30215) and training (30216) in 万元, with their counts."""

    meetings = Amounts(
        "会议费",
        item="30215",
        term="meetings",
        names=("会议经费",),
        source=_TABLE,
        budgeted=True,
        required=True,
        prints=("general_budget.meetings", "attachment1"),
    )
    training = Amounts(
        "培训费",
        item="30216",
        term="training",
        names=("培训经费",),
        source=_TABLE,
        budgeted=True,
        required=True,
        prints=("general_budget.training", "attachment1"),
    )


class Control(
    Section,
    key="control",
    title="其他控制数（附件1）",
    layout=Layout.AMOUNTS,
    hint="印在附件1，没有的填 无",
    folded=True,
):
    """The other rows of the basic data table."""

    office = Amounts(
        "办公经费",
        term="office_costs",
        names=("办公费",),
        source=_TABLE,
        budgeted=True,
        reasoned=False,
        prints=("attachment1",),
    )
    utilities = Amounts(
        "水费、电费、差旅费", source=_TABLE, budgeted=True, reasoned=False, prints=("attachment1",)
    )
    procurement = Amounts(
        "政府采购金额",
        term="procurement",
        names=(
            "政府采购支出",
            "政府采购支出总额",
            "政府采购总额",
            "政府采购合同金额",
            "政府采购",
        ),
        names_after_whole=("采购支出", "采购金额", "采购总额"),
        source="政府采购信息统计报表",
        budgeted=True,
        reasoned=False,
        prints=("attachment1",),
    )
    adjustment = Amounts(
        "部门基本支出预算调整",
        source="预算调整批复",
        budgeted=True,
        reasoned=False,
        prints=("attachment1",),
    )


class Buildings(
    Section,
    key="buildings",
    title="楼堂馆所控制情况（附件1）",
    hint="印在附件1，当年没有竣工的填一个 无，四格都印 无",
    folded=True,
):
    """Buildings completed in the year (机关团体建设楼堂馆所管理条例)."""

    approved_area = number("批复规模", "㎡", source="项目批复", prints=("attachment1",))
    actual_area = number("实际规模", "㎡", source="竣工决算", prints=("attachment1",))
    planned_investment = amount("预算投资", source="项目概算批复", prints=("attachment1",))
    actual_investment = amount("实际投资", source="竣工决算", prints=("attachment1",))


class SpendingTexts(Section, key="spending_texts", title="文字说明", layout=Layout.TEXTS):
    """The narrative about basic spending."""

    basic_use = text(
        "基本支出主要用途",
        2,
        help="例如 保障机关日常运转",
        prints=("general_budget.basic",),
        phrases="basic_uses",
    )
    thrift = text("厉行节约保障措施", 2, prints=("attachment1",), phrases="thrift_measures")
    note = text("附件1说明", 2, help="对附件1数字需要解释的话", prints=("attachment1",))


BASIC_SPENDING = Page(
    "basic_spending",
    "基本支出",
    (
        Basic,
        ThreePublic,
        ThreePublicCounts,
        Conferences,
        EconomicItem,
        Control,
        ThreePublicBudget,
        Buildings,
        SpendingTexts,
    ),
)
