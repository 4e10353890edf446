"""Figures of budgets, projects and the attachments' joint rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.kinds import AmountKind
from pingkou_gui.form.pages.basic_spending import Basic, Conferences
from pingkou_gui.form.pages.funds import FUND_SECTIONS
from pingkou_gui.form.pages.projects import (
    BUDGETS,
    PROJECT_KINDS,
    LastYearKinds,
    Project,
    ProjectTotals,
)
from pingkou_gui.form.values import NIL, SINGLE, Unread
from pingkou_gui.report.facts import Figure, figure
from pingkou_gui.report.figures import (
    COLUMNS,
    added,
    added_group,
    added_rows,
    less,
    may_miss,
    quantity,
    share,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.facts import Facts


# Projects: each one's rate and what is left, and their sums by budget and by kind.


_PROJECT_RATE = "项目支出绩效自评：预算执行率 = 全年执行数 / 全年预算数"


@figure(
    "project_execution_rate",
    "预算执行率",
    unit="%",
    words="{project.outturn} ÷ {project.full_year} × 100%",
    source=_PROJECT_RATE,
    section=Project.key,
)
def project_execution_rate(f: Facts, row: int) -> Decimal | None:
    """Outturn in per cent of the full-year budget, not of the initial one."""
    return share(f[Project.outturn, row], f[Project.full_year, row])


@figure(
    "project_carried_out",
    "结转下年",
    unit="万元",
    words="{project.full_year} − {project.outturn}",
    source="预算结转：全年预算数减全年执行数，已填的以填的为准",
    section=Project.key,
)
def project_carried_out(f: Facts, row: int) -> Decimal | None:
    """What was typed as carried over, else full-year budget less outturn."""
    typed = f[Project.carried_out, row]
    if typed is not None or f.raw(Project.carried_out, row) is not None:
        return typed
    return less(f[Project.full_year, row], f[Project.outturn, row])


PROJECT_STAGES: dict[str, tuple[Field[Decimal], str]] = {
    "last": (Project.last, "上年决算"),
    "initial": (Project.initial, "年初预算"),
    "full_year": (Project.full_year, "全年预算"),
    "outturn": (Project.outturn, "全年执行"),
    "carried_in": (Project.carried_in, "上年结转"),
}


def rows_with(f: Facts, by: Field[str], code: str) -> tuple[int, ...]:
    """Return the projects whose budget or kind is `code`, in their order."""
    return f.rows_where(Project, by, code)


def _sum(field: Field[Decimal], by: Field[str], code: str, key: str, label: str) -> Figure:
    def rule(f: Facts, _row: int) -> Decimal | None:
        if code:
            return added_group(f, field, Project, by, code)
        return added_rows(f, field, f.rows(Project))

    return Figure(key, label, "万元", f"各项目{field.label}之和", "项目支出决算表", rule)


def _all_sums() -> dict[tuple[str, str], Figure]:
    sums: dict[tuple[str, str], Figure] = {}
    for stage, (field, label) in PROJECT_STAGES.items():
        groups = [("", "项目支出", Project.budget)]
        groups += [(code, f"{name}项目", Project.budget) for code, name in BUDGETS]
        groups += [(code, f"{name}类项目", Project.kind) for code, name in PROJECT_KINDS]
        for code, name, by in groups:
            key = f"projects.{code or 'all'}:{stage}"
            sums[code, stage] = _sum(field, by, code, key, name + label)
    return sums


_SUMS = _all_sums()


def projects_sum(stage: str, group: str = "") -> Figure:
    """Return the sum of the projects at a stage (last, initial, full_year, outturn, carried_in).

    `group` is the code of a budget or of a kind; without it all projects. The sum is None
    where there is no project in the group, where one of them has no amount, and while a project
    with an amount, or of an amount that is not known, does not say its group.
    """
    return _SUMS[group, stage]


LAST_OF_KIND: dict[str, Field[Decimal]] = {
    "business": LastYearKinds.business,
    "maintenance": LastYearKinds.maintenance,
    "special": LastYearKinds.special,
}
"""What last year's 附件1 printed of a kind, by its code."""


def told_by_kind(f: Facts) -> bool:
    """Return whether it is told what last year's projects came to by the kinds they had then."""
    return any(f.raw(field) is not None for field in LAST_OF_KIND.values())


def spent_on_kind(f: Facts, stage: str, kind: str) -> Decimal | None:
    """Return what the projects of a kind came to at a stage, in 万元; none of a kind is 0.

    None where that is not known: an amount is lacking, or a project says no kind.
    """
    known = f[projects_sum(stage, kind)]
    sorted_all = not may_miss(f, PROJECT_STAGES[stage][0], Project, Project.kind)
    return ZERO if known is None and sorted_all and f[projects_sum(stage)] is not None else known


