"""A check gives findings of the classes that it declares, and of no other."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import regression
from texts_of_tables import document

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import CHECKS, LAST_CHECKS, case_of
from pingkou_gui.text.reading.reader import read

TABLE = [
    ["三级指标", "年度指标值", "实际完成值", "分值", "评分标准", "计分依据", "得分", "偏差原因"],
    ["改厕", "≥100户", "90户", "30", "", "", "31", ""],
    [
        "变动率",
        "≤0",
        "5.23%",
        "10",
        "变动率≤0得满分，每超过1个百分点扣1分",
        "变动率5.23%",
        "10",
        "",
    ],
    ["满意度", "≥90%", "95%", "50", "", "", "48", ""],
    ["总分", "", "", "100", "", "", "99", ""],
]
PROSE = "截止2023年底，泥沙沉淀池800平方；按财预[2020]10号文件文件精神，①修路；②引水；②绿化。"


def cases():
    planted = (regression.plant(class_, 1) for class_ in regression.SLIPS)
    texts = ("\n".join(map(regression.plain, p.paragraphs)) for p in planted if p is not None)
    yield from (SourceText.from_string(text) for text in texts)
    yield document("2023年度清溪县水利局自评表", PROSE, TABLE)


@pytest.mark.parametrize("check", [*CHECKS, *LAST_CHECKS], ids=lambda check: check.body.__name__)
def test_classes_are_declared(check, read_cases):
    given = {finding.class_ for case in read_cases for finding in check(case)}
    assert given <= set(check.classes)


@pytest.fixture(scope="module")
def read_cases():
    return [case_of(read(source)) for source in cases()]
