"""Which letters a finding would have changed: one reading, or nothing."""

from dataclasses import replace

import pytest

from pingkou_gui.text.corrections import corrections
from pingkou_gui.text.lines.source import SourceText, Span
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Edit, Severity, TextFinding


def finding(quote, expected, class_="SUM", certainty=PROVED):
    spot = Span(0, 0, len(quote))
    return TextFinding(class_, Severity.ERROR, "", quote, "", expected, certainty, spot)


def mended(quote, expected, class_="SUM"):
    """The quotation with the correction made, None where there is none."""
    source, told = SourceText.from_string(quote), finding(quote, expected, class_)
    found = corrections(source, [told]).get(told)
    if found is None:
        return None
    (edit,) = found.edits
    return quote[: edit.span.start] + edit.text + quote[edit.span.end :]


@pytest.mark.parametrize(
    ("quote", "expected", "wanted"),
    [
        ("项目支出139.58万元", "137.58", "项目支出137.58万元"),
        ("比上年减少1.64万元，下降6.57%", "5.67%", "比上年减少1.64万元，下降5.67%"),
        ("基本支出 911,000.39 元", "881300.39", "基本支出 881,300.39 元"),
        ("基本支出 911，000.39 元", "881300.39", "基本支出 881，300.39 元"),
        ("自评总得分94分", "93", "自评总得分93分"),
        ("占77.72", "77.72%", "占77.72%"),
        ("运行维护费5.62元", "5.62万元", "运行维护费5.62万元"),
        ("运行维护费5.62", "5.62万元", "运行维护费5.62万元"),
        ("支出5381.80万元，其中：基本支出1059.00万元", "5381.88", "支出5381.88万元，其中：基本支出1059.00万元"),
        ("经费1012.4万元，工作386万元", "1002.4", "经费1002.4万元，工作386万元"),
        ("合计87.30万元，其中1.20万元", "78.30", "合计78.30万元，其中1.20万元"),
        ("2023年12月31日在编91人", "81", "2023年12月31日在编81人"),
    ],
)  # fmt: skip
def test_the_one_figure_meant_is_replaced(quote, expected, wanted):
    assert mended(quote, expected) == wanted


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("共有公务用车8辆，其中一般4辆、执法2辆", "6"),
        ("预算14.40万元，决算13.20万元", "99.99"),
        ("基本支出 9110 万元", "91100000"),
        ("支出0万元", "上年为0，不写百分比"),
        ("增长100%", "不超过100%，或写明原因"),
        ("2023年", "71"),
        ("在编在职52人", "52人或50人"),
        ("", "71"),
        ("支出7.10万元", "7.10"),
    ],
)
def test_where_more_than_one_reading_is_left_there_is_no_correction(quote, expected):
    assert mended(quote, expected) is None


@pytest.mark.parametrize(
    ("quote", "expected", "class_", "wanted"),
    [
        ("2021年度决算说明", "2022年", "STALE_YEAR", "2022年度决算说明"),
        ("（三）收支情况", "（二）", "NUMBERING", "（二）收支情况"),
        ("十三、采购支出", "十二、", "NUMBERING", "十二、采购支出"),
        ("比上年358万元增长3.4%", "下降", "DIRECTION", "比上年358万元下降3.4%"),
        ("决算数大于预算数的原因", "决算数小于预算数", "DIRECTION", "决算数小于预算数的原因"),
        ("清搭县大坪乡人民政府", "清塔县大坪乡人民政府", "NAME", "清塔县大坪乡人民政府"),
        ("《管理办法（财预〔2020〕10号）", "《管理办法》（财预〔2020〕10号）", "CITATION", "《管理办法》（财预〔2020〕10号）"),
    ],
)  # fmt: skip
def test_the_one_word_meant_is_replaced(quote, expected, class_, wanted):
    assert mended(quote, expected, class_) == wanted


@pytest.mark.parametrize(
    ("quote", "expected", "class_"),
    [
        ("2021年和2022年", "2023年", "STALE_YEAR"),
        ("（三）收支情况", "二、", "NUMBERING"),
        ("增加1万元，增加2%", "减少", "DIRECTION"),
        ("增长的原因是增长", "下降", "DIRECTION"),
        ("完成年初预算的95%", "完成全年预算的", "WORDING"),
        ("各项指标均达到目标值", "除一项外，其余指标均达到目标值", "CONTRADICTION"),
        ("【待填】", "填上内容", "TEMPLATE_LEFTOVER"),
        ("自评得分95分", "补写扣分原因", "REASON"),
    ],
)
def test_words_that_leave_a_choice_are_left(quote, expected, class_):
    assert mended(quote, expected, class_) is None