PROJECT_FIGURES = (project_execution_rate, project_carried_out, *_SUMS.values())


# Budgets over the year: each one's stages and rate, the totals, and what must agree.


FUND_STAGES = ("initial", "full_year", "outturn", "carried_in", "carried_out")
_FUND_RATE = "财政部项目支出绩效评价口径：预算执行率 = 全年执行数 / 全年预算数"


def stage_field(section: type[Section], stage: str) -> Field[Decimal]:
    """Return the field of a budget's amount at a stage: `initial`, `full_year`, `outturn`."""
    return next(field for field in section.fields if field.name == stage)


@dataclass(frozen=True, slots=True, eq=False)
class Fund:
    """A budget with its figures by stage (万元) and its execution rate (%)."""

    code: str
    section: type[Section]
    stages: dict[str, Figure]
    rate: Figure

    @property
    def label(self) -> str:
        """The name of the budget."""
        return self.section.heading


def spent_by_parts(f: Facts, code: str) -> Decimal | None:
    """Return what basic spending and the projects of a budget come to, in 万元.

    None where a part is unknown: an amount, whose a project is, or, while no project is listed,
    the projects.
    """
    if not f.rows(Project) and f[quantity(ProjectTotals.total).this] != ZERO:
        return None
    if may_miss(f, Project.outturn, Project, Project.budget):
        return None
    rows = rows_with(f, Project.budget, code)
    projects = f[projects_sum("outturn", code)] if rows else ZERO
    if code == "general":
        return added((f[quantity(Basic.total).this], projects))
    return projects if rows else None


def _is_in_use(f: Facts, code: str) -> bool:
    """Return whether a budget has money at some stage, or a project that is paid from it."""
    typed = (
        f.raw(field) for field in FUND_SECTIONS[code].fields if isinstance(field.kind, AmountKind)
    )
    if any(value not in _NOTHING for value in typed):
        return True
    rows = rows_with(f, Project.budget, code)
    stages = (Project.outturn, Project.full_year, Project.initial)
    return any(f[field, row] != ZERO for row in rows for field in stages)


_NOTHING = (None, NIL, Decimal(0))


def _stage(code: str, section: type[Section], stage: str) -> Figure:
    field, outturn = stage_field(section, stage), stage_field(section, "outturn")

    def rule(f: Facts, _row: int) -> Decimal | None:
        typed = f[field]
        if typed is not None or f.raw(field) is not None:
            return typed
        if stage == "outturn" and (spent := spent_by_parts(f, code)) is not None:
            return spent
        # A budget that spent 无 has none at any stage; most units have nothing in some budgets.
        nothing = f.stated_none(outturn) or (field.blank_is_none and not _is_in_use(f, code))
        return ZERO if nothing else None

    words = f"{{{field.key}}}"
    if stage == "outturn":
        words = "{basic.total:this} + 一般公共预算项目支出" if code == "general" else "各项目之和"
    key = f"{section.key}:{stage}"
    return Figure(key, field.label, "万元", words, field.source, rule)


def _fund(code: str, section: type[Section]) -> Fund:
    stages = {stage: _stage(code, section, stage) for stage in FUND_STAGES}
    rate = Figure(
        f"{section.key}:rate",
        f"{section.heading}执行率",
        "%",
        f"{{{section.key}:outturn}} ÷ {{{section.key}:full_year}} × 100%",
        _FUND_RATE,
        lambda f, _: share(f[stages["outturn"]], f[stages["full_year"]]),
    )
    return Fund(code, section, stages, rate)


FUNDS: dict[str, Fund] = {code: _fund(code, section) for code, section in FUND_SECTIONS.items()}


def _total(stage: str, label: str) -> Figure:
    return Figure(
        f"funds_total:{stage}",
        label,
        "万元",
        " + ".join(f"{{{fund.section.key}:{stage}}}" for fund in FUNDS.values()),
        "各预算之和",
        lambda f, _: added(f[fund.stages[stage]] for fund in FUNDS.values()),
    )


FUND_TOTALS: dict[str, Figure] = {
    stage: _total(stage, f"{label}合计")
    for stage, label in zip(
        FUND_STAGES, ("年初预算", "全年预算", "全年执行", "上年结转", "结转下年"), strict=True
    )
}


