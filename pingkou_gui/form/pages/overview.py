"""Page 1, 概况: who reports, with how many people, for what, and what the year was about."""

from __future__ import annotations

from pingkou_gui.form.field import Layout, Page, Section, choice, count, day, line, text, year

ORGANISATION_KINDS = (
    ("party_government", "党政机构"),
    ("public_institution", "事业单位"),
    ("other", "另设机构"),
)

_KIND_NAMES = {
    "party_government": ("行政", "行政机构", "行政单位", "党政", "党政办公机构", "内设机构"),
    "public_institution": ("事业", "事业机构", "直属事业单位", "所属事业单位"),
}
LEVELS = (("1", "一级"), ("2", "二级"))
COMPARABLE = (("known", "有上年数据"), ("none", "新设或合并，上年无可比数据"))
PUNCTUATION = (("print", "印出时改为全角"), ("typed", "照填的印出"))

_SIGNED = ("attachment1", "attachment2", "attachment3")


class Unit(Section, key="unit", title="单位和报告"):
    """The reporting unit and the report itself."""

    name = line(
        "单位名称",
        help="与机构编制批复一致的全称，例如 安化县平口镇人民政府",
        source="机构编制批复",
        required=True,
        prints=("title", "signature", "attachment2", "attachment3"),
    )
    short_name = line(
        "正文自称",
        help="正文里怎样称呼本单位：我镇、我乡、我办、我局",
        source="单位习惯",
        required=True,
        phrases="short_names",
        prints=("overview.organisation", "overview.staff"),
    )
    county = line("所在县（市、区）", help="例如 安化县", source="行政区划")
    year = year(
        "报告年度",
        help="四位数字，例如 2023",
        source="布置自评的通知",
        required=True,
        prints=(
            "title",
            "overview",
            "general_budget",
            "government_funds",
            "state_capital",
            "social_insurance",
            "performance",
        ),
    )
    report_date = day(
        "报告日期", help="落款的日期，例如 2024年3月15日", prints=("signature", *_SIGNED)
    )
    preparer = line("填表人", help="附件下方的填表人姓名", prints=_SIGNED)
    phone = line("联系电话", help="填表人的电话", prints=_SIGNED)
    principal = line("单位负责人", help="附件下方的负责人姓名", prints=_SIGNED)
    last_year = choice(
        "与上年比较",
        COMPARABLE,
        help="本年新设或合并的单位选“上年无可比数据”，正文只说明一次，不再逐项比较；不选就逐项比较",
    )
    punctuation = choice(
        "半角标点",
        PUNCTUATION,
        help="文字里打成半角（英文）的引号、逗号、冒号怎样印；不选就印成全角（中文）",
    )


_MOST_PEOPLE = 10_000
"""People that a township or a county's office cannot have on its lists."""


class Staff(Section, key="staff", title="编制和人员"):
    """Posts approved and people in them."""

    establishment = count(
        "编制数",
        "人",
        _MOST_PEOPLE,
        help="编委核定的编制数",
        source="机构编制批复",
        required=True,
        prints=("overview.staff", "attachment1"),
    )
    civil_posts = count(
        "其中行政编制", "人", _MOST_PEOPLE, source="机构编制批复", prints=("overview.staff",)
    )
    institution_posts = count(
        "其中事业编制", "人", _MOST_PEOPLE, source="机构编制批复", prints=("overview.staff",)
    )
    headcount = count(
        "年末实有人数",
        "人",
        _MOST_PEOPLE,
        help="本年12月31日在职人数",
        source="决算报表“机构人员情况表”",
        required=True,
        prints=("overview.staff", "attachment1"),
    )
    headcount_last = count(
        "上年末实有人数",
        "人",
        _MOST_PEOPLE,
        help="上年12月31日在职人数",
        source="上年度报告",
        prints=("overview.staff",),
    )
    headcount_reason = line(
        "人数变动原因",
        help="写明为什么比上年增加或减少",
        phrases="headcount_reasons",
        prints=("overview.staff",),
    )
    retired = count(
        "离退休人员",
        "人",
        _MOST_PEOPLE,
        help="由本单位管理的离休和退休人员",
        source="决算报表“机构人员情况表”",
        prints=("overview.staff",),
    )
    contract_staff = count(
        "编外人员",
        "人",
        _MOST_PEOPLE,
        help="劳务派遣、临聘等不占编制的人员",
        source="工资发放表",
        prints=("overview.staff",),
    )
    rank = line(
        "机构规格", help="例如 均为正股级", source="机构编制批复", prints=("overview.organisation",)
    )


class Organisation(
    Section,
    key="organisation",
    title="内设机构",
    layout=Layout.TABLE,
    noun="机构",
    hint="正文按类别列出名称和个数",
):
    """The offices and institutions of the unit."""

    name = line(
        "机构名称",
        names=("机构", "单位", "名称"),
        source="机构编制批复",
        required=True,
        numbered=True,
        prints=("overview.organisation",),
    )
    kind = choice(
        "类别",
        ORGANISATION_KINDS,
        _KIND_NAMES,
        names=("类型", "机构类别", "机构性质"),
        source="机构编制批复",
        required=True,
        prints=("overview.organisation",),
    )


class Duty(
    Section,
    key="duty",
    title="主要职能",
    layout=Layout.TABLE,
    noun="职能",
    counter="条",
    hint="一条一行，编号由程序加",
):
    """One of the unit's duties (主要职能), a row each; numbered where it is printed."""

    text = text(
        "职能内容",
        2,
        names=("内容", "职能", "主要职能", "职责", "主要职责"),
        source="“三定”规定",
        required=True,
        numbered=True,
        prints=("overview.duties",),
    )


class KeyWork(
    Section,
    key="key_work",
    title="年度重点工作",
    layout=Layout.OUTLINE,
    noun="重点工作",
    counter="条",
    hint="两级，编号由程序加",
):
    """The main work of the year, in two levels."""

    level = choice("层级", LEVELS, required=True)
    title = line(
        "标题",
        names=("工作", "工作名称", "重点工作"),
        help="一句话概括，不写编号",
        required=True,
        numbered=True,
        prints=("overview.key_work",),
    )
    text = text("内容", 6, help="做了什么、结果怎样，写具体数字", prints=("overview.key_work",))


class OverviewTexts(Section, key="overview_texts", title="文字说明", layout=Layout.TEXTS):
    """The narrative of chapter one."""

    overall = text("年度履职总体情况", 3, help="一段话概括全年工作", prints=("overview.key_work",))
    spending_scope = text(
        "使用方向、主要内容和涉及范围",
        3,
        help="钱主要用在哪里、涉及哪些人和事",
        prints=("overview.spending",),
    )


OVERVIEW = Page("overview", "概况", (Unit, Staff, Organisation, Duty, KeyWork, OverviewTexts))
