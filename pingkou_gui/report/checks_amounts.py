"""Checks of amounts: jumps, missing reasons, slipped units, budgets overrun, parts beyond wholes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.form.form import BY_ITEM, names_of
from pingkou_gui.form.kinds import rounded
from pingkou_gui.form.pages.basic_spending import (
    Basic,
    Conferences,
    Control,
    EconomicItem,
    ThreePublic,
)
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import gives_no_reason, says_nothing
from pingkou_gui.report.check_rules import (
    check,
    differs,
    money,
    percent,
    row_check,
    shortened,
    with_reasons,
)
from pingkou_gui.report.checks_sources import BUDGET_LAW, SOURCE_CHECKS, project_name
from pingkou_gui.report.checks_units import is_in_yuan
from pingkou_gui.report.figures import (
    QUANTITIES,
    headcount_change,
    is_summed,
    quantity,
    staff_control_rate,
)
from pingkou_gui.report.figures_funds import (
    FUNDS,
    project_carried_out,
    stage_field,
)
from pingkou_gui.report.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Amounts, Field
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.figures import Quantity


# Amounts over the years: unusual jumps, missing reasons, units slipped.


ZERO = Decimal(0)
PRINTED = Decimal("0.01")
"""The smallest change that is printed, in 万元."""
_LESS = ("减少", "下降", "压减", "压缩", "降低", "缩减", "节约", "削减")
_MORE = (
    "增加",
    "增长",
    "上升",
    "提高",
    "新增",
    "扩大",
    "上调",
    "上涨",
    "涨价",
    "增资",
    "提标",
    "增多",
    "补发",
)
_LEFT = (
    "退休",
    "调出",
    "调离",
    "调走",
    "辞职",
    "辞退",
    "离职",
    "离任",
    "去世",
    "病故",
    "转出",
    "划出",
    "减少",
    "减员",
)
_CAME = (
    "招录",
    "招聘",
    "新招",
    "新录",
    "补录",
    "调入",
    "新进",
    "录用",
    "考录",
    "选调",
    "安置",
    "转入",
    "划入",
    "增加",
    "增员",
    "新增",
)


@check(
    "large_changes_have_a_reason",
    "变动大的写明原因",
    "REASON",
    ground="决算公开说明要求说明增减变化的主要原因",
)
def large_changes_have_a_reason(f: Facts) -> Iterator[Finding]:
    """A change beyond the scheme's threshold, or from or to nothing, comes with its reason."""
    for row in QUANTITIES.values():
        yield from _unexplained(f, row)


def reason_is_due(f: Facts, amounts: Amounts) -> bool:
    """Return whether a change wants a reason that was neither given nor explained away."""
    found = tuple(_unexplained(f, QUANTITIES[amounts.key]))
    return any(finding.open for finding in with_reasons(f, found))


def _unexplained(f: Facts, row: Quantity) -> Iterator[Finding]:
    """Yield a reminder where a change beyond the scheme's limits has no reason."""
    field, change, last = row.amounts.reason, f[row.change], f[row.last]
    if field is None or not change or last is None:
        return
    given = f[field]
    if given is not None and not says_nothing(given):
        return
    limit, ignored = _limits(f, row)
    if _told_by_parts(f, row) or abs(change) < ignored or is_in_yuan(f, row.amounts):
        return
    rate = f[row.rate]
    if rate is not None and abs(rate) <= limit:
        return
    moved = "增加" if change > 0 else "减少"
    how = "，上年为 0"
    if rate is not None:
        how = f"{percent(abs(rate))}，超过 {limit:f}%" if limit else percent(abs(rate))
    yield Finding(
        "large_changes_have_a_reason",
        Severity.REMINDER,
        f"{row.label}比上年{moved} {how}，{_write_reason(given)}".replace(" ，", "，"),
        (field.at(), row.amounts.this.at(), row.amounts.last.at()),
        f"{money(last)} → {money(last + change)}",
    )


def _write_reason(given: str | None) -> str:
    return f"原因只写了“{given[:2]}”" if given else "写明原因"