@figure(
    "total_spending",
    "部门整体支出",
    unit="万元",
    words="{basic.total:this} + {project_totals.total:this}",
    source="部门决算：支出合计 = 基本支出 + 项目支出",
)
def total_spending(f: Facts, _row: int) -> Decimal | None:
    """Basic and project spending together."""
    return added((f[quantity(Basic.total).this], f[quantity(ProjectTotals.total).this]))


@figure(
    "total_spending_last",
    "上年部门整体支出",
    unit="万元",
    words="{basic.total:last} + {project_totals.total:last}",
    source="上年度部门决算：支出合计 = 基本支出 + 项目支出",
)
def total_spending_last(f: Facts, _row: int) -> Decimal | None:
    """Last year's basic and project spending together."""
    return added((f[quantity(Basic.total).last], f[quantity(ProjectTotals.total).last]))


@figure(
    "execution_rate",
    "预算执行率",
    unit="%",
    words="{funds_total:outturn} ÷ {funds_total:full_year} × 100%",
    source=_FUND_RATE,
)
def execution_rate(f: Facts, _row: int) -> Decimal | None:
    """All outturn in per cent of the full-year budget; None where the budget is zero."""
    return share(f[FUND_TOTALS["outturn"]], f[FUND_TOTALS["full_year"]])


@figure(
    "reconciliation_gap",
    "按性质与按预算之差",
    unit="万元",
    words="{total_spending} − {funds_total:outturn}",
    source="部门决算：按支出性质与按资金来源的支出合计相等",
)
def reconciliation_gap(f: Facts, _row: int) -> Decimal | None:
    """Spending by nature less spending by budget; 0 where both agree."""
    return less(f[total_spending], f[FUND_TOTALS["outturn"]])


def _figures() -> Iterator[Figure]:
    for fund in FUNDS.values():
        yield from fund.stages.values()
        yield fund.rate
    yield from FUND_TOTALS.values()


FUND_FIGURES = (
    *_figures(),
    total_spending,
    total_spending_last,
    execution_rate,
    reconciliation_gap,
)


# Numbers that only the attachments print: joint rows, and where a project's money comes from.


ZERO = Decimal(0)
_TABLE = "部门整体支出绩效评价基础数据表"
_SHEET = "项目支出绩效自评表：年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金"
_OUTSIDE = ("special_account", "other")
"""Budgets whose money is no fiscal appropriation (财政拨款): it stands under 其他资金."""
OTHER_SOURCES = ("other", "state_capital", "social_insurance")
"""Budgets for which 附件2 has no row of their own."""
MONEY = {"initial": "年初", "full_year": "全年", "outturn": "执行"}
"""The columns of a project's money."""
_TOTALS: dict[str, Field[Decimal]] = {
    "initial": Project.initial,
    "full_year": Project.full_year,
    "outturn": Project.outturn,
}
_OTHERS: dict[str, Field[Decimal]] = {
    "initial": Project.other_initial,
    "full_year": Project.other_full_year,
    "outturn": Project.other_outturn,
}
_CARRIED_PARTS: dict[str, Field[Decimal]] = {
    "initial": Project.carried_in_initial,
    "full_year": Project.carried_in,
    "outturn": Project.carried_in_outturn,
}
_CARRIED_WORDS = {
    "initial": "{project.carried_in_initial}（没有填的：全年没有的、年初预算装不下的、"
    "年初预算加{project.carried_in}正好是全年预算的按0；全年预算就是年初预算的按{project.carried_in}）",
    "full_year": "{project.carried_in}（没有填的：这项预算在资金页没有结转的，"
    "或者结转都填在其他项目里的，按0）",
    "outturn": "{project.carried_in_outturn}（没有填的：全部执行的按{project.carried_in}，没有执行的按0）",
}
_OTHER_WORDS = {
    "initial": "{project.other_initial}（没有填的：预算来源是专户、其他资金的，按全额减结转；"
    "全年没有的按0）",
    "full_year": "{project.other_full_year}（没有填的：预算来源是专户、其他资金的，按全额减结转；"
    "资金页没有专户、其他资金的，或者都在其他项目里的，按0）",
    "outturn": "{project.other_outturn}（没有填的：全部执行的按{project.other_full_year}，没有执行的按0）",
}
"""What was typed, and what follows from the rest where nothing was."""


def _conferences(column: str, when: str) -> Figure:
    parts = [quantity(amounts) for amounts in (Conferences.meetings, Conferences.training)]
    columns = [part.column(column) for part in parts]
    return Figure(
        f"conferences:{column}",
        f"会议费、培训费{when}",
        "万元",
        " + ".join(f"{{{part.amounts.key}:{column}}}" for part in parts),
        _TABLE,
        lambda f, _: added(None if item is None else f[item] for item in columns),
    )


