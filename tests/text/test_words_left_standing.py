"""Words that cannot stand so: a comparison without 相比, an estimate said twice, a blank, a number without its sign."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "柳湾镇人民政府2023年度部门整体支出绩效自评报告\n\n"


def told(text, kind, head=HEAD):
    found = proofread(SourceText.from_string(head + text))
    return [f.expected for f in found if f.class_ == kind]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("公用经费54.87万元，与上年61.13万元减少6.26万元，下降10.24%。", ["与上年61.13万元相比减少"]),
        ("公用经费54.87万元，与上年支出61.13万元减少6.26万元，下降10.24%。", ["与上年支出61.13万元相比减少"]),
        ("公用经费54.87万元，同上年减少6.26万元，下降10.24%。", ["与上年相比减少"]),
        ("公用经费54.87万元，与去年同期减少6.26万元，因出车减少。", ["与去年同期相比减少"]),
        ("公用经费54.87万元，与年初预算数61.13万元减少6.26万元。", ["与年初预算数61.13万元相比减少"]),
        ("公用经费54.87万元，与上年的61.13万元相比，减少6.26万元。", []),
        ("公用经费54.87万元，与上年增加额相比减少6.26万元。收入与支出增加。", []),
        ("公用经费54.87万元，与上年持平，因公出国与预算一致。", []),
    ],
)  # fmt: skip
def test_with_needs_compared(text, right):
    assert told(text, "WORDING") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("全镇约320户左右农户完成改厕。", ["约320户"]),
        ("干渠清淤大约12.5公里左右。", ["大约12.5公里"]),
        ("每季检查至少3次以上。", ["至少3次"]),
        ("群众满意度不低于90%以上。", ["不低于90%"]),
        ("每村补助不超过5万元以内。", ["不超过5万元"]),
        ("全镇节约20万元左右。", []),
        ("投资5万元以上的项目不少于3个。", []),
    ],
)
def test_an_estimate_is_said_once(text, right):
    assert told(text, "WORDING") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("公务接待费1.94万元，比上年减少0.41万元，原因是XX。", ["填写具体原因"]),
        ("公务接待费1.94万元，比上年减少0.41万元，主要是×××所致。", ["填写具体原因"]),
        ("公务接待费1.94万元，比上年减少0.41万元，由于____，来客减少。", ["填写具体原因"]),
        ("（单位名称）为镇属全额拨款单位，主要承担道路养护。", ["柳湾镇人民政府"]),
        ("20XX年度会议费支出1.20万元。", ["2023年度"]),
        ("主要原因是（请说明具体原因）抚恤补助提标。", ["删去（请说明具体原因）"]),
        ("全年完成（单位名称）要求的任务。", []),
    ],
)
def test_a_blank_is_told_with_what_belongs_there(text, right):
    assert told(text, "TEMPLATE_LEFTOVER") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("完成预算的61.14%，决算数小于预算数的主要原因是。", ["补充原因"]),
        ("接待费增长15%，主要是因为；会议费持平。", ["补充原因"]),
        ("完成预算的61.14%，主要原因是厉行节约。", []),
        ("下降的原因是：一是拼车，二是停用旧车。", []),
    ],
)
def test_a_reason_that_is_announced_is_given(text, right):
    assert told(text, "REASON") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("依据《自评工作的通知》（湄财绩〔2024〕12）开展自评。", ["湄财绩〔2024〕12号"]),
        ("按湘政发〔2023〕7文件执行。", ["湘政发〔2023〕7号"]),
        (
            "依据《关于做好自评工作的通知》（湄财绩〔2024〕6号）。下一步按照通知（湄财绩〔2024〕9号）要求改进。",
            ["湄财绩〔2024〕6号"],
        ),
        (
            "依据《关于做好自评工作的通知》（湄财绩〔2024〕3号）。根据该通知（湄财绩〔2024〕8号）精神，公开结果。",
            ["湄财绩〔2024〕3号"],
        ),
        (
            "依据《自评工作的通知》（湄财绩〔2024〕6号）、《资金管理办法》（湄财农〔2022〕9号）。执行上述办法（湄财农〔2022〕9号）。",
            [],
        ),
    ],
)
def test_a_document_keeps_its_number_and_the_sign_behind_it(text, right):
    assert told(text, "CITATION") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("建设王寨、粱庄、柳林三个示范村。梁庄、王寨完成坑塘治理3处。", ["梁庄"]),
        ("在清河、桐子、板桥三村试点，清河、铜子两村已验收。", ["桐子或铜子"]),
        ("高桥、双溪、长塘3个村通水，其中高桥、双西先行。", ["双溪或双西"]),
        ("东岭、西岭、南坪和北坪4个村受益。东岭、西岭完工。", []),
        ("张湾、李湾、王湾受益，张湾、李湾已完工。", []),
        ("一是青桐岭村茶厂；二是下渡村灌溉渠；三是青铜岭村产业路。纳入青桐岭村台账。", ["青桐岭村"]),
        ("下属南渡水库管理所。南渡水库管理所停用皮卡车。其中南度水库管理所安全鉴定。", ["南渡水库管理所"]),
        ("石碾河小流域治理。石辗河沿线护岸完工。石碾河断面达标。", ["石碾河"]),
    ],
)  # fmt: skip
def test_a_place_is_spelt_one_way(text, right):
    assert told(text, "NAME") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("西坪县妇幼保健院现有职工30人。\n\n填报单位：西坪县妇幼保健所", ["西坪县妇幼保健院"]),
        ("西坪县妇幼保健所全年收入增加。西坪县妇幼保健院现有职工30人。", ["西坪县妇幼保健院"]),
        ("西坪县妇幼保健院与西坪县妇幼保健所合署办公，西坪县妇幼保健所有5人，西坪县妇幼保健所在编3人。", []),
    ],
)  # fmt: skip
def test_the_unit_ends_in_one_letter(text, right):
    head = "西坪县妇幼保健院2023年度部门整体支出绩效自评报告\n\n"
    assert told(text, "NAME", head) == right


def test_of_a_title_and_a_signature_the_title_is_believed():
    head = "永安桥街道办事处关于报送2023年度部门整体支出绩效自评情况的报告\n\n"
    found = told("我街道全年支出836.20万元。\n\n永安侨街道办事处\n\n2024年3月10日", "NAME", head)
    assert found == ["永安桥街道办事处"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("在5个村开展白内障筛查：六旺村、那怀村、坡圩村、平何村，筛查764人。", ["4"]),
        ("新建专科4个：针灸科、脾胃病科、肛肠科。", ["3"]),
        ("石湾、沙口、龙潭、麻溪等3个村安排产业项目。", ["4个村"]),
        ("涉及桥头村、上塘村、下塘村、双江村等3个村。", ["4个村"]),
        ("石湾、沙口等3个村安排产业项目。", []),
        ("道路、水利、电力和通讯等4个项目已开工。", []),
        ("在4个村开展白内障筛查：六旺村、那怀村、坡圩村、平何村，筛查764人。", []),
    ],
)
def test_names_are_as_many_as_said(text, right):
    assert told(text, "COUNT") == right


AIMS = "高血压管理率74.6%，目标值70%；糖尿病管理率72.1%，目标值70%；老年人体检率66.8%，目标值68%；疫苗接种率98.2%，目标值95%。"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f"{AIMS}除老年人体检率略低外，四项全部超过目标。", ["除老年人体检率略低外，其余三项全部超过目标"]),
        (f"{AIMS}除老年人体检率略低外，其余三项全部超过目标。", []),
        ("按期完工率目标95%，实际91.7%；培训目标20人，实际22人。两项目标均达到预期。", ["除按期完工率外，其余一项目标均达到预期"]),
        ("按期完工率目标95%，实际91.7%；培训目标20人，实际22人。其中1项达到目标。", []),
        (
            "3项三级指标全部达到目标值。\n\n三级指标\t指标值\t实际完成值\t分值\t得分\n培训人数\t≥20人\t22人\t30\t30\n按期完成率\t=100%\t90%\t30\t27\n合格率\t≥95%\t96%\t40\t40",
            ["除按期完成率外，其余2项三级指标全部达到目标值"],
        ),
        (
            "刘楼村已于11月底前完工；前王村因供电线路迁改，完成工程量的82%，预计2024年3月完工。\n\n综上，6个村的建设任务年内全部完工。",
            ["前王村因供电线路迁改，完成工程量的82%，预计2024年3月完工"],
        ),
        ("前王村预计2023年10月完工。\n\n综上，3个村的道路全部完工。", []),
    ],
)  # fmt: skip
def test_what_is_said_of_all_is_so_of_each(text, right):
    assert told(text, "CONTRADICTION") == right


@pytest.mark.parametrize("marks", ["一二二四", "一三三四"])
def test_one_misprinted_number_is_told_once(marks):
    titles = ("预算编制偏粗", "支付前松后紧", "绩效资料不全", "资产账卡不符")
    lines = [
        f"（{mark}）{title}。各项工作均在推进。" for mark, title in zip(marks, titles, strict=True)
    ]
    assert len(told("\n\n".join(lines), "NUMBERING")) == 1


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("拨付村卫生室35.40元，占基本公共卫生服务支出126.30万元的28.03%。", ["35.40万元"]),
        ("“两癌”救助38元，救助38名低收入妇女，每人1万元；家庭教育指导21.5万元。", ["38万元"]),
        ("消火栓维护24.80元，维护消火栓620座，平均每座400元。", ["24.80万元"]),
        ("补助38元，补助38名妇女，每人1元；家庭教育指导21.5万元。", []),
        ("发放补贴620000元，惠及620户，平均每户1000元。", []),
        (
            "三级指标\t指标值\t实际完成值\t分值\t得分\n设备单价\t≤80万元\t78元\t30\t30\n按期完成率\t=100%\t100%\t30\t30\n合格率\t≥95%\t96%\t40\t40",
            ["78万元"],
        ),
    ],
)
def test_an_amount_off_by_ten_thousand_is_asked_about(text, right):
    assert told(text, "UNIT") == right
    assert not told(text, "PCT")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "与2021年度的389.20万元相比，增加35.42万元（2022年度决算公开数为389.20万元）。",
            ["2022年"],
        ),
        ("支出424.62万元。2022年支出389.20万元，2022年比2021年的380.20万元增加。", []),
        (
            "6个项目中，5个于2022年12月31日前完工，节水项目因停水推迟，尾工于2024年1月完成。",
            ["2023年"],
        ),
        ("本项目于2022年12月底前完成立项，因雨推迟，2024年1月完工。", []),
        ("自评报告于2023年4月12日经乡党委会议审定。", ["2024年4月12日经乡党委会议审定"]),
        ("自评报告于2024年4月12日经乡党委会议审定。绩效监控报告于2023年7月上报。", []),
        ("（2022年度）\n\n2023年完成改造，2023年12月验收，2023年支出100万元。", ["（2023年度）"]),
    ],
)
def test_a_year_left_over_is_asked_about(text, right):
    assert told(text, "STALE_YEAR") == right


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        ("音响支出4。8万元。", "FORMAT", ["4.8"]),
        ("水电费3,8915.50元。", "FORMAT", ["38,915.50（38915.50）"]),
        ("水电费38,915.50元，得分9。5项指标完成。", "FORMAT", []),
        ("食品抽检合格率98.2%，比目标值97%低1.2个百分点。", "DIRECTION", ["高1.2个百分点"]),
        ("因公出国费5.20万元。2022年没有支出，增长100%。", "ZERO_BASE", ["增加5.20万元（上年没有，不写百分比）"]),
        ("二是年未集中支付，审核不细。", "TYPO", ["年末"]),
        ("2023年未发生事故。", "TYPO", []),
        ("有车辆8辆，其中执法执勒用车6辆。", "TYPO", ["执法执勤用车"]),
        ("减少的主要原因是严控赔餐人数。", "TYPO", ["陪餐"]),
        ("由严志华负责。季清季结，月清月结。", "TYPO", []),
    ],
)  # fmt: skip
def test_what_is_misprinted_is_told_as_it_should_be(text, kind, right):
    assert told(text, kind) == right


def test_a_name_of_the_table_is_kept_to_its_last_letter():
    table = "三级指标\t指标值\t实际完成值\t分值\t得分\n河流治理按期完工率\t=100%\t87.5%\t30\t26"
    found = told(f"{table}\n\n河流治理按期完工帅未达到指标值，是因为汛期停工。", "NAME")
    assert found == ["河流治理按期完工率"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("公务用车年末保有量4辆。\n\n共有车辆5辆，其中一般公务用车2辆、执法执勤用车3辆。", ["5辆"]),
        ("公务用车保有量3辆。\n\n共有公务用车2辆，其中一般公务用车1辆、执法执勤用车1辆。", ["2辆"]),
        ("公务用车保有量3辆。共有公务用车3辆，其中一般公务用车3辆。", []),
    ],
)
def test_of_two_numbers_of_vehicles_the_one_that_its_parts_make_is_right(text, right):
    assert told(text, "CONTRADICTION") == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "区划：14个村、3个社区，212个村民小组。16个村（社区）全部建立积分制。",
            ["17个村（社区）"],
        ),
        ("辖14个村、3个社区。17个村（社区）全部建立积分制，16个村（社区）参加评比。", []),
    ],
)
def test_villages_and_communities_are_counted_together(text, right):
    assert told(text, "COUNT") == right


ROWS = "项目\t预算数\t支出数\n防火物资\t480000.00\t478600.00\n公示牌\t65000.00\t61880.00\n合计\t545000.00\t540480.00\n\n"


@pytest.mark.parametrize(("unit", "right"), [("万元", ["单位：元"]), ("元", [])])
def test_the_caption_of_a_table_has_the_unit_of_the_text(unit, right):
    text = f"2023年项目支出明细\n单位：{unit}\n{ROWS}全年支出540480.00元，占预算的99.17%。"
    assert told(text, "UNIT") == right


ACCOUNTS = "项目\t2022年决算数\t2023年预算数\t2023年决算数\n公务接待费\t3.20\t3.00\t2.60\n合计\t3.20\t3.00\t2.60"


@pytest.mark.parametrize(
    ("title", "text", "right"),
    [
        (
            "2022年度部门整体支出绩效自评报告",
            f"编制64名，2023年末在编59人。\n\n{ACCOUNTS}",
            ["2023年"],
        ),
        ("2023年度部门整体支出绩效自评报告", f"编制64名，2023年末在编59人。\n\n{ACCOUNTS}", []),
        (
            "2022年度部门整体支出绩效自评报告",
            "按照《关于开展2023年度部门整体支出绩效自评的通知》要求，现报告如下。镇政府由两乡于2021年合并。",
            ["2023年"],
        ),
        (
            "2022年柳湾镇部门预算",
            "2022年末在职19人。2023年本部门收入预算649.14万元，比上年减少31.85万元。2023年“三公”经费预算30.80万元，比上年增加2.00万元。",
            ["2023年"],
        ),
        (
            "2023年柳湾镇部门预算",
            "2022年末在职19人。2023年本部门收入预算649.14万元，比上年减少31.85万元。2023年“三公”经费预算30.80万元，比上年增加2.00万元。",
            [],
        ),
        ("2022年度部门整体支出绩效自评报告", "2022年末在职19人。打算在2023年末建成公厕5座。", []),
    ],
)
def test_a_title_is_of_the_year_that_its_text_proves(title, text, right):
    assert told(text, "STALE_YEAR", f"柳湾镇人民政府\n\n{title}\n\n") == right


def test_the_year_below_the_title_is_believed_where_the_date_of_the_form_fits_it():
    text = "（2022年度）\n\n用地未批，2023年续建。\n\n填报日期：2023年3月22日"
    assert not told(text, "STALE_YEAR", "柳湾镇项目支出绩效自评表\n\n")


def test_a_blank_before_a_body_whose_name_is_not_known_is_told_whole():
    (found,) = (
        f
        for f in proofread(
            SourceText.from_string("XX镇人民政府2023年纳入绩效管理的项目11个，涉及资金648.20万元。")
        )
        if f.class_ == "TEMPLATE_LEFTOVER"
    )
    assert (found.quote, found.expected) == ("XX镇人民政府", "填写本单位名称")


def test_of_two_days_the_one_of_the_same_deed_is_compared():
    text = "便民桥9月28日完工，10月13日通过验收，比约定的10月31日推迟18天通过验收。"
    assert told(text, "CONTRADICTION") == ["提前18天"]
    assert not told(text.replace("推迟", "提前"), "CONTRADICTION")


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("我乡无政府性基金支出（如无请说明，有则删除此句）。", "TEMPLATE_LEFTOVER"),
        ("我乡无政府性基金支出（没有的删去本段）。", "TEMPLATE_LEFTOVER"),
        ("我乡无政府性基金支出（如有变动，以决算为准）。", None),
        ("把巡河费用做为固定支出编入预算。", "WORDING"),
        ("全年所做为民实事12件全部办结。", None),
    ],
)
def test_words_to_the_writer_and_words_that_are_none_are_told(text, class_):
    found = proofread(SourceText.from_string("2022年度柳溪乡部门整体支出绩效自评报告\n" + text))
    told = {f.class_ for f in found} & {"TEMPLATE_LEFTOVER", "WORDING"}
    assert told == ({class_} if class_ else set())