def test_the_edits_of_a_finding_are_its_correction_and_plain():
    source = SourceText.from_string("会议费2.8万元，比上年较少2.85万元。")
    (found,) = corrections(source, proofread(source)).values()
    assert found.edits == (Edit(Span(0, 12, 13), "减"),)
    assert found.plain


def test_a_figure_that_is_only_likely_is_not_taken_without_a_look():
    source = SourceText.from_string("支出7.10万元")
    told = finding("支出7.10万元", "7.30", certainty=LIKELY)
    assert not corrections(source, [told])[told].plain


def test_a_direction_and_a_percent_that_are_both_wrong_are_one_finding_and_one_edit():
    text = "2024年公务接待费5.10万元，比上年减少1.40万元，增长18.67%。"
    source = SourceText.from_string(text)
    told = [f for f in proofread(source) if f.class_ in {"DIRECTION", "PCT"}]
    assert [f.expected for f in told] == ["下降21.54%"]
    found = corrections(source, told)[told[0]]
    (edit,) = found.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == text.replace(
        "增长18.67%", "下降21.54%"
    )
    assert not found.plain  # the amounts may be wrong as well
    mended = SourceText.from_string(text.replace("增长18.67%", "下降21.54%"))
    assert not [f for f in proofread(mended) if f.class_ in {"DIRECTION", "PCT"}]


def test_a_direction_alone_that_is_wrong_keeps_its_percent():
    text = "2024年公务接待费5.10万元，比上年减少1.40万元，增长21.54%。"
    source = SourceText.from_string(text)
    told = [f for f in proofread(source) if f.class_ in {"DIRECTION", "PCT"}]
    assert [f.expected for f in told] == ["下降21.54%"]
    assert corrections(source, told)[told[0]].plain


def test_the_gravest_of_two_corrections_comes_first():
    source = SourceText.from_string("“三公”经费完成29.1元")
    spot = Span(0, 8, 13)
    made = [
        TextFinding("SUM", Severity.HINT, "", "29.1", "", "29.09", PROVED, Span(0, 8, 12)),
        TextFinding("UNIT", Severity.ERROR, "", "29.1元", "", "29.1万元", PROVED, spot),
    ]
    assert [finding.class_ for finding in corrections(source, made)] == ["UNIT", "SUM"]


def test_a_remainder_of_rounding_is_not_written_unasked():
    source = SourceText.from_string("“三公”经费完成29.1万元")
    made = [TextFinding("SUM", Severity.HINT, "", "29.1", "", "29.09", PROVED, Span(0, 8, 12))]
    assert [each.plain for each in corrections(source, made).values()] == [False]


@pytest.mark.parametrize("severity", [Severity.REMINDER, Severity.ERROR])
def test_what_is_only_likely_is_written_by_nobody_but_the_clerk(severity):
    source = SourceText.from_string("设社事办、农业办。")
    told = replace(finding("社事办", "社会办", "TYPO", LIKELY), severity=severity)
    told = replace(told, edits=(Edit(Span(0, 2, 3), "会"),))
    assert not corrections(source, [told])[told].plain


def plain_edits(*lines):
    source = SourceText.from_string("\n".join(lines))
    found = corrections(source, proofread(source))
    texts = [paragraph.text for paragraph in source.paragraphs]
    return {
        (texts[edit.span.paragraph][edit.span.start : edit.span.end], edit.text)
        for each in found.values() if each.plain for edit in each.edits
    }  # fmt: skip


def test_two_slips_that_touch_one_figure_are_left_to_a_person():
    edits = plain_edits(
        "2024年度白果乡人民政府部门整体支出绩效自评报告",
        "（一）2024年支出1820.40万元，其中：基本支出1210.40万元，项目支出620.00万元。",
        "（二）基本支出1210.40万元，其中：人员经费1000.40万元，公用经费220.00万元。",
    )
    assert not [new for _, new in edits if new in {"1220.40", "610.00", "600.00"}]