MEETINGS_AND_TRAINING: dict[str, Figure] = {
    column: _conferences(column, when)
    for column, when in zip(COLUMNS, ("本年决算", "上年决算", "本年预算"), strict=True)
}


@figure(
    "other_sources",
    "其他资金",
    unit="万元",
    words=" + ".join(f"{{{FUNDS[code].section.key}:outturn}}" for code in OTHER_SOURCES),
    source="部门整体支出绩效自评表：各项资金之和 = 年度资金总额",
)
def other_sources(f: Facts, _row: int) -> Decimal | None:
    """What the budgets without a row of their own have spent, in 万元."""
    return added(f[FUNDS[code].stages["outturn"]] for code in OTHER_SOURCES)


def _carried(f: Facts, row: int, stage: str) -> Decimal | None:
    """Return the money carried in as it stands at a stage; what nobody told is not known.

    Where all or nothing was spent, so was this.
    """
    carried = f[Project.carried_in, row]
    untold = f.raw(Project.carried_in, row) is None
    if untold and (f[_TOTALS[stage], row] == ZERO or _none_carried(f, f[Project.budget, row])):
        carried = ZERO  # of nothing every part is nothing
    if stage == "outturn":
        return _spent(f, row, Project.carried_in_outturn, carried)
    return _carried_at_first(f, row, carried) if stage == "initial" else carried


def _carried_at_first(f: Facts, row: int, carried: Decimal | None) -> Decimal | None:
    """Return how much of what was carried in the initial budget holds, as far as its sums tell.

    The budget as approved may leave it out: it does where it is smaller than what it would have to
    hold, and where it is just this that came to it over the year. Where nothing came to it, it
    holds all of it.
    """
    typed = f[Project.carried_in_initial, row]
    if typed is not None or f.raw(Project.carried_in_initial, row) is not None:
        return typed
    if not carried:
        return carried
    initial, whole = f[Project.initial, row], f[Project.full_year, row]
    other = f[Project.other_initial, row] or ZERO
    if initial is None or isinstance(f.raw(Project.other_initial, row), Unread):
        return None
    if carried + other > initial or initial + carried == whole:
        return ZERO
    return carried if initial == whole else None


def _none_carried(f: Facts, code: str | None) -> bool:
    """Return whether a project of a budget that tells of none has carried nothing in.

    The whole budget has not, as page 资金 tells, or what others tell is all that it has.
    """
    if code is None:
        return False
    whole, rows = f[FUNDS[code].stages["carried_in"]], rows_with(f, Project.budget, code)
    if not whole or f.has_unread(Project.carried_in, rows):
        return whole == ZERO
    return f.known_sum(Project.carried_in, rows)[0] == whole


def _other(f: Facts, row: int, stage: str) -> Decimal | None:
    """Return the money that is no fiscal appropriation; what nobody told is not known."""
    typed = f[_OTHERS[stage], row]
    if typed is not None or f.raw(_OTHERS[stage], row) is not None:
        return typed
    total, budget = f[_TOTALS[stage], row], f[Project.budget, row]
    if total == ZERO:
        return ZERO
    if budget in _OUTSIDE:
        carried = f[CARRIED[stage], row]
        return None if total is None or carried is None else less(total, carried)
    whole = f[Project.other_full_year, row]
    if f.raw(Project.other_full_year, row) is None and budget and _none_outside(f):
        whole = ZERO
    if stage == "outturn":
        return _spent(f, row, Project.other_outturn, whole)
    return whole if stage == "full_year" or whole == ZERO else None


def _none_outside(f: Facts) -> bool:
    """Return whether a project of another budget that tells of no other money has none.

    There is none at all, as 附件2 prints it by what page 资金 tells, or it is all told elsewhere.
    """
    return f.cached("none outside", lambda: _has_none_outside(f))


def _has_none_outside(f: Facts) -> bool:
    if all(f[FUNDS[code].stages["outturn"]] == ZERO for code in _OUTSIDE):
        return True
    whole = added(f[FUNDS[code].stages["full_year"]] for code in _OUTSIDE)
    told = ZERO
    for row in f.rows(Project):
        budget = f[Project.budget, row]
        part = Project.full_year if budget in _OUTSIDE else Project.other_full_year
        value = f[part, row]
        if value is None and (f.raw(part, row) is not None or budget in (None, *_OUTSIDE)):
            return False
        told += value or ZERO
    return whole == told


