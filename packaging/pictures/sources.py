"""Files to be read in the pictures: last year's report, an accounts workbook, targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlsxwriter

from pingkou_gui.document.compose import compose
from pingkou_gui.document.tree import plain_text
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme_reader import scheme_of

if TYPE_CHECKING:
    from pathlib import Path

_WAGES = (
    (301, "工资福利支出", 1030.74),
    (30101, "基本工资", 521.36),
    (30107, "绩效工资", 509.38),
    (302, "商品和服务支出", 205.80),
    (30211, "差旅费", 120.0),
    (30215, "会议费", 2.80),
    (30216, "培训费", 8.40),
    (30217, "公务接待费", 74.60),
)
_TARGETS = (
    ("产出指标", "数量指标", "道路硬化里程", "≥12公里", 20),
    ("", "质量指标", "验收合格率", "≥98%", 15),
    ("", "时效指标", "完工时间", "11月底前", 15),
    ("效益指标", "社会效益指标", "受益人口", "≥3200人", 20),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", 10),
)


def sample_text() -> str:
    """Return the sample as a text that somebody else could have written."""
    record = read_record(asset(SAMPLE))
    return plain_text(compose(Facts(record.report, scheme_of(record.scheme)), draft=False))


def last_year(folder: Path) -> Path:
    """Return last year's report with slips in it."""
    text = sample_text().replace("2.80万元", "28.0万元", 1).replace("减少", "较少", 1)
    path = folder / "平口镇2023年度整体支出绩效自评报告（定稿）.txt"
    path.write_text(text, "utf-8")
    return path


def workbook(folder: Path) -> Path:
    """Return a workbook of the published accounts, its sum at odds with its lines."""
    path = folder / "2023年度部门决算公开表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("GK06")
        sheet.merge_range(0, 0, 0, 2, "一般公共预算财政拨款基本支出决算表")
        sheet.write_row(1, 2, ("公开06表",))
        sheet.write_row(2, 0, ("部门：安化县平口镇人民政府", "", "金额单位：万元"))
        sheet.write_row(4, 0, ("科目编码", "科目名称", "决算数"))
        for at, row in enumerate(_WAGES, 5):
            sheet.write_row(at, 0, row)
        sheet.write_row(5 + len(_WAGES), 0, ("合计", "", 1236.54))
    return path


def targets(folder: Path) -> Path:
    """Return declared targets of the unit."""
    path = folder / "绩效目标申报表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 4, "绩效目标申报表")
        sheet.write_row(2, 0, ("年度绩效目标", "村村通硬化路，饮水更安全"))
        sheet.write_row(3, 0, ("一级指标", "二级指标", "三级指标", "年度指标值", "分值"))
        for at, row in enumerate(_TARGETS, 4):
            sheet.write_row(at, 0, row)
    return path


def copied_rows() -> str:
    """Return rows as a spreadsheet copies them, one amount without sense."""
    return (
        "项目名称\t年初预算\t全年执行\t负责股室\n"
        "乡村道路养护\t70.00\t69.10\t村镇办\n"
        "河道清淤\t三十万\t28.45\t水利站\n"
        "垃圾清运\t45.00\t45.00\t环卫站"
    )
