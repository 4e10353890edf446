"""Wholes and parts however they are told: in sentences, over lines, in rows and columns, for each one of many."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from texts_of_tables import document, findings

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine
from pingkou_gui.text.reasoning.finding import Severity

TITLE = "青山县白果镇人民政府2024年度部门整体支出绩效自评报告"
NUMBERS = {"SUM", "COUNT", "PCT", "POINTS", "DIRECTION", "DIGIT_DROP", "CONTRADICTION", "UNIT"}


def told(text):
    found = examine(SourceText.from_string(f"{TITLE}\n{text}"))
    return [f for f in found if f.class_ in NUMBERS and f.severity is not Severity.HINT]


SLIPS = [
    ("项目\t金额（万元）\n道路硬化\t126.50\n沟渠清淤\t48.30\n路灯安装\t23.70\n表中三个项目共投入{}万元。", "189.50", "198.50"),
    ("村名\t面积（亩）\t资金（万元）\n麻石村\t120\t9.60\n白鹤村\t85\t6.80\n合计\t205\t16.40\n表内两个村共兑付{}万元。", "14.60", "16.40"),
    ("全镇共调解矛盾纠纷{}起：\n①邻里纠纷98起；\n②土地纠纷64起；\n③婚姻家庭纠纷51起。", "231", "213"),
    ("全年开展志愿服务{}场次：\n1）环境清洁类28场次，支出4.20万元；\n2）敬老助残类17场次，支出2.55万元；\n3）政策宣讲类11场次，支出1.65万元。", "65", "56"),
    ("一是耕地地力补贴216.48万元。\n二是农机购置补贴38.62万元。\n三是护林补贴54.90万元。\n以上补贴共计{}万元，惠及农户5862户。", "301.00", "310.00"),
    ("我镇争取到位上级资金{}万元。其中中央资金286.00万元。省级资金215.00万元。市县配套152.00万元。", "635.00", "653.00"),
    ("慰问五保户120户，每户500元，低保户200户，每户300元，共计{}万元。", "21.0", "12.0"),
    ("保洁员45人，每人每月600元，护林员20人，每人每月900元，全年共计支付{}万元。", "45.0", "54.0"),
    ("村主干24名，每人每月3000元；\n其他干部36名，每人每月2200元；\n全年合计发放{}万元。", "191.44", "181.44"),
    ("补助标准为一类户每户2000元、二类户每户1500元，实施一类户15户、二类户26户，共计{}万元。", "9.60", "6.90"),
    ("项目\t年初结转\t本年收入\t本年支出\t年末结转\n土地出让\t35.20\t210.50\t198.70\t{}\n农业开发\t8.60\t40.00\t36.50\t12.10", "74.00", "47.00"),
    ("片区\t一季度\t二季度\t三季度\t全年\n东片\t12.40\t15.60\t18.20\t46.20\n西片\t9.80\t11.20\t13.70\t{}\n南片\t7.60\t8.90\t10.40\t26.90", "37.40", "34.70"),
    ("单位：万元\n工资福利支出\t682.30\n商品和服务支出\t156.40\n对个人和家庭的补助\t48.20\n合计\t{}", "885.90", "886.90"),
    ("年初批复预算1482.50万元。执行中追加预算{}万元。调整后全年预算为1697.10万元。全年支出1680.42万元。", "241.60", "214.60"),
    ("在编教职工{}人：中心校78人，东坑村小21人，下洲村小17人，两个教学点各5人。", "129", "126"),
    ("编制数、年末实有数分别为118人、{}人。实有数中，行政人员、事业人员分别为43人、71人。", "141", "114"),
    ("新建广场3个，改建书屋12个，维修戏台5个，共计惠及村级阵地{}个。", "22", "20"),
    ("年末在校学生{}人，其中小学734人，初中512人；住校生286人。", "1946", "1246"),
    ("全年巡回演出{}场，其中进村58场、进校46场、进厂27场。", "331", "131"),
    ("办结信访件{}件，其中来信21件、来访17件、网上14件，为计划50件的104%。", "25", "52"),
    ("失分共{}分，其中资金执行失0.36分，产出失3分，效益失1分。", "4.37", "4.36"),
    ("评价分投入、过程、产出、效益四块，满分分别为20分、20分、30分、30分，得分分别为19分、18.5分、28分、27分，合计{}分。", "93.5", "92.5"),
    ("公务接待{}批次、96人次，其中：上级检查9批次、58人次，外地考察6批次、38人次。", "51", "15"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "printed", "right"), SLIPS)
def test_what_does_not_come_to_its_whole_is_told_with_the_right_number(text, printed, right):
    assert told(text.format(right)) == []
    assert any(right in f"{f.expected} {f.message}" for f in told(text.format(printed)))


RIGHT = [
    "全镇有行政村12个、社区3个，其中脱贫村5个、示范村4个。",
    "本年在职78人，退休41人，遗属3人，其中公务员32人、事业人员46人。",
    "聘请保洁员30人，每人每月700元，共支出25.20万元，其中财政承担20.00万元，村级自筹5.20万元。",
    "慰问党员每人800元，共32人，计2.56万元；慰问老人每人150元，共60人，计0.90万元。",
    "协管员8人，每人每月2500元，从4月起发放，共9个月，支出18.00万元；另发放高温补贴0.64万元。",
    "核定编制共60人，其中行政25人，工勤3人，事业32人，年末实有58人，其中行政26人，事业32人。",
    "全镇党员876名，其中女党员214名、35岁以下党员168名、大专以上学历党员325名。",
    "1）争取上级资金156.00万元；\n2）引进社会资本320.00万元；\n3）村集体自筹48.50万元。\n上述资金中，用于基础设施建设的386.00万元，用于产业发展的138.50万元。",
    "在册渔船1560艘，其中登记机动船382艘、非机动船468艘。",
    "户籍人口2.26万人，其中农业人口2.01万人；常住人口1.48万人。",
    "项目\t预算数\t执行数\t结余\n人饮工程\t86.00\t82.40\t3.60\n河道治理\t120.00\t118.50\t1.50\n上述两个项目预算206.00万元，执行200.90万元，结余5.10万元。",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_no_sum_or_a_right_one_is_left_alone(text):
    assert told(text) == []


def test_more_parts_than_things_are_proved_only_where_nothing_else_can_hold_them():
    (one,) = told("公务用车8辆，其中应急保障用车6辆、执法执勤用车4辆。")
    assert one.severity is Severity.ERROR
    assert all(
        f.severity is not Severity.ERROR
        for f in told("公务用车8辆、摩托车5辆，其中应急保障用车6辆、执法执勤用车4辆。")
    )


def test_a_total_that_other_sums_bear_out_is_not_proposed_anew():
    text = (
        "本年支出1275.18万元，其中：基本支出842.63万元，项目支出432.55万元。\n"
        "1.教育支出118.26万元；\n2.卫生支出39.47万元；\n3.农林水支出1056.53万元；\n4.住房支出58.92万元。\n"
        "以上四项合计1275.18万元。"
    )
    (one,) = [f for f in told(text) if f.class_ == "SUM"]
    assert one.expected.startswith("1058.53")
    assert "应为1273.18" not in one.message


def test_no_number_is_proposed_as_it_is_printed():
    for text, printed, _ in SLIPS:
        for f in told(text.format(printed)):
            assert f.quote != f.expected


def test_counts_of_a_table_are_held_to_the_last_one():
    table = [["类别", "编制数", "年末实有数"], ["行政", "28", "26"], ["事业", "47", "45"], ["合计", "75", "72"]]  # fmt: skip
    (one,) = findings(document(TITLE, table), "SUM")
    assert one.expected == "71"


def test_a_row_that_its_parts_make_up_in_one_column_is_their_sum_in_all():
    text = (
        "项目\t2023年\t2024年\n基本支出\t1015.20\t1064.75\n人员经费\t948.60\t996.15\n公用经费\t66.60\t68.60\n"
        "项目支出\t876.30\t920.40\n移民产业\t320.00\t345.00\n肉牛养殖\t286.30\t271.40\n村级运转\t270.00\t286.00\n"
        "合计\t1891.50\t1967.15"
    )
    assert any("902.4" in f.expected for f in told(text))


def test_what_changed_between_two_years_follows_from_columns_headed_by_them():
    table = [["项目", "2023年", "2024年", "增减额"], ["公务接待费", "6.82", "5.94", "-0.88"], ["会议费", "4.40", "4.16", "-0.42"]]  # fmt: skip
    assert [f.expected for f in findings(document(TITLE, table), "SUM")] == ["-0.24"]


WRONG_AMONG_OTHERS = [
    ("未支出的14.60万元中9.20万元由财政收回、5.10万元结转。", "5.40"),
    ("本年收入1262.40万元，加上年初结转和结余31.75万元，收入总计1294.15万元；本年支出1250.35万元，加上年末结转和结余43.08万元，支出总计1294.15万元。", "43.80"),
    ("自评得分96.2分，等级为优。预算执行9.7分，产出48分，效益28.4分，满意度10分。", "96.1"),
    ("扣3.62分（预算执行0.28分、路灯维护1.50分、满意度1.85分）。", "3.63"),
    ("全年预算1642.80万元，由三种资金构成，即一般公共预算1286.30万元、政府性基金340.00万元、其他资金36.50万元；执行1610.40万元，未执行32.40万元。", "1662.80"),
    ("编制47名，年末在职44人，其中公务员18人、事业人员24人、机关工勤5人。", "2"),
    ("编制64人，其中行政编制26人、事业编制58人。", "38"),
    ("抽查单位42个，其中县级部门25个、乡镇71个，发现超标准接待、公车加油卡管理不严等问题33个，已整改33个。", "17"),
    ("学生1416人，其中小学部902人、初中部513人，寄宿生386人。", "903"),
    ("在职63人。公务员28人，事业人员32人，工勤1人。编制70名，空编7名。", "61"),
    ("结余1.36万元，其中接待结余0.74万元，车辆结余8.62万元。", "0.62"),
    ("护林补贴：甲类120人，每人每月200元，全年28.80万元；乙类90人，每人每月150元，全年16.20万元；丙类40人，每人每月100元，全年4.08万元。三类合计49.80万元。", "4.80"),
    ("项目支出486.20万元，分布在农林水和城乡社区两类，前者142.60万元，后者343.80万元。", "343.60"),
    ("“三公”经费支出11.36万元，比上年12.50万元减少1.14万元，下降9.12%，原因是接待减少。其中：公务用车运行维护费4.70万元，公务接待费1.66万元。", "9.70"),
    ("预算合计282.40万元，实际支出271.30万元。逐项说明如下：\n1.水渠维修。预算95万元，支出93.20万元。\n2.路灯安装。预算64万元，支出62.10万元。\n3.村道硬化。预算133.40万元，支出116.00万元。\n自评结果为优。", "123.40"),
    ("项目支出3,186,400.00元。按项目分为：\n——村级公共设施1,420,000.00元\n——村级办公经费936,400.00元\n——边坡治理930,000.00元\n完成情况较好。", "830,000.00"),
    ("一般公共预算支出1846.20万元，完成全年预算的98.12%。加上政府性基金支出214万元，全部支出2061.20万元。", "2060.20"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right"), WRONG_AMONG_OTHERS)
def test_each_number_of_a_sum_is_told_with_what_it_would_be(text, right):
    found = [f for f in told(text) if f.class_ in {"SUM", "COUNT", "POINTS"}]
    assert any(f"应为{right}" in f.message for f in found), [f.message for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "抽查单位42个，其中县级部门25个、乡镇17个，发现超标准接待等问题33个，已整改33个。",
        "年末在职职工57人，其中行政编制24人，事业编制33人，均在核定的60名编制之内，尚有3名空编。",
        "失分7分，主要失分项是：预算调整率失3分，结转结余率失1分，项目产出失3分。",
        "人员经费600.00万元；公用经费90.00万元。两项合计较上年700.00万元减少10.00万元。",
        "残疾儿童128名，其中送教上门41名。学校编制36名，在职教师33名，康复辅助人员12名。",
        "核定编制58名，实有55人，其中行政编制26名、事业编制32名。",
    ],
)
def test_numbers_that_are_no_parts_are_not_added_up(text):
    assert not [f for f in told(text) if f.class_ in {"SUM", "COUNT", "POINTS"}]


def test_a_remainder_tells_the_sum_and_which_number_would_explain_it():
    found = examine(
        SourceText.from_string("基本支出640.12万元，其中人员经费450.07万元，公用经费190.06万元。")
    )
    (one,) = [f for f in found if f.class_ == "SUM"]
    assert one.severity is Severity.HINT
    assert "450.07+190.06 = 640.13" in one.message
    assert "“人员经费”应为450.06" in one.message


def test_whole_yuan_too_much_are_no_remainder_of_rounding():
    text = "“三公”经费68,134.00元。公务用车运行维护费46,382.00元，公务接待费21,754.00元；无因公出国（境）费、公务用车购置费。"
    (one,) = [f for f in told(text) if f.class_ in {"SUM", "DIGIT_DROP"}]
    assert one.class_ == "SUM"
    assert "应为46380.00" in one.message


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("实有在职人员127人，比编制少7人，其中公务员48人、事业人员52人、技术人员19人、工勤人员{}人；另有退休63人。", "8", "18"),
        ("三个村修路14.6公里，比计划多0.6公里，其中东冲村6.2公里、枫树村4.8公里、石塘村{}公里。", "3.6", "4.6"),
        ("合计892人，其中技术人员768人，占86.1%；技术人员中，医师263人、护士376人、其他技术人员{}人；高级职称112人。", "129", "119"),
        ("发放补助92万元，其中高龄补贴70万元；高龄补贴中，百岁老人8.4万元、九十岁老人{}万元、其他39.0万元，孤儿补贴22万元。", "22.6", "26.2"),
        ("项目支出48.60万元，包括3项：\n①实训基地建设26.10万元；\n②助学金{}万元，按每生每年2400元补助，惠及52人；\n③教师培训10.02万元。", "12.48", "14.28"),
    ],
)  # fmt: skip
def test_a_list_behind_a_change_or_within_an_item_is_of_the_number_it_names(text, right, wrong):
    assert told(text.format(right)) == []
    (finding,) = told(text.format(wrong))
    assert right in f"{finding.expected} {finding.message}"


def test_a_change_told_by_who_came_and_went_is_made_of_them():
    assert told("年末在职127人，比上年减少7人，其中退休5人、调出2人。") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("运行维护费17.25万元，比预算18.00万元少0.75万元，年末保有量{}辆，平均每辆3.45万元；\n共有车辆5辆，其中一般用车2辆、执法用车3辆。", "5", "4"),
        ("年末在册74人，其中公务员31人、事业人员43人；按在册{}人计算，人均公用经费1.85万元，总额136.90万元。", "74", "72"),
    ],
)  # fmt: skip
def test_a_mean_is_made_with_the_number_told_beside_it(text, right, wrong):
    assert told(text.format(right)) == []
    assert [f.expected[:2].rstrip("辆") for f in told(text.format(wrong))] == [right]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("年初计划新建公厕24座、整治水塘15口，到年末公厕建成22座，完成率{}%；水塘整治12口，完成率80%。", "91.67", "109.09"),
        ("目标为检测水样480份、土样60份，已检测水样456份，完成率{}%。", "95.00", "105.26"),
    ],
)  # fmt: skip
def test_a_rate_is_of_the_plan_of_its_own_thing(text, right, wrong):
    assert told(text.format(right)) == []
    assert [f.expected for f in told(text.format(wrong))] == [f"{right}%"]


@pytest.mark.parametrize("count", ["全年安排项目3个", "全年实施3个项目"])
def test_as_many_projects_as_are_counted_come_to_the_project_spending(count):
    head = "2023年度柳溪县石桥镇人民政府部门整体支出绩效自评报告\n全年支出500.00万元，其中基本支出380.00万元，项目支出120.00万元。\n"
    wrong = f"{head}{count}：渠道清淤54.00万元，村道养护42.00万元，路灯改造33.00万元。"
    assert "SUM" in {f.class_ for f in examine(SourceText.from_string(wrong))}
    right = wrong.replace("54.00", "45.00")
    some = wrong.replace("3个", "4个")
    for text in (right, some):
        assert "SUM" not in {f.class_ for f in examine(SourceText.from_string(text))}
