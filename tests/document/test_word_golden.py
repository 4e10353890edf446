"""The parts of a small file, element by element: what Word is told, and nothing besides.

After a change that was meant, write the golden files anew and look at the difference before
committing it: python tests/document/test_word_golden.py
"""

import io
import re
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))

from dataclasses import replace

from sample_report import SIGNED, amount, cell, head, text

from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.publish import build_word
from pingkou_gui.document.tree import (
    Align,
    Attachment,
    Document,
    Heading,
    Paragraph,
    Signature,
    Table,
    TableCell,
    TableRow,
)
from pingkou_gui.scheme.scheme import PageHabits

GOLDEN = Path(__file__).parent / "golden_word"
DECLARED = re.compile(r' xmlns(:\w+)?="[^"]*"')
ROOM = 200
WRITTEN = datetime(2025, 3, 18, 9, 30)  # noqa: DTZ001 - stored as it stands
TITLE = "2024年度青石县槐荫乡人民政府部门整体支出绩效自评报告"
GAP = (Span("培训费支出"), Span("【待填：培训费】", SpanKind.MISSING), Span("，“三公”\t略。"))
TABLE = Table(
    "基础<数据>表",
    (4, 3, 3),
    (TableRow((head("项目", columns=2), head("金额"))),),
    (
        TableRow((cell("甲", Align.CENTRE, rows=2), cell("乙", indent=1.5), amount("1.20"))),
        TableRow(
            (cell("丙\n丁", columns=1), TableCell((Span("【待填】", SpanKind.MISSING),))), keep=True
        ),
        TableRow((cell("合计", columns=2), amount("2.40"))),
    ),
    "单位：万元",
)
BARE = replace(TABLE, caption="", unit="")
BODY = (
    Heading(1, "部门概况", "一、"),
    Heading(2, "基本情况", "（一）"),
    Heading(3, "机构设置", "1.", runs_in=True),
    Paragraph(text("机关设三个办公室。")),
    Heading(3, "主要职能", "2."),
    Heading(4, "统筹发展。", "（1）", runs_in=True),
    Paragraph(GAP),
    TABLE,
    Paragraph(text("第一段。\n第二段 & 其他。")),
)
REPORT = Document(
    TITLE,
    BODY,
    Signature("青石县槐荫乡人民政府", date(2025, 3, 8)),
    (
        Attachment(1, "部门整体支出绩效评价基础数据表", (TABLE, SIGNED)),
        Attachment(2, "部门整体支出绩效自评表", (TABLE, BARE, SIGNED), landscape=True),
        Attachment(
            3, "2024年度青石县槐荫乡村道整修及小型水利设施维修养护项目支出绩效自评表", (BARE,)
        ),
        Attachment(4, "附表", (Paragraph(text("无。")), TABLE)),
    ),
    author="青石县槐荫乡人民政府",
    payload='{"单位": "槐荫乡 & 其他"}',
)
DRAFT = replace(
    REPORT,
    blocks=(Paragraph(text("略。")), TABLE),
    signature=Signature(None, None),
    attachments=(Attachment(1, "附表", (TABLE,), landscape=True),),
    draft=True,
    payload="\x00",
)
LIST = replace(REPORT, blocks=BODY[:1], signature=None, attachments=(), payload="", author="")
LONG = replace(
    REPORT,
    blocks=BODY[:1],
    signature=Signature(
        "青石县槐荫乡人民政府农业综合服务中心和社会事务综合服务中心联合党支部", date(2025, 11, 18)
    ),
    attachments=tuple(Attachment(n, f"第{n}号村道整修自评表", ()) for n in range(1, 15)),
    payload="",
)
PAIR = replace(
    LONG, blocks=(Paragraph(text("略。")),), attachments=LONG.attachments[:2], signature=None
)
STRANGE = PageHabits(
    margins=(30, 32.5, 25, 22),
    body_font="方正仿宋_GBK",
    title_font="县里自己的字体",
    heading_font="黑体",
    subheading_font="方正楷体_GBK",
    table_font="宋体",
    latin_font="Arial",
    number_font="华文宋体",
    bold_third_level=False,
    sealed=True,
    rotate_landscape_numbers=False,
)
FILES = {
    "报告": (REPORT, PageHabits()),
    "草稿": (DRAFT, STRANGE),
    "清单": (LIST, PageHabits()),
    "长附件": (LONG, PageHabits()),
    "两附件": (PAIR, PageHabits()),
}
WHOLE = {"报告", "草稿"}
"""Files of which every part is golden; of the others only the document."""


def written(name):
    """Return what a file says as lines: its parts one after another, short elements in one line."""
    document, habits = FILES[name]
    lines = []
    with zipfile.ZipFile(io.BytesIO(build_word(document, habits, written=WRITTEN))) as archive:
        for part in archive.namelist():
            if name in WHOLE or part == "word/document.xml":
                lines.append(f"== {part}")
                lines += told(etree.fromstring(archive.read(part)))
    return lines


def told(element, depth=0):
    """Yield an element in lines of at most 200 characters, unless a single tag is longer."""
    whole = DECLARED.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
    if len(whole) <= ROOM or not len(element):
        yield f"{' ' * depth}{whole}"
        return
    yield f"{' ' * depth}{whole[: whole.index('>') + 1]}"
    for child in element:
        yield from told(child, depth + 1)


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_what_it_said_when_it_was_looked_at(name):
    assert written(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").split("\n")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in FILES:
        (GOLDEN / f"{name}.txt").write_text("\n".join(written(name)), encoding="utf-8")