def _limits(f: Facts, row: Quantity) -> tuple[Decimal, Decimal]:
    """Return above which rate (%) and from which change (万元) on a row wants a reason.

    “三公”, meetings and training are published with a reason for every change that is printed.
    """
    if row.amounts.this.section in (ThreePublic.key, Conferences.key):
        return f.scheme.threshold("public_change_needs_reason").normalize(), PRINTED
    threshold = f.scheme.threshold
    return threshold("change_needs_reason").normalize(), threshold("change_ignored")


def _told_by_parts(f: Facts, row: Quantity) -> bool:
    """Return whether the parts of a sum say themselves why they moved."""
    return bool(row.amounts.parts) and all(
        is_summed(f, row.amounts, column) for column in ("this", "last")
    )


@check("reasons_point_the_way_the_amount_went", "变动原因与增减方向一致", "DIRECTION")
def reasons_point_the_way_the_amount_went(f: Facts) -> Iterator[Finding]:
    """A reason that speaks only of less does not stand under more, nor the other way round."""
    for row in QUANTITIES.values():
        field = row.amounts.reason
        change = f[row.change]
        reason = None if field is None else f[field]
        if field is None or reason is None or not change or not differs(change, ZERO):
            continue
        if points_against(change, reason):
            went = "增加" if change > 0 else "减少"
            yield Finding(
                "reasons_point_the_way_the_amount_went",
                _weight(reason),
                f"{row.label}比上年{went}，原因写的方向相反，核对",
                (field.at(), row.amounts.this.at()),
                f"{went} {money(abs(change))} 万元；原因：{reason[:20]}",
            )


def _weight(reason: str) -> Severity:
    """Return how grave it is that a reason points the other way.

    Printed it contradicts its own sentence; a reason that tells of last year may still be right
    (上年压减较多), so that it is only called to mind.
    """
    return Severity.REMINDER if _OF_LAST_YEAR.search(reason) else Severity.ERROR


_OF_LAST_YEAR = re.compile("(?<![比较])(?:上年|去年|上一年)")


def points_against(change: Decimal, reason: str) -> bool:
    """Return whether a reason speaks only of more where an amount fell, or the other way round."""
    return _points_against(change, reason, _LESS, _MORE)


def people_point_against(change: Decimal, reason: str) -> bool:
    """Return whether a reason speaks only of who came where there are fewer, or of who left."""
    return _points_against(change, reason, _LEFT, _CAME)


def _points_against(
    change: Decimal, reason: str, down: tuple[str, ...], up: tuple[str, ...]
) -> bool:
    """Return whether a reason speaks of one way only, and it is not the way things went."""
    less, more = (any(word in reason for word in words) for words in (down, up))
    return less != more and less == (change > 0)


@check("reasons_point_the_way_people_went", "人数变动原因与增减方向一致", "DIRECTION")
def reasons_point_the_way_people_went(f: Facts) -> Iterator[Finding]:
    """People who only left are no reason for more of them, nor newcomers for fewer."""
    change, reason = f[headcount_change], f[Staff.headcount_reason]
    if not change or reason is None or not people_point_against(change, reason):
        return
    went, last, people = (
        "增加" if change > 0 else "减少",
        f[Staff.headcount_last],
        f[Staff.headcount],
    )
    yield Finding(
        "reasons_point_the_way_people_went",
        _weight(reason),
        f"实有人数比上年末{went} {abs(change)} 人，原因写的方向相反，核对",
        (Staff.headcount_reason.at(), Staff.headcount.at()),
        f"{last} → {people} 人；原因：{reason[:20]}",
    )


@check(
    "reasons_are_words",
    "变动原因写的是话，不是数",
    "REASON",
    ground="决算公开说明要求说明增减变化的主要原因",
)
def reasons_are_words(f: Facts) -> Iterator[Finding]:
    """A bare number would be printed as 主要原因是5.2: it was meant for another cell."""
    for field, label, change in _changes_told(f):
        reason = None if field is None else f[field]
        if field is not None and reason is not None and change and gives_no_reason(reason):
            yield _wordless(field.at(), label, "变动原因", reason)
    yield from _said_in_vain(f)


def _said_in_vain(f: Facts) -> Iterator[Finding]:
    """Yield every change whose reason says 无, where nothing else asks for one: it is not printed."""
    for row in QUANTITIES.values():
        field, change = row.amounts.reason, f[row.change]
        asked = field is None or not change or not differs(change, ZERO)
        if not asked and not tuple(_unexplained(f, row)):
            yield from _reason_says_nothing(f, field, row.label)
    if f[headcount_change]:
        yield from _reason_says_nothing(f, Staff.headcount_reason, Staff.headcount.label)


