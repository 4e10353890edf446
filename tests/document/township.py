"""A township as it might fill in the pages; the amounts are those of a real one."""

from __future__ import annotations

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme

SINGLES = {
    "unit.name": "青石县槐荫乡人民政府",
    "unit.short_name": "我乡",
    "unit.year": "2023",
    "unit.report_date": "2024-3-15",
    "unit.preparer": "文竹",
    "unit.phone": "0000-0000000",
    "staff.establishment": "46",
    "staff.headcount": "50",
    "basic.total": "900.47",
    "basic.operating_last": "118.31",
    "basic.operating_budget": "85.76",
    "basic.operating": "193.42",
    "basic.personnel": "707.05",
    "three_public.purchase": "无",
    "three_public.purchase_last": "无",
    "three_public.purchase_budget": "无",
    "three_public.running": "5.12",
    "three_public.running_last": "5.80",
    "three_public.running_budget": "5.50",
    "three_public.overseas": "无",
    "three_public.overseas_last": "无",
    "three_public.overseas_budget": "无",
    "three_public.reception": "19.85",
    "three_public.reception_last": "24.60",
    "three_public.reception_budget": "22.00",
    "conferences.meetings_last": "2.92",
    "conferences.meetings_budget": "2.00",
    "conferences.meetings": "3.42",
    "conferences.training_last": "2.00",
    "conferences.training_budget": "1.00",
    "conferences.training": "2.00",
    "control.office_last": "29.35",
    "control.office_budget": "27.00",
    "control.office": "49.09",
    "control.utilities_last": "8.80",
    "control.utilities_budget": "13.00",
    "control.utilities": "12.64",
    "control.procurement_last": "152.80",
    "control.procurement_budget": "170.00",
    "control.procurement": "161.35",
    "control.adjustment_budget": "41.50",
    "buildings.approved_area": "无",
    "buildings.actual_area": "无",
    "buildings.planned_investment": "无",
    "buildings.actual_investment": "无",
    "spending_texts.thrift": "公务接待一律凭函并先审批；会议费、培训费按季度公布；"
    "公务用车定点加油、定点维修；办公用品集中采购，领用登记。",
    "spending_texts.note": "项目支出含年中追加的移民和水利资金。",
    "general.initial": "861.10",
    "general.full_year": "1996.87",
    "general.outturn": "1996.87",
    "general.carried_in": "无",
    "government_funds.initial": "无",
    "government_funds.full_year": "33.25",
    "government_funds.outturn": "33.25",
    "state_capital.outturn": "无",
    "social_insurance.outturn": "无",
    "special_account.outturn": "无",
    "other_funds.outturn": "无",
    "goal.expected": "机关正常运转，完成道路、饮水和校舍修缮等民生项目，群众满意度不低于90%。",
    "goal.achieved": "运转平稳，12个工程项目全部完工，饮水安全覆盖9个村，群众满意度95.2%。",
}
PROJECTS = (
    ("村道养护", "general", "business", "310.10", "148.17", "398.60"),
    ("综合服务平台运行", "general", "maintenance", "164.10", "60.00", "201.60"),
    ("移民后期扶持", "general", "special", "400.00", "100.00", "391.75"),
    ("饮水安全巩固提升", "government_funds", "special", "0", "0", "33.25"),
)
INDICATORS = (
    ("产出指标", "数量指标", "村道养护里程", "≥", "86公里", "91.5公里", "8", ""),
    ("产出指标", "数量指标", "建成集中供水点", "=", "3处", "3处", "7", ""),
    ("产出指标", "质量指标", "工程一次验收合格率", "=", "100%", "100%", "10", ""),
    ("产出指标", "质量指标", "水质检测达标率", "≥", "95%", "96.2%", "5", ""),
    (
        "产出指标",
        "时效指标",
        "项目按期完工率",
        "≥",
        "95%",
        "92.31%",
        "5",
        "一处塌方点二次施工，顺延18天。",
    ),
    ("产出指标", "时效指标", "补贴发放时限", "before", "9月", "8月22日", "5", ""),
    ("产出指标", "成本指标", "“三公”经费支出总额", "≤", "27.50万元", "24.97万元", "10", ""),
    ("效益指标", "经济效益指标", "村集体经济收入增幅", "≥", "8%", "9.4%", "8", ""),
    ("效益指标", "社会效益指标", "饮水安全覆盖村数", "=", "9个", "9个", "8", ""),
    ("效益指标", "生态效益指标", "出境断面水质", "quality", "Ⅲ类及以上", "Ⅱ类", "7", ""),
    (
        "效益指标",
        "可持续影响指标",
        "设施长效管护机制",
        "quality",
        "健全",
        "基本健全",
        "7",
        "两个村没有列管护经费，已补列。",
    ),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90%", "95.2%", "10", ""),
)
SCORES = {"出境断面水质": "7", "设施长效管护机制": "6.3"}


def type_singles(draft: Draft, values: dict[str, str]) -> None:
    for key, text in values.items():
        section, name = key.split(".")
        field = next(f for f in FORM.sections[section].fields if f.name == name)
        draft.type_in(field, text)


def add_project(draft: Draft, project: tuple[str, ...]) -> int:
    row = draft.add(Project)
    names = ("name", "budget", "kind", "last", "initial", "outturn")
    for name, text in zip(names, project, strict=True):
        draft.type_in(getattr(Project, name), text, row)
    draft.type_in(Project.full_year, project[-1], row)
    return row


def add_indicators(draft: Draft, section: type, parent: int = 0, rows=INDICATORS) -> None:
    names = ("level1", "level2", "name", "requirement", "target", "actual", "points", "reason")
    for texts in rows:
        row = draft.add(section, parent)
        for name, text in zip(names, texts, strict=True):
            draft.type_in(getattr(section, name), text, row)
        draft.type_in(section.score, SCORES.get(texts[2], ""), row)


def evaluate(draft: Draft, row: int) -> None:
    draft.type_in(Project.department, "青石县水利局", row)
    draft.type_in(Project.carried_in, "33.25", row)
    draft.type_in(Project.goal, "建成集中供水点3处，覆盖9个村，水质检测达标。", row)
    draft.type_in(Project.achieved, "建成供水点3处，覆盖9个村，水质达标率96.2%。", row)
    add_indicators(draft, ProjectIndicator, row)


def township(*, projects=PROJECTS, indicators=INDICATORS, evaluated: int = 1, **more) -> Report:
    """The whole report; the last `evaluated` projects have a self-evaluation of their own."""
    draft = Draft(Report())
    type_singles(draft, SINGLES | {key.replace("__", "."): text for key, text in more.items()})
    rows = [add_project(draft, project) for project in projects]
    for row in rows[len(rows) - evaluated :]:
        evaluate(draft, row)
    add_indicators(draft, Indicator, rows=indicators)
    return Report().apply(draft.change)


def facts(**settings) -> Facts:
    return Facts(township(**settings), default_scheme())


def many(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (f"第{n}号村道修缮", "general", "special", f"{n}.20", f"{n}.00", f"{n}.05")
        for n in range(1, count + 1)
    )
