"""A report of an invented town, long enough to fill pages, in words of our own."""

from __future__ import annotations

from datetime import date

from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.tree import (
    Align,
    Attachment,
    Document,
    Heading,
    Paragraph,
    Signature,
    SignatureLine,
    Table,
    TableCell,
    TableRow,
)

TITLE = "2024年度青石县槐荫乡人民政府部门整体支出绩效自评报告"
UNIT = "青石县槐荫乡人民政府"
PAYLOAD = '{"unit": "\\u69d0\\u836b\\u4e61", "rows": [1, 2, 3]}'

# No figures here: LibreOffice leaves a gap beside them, and a full line must show 28 characters.
PLAIN = (
    "乡政府坚持先有预算后有支出的原则，把有限的财力用在群众最关心的地方，道路养护、饮水"
    "安全、校舍修缮和防汛物资储备都按轻重缓急排出次序，经党政班子集体讨论后公示，接受村民"
    "和人大代表监督，做到事前有论证、事中有检查、事后有评价，每一笔钱的去向都说得清楚。"
)
FIGURES = "本年支出1532.40万元，比上年增加21.30万元，增长1.41%；其中基本支出1102.15万元，占71.92%。"
QUOTED = "围绕“修好路、引好水、办好学”的目标——全年开工项目12个……群众满意度达到95.2%。"
CHAPTERS = (
    "部门概况",
    "一般公共预算支出情况",
    "政府性基金预算支出情况",
    "国有资本经营预算支出情况",
    "社会保险基金预算支出情况",
    "部门整体支出绩效情况",
    "存在的问题及原因分析",
    "下一步改进措施",
)
NUMERALS = "一二三四五六七八九十"


def text(words: str, kind: SpanKind = SpanKind.PLAIN) -> tuple[Span, ...]:
    return (Span(words, kind),)


def cell(words: str = "", align: Align = Align.LEFT, **rest) -> TableCell:
    return TableCell(text(words) if words else (), align, **rest)


def amount(words: str) -> TableCell:
    return cell(words, Align.RIGHT)


def head(words: str, **rest) -> TableCell:
    return cell(words, Align.CENTRE, head=True, **rest)


def chapter(number: int, title: str) -> tuple:
    return (
        Heading(1, title, f"{NUMERALS[number]}、"),
        Heading(2, "基本情况", "（一）"),
        Heading(3, "机构设置", "1.", runs_in=True),
        Paragraph(text(PLAIN)),
        Heading(3, "主要职能", "2."),
        Heading(4, "统筹发展。", "（1）", runs_in=True),
        Paragraph(text(FIGURES)),
        Heading(4, "改善民生", "（2）", runs_in=True),
        Paragraph(text(QUOTED)),
        Heading(2, "资金使用的主要内容", "（二）"),
        Paragraph(text(PLAIN)),
    )


def basic_data() -> Table:
    """A table as 附件1: spans, indents, money."""
    rows = [
        TableRow((head("财政供养人员情况（人）", rows=2), head("编制数"), head("年末\n在职人数"))),
        TableRow((amount("64"), amount("61"))),
        TableRow((head("经费控制情况"), head("上年决算数"), head("本年决算数"))),
        *(
            TableRow(
                (cell(f"{n}.业务工作经费", indent=1), amount(f"{n * 3}.20"), amount(f"{n}.05"))
            )
            for n in range(1, 9)
        ),
        TableRow((head("说明"), cell("项目支出含政府性基金安排的资金。", columns=2))),
    ]
    return Table("部门整体支出绩效评价基础数据表", (4, 3, 3), (), tuple(rows), "单位：万元")


def indicators(groups: int = 12) -> Table:
    """A table as 附件2: a head that repeats over several pages, groups that stay together."""
    titles = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    rows = []
    for group in range(1, groups + 1):
        for line in range(1, 5):
            first = (cell(f"产出\n指标{group}", Align.CENTRE, rows=4),) if line == 1 else ()
            second = (cell("数量指标", Align.CENTRE, rows=2),) if line % 2 else ()
            rest = (
                cell(f"整修村道第{group}段第{line}处"),
                cell(f"≥{line}公里", Align.CENTRE),
                cell(f"{line}.2公里", Align.CENTRE),
                amount("5"),
                amount("5.00"),
            )
            rows.append(TableRow((*first, *second, *rest), keep=line < 4))
    headers = TableRow(tuple(head(title) for title in titles))
    return Table("指标", (2, 2, 6, 3, 3, 1, 2), (headers,), tuple(rows), "单位：万元")


SIGNED = SignatureLine(
    (
        text("填表人：文竹"),
        text("联系电话：0000-0000000"),
        text("填报日期：2025年3月18日"),
        text("单位负责人："),
    )
)


def report(*, draft: bool = False, missing: bool = False, payload: str = PAYLOAD) -> Document:
    """Five or more body pages, 附件1 upright, 附件2 lying over several pages, 附件3 upright."""
    blocks = [block for n, title in enumerate(CHAPTERS) for block in chapter(n, title)]
    if missing:
        gap = (Span("培训费支出"), Span("【待填：培训费】", SpanKind.MISSING), Span("万元。"))
        blocks.append(Paragraph(gap))
    return Document(
        TITLE,
        tuple(blocks),
        Signature(UNIT, date(2025, 3, 18)),
        (
            Attachment(1, "部门整体支出绩效评价基础数据表", (basic_data(), SIGNED)),
            Attachment(2, "部门整体支出绩效自评表", (indicators(), SIGNED), landscape=True),
            Attachment(3, "村道整修项目支出绩效自评表", (basic_data(), indicators(3), SIGNED)),
        ),
        draft=draft,
        author=UNIT,
        payload=payload,
    )
