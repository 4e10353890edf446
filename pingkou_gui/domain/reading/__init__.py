"""Reading what exists: any report's text into chapters and figure statements.

`read(source)` gives a `Reading`; every number keeps the place it was printed at.
"""

from pingkou_gui.domain.reading.chapters import Heading, chinese_number, chinese_numeral
from pingkou_gui.domain.reading.normal import Normal, normalise
from pingkou_gui.domain.reading.numbers import Amount, amount_of, plain
from pingkou_gui.domain.reading.outline import Standing
from pingkou_gui.domain.reading.reader import Reading, read
from pingkou_gui.domain.reading.source import Paragraph, SourceText, Span
from pingkou_gui.domain.reading.statements import Comparison, ItemList, Share, Statement
from pingkou_gui.domain.reading.tables import CellStatement
from pingkou_gui.domain.reading.vocabulary import BASIC_GROUP, vocabulary

__all__ = [
    "BASIC_GROUP",
    "Amount",
    "CellStatement",
    "Comparison",
    "Heading",
    "ItemList",
    "Normal",
    "Paragraph",
    "Reading",
    "Share",
    "SourceText",
    "Span",
    "Standing",
    "Statement",
    "amount_of",
    "chinese_number",
    "chinese_numeral",
    "normalise",
    "plain",
    "read",
    "vocabulary",
]
