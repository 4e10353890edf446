"""Small texts with tables: as cells of a document, and the same as lines of plain text."""

from pingkou_gui.text.lines.source import Paragraph, SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import Severity

FUNDS_HEAD = [
    "项目资金（万元）",
    None,
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "分值",
    "执行率",
    "得分",
]
"""The head of a project's money in its self-evaluation."""


def document(*blocks):
    """A text of paragraphs (strings) and tables (lists of rows; None is a cell merged from above)."""
    found, number = [], 0
    for at, block in enumerate(blocks, 1):
        if isinstance(block, str):
            found.append(Paragraph(block, f"段{at}"))
            continue
        number += 1
        for row, cells in enumerate(block, 1):
            for column, text in enumerate(cells, 1):
                if text is not None:
                    place = f"表{number}行{row}列{column}"
                    found.append(Paragraph(text, place, number, row, column))
    return SourceText(tuple(found))


def lines(text):
    return SourceText.from_string(text)


def findings(source, *classes):
    """What is told of a text, hints and what is missing from a whole report left out."""
    told = proofread(source)
    return [
        f
        for f in told
        if f.severity is not Severity.HINT
        and f.class_ != "MISSING"
        and (not classes or f.class_ in classes)
    ]


def told(source, *classes):
    return [(f.quote, f.expected) for f in findings(source, *classes)]