def test_a_slip_alone_is_still_corrected_unasked():
    edits = plain_edits(
        "2024年度白果乡人民政府部门整体支出绩效自评报告",
        "（一）2024年支出1820.40万元，其中：基本支出1210.40万元，项目支出610.00万元。",
        "（二）基本支出1201.40万元，其中：人员经费1000.40万元，公用经费210.00万元。",
    )
    assert ("1201.40", "1210.40") in edits


def test_the_number_that_is_said_to_be_printed_is_the_one_that_is_corrected():
    told = TextFinding(
        "COUNT", Severity.REMINDER, "", "编制80名，其中：行政30名，事业48名",
        "总数写的是80名，分项30+48 = 78；核对总数和分项", "78", LIKELY, Span(0, 0, 20),
    )  # fmt: skip
    source = SourceText.from_string("编制80名，其中：行政30名，事业48名")
    (edit,) = corrections(source, [told])[told].edits
    assert (edit.span.start, edit.text) == (2, "78")


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("“合计”印的是535.00，各项相加是525.00", True),
        ("“合计”印的是535.00，各项相加是525.00；核对是哪一个数写错：“合计”应为525.00", False),
        ("“合计”印的是535.00，各项相加是525.00（合计若不错，可能是120.00应为130.00）", False),
    ],
)
def test_a_finding_that_names_other_candidates_is_left_to_a_person(words, plain):
    told = TextFinding("SUM", Severity.ERROR, "", "535.00", words, "525.00", PROVED, Span(0, 2, 8))
    source = SourceText.from_string("合计535.00")
    assert corrections(source, [told])[told].plain is plain


def test_two_corrections_of_one_relation_are_not_both_written():
    """Either the sum is another, or one of its parts; with both written it would be wrong again."""
    text = "本年支出2093.54万元，其中基本支出1544.74万元，项目支出558.80万元。"
    source = SourceText.from_string(text)
    whole = TextFinding(
        "SUM", Severity.ERROR, "", "本年支出2093.54万元", "1544.74 + 558.80 = 2103.54", "2103.54",
        PROVED, Span(0, 0, 13),
    )  # fmt: skip
    at = text.index("项目支出")
    part = TextFinding(
        "SUM", Severity.REMINDER, "", "项目支出558.80万元", "2093.54 − 1544.74 = 548.80", "548.80",
        LIKELY, Span(0, at, at + 12), others=(Span(0, 0, 13),),
    )  # fmt: skip
    found = corrections(source, [whole, part])
    assert not found[whole].rival
    assert found[part].rival


def test_what_names_another_candidate_is_neither_certain_nor_taken_without_a_look():
    source = SourceText.from_string("下设5个站所：农技站、财政所、林业站、水利站。")
    (told,) = [f for f in proofread(source) if f.class_ == "COUNT"]
    assert told.certainty == PROVED
    assert not told.is_certain
    assert not any(found.plain for found in corrections(source, [told]).values())


def test_a_figure_in_doubt_is_taken_by_itself_only():
    """Each sum may be mended in several places: all that is offered, taken at once, fits nowhere."""
    text = (
        "青岩县石桥铺镇人民政府2023年度部门整体支出绩效自评报告\n"
        "本年支出2093.54万元，其中基本支出1534.74万元，项目支出568.80万元。\n"
        "基本支出1534.74万元，包括人员经费1324.74万元、公用经费220.00万元。\n"
        "项目支出558.80万元，投入到位，拔付及时。"
    )
    source = SourceText.from_string(text)
    found = corrections(source, proofread(source))
    figures = [c for c in found.values() if c.finding.class_ in {"SUM", "CONTRADICTION", "PCT"}]
    assert figures
    assert all(c.alone or c.plain for c in figures)
    at_once = [edit for c in found.values() if not c.alone for edit in c.edits]
    lines = text.split("\n")
    for edit in sorted(at_once, key=lambda e: e.span.start, reverse=True):
        line = lines[edit.span.paragraph]
        lines[edit.span.paragraph] = line[: edit.span.start] + edit.text + line[edit.span.end :]
    again = {f.message for f in proofread(SourceText.from_string("\n".join(lines)))}
    assert again <= {f.message for f in proofread(source)}
    assert "拨付及时" in lines[-1]
