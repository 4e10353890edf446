"""Whatever was typed, the report is composed and reads as Chinese."""

import re

from any_report import reports
from hypothesis import HealthCheck, given, settings

from pingkou_gui.document.compose import body
from pingkou_gui.document.tree import Document, Heading, Signature, plain_text
from pingkou_gui.report.facts import Facts
from pingkou_gui.scheme.scheme_reader import default_scheme

SCHEME = default_scheme()
CLUMSY = re.compile("，，|。。|；。|；；|，。|：。|、、|（）|None|Decimal|万元万元")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_any_report_is_composed_without_a_clumsy_mark(report):
    blocks = body(Facts(report, SCHEME))
    text = plain_text(Document("题", blocks, Signature(None, None)))
    assert not CLUMSY.search(text), CLUMSY.search(text)
    assert [b.text for b in blocks if isinstance(b, Heading) and b.level == 1] == [
        part.title for part in SCHEME.outline
    ]
