"""Words written twice, letters lost, choices left over, marks and names: by general tests."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from texts_of_tables import document, findings, lines

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine, proofread
from pingkou_gui.text.reasoning.finding import Severity

HEAD = "2023年度临溪县柳林乡人民政府部门整体支出绩效自评报告\n"


def told(text, *classes):
    return [(f.class_, f.expected) for f in findings(lines(HEAD + text), *classes)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("减少的原因原因是接待批次减少。", "原因"),
        ("根据有关文件文件精神，严格控制支出。", "文件"),
        ("主要是主要是压减了会议。", "主要是"),
        ("支出合计100万元，其中：其中：基本支出60万元。", "其中："),
        ("决算数小于预算数，主要是是压减了会议。", "是"),
        ("公务接待经费费2万元，比上年减少。", "费"),
        ("与上年相比有所所下降。", "所"),
    ],
)
def test_what_stands_twice_is_told(text, right):
    assert ("TYPO", right) in told(text, "TYPO")


@pytest.mark.parametrize(
    "text",
    [
        "一步一步推进，各个各个落实，群众越来越满意。",
        "派出所所长参加，以所在村为单位，公务用车由所属单位保管。",
        "农业农村局，农业农业合作社除外，研究研究所事项。"[:7] + "工作。",
        "重点是是否完成目标，为了了解情况，逐项逐项核对。",
        "收缴费费率不变，按收费费用开支，本年度度过汛期。",
        "以及及时报送，没有有效措施，现在在职人员60人。",
        "公务接待2批次，公务用车2辆，公务接待费2万元。",
    ],
)
def test_what_may_stand_twice_is_left_alone(text):
    assert told(text, "TYPO") == []


def test_cells_of_one_row_that_run_together_are_no_doubled_word():
    assert told("管理制度合规合规6 6.00", "TYPO") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("开展整体出绩效评价工作。", "整体支出绩效"),
        ("公用用车运行维护费3万元。", "公务用车运行维护费"),
        ("一般公共算财政拨款支出100万元。", "一般公共预算财政拨款"),
        ("较上一度减少2万元。", "较上一年度"),
        ("公车用车费3万元。", "公务用车"),
        ("年初结余未19.8万元。", "为"),
        ("年未无结转结余。", "年末"),
    ],
)
def test_a_lost_or_changed_letter_is_told(text, right):
    assert right in [e for _, e in told(text, "TYPO")]


@pytest.mark.parametrize(
    "text",
    [
        "公务用车运行费3万元，公务用车购置和运行维护费5万元，公务车运行维护费2万元。",
        "政府性基金决算支出5万元，年初结转和结余2万元，年末结转和结余3万元。",
        "商品及服务支出5万元，对个人和家庭补助支出2万元。",
        "部门整体支出绩效评价，业务用车3辆，政府性资金到位。",
    ],
)
def test_another_name_is_no_slip(text):
    assert told(text, "TYPO") == []


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("决算数小于（大于）预算数的主要原因是接待减少。", "决算数小于预算数"),
        ("决算数小于预算数（或与预算数持平）的主要原因是接待减少。", "小于预算数"),
        ("决算数大于/小于预算数的原因是追加。", "留一个"),
    ],
)
def test_a_choice_of_the_template_is_told(text, one):
    (found,) = told(text, "TEMPLATE_LEFTOVER")
    assert one in found[1]


@pytest.mark.parametrize(
    "text",
    [
        "比上年减少（主要是会议减少）2万元。",
        "联系电话0730-76×××15，身份证430***********2101。",
        "填表人：田某　联系电话：0×××-4215×××　单位负责人签字：",
        "三公经费（含接待）下降，有（无）之分见附表。"[:13] + "。",
    ],
)
def test_a_bracket_that_explains_is_left_alone(text):
    assert told(text, "TEMPLATE_LEFTOVER") == []


@pytest.mark.parametrize(
    ("text", "class_", "right"),
    [
        ("截止2023年12月31日，在职60人。", "WORDING", "截至"),
        ("支出1033万元，与上年下降7.6%。", "WORDING", "与上年相比下降"),
        ("贯彻中央“八项规定“精神。", "FORMAT", "“八项规定”"),
        ("2023年三公”经费下降。", "FORMAT", "“三公”"),
        ("公务接待共计,0个。", "FORMAT", "共计0个"),
        ("比上年下降28%其中：接待费减少。", "FORMAT", "%。其中"),
        ("先征求意见，再立项.\n经费按时支付。\n任务按期完成。", "FORMAT", "再立项。"),
        ("按照财预[2020]10号文件自评。", "FORMAT", "财预〔2020〕10号"),
        ("根据《项目支出绩效评价管理办法（财预〔2020〕10号）和通知要求。", "CITATION", "《项目支出绩效评价管理办法》（财预〔2020〕10号）"),
    ],
)  # fmt: skip
def test_a_wrong_mark_or_word_is_told(text, class_, right):
    assert any(c == class_ and right in e for c, e in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "截止日期为3月底，报名截止到2023年底。",
        "与上年相比下降7.6%，与预算数持平。",
        "贯彻“八项规定”和“过紧日子”要求，“三公”经费下降。",
        "按照财预〔2020〕10号、《预算法》自评。",
        "支出1.5万元，增长3.2%，其中：接待费2.3万元。",
    ],
)
def test_right_marks_and_words_are_left_alone(text):
    assert told(text, "FORMAT", "WORDING", "CITATION") == []


def test_one_document_has_one_number():
    text = "根据《关于做好绩效自评工作的通知》（临财绩〔2024〕7号），开展自评。\n按照县财政局通知（临财绩〔2023〕7号）逐项打分。"
    assert told(text, "CITATION") == [("CITATION", "临财绩〔2024〕7号")]
    assert told(text.replace("2023〕7", "2023〕9"), "CITATION") == []


def test_a_document_of_another_issuer_is_another_document():
    text = "根据《关于全面实施预算绩效管理的实施意见》（湘办发〔2019〕10号）开展自评。"
    assert told(text, "CITATION") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("支持杨树桥村、白鹤湾村改厕。\n在白鹤弯村建提灌站。", "白鹤湾村"),
        ("临溪县石桥镇人民政府2023年下达资金30万元。", "柳林乡"),
    ],
)
def test_a_place_written_two_ways_and_another_subject_are_questions(text, right):
    (found,) = findings(lines(HEAD + text), "NAME")
    assert found.expected == right


@pytest.mark.parametrize(
    "text",
    ["石鼓村、石坝村改厕。", "与石桥镇人民政府签订协议。", "全镇各村、本村和每个村都通了水。"],
)
def test_other_places_are_left_alone(text):
    assert findings(lines(HEAD + text), "NAME") == []


def test_cells_are_read_for_slips_as_well():
    source = document("2023年度自评表", [["存在问题", "接待批次较少2批，根据文件文件精神整改。"]])
    assert {f.expected for f in findings(source, "TYPO")} == {"文件", "减少"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("人居环镜整治投入20万元。", "人居环境"),
        ("租凭费2万元，比上年减少。", "租赁费"),
        ("资金拔付及时，账目清楚。", "资金拨付"),
        ("公务接侍3批次。", "公务接待"),
        ("房屋修善投入5万元。", "房屋修缮"),
    ],
)
def test_a_letter_taken_for_another_is_told(text, right):
    assert right in [e for _, e in told(text, "TYPO")]


@pytest.mark.parametrize(
    "text", ["培训废止旧教材，会议费、培训费合规。", "选拔付出较多的干部，环境、治理、拨付都好。"]
)
def test_a_letter_that_belongs_to_another_word_is_left_alone(text):
    assert told(text, "TYPO") == []


def test_the_unit_with_a_letter_too_many_or_too_few_is_a_question():
    head = "清溪县第二幼儿园2023年度部门整体支出绩效自评报告\n"
    text = (
        "清溪县第二湖幼儿园认真开展自评。\n清溪县第幼儿园全年支出正常。\n清溪县第二幼儿园整改到位。"
    )
    found = findings(lines(head + text), "NAME")
    assert [f.expected for f in found] == ["清溪县第二幼儿园"] * 2


def test_an_item_of_a_table_is_spelt_as_in_the_text():
    text = "2023年项目支出30万元，其中：农村公路养护10万元、村级运转20万元。"
    table = [["项目名称", "决算数"], ["农村公路养户", "10"], ["村级组织运转", "20"], ["合计", "30"]]
    found = findings(document(HEAD.strip(), text, table), "NAME")
    assert [f.expected for f in found] == ["农村公路养护或农村公路养户"]


@pytest.mark.parametrize(
    ("text", "class_", "right"),
    [
        ("公务接待费2万元（比上年减少1万元，主要是压减接待。", "FORMAT", "补上“）”"),
        ("全年支出约50万元左右。", "WORDING", "约50万元"),
        ("支出同比上年增长5%。", "WORDING", "比上年"),
        ("接待批次减少了2倍。", "WORDING", "写减少百分之几"),
        (
            "说明自评总分和取得的成效（200字以内）",
            "TEMPLATE_LEFTOVER",
            "删去提示，填上内容",
        ),
        ("其他商品服务和支出5万元。", "TYPO", "商品和服务支出"),
        ("下降43.66%.下降的主要原因是压减接待。", "FORMAT", "43.66%。"),
    ],
)
def test_another_wrong_mark_or_word_is_told(text, class_, right):
    assert (class_, right) in told(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("根据《关于做好绩效自评工作的通知》（临财绩〔2024〕126号），开展自评。\n按照通知（临财绩〔2024〕26号）要求打分。", "临财绩〔2024〕126号"),
        ("根据《关于做好绩效自评工作的通知》（临财绩〔2024〕7号），按《关于整改巡察问题的意见》（临财绩〔2024〕7号）打分。", "《关于做好绩效自评工作的通知》或《关于整改巡察问题的意见》"),
    ],
)  # fmt: skip
def test_two_documents_are_told_apart(text, right):
    assert told(text, "CITATION") == [("CITATION", right)]


def test_a_paragraph_before_a_heading_ends_in_a_stop():
    prose = "全年认真落实各项工作任务，资金使用规范有序，群众反映良好，各项指标完成"
    body = [f"{at}、第{at}项工作\n{prose}{'' if at == '三' else '。'}" for at in "一二三四五六"]
    source = lines(HEAD + "\n".join(body))
    ends = [f.expected for f in proofread(source) if f.class_ == "FORMAT"]
    assert len(ends) == 1
    assert ends[0].endswith("各项指标完成。")


@pytest.mark.parametrize(
    ("rate", "right"), [("97.41", "决算数小于预算数"), ("103.2", "决算数大于预算数"), ("100", "决算数与预算数持平")]
)  # fmt: skip
def test_a_choice_of_three_is_settled_by_the_rate_before_it(rate, right):
    text = f"全年完成预算{rate}%，决算数（小于/大于/持平）预算数的主要原因是进度。"
    found = findings(lines(text), "TEMPLATE_LEFTOVER")
    assert [(f.quote, f.expected) for f in found] == [("决算数（小于/大于/持平）预算数", right)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("接待费决算7.26万元，决算数大于/小于预算数9万元，未突破。", "决算数小于预算数"),
        ("接待费决算9.26万元，决算数大于/小于预算数9万元，已说明。", "决算数大于预算数"),
    ],
)
def test_a_choice_is_settled_by_the_amounts_on_both_sides(text, right):
    assert ("TEMPLATE_LEFTOVER", right) in told(text, "TEMPLATE_LEFTOVER")


def test_a_formula_is_no_blank():
    assert told("预算执行得分=执行率×分值。", "TEMPLATE_LEFTOVER") == []
    assert told("本年接待×人，得×分。", "TEMPLATE_LEFTOVER") != []


def test_an_account_is_written_in_one_way_and_a_tent_in_its_own():
    assert ("WORDING", "账") in told_alone("两个站所的经费没有单独建帐，预算外的票据混放。")
    assert told_alone("支出含救灾帐篷12顶、蚊帐40床，资金已付。")[0][0] != "WORDING"


def test_an_office_is_no_word_cut_off():
    assert told("内设综合办公室、党群工作部、城市管理办、社会事务科。", "TYPO") == []


def test_a_date_needs_its_right_word_in_a_lone_passage_too():
    assert ("WORDING", "截至") in told_alone("截止2023年12月31日，固定资产原值826.4万元。")


def told_alone(text):
    return [(f.class_, f.expected) for f in examine(SourceText.from_string(text))]


def test_the_reason_of_a_fall_is_told_with_the_whole_word():
    text = "车辆运行费6.4万元，上年7.1万元，减少0.7万元，减幅9.86%，增加的原因是压减了下乡。"
    assert ("DIRECTION", "减少的原因") in told(text, "DIRECTION")


def test_a_choice_without_a_rate_is_left_to_the_clerk():
    found = findings(lines("决算数（小于/大于）预算数，主要是进度。"), "TEMPLATE_LEFTOVER")
    assert [f.expected for f in found] == ["留一个，删去另一个"]


@pytest.mark.parametrize(
    ("name", "line", "right"),
    [
        ("沔水县沙井驿镇人民政府", "沙井绎镇人民政府", "沙井驿镇人民政府"),
        ("洙河县第三实验中学", "改进：实验第三中学将按月核定。", "第三实验中学"),
    ],
)
def test_the_unit_with_another_letter_in_its_signature_or_letters_in_another_order(
    name, line, right
):
    text = f"{name}2023年度整体支出绩效自评报告\n一、单位概况\n情况正常。\n{line}\n2024年3月1日"
    assert [f.expected for f in findings(lines(text), "NAME")] == [right]
    assert findings(lines(text.replace(line, right)), "NAME") == []


def test_another_town_in_a_sentence_is_no_signature():
    text = "沔水县沙井驿镇人民政府2023年度整体支出绩效自评报告\n沙井绎镇人民政府来函协商用水。"
    assert all(f.severity is Severity.REMINDER for f in findings(lines(text), "NAME"))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("全乡历行节约，压减支出。", "厉行节约"),
        ("决算数大于预算数的要原因是追加项目。", "主要原因"),
        ("牢固树立预算绩效理念。", None),
        ("完善资金管理和项目管理的制度机制。", None),
        ("工资津补贴按时发放，森林火灾零发生。", None),
        ("制定整改措施，加强公务车管理。", None),
        ("落实绩校目标管理。", "绩效目标"),
        ("对专资金的监督要加强。", "专项资金"),
    ],
)
def test_a_word_typed_by_its_sound_or_short_of_a_letter_is_asked(text, right):
    told = findings(lines("2023年度清溪县水利局部门整体支出绩效自评报告\n" + text), "TYPO")
    assert [f.expected for f in told] == ([right] if right else [])


def test_words_of_the_law_before_its_rule_are_no_slips():
    told = findings(
        lines("2023年度清溪县司法局部门整体支出绩效自评报告\n全年开展法制宣传12场，法制教育4次。"),
        "TYPO",
    )
    assert told == []


def test_the_mark_behind_a_name_that_closes_its_clause_is_no_mark_too_many():
    text = "全年合计200万元，其中120万元为基本支出，80万元为项目支出。"
    assert told(text, "FORMAT") == []
    assert told("全年会议费支出，80万元。", "FORMAT") == [("FORMAT", "支出80万元")]