def _reason_says_nothing(f: Facts, field: Field[str] | None, label: str) -> Iterator[Finding]:
    """Yield a reminder where what stands as a reason is none, and so is not printed."""
    reason = None if field is None else f[field]
    if (
        field is not None
        and reason is not None
        and not gives_no_reason(reason)
        and says_nothing(reason)
    ):
        yield Finding(
            "reasons_are_words",
            Severity.REMINDER,
            f"{label}有增减，“{shortened(reason.strip(), 8)}”不是原因，不会印出",
            (field.at(),),
            advice="写明为什么增加或减少",
        )


@row_check("unspent_reasons_are_words", Project, "未执行完的原因写的是话，不是数", "REASON")
def unspent_reasons_are_words(f: Facts, row: int) -> Iterator[Finding]:
    """The same of what a project left over."""
    reason, left = f[Project.unspent_reason, row], f[project_carried_out, row]
    if reason is not None and gives_no_reason(reason) and (left is None or differs(left, ZERO)):
        yield _wordless(
            Project.unspent_reason.at(row), project_name(f, row), "未执行完的原因", reason
        )


def _changes_told(f: Facts) -> Iterator[tuple[Field[str] | None, str, Decimal | int | bool | None]]:
    """Yield every reason for a change with its label and what changed; a reason is printed with it."""
    for row in QUANTITIES.values():
        change = f[row.change]
        yield row.amounts.reason, row.label, change is None or differs(change, ZERO)
    yield Staff.headcount_reason, Staff.headcount.label, f[headcount_change] != 0


@check(
    "reasons_say_why",
    "变动原因写的是为什么，不是做了什么",
    "REASON",
    ground="决算公开说明要求说明增减变化的主要原因",
)
def reasons_say_why(f: Facts) -> Iterator[Finding]:
    """成立领导小组 tells what was done, not why less was spent: asked, where nothing else is told."""
    for row in QUANTITIES.values():
        field, change = row.amounts.reason, f[row.change]
        published = row.amounts.this.section in (ThreePublic.key, Conferences.key)
        if field is None or not published or not change or not differs(change, ZERO):
            continue
        reason = f[field]
        if reason is not None and tells_only_acts(reason):
            went = "增加" if change > 0 else "减少"
            yield Finding(
                "reasons_say_why",
                Severity.REMINDER,
                f"{row.label}的原因只写了做了什么，没写为什么{went}",
                (field.at(),),
                f"原因：{reason.strip()[:20]}",
                advice=f"写明什么多了或少了，例如批次、人数、标准、次数，所以{went}",
            )


_ACT = re.compile(
    "(?:并|进一步|继续|深入|认真|切实|及时|全面|不断|大力|坚持|持续|积极)*"
    "(?:成立|组建|加强|强化|制[定订]|出台|完善|健全|建立|落实|贯彻|推[进动]|做好|抓好|严格|规范|"
    "提[高升](?=认识|意识|能力|水平|质量)|明确|压实|学习|宣传|部署|研究|执行|重视|统筹)"
)
"""What a clause of ordinary administration begins with: it is done in every year."""
_EVENT = re.compile("(?:继续|按时|及时|积极|多次)*(?:召开|举办|组织|开展|参加|召集)(?:了|好)?")
_ANY_EVENT = re.compile(
    "(?:会议|大会|培训班?|学习|活动|工作|教育|各[类种项]|相关|有关|专题|业务|日常|一系列|等|的|[、和及与])*"
)
"""What is held or organised in every year; a certain meeting, 换届选举大会, may be a reason."""
_WHY = re.compile(
    "[多少增减升降涨压控缩停免省节未没无新因受比较]|过紧日子|八项规定|取消|不再|首次|恢复|推迟|换届|"
    "维修|更换|更新|购置|报废|老[旧化]|年限|疫情|灾|价|标准|限额|上年|去年|由于|影响|所致|导致|"
    "合并|划[转入出]|转隶|调整|一次性|[频批人]次|规模|范围|集中|巡察|检查|创建|招商|线上|视频"
)
"""What moves an amount: more or less of something, an event of this year, a cause by name."""


