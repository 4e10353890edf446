"""Page 4, 资金: every budget over the stages of the year, and whether all sums agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.form.field import Layout, Page, Section, amount, text

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.form.field import Field


def stages(
    label: str, source: str, chapter: str = "", *, rare: bool = False
) -> tuple[Field[Decimal], Field[Decimal], Field[Decimal], Field[Decimal], Field[Decimal]]:
    """Return 年初预算, 全年预算, 全年执行, 上年结转 and 结转下年 of one budget, in 万元.

    `chapter` is the part of the report that tells of the budget over the year, if one does.
    """
    chapters = (chapter,) if chapter else ()
    spent = (*chapters, "overview.spending", "attachment2")

    def stage(
        what: str, found: str, prints: tuple[str, ...], hint: str = "没有填 无"
    ) -> Field[Decimal]:
        return amount(
            f"{label}{what}",
            short=what,
            source=found,
            help=hint,
            blank_is_none=rare,
            prints=prints,
        )

    return (
        stage("年初预算", "部门预算批复", ("attachment2",)),
        stage("全年预算", "指标文件", (*chapters, "attachment2")),
        stage("全年执行", source, spent, "不填时按基本支出和各项目计算"),
        stage("上年结转", source, chapters),
        stage("结转下年", source, chapters),
    )


class General(Section, key="general", title="一般公共预算", layout=Layout.FUNDS):
    """一般公共预算 by stage in 万元: budgets, outturn, what was carried in and out."""

    initial, full_year, outturn, carried_in, carried_out = stages(
        "一般公共预算", "一般公共预算财政拨款支出决算表"
    )


class GovernmentFunds(Section, key="government_funds", title="政府性基金预算", layout=Layout.FUNDS):
    """政府性基金预算 by stage in 万元; printed as a chapter of its own."""

    initial, full_year, outturn, carried_in, carried_out = stages(
        "政府性基金预算", "政府性基金预算财政拨款收入支出决算表", "government_funds"
    )


class StateCapital(Section, key="state_capital", title="国有资本经营预算", layout=Layout.FUNDS):
    """国有资本经营预算 by stage in 万元; printed as a chapter of its own."""

    initial, full_year, outturn, carried_in, carried_out = stages(
        "国有资本经营预算", "国有资本经营预算财政拨款支出决算表", "state_capital"
    )


class SocialInsurance(
    Section, key="social_insurance", title="社会保险基金预算", layout=Layout.FUNDS
):
    """社会保险基金预算 by stage in 万元; printed as a chapter of its own."""

    initial, full_year, outturn, carried_in, carried_out = stages(
        "社会保险基金预算", "社会保险基金决算", "social_insurance"
    )


class SpecialAccount(Section, key="special_account", title="专户非税收入", layout=Layout.FUNDS):
    """Non-tax revenue kept in special accounts (纳入专户管理的非税收入)."""

    initial, full_year, outturn, carried_in, carried_out = stages(
        "专户非税收入", "收入支出决算总表", rare=True
    )


class OtherFunds(Section, key="other_funds", title="其他资金", layout=Layout.FUNDS):
    """Money outside the four budgets by stage in 万元."""

    initial, full_year, outturn, carried_in, carried_out = stages(
        "其他资金", "收入支出决算总表", rare=True
    )


class AccountTotals(
    Section,
    key="account_totals",
    title="决算公开表的总数",
    hint="只用来核对，不印",
    folded=True,
):
    """Totals as the published accounts state them: what the report comes to is held against them."""

    outturn = amount(
        "决算公开表本年支出合计",
        short="本年支出合计",
        names=("本年支出合计",),
        source="收入支出决算总表",
        help="填了就和基本支出加项目支出核对",
    )


class FundTexts(Section, key="fund_texts", title="文字说明", layout=Layout.TEXTS):
    """The narrative about each budget."""

    government_funds = text(
        "政府性基金的用途",
        2,
        help="主要用在哪里",
        prints=("government_funds",),
    )
    state_capital = text("国有资本经营预算说明", 2, prints=("state_capital",))
    social_insurance = text("社会保险基金预算说明", 2, prints=("social_insurance",))


FUNDS = Page(
    "funds",
    "资金",
    (
        General,
        GovernmentFunds,
        StateCapital,
        SocialInsurance,
        SpecialAccount,
        OtherFunds,
        AccountTotals,
        FundTexts,
    ),
)

FUND_SECTIONS = {
    "general": General,
    "government_funds": GovernmentFunds,
    "state_capital": StateCapital,
    "social_insurance": SocialInsurance,
    "special_account": SpecialAccount,
    "other": OtherFunds,
}
"""The section of each budget, by the code that a project is paid from."""
