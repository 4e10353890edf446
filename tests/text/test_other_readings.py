"""What numbers around a finding explain is asked, not alleged; what nothing explains stays proved."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reading.reader import read
from pingkou_gui.text.reasoning.finding import PROVED, Severity

HEAD = "青石县云溪乡人民政府2023年部门整体支出绩效自评报告\n一、基本情况\n"


def proved(text):
    found = proofread(SourceText.from_string(HEAD + text))
    return [f for f in found if f.severity is Severity.ERROR and f.certainty == PROVED]


@pytest.mark.parametrize(
    "text",
    [
        # the change is that of the figure before the remainder
        "“三公”经费预算21.00万元，决算16.20万元，结余4.80万元，比上年的18.40万元减少2.20万元（11.96%）。",
        "实际支出1640.25万元，剩余12.60万元结转下年使用。与上一年的1658.90万元比，略降1.12%。",
        # budget and last year between the figure and its change
        "接待费6.30万元，预算8.00万元，上年7.10万元，减少0.80万元，下降11.27%。",
        # the figure printed is the base
        "2022年执行数为3205.60万元，2023年减支118.40万元，下降3.69%，因排水工程转由县级实施。",
        "化解村级债务88万元，年末债务余额由2022年的640万元降到552万元，下降13.75%。",
        # the share is one of another whole
        "项目支出1290.40万元，占49.40%，基本支出1321.66万元，占50.60%。基本支出里，公用经费162.30万元，占12.28%。",
        # the list is of the figure before the change
        "“三公”经费4.86万元（上年5.10万元），少花0.24万元。其中接待费0.96万元；公车运行维护3.90万元。",
        # points of the standard, then points given
        "决策10分、过程20分、产出40分、效益30分，得分依次为9.5分、18.6分、38分、27.4分，合计93.5分。",
        # what is blacked out on purpose, and what only names the unit of the table
        "联系电话：0731-5512××××。",
        "数据表（除注明外为万元）",
    ],
)
def test_what_another_reading_explains_is_no_alarm(text):
    assert [(f.class_, f.quote, f.expected) for f in proved(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("接待费7.10万元，上年6.30万元，增加0.80万元，增长17.70%。", "12.70%"),
        ("会议费1.26万元，上年1.68万元，减少0.42万元，降幅33.33%。", "25.00%"),
        (
            "公用经费162.30万元，包括办公费62.30万元、差旅费48.00万元、维修费25.00万元三项。",
            "135.30",
        ),
        ("培训费支出3.60万元，比上年的3.00万元减少0.60万元。", "增加"),
    ],
)
def test_what_nothing_explains_is_still_found(text, expected):
    found = proofread(SourceText.from_string(HEAD + text))
    assert any(expected in f"{f.expected} {f.message}" for f in found)


def test_a_percent_worked_on_this_year_stays_proved_where_last_year_is_named():
    assert [
        f.expected for f in proved("会议费1.26万元，上年1.68万元，减少0.42万元，降幅33.33%。")
    ] == ["25.00%"]


THREE_PUBLIC = "“三公”经费{}万元，其中公务接待费1.14万元，公务用车运行维护费2.32万元，无因公出国（境）费和公务用车购置费。"


def test_a_sum_with_two_digits_changed_about_is_proved():
    assert [f.expected for f in proved(THREE_PUBLIC.format("3.64"))] == ["3.46"]


def test_a_sum_nothing_like_its_parts_is_asked():
    text = THREE_PUBLIC.format("5.81")
    assert proved(text) == []
    assert "3.46" in [f.expected for f in proofread(SourceText.from_string(HEAD + text))]


def test_last_years_outturn_is_compared_with_the_outturn_before_the_budget():
    text = "公务接待费6.22万元，预算10.00万元，较上年7.20万元下降13.61%。"
    reading = read(SourceText.from_string(HEAD + text))
    compared = [s.measure for s in reading.statements if s.comparisons]
    assert compared == ["outturn"]
    assert proved(text) == []