def tells_only_acts(reason: str) -> bool:
    """Return whether every clause of a reason tells an act and none what it had to do with the amount."""
    clauses = [clause.strip() for clause in re.split("[，,；;。\\n]", reason) if clause.strip()]
    return bool(clauses) and all(map(_is_act, clauses)) and not _WHY.search(reason)


def _is_act(clause: str) -> bool:
    event = _EVENT.match(clause)
    if event is not None:
        return _ANY_EVENT.fullmatch(clause, event.end()) is not None
    return _ACT.match(clause) is not None


def _wordless(place: Place, label: str, what: str, reason: str) -> Finding:
    return Finding(
        "unspent_reasons_are_words" if what.startswith("未") else "reasons_are_words",
        Severity.ERROR,
        f"{shortened(label)}的{what}只有“{shortened(reason.strip(), 8)}”，没有话",
        (place,),
        advice="写明为什么；是数的话，填到它自己的格里",
    )


@check("no_reason_without_a_change", "没有变动时不写变动原因", "ZERO_BASE")
def no_reason_without_a_change(f: Facts) -> Iterator[Finding]:
    """Where both years are printed alike the text says (基本)持平, and no reason is printed."""
    for row in QUANTITIES.values():
        field, change = row.amounts.reason, f[row.change]
        if field is None or change is None or differs(change, ZERO) or f[field] is None:
            continue
        level = "基本持平" if change else "持平"
        yield Finding(
            "no_reason_without_a_change",
            Severity.HINT,
            f"{row.label}与上年{level}，变动原因不会印出",
            (field.at(), row.amounts.this.at()),
        )


CHANGE_CHECKS = (
    large_changes_have_a_reason,
    reasons_point_the_way_the_amount_went,
    reasons_point_the_way_people_went,
    reasons_are_words,
    reasons_say_why,
    no_reason_without_a_change,
)


# Spending against budgets, people against posts, parts against wholes.


ITEM_TOTALS = {name: amounts for amounts in BY_ITEM.values() for name in names_of(amounts)}


def _is_overspent(f: Facts, budget: Decimal, spent: Decimal) -> bool:
    """Return whether spending goes beyond what the county still lets pass, in per cent."""
    return spent * 100 > budget * f.scheme.threshold("execution_high")


@check("budgets_are_kept", "支出不超过预算", "OVER_EXECUTION", ground=BUDGET_LAW)
def budgets_are_kept(f: Facts) -> Iterator[Finding]:
    """No budget is overspent, and none is spent that was not there."""
    for fund in FUNDS.values():
        budget, spent = f[fund.stages["full_year"]], f[fund.stages["outturn"]]
        if budget is None or spent is None or not _is_overspent(f, budget, spent):
            continue
        if not differs(budget, spent):
            continue
        places = (
            stage_field(fund.section, "full_year").at(),
            stage_field(fund.section, "outturn").at(),
        )
        message = f"{fund.label}执行超过全年预算 {money(spent - budget)} 万元"
        if not budget:
            message = f"{fund.label}全年预算为 0，却有支出 {money(spent)} 万元"
        yield Finding(
            "budgets_are_kept",
            Severity.ERROR if not budget else Severity.REMINDER,
            message,
            places,
            f"{money(budget)} → {money(spent)}",
        )


@row_check(
    "project_budgets_are_kept", Project, "项目支出不超过预算", "OVER_EXECUTION", ground=BUDGET_LAW
)
def project_budgets_are_kept(f: Facts, row: int) -> Iterator[Finding]:
    """No project is overspent."""
    budget, spent = f[Project.full_year, row], f[Project.outturn, row]
    if budget is None or spent is None or not _is_overspent(f, budget, spent):
        return
    if not differs(budget, spent):
        return
    name = project_name(f, row)
    yield Finding(
        "project_budgets_are_kept",
        Severity.REMINDER if budget else Severity.ERROR,
        f"{name}执行 {money(spent)} 超过全年预算 {money(budget)}",
        (Project.full_year.at(row), Project.outturn.at(row)),
        f"超过 {money(spent - budget)} 万元",
    )


