"""Characters typed by their sound are asked about; names and words that offices write are not."""

from __future__ import annotations

import re

import pytest

from pingkou_gui.text.checks.language.check_homophones import (
    WordsBySound,
    homophones,
    second_readings,
)
from pingkou_gui.text.checks.language.check_unlikely import Unlikely
from pingkou_gui.text.lexing.word_pairs import WordPairs
from pingkou_gui.text.lines.source import Paragraph, SourceText
from pingkou_gui.text.proofread import proofread


def findings(*lines: str) -> list[tuple[str, str]]:
    source = SourceText(tuple(Paragraph(line, f"段{at}") for at, line in enumerate(lines, 1)))
    return [(f.quote, f.expected) for f in proofread(source) if f.class_ == "TYPO"]


@pytest.mark.parametrize(
    ("sentence", "printed", "meant"),
    [
        ("设备型号与合同不匹陪，已退回厂家。", "匹陪", "匹配"),
        ("下半年加大了宣传力渡，来访明显减少。", "力渡", "力度"),
        ("受雨季影响，路基施工进度缓漫。", "缓漫", "缓慢"),
        ("镇里对仓库实行专人管里，进出登记。", "管里", "管理"),
        ("两个年级共六个教学般，均按时开课。", "教学般", "教学班"),
        ("今年没有发生安全事古，群众反映良好。", "事古", "事故"),
    ],
)
def test_a_character_of_the_same_sound_that_makes_no_word_is_asked_about(
    sentence: str, printed: str, meant: str
) -> None:
    assert (printed, meant) in findings(sentence)


@pytest.mark.parametrize(
    ("sentence", "printed", "meant"),
    [
        ("村民对环境卫身比较满意。", "卫身", "卫生"),
        ("资产管理制度不断完散。", "完散", "完善"),
        ("入冬后供暖设备运转正藏。", "正藏", "正常"),
    ],
)
def test_a_character_that_the_south_reads_alike_is_asked_about(
    sentence: str, printed: str, meant: str
) -> None:
    assert (printed, meant) in findings(sentence)


@pytest.mark.parametrize(
    ("heading", "printed", "meant"),
    [
        ("（二）激构与人员", "激构", "机构"),
        ("街区宣传力渡", "力渡", "力度"),
    ],
)
def test_a_heading_or_a_cell_is_read_as_closely_as_a_sentence(
    heading: str, printed: str, meant: str
) -> None:
    assert (printed, meant) in findings(heading, "本镇全年工作平稳。")


def test_a_character_that_looks_alike_in_print_is_asked_about() -> None:
    assert ("捉高", "提高") in findings("各村积极响应，群众参与度明显捉高。")


def test_a_second_reading_is_heard_as_well_as_the_first() -> None:
    assert "帅" in second_readings()["率"]
    assert "率" in second_readings()["帅"]
    assert "率" not in homophones()["帅"]


@pytest.mark.parametrize(
    "sentence",
    [
        "各股室按季报送，年末由财政所汇总。",
        "本年只减不增，提质增效，抗疫支出另列。",
        "年内为石陂市园林中心配车，林渡村、下洼里组各修一段。",
        "应退尽退，应保尽保，弃管小区纳入网格。",
        "设备按月盘点，做到账实相符，专账管理。",
    ],
)
def test_names_of_places_and_words_of_offices_are_no_slips(sentence: str) -> None:
    assert findings(sentence) == []


def test_what_is_printed_three_times_is_taken_for_a_name() -> None:
    once = "今年由安全事古负责保洁。"
    assert findings(once) != []
    assert findings(once, "安全事古签了合同。", "付安全事古四万元。") == []


def test_two_words_as_likely_are_both_named() -> None:
    words = {"甲": 60, "乙": 60, "申": 90, "之": 90, "申枝": 30, "申知": 35}
    (slip,) = Unlikely(WordPairs.of(words)).slips("甲申之乙")
    assert slip.meant == ("申枝", "申知")
    assert (slip.start, slip.end) == (1, 3)


def test_of_a_long_word_one_character_may_be_another_of_its_sound() -> None:
    words = WordsBySound(["厉行节约"], right={"历行节约"})
    assert list(words.slips("坚持厉行节月。")) == [(2, "厉行节月", "厉行节约")]
    assert not list(words.slips("厉行节约，历行节约，力行结月"))


@pytest.mark.parametrize(
    ("sentence", "printed", "meant"),
    [
        ("下拨以后各站所支出较曼，年底才集中报销。", "较曼", "较慢"),
        ("几个办公室的电费难以互相比交，没有分表。", "比交", "比较"),
        ("村里的台账没有及时更薪，群众提了意见。", "更薪", "更新"),
        ("水表改造的收人没有及时入库。", "收人", "收入"),
    ],
)
def test_words_that_never_stand_in_a_row_are_asked_about(
    sentence: str, printed: str, meant: str
) -> None:
    assert (printed, meant) in findings(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "扶持的企业有湘禾、漾泉、杉木岭油茶等，都已投产。",
        "他做的事她也做了，认真地算过的账没有错。",
        "陈慕行、黎晚舟两名干部负责核对票据。",
        "大堤一期、堤二期先后完工，河道畅通。",
    ],
)
def test_names_and_what_only_grammar_tells_apart_are_left_alone(sentence: str) -> None:
    assert findings(sentence) == []


def test_less_is_enough_where_the_text_itself_writes_the_word() -> None:
    words = {"甲": 60, "乙": 60, "意": 60, "识": 60, "意识": 65}
    check = Unlikely(WordPairs.of(words))
    assert check.slips("甲意十乙") == []
    assert [slip.meant for slip in check.slips("甲意时乙", "防范意识")] == [("意识",)]


def test_a_slip_that_two_checks_find_is_told_once() -> None:
    found = findings("资金拔付不及时，年底集中支付。")
    assert [expected for _, expected in found] == ["资金拨付"]


def test_the_words_around_a_slip_do_not_begin_with_a_mark():
    source = SourceText.from_string(
        "村村都去了，宣传力渡小。按装不到位的，己经改了了。", "报告.txt"
    )
    said = [f.message for f in proofread(source) if f.class_ == "TYPO"]
    assert len(said) > 2
    assert not [each for each in said if re.search("即“[，。、；]", each)]