def _spent(f: Facts, row: int, field: Field[Decimal], whole: Decimal | None) -> Decimal | None:
    """Return what was typed as spent of a part, or what follows from all or nothing being spent."""
    typed = f[field, row]
    if typed is not None or f.raw(field, row) is not None or whole is None:
        return typed
    outturn = f[Project.outturn, row]
    if not whole or outturn == ZERO:
        return ZERO
    return whole if outturn is not None and outturn == f[Project.full_year, row] else None


def _fiscal(f: Facts, row: int, stage: str) -> Decimal | None:
    """Return what is left of the total; a part that nobody told leaves it unknown."""
    total = f[_TOTALS[stage], row]
    carried, other = f[CARRIED[stage], row], f[OTHER[stage], row]
    if total is None or carried is None or other is None:
        return None
    return total - carried - other


CARRIED: dict[str, Figure] = {
    stage: Figure(
        f"project_carried_in:{stage}",
        f"上年结转资金（{when}）",
        "万元",
        _CARRIED_WORDS[stage],
        _SHEET,
        lambda f, row, stage=stage: _carried(f, row, stage),  # type: ignore[misc]
        Project.key,
    )
    for stage, when in MONEY.items()
}
"""Money carried in from the year before, by column of 附件3."""

OTHER: dict[str, Figure] = {
    stage: Figure(
        f"project_other:{stage}",
        f"其他资金（{when}）",
        "万元",
        _OTHER_WORDS[stage],
        _SHEET,
        lambda f, row, stage=stage: _other(f, row, stage),  # type: ignore[misc]
        Project.key,
    )
    for stage, when in MONEY.items()
}
"""Money that is no fiscal appropriation, by column of 附件3."""

FISCAL: dict[str, Figure] = {
    stage: Figure(
        f"project_fiscal:{stage}",
        f"当年财政拨款（{when}）",
        "万元",
        f"{{{_TOTALS[stage].key}}} − {{project_carried_in:{stage}}} − {{project_other:{stage}}}",
        _SHEET,
        lambda f, row, stage=stage: _fiscal(f, row, stage),  # type: ignore[misc]
        Project.key,
    )
    for stage, when in MONEY.items()
}
"""The year's fiscal appropriation, by column of 附件3: what is neither carried in nor other."""


# What has to be told for 附件3 to print where the money of a project is from.


def wanted(f: Facts, item: Figure, row: int) -> Place | None:
    """Return the blank field for want of which a cell of a project's money stays blank.

    None where nothing is blank, as below words that cannot be read. Page 资金 is asked once for all
    projects where it does not tell whether there is any money of the kind.
    """
    if f[item, row] is not None:
        return None
    blank = (field.at(at) for field, at in _wanted(f, item, row) if f.raw(field, at) is None)
    return next(blank, None)


def _wanted(f: Facts, item: Figure, row: int) -> Iterator[tuple[Field[Any], int]]:
    """Yield fields with their rows, the one that says most first."""
    stage, budget = item.key.partition(":")[2], f[Project.budget, row]
    if f[_TOTALS[stage], row] is None:
        yield _TOTALS[stage], row
    elif item is CARRIED[stage]:
        yield from _wanted_of_carried(f, row, stage)
    elif item is OTHER[stage] and budget not in _OUTSIDE:
        yield from _wanted_of_other(f, row, stage)
    else:
        for part in (CARRIED[stage], OTHER[stage]):
            if f[part, row] is None and part is not item:
                yield from _wanted(f, part, row)


def _wanted_of_carried(f: Facts, row: int, stage: str) -> Iterator[tuple[Field[Any], int]]:
    code = f[Project.budget, row]
    if f[Project.carried_in, row] is not None:
        yield _CARRIED_PARTS[stage], row
    elif code is None:
        yield Project.budget, row
    else:
        if f[FUNDS[code].stages["carried_in"]] is None:
            yield stage_field(FUNDS[code].section, "carried_in"), SINGLE
        yield Project.carried_in, row


def _wanted_of_other(f: Facts, row: int, stage: str) -> Iterator[tuple[Field[Any], int]]:
    if f[Project.other_full_year, row] is not None:
        yield _OTHERS[stage], row
    elif f[Project.budget, row] is None:
        yield Project.budget, row
    else:
        for fund in (FUNDS[code] for code in _OUTSIDE):
            for each in ("outturn", "full_year"):
                if f[fund.stages[each]] is None:
                    yield stage_field(fund.section, each), SINGLE
        yield Project.other_full_year, row


SHEET_FIGURES = (
    *MEETINGS_AND_TRAINING.values(),
    other_sources,
    *CARRIED.values(),
    *OTHER.values(),
    *FISCAL.values(),
)