@row_check("unspent_projects_have_a_reason", Project, "没有用完的写明原因", "REASON")
def unspent_projects_have_a_reason(f: Facts, row: int) -> Iterator[Finding]:
    """A project that left money over says why."""
    budget, spent = f[Project.full_year, row], f[Project.outturn, row]
    reason = f[Project.unspent_reason, row]
    if not budget or spent is None or reason is not None:
        return
    rate = spent / budget * 100
    if rate >= f.scheme.threshold("execution_low"):
        return
    name = project_name(f, row)
    yield Finding(
        "unspent_projects_have_a_reason",
        Severity.REMINDER,
        f"{name}只执行 {percent(rate)}，写未执行完的原因",
        (Project.unspent_reason.at(row), Project.outturn.at(row)),
        f"{money(spent)} / {money(budget)}",
    )


@row_check("no_unspent_reason_without_a_rest", Project, "没有结转时不写未执行完的原因", "ZERO_BASE")
def no_unspent_reason_without_a_rest(f: Facts, row: int) -> Iterator[Finding]:
    """Where nothing was left over, no reason for it is printed."""
    left, reason = f[project_carried_out, row], f[Project.unspent_reason, row]
    if left is None or reason is None or differs(left, ZERO):
        return
    yield Finding(
        "no_unspent_reason_without_a_rest",
        Severity.HINT,
        f"{project_name(f, row)}没有结转，未执行完的原因不会印出",
        (Project.unspent_reason.at(row), Project.full_year.at(row), Project.outturn.at(row)),
    )


@check("people_are_paid", "有在职人员就有人员支出", "CONTRADICTION")
def people_are_paid(f: Facts) -> Iterator[Finding]:
    """A unit with people in post has basic spending."""
    people, total = f[Staff.headcount], f[QUANTITIES[Basic.total.key].this]
    if not people or total is None or differs(total, ZERO):
        return
    yield Finding(
        "people_are_paid",
        Severity.ERROR,
        f"在职 {people} 人，基本支出却是 0，核对",
        (Basic.wages.this.at(), Staff.headcount.at()),
        f"在职 {people} 人；基本支出 {money(total)} 万元",
    )


@check("printed_parts_add_up", "各项印出来加起来等于合计", "SUM")
def printed_parts_add_up(f: Facts) -> Iterator[Finding]:
    """Where parts and their sum are rounded apart, the reader's sum is a cent off: it is told."""
    for row in QUANTITIES.values():
        parts, total = row.amounts.parts, f[row.this]
        values = [v for part in parts if (v := f[QUANTITIES[part.key].this]) is not None]
        known = [rounded(value, 2) for value in values]
        if total is None or not differs(sum(known, ZERO), total):
            continue
        if differs(sum(values, ZERO), total):
            continue  # more than rounding; the check of sums tells of it
        shown = " + ".join(money(value) for value in known if value)
        yield Finding(
            "printed_parts_add_up",
            Severity.HINT,
            f"{row.label}印 {money(total)}，各项印出来相加是 {money(sum(known, ZERO))}",
            (row.amounts.this.at(), *(part.this.at() for part in row.amounts.parts)),
            f"{shown}；四舍五入的尾差，县里核对时会看到",
        )


@check(
    "controlled_expenses_keep_their_budgets",
    "“三公”等经费不超过预算",
    "OVER_EXECUTION",
    ground="党政机关厉行节约反对浪费条例",
)
def controlled_expenses_keep_their_budgets(f: Facts) -> Iterator[Finding]:
    """An expense with a budget of its own stays within it.

    A total that is over only by what one of its parts is over tells nothing more.
    """
    for row in QUANTITIES.values():
        if row.budget is None or row.amounts in (Basic.operating, Control.adjustment):
            continue
        budget, spent, field = f[row.budget], f[row.this], row.amounts.budget
        if budget is None or spent is None or field is None or spent <= budget:
            continue
        parts = [QUANTITIES[part.key] for part in row.amounts.parts]
        if any(_over_budget(f, part) == spent - budget for part in parts):
            continue
        yield Finding(
            "controlled_expenses_keep_their_budgets",
            Severity.REMINDER,
            f"{row.label}决算超过预算 {money(spent - budget)} 万元",
            (row.amounts.this.at(), field.at()),
            f"预算 {money(budget)}，决算 {money(spent)}",
        )


def _over_budget(f: Facts, row: Quantity) -> Decimal | None:
    """Return by how much an expense is over its budget, in 万元; None where that is not known."""
    budget, spent = None if row.budget is None else f[row.budget], f[row.this]
    return None if budget is None or spent is None else spent - budget


@check(
    "people_fit_their_posts",
    "在职人数不超过编制",
    "OVER_EXECUTION",
    ground="地方各级人民政府机构设置和编制管理条例",
)
def people_fit_their_posts(f: Facts) -> Iterator[Finding]:
    """People in post do not exceed the posts approved."""
    rate = f[staff_control_rate]
    people, posts = f[Staff.headcount], f[Staff.establishment]
    if people and posts == 0:
        message, numbers = f"编制数为 0，却有在职 {people} 人，核对", f"编制 0 人，在职 {people} 人"
    elif rate is not None and rate > f.scheme.threshold("staff_control_high"):
        message, numbers = f"在职 {people} 人超过编制 {posts} 人", f"控制率 {percent(rate)}"
    else:
        return
    places = (Staff.headcount.at(), Staff.establishment.at())
    advice = "核对；确实如此，在“检查”里写原因" if posts else ""
    weight = Severity.REMINDER
    yield Finding("people_fit_their_posts", weight, message, places, numbers, advice=advice)


@check("posts_are_kinds_of_all", "行政、事业编制合起来就是编制数", "SUM")
def posts_are_kinds_of_all(f: Facts) -> Iterator[Finding]:
    """Posts of two kinds are no more than all; fewer where there are other kinds, which is asked."""
    whole, civil, institution = (
        f[Staff.establishment],
        f[Staff.civil_posts],
        f[Staff.institution_posts],
    )
    parts = (civil or 0) + (institution or 0)
    fewer = civil is not None and institution is not None and whole is not None and parts < whole
    if whole is None or not (parts > whole or fewer):
        return
    kinds = (
        (Staff.civil_posts, "行政编制", civil),
        (Staff.institution_posts, "事业编制", institution),
    )
    known = [(field, name, number) for field, name, number in kinds if number or fewer]
    told = "、".join(f"{name} {number} 名" for _, name, number in known)
    together = "合计" if len(known) > 1 and not fewer else ""
    how = f"比编制数 {whole} 名少 {whole - parts} 名" if fewer else f"超过编制数 {whole} 名"
    advice = "三个数逐一对照编制批复"
    yield Finding(
        "posts_are_kinds_of_all",
        Severity.REMINDER if fewer else Severity.ERROR,
        f"{told}，{together}{how}",
        (Staff.establishment.at(), *(field.at() for field, _, _ in known)),
        f"{' + '.join(str(number or 0) for _, _, number in known)} = {parts}，编制数 {whole}",
        advice=f"{advice}；另有工勤等编制的，在“检查”里写原因" if fewer else advice,
    )


@row_check(
    "items_agree_with_the_rows_of_their_own", EconomicItem, "明细与单列的数一致", "CONTRADICTION"
)
def items_agree_with_the_rows_of_their_own(f: Facts, row: int) -> Iterator[Finding]:
    """会议费 and 培训费 have one value, in the list of items and in the row of their own."""
    amounts = ITEM_TOTALS.get(f[EconomicItem.name, row] or "")
    item = f[EconomicItem.this, row]
    total = None if amounts is None else f[quantity(amounts).this]
    if amounts is None or item is None or total is None or not differs(item, total):
        return
    yield Finding(
        "items_agree_with_the_rows_of_their_own",
        Severity.REMINDER,
        f"{amounts.label}明细 {money(item)} 与单列的 {money(total)} 不一致",
        (EconomicItem.this.at(row), amounts.this.at()),
        f"差 {money(abs(item - total))}",
    )


SPENDING_CHECKS = (
    budgets_are_kept,
    project_budgets_are_kept,
    *SOURCE_CHECKS,
    unspent_projects_have_a_reason,
    unspent_reasons_are_words,
    no_unspent_reason_without_a_rest,
    people_are_paid,
    printed_parts_add_up,
    controlled_expenses_keep_their_budgets,
    people_fit_their_posts,
    posts_are_kinds_of_all,
    items_agree_with_the_rows_of_their_own,
)
