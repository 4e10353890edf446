"""Clean reports in several styles and many wordings, all of our own.

Figures stand in tags, so that a slip can be planted on one of them: ⟦kind:key|text⟧ with
kind a amount, c change, p percent, d direction word, u unit, n count, y year, t total.
`plain()` takes the tags away.
"""

import re
from decimal import Decimal

from regression_figures import Figures, cents, show

TAG = re.compile("⟦(?P<kind>[a-z]):(?P<key>[a-z_0-9]*)\\|(?P<text>[^⟧]*)⟧")
LABELS = {
    "overseas_travel": ("因公出国（境）费", "因公出国（境）费用", "因公出国（境）经费"),
    "official_vehicles": (
        "公务用车购置及运行维护费",
        "公务用车购置及运行费",
        "公务用车购置和运行维护费",
    ),
    "official_reception": ("公务接待费", "公务接待费用", "公务接待费支出"),
    "meetings": ("会议费",),
    "training": ("培训费",),
    "personnel_spending": ("人员经费", "人员经费支出"),
    "operating_spending": ("公用经费", "日常公用经费"),
    "three_public": ("“三公”经费", "三公经费", "“三公”经费支出"),
}
REASONS = (
    "主要原因是人员变动和工资标准调整", "原因是落实过紧日子要求，从严控制支出", "主要是工作任务有增有减",
    "增减变化的主要原因是：按照县里要求压缩一般性支出", "系业务量变化所致",
)  # fmt: skip


def tag(kind, key, text):
    return f"⟦{kind}:{key}|{text}⟧"


def plain(text):
    return TAG.sub(lambda match: match["text"], text)


class Prose:
    """Writes one report; every choice of words comes from `rng`."""

    def __init__(self, rng, figures: Figures):
        self.rng, self.f = rng, figures
        self.thousands = rng.random() < 0.2
        self.reasons = rng.random() < 0.8
        self.labels = {key: rng.choice(names) for key, names in LABELS.items()}
        self.verb = rng.choice(["完成", "支出", "支出决算为", "决算数为", "实际支出", "为"])
        self.style = rng.choice("ABCD")

    def amount(self, key, value=None, kind="a"):
        value = self.f.now[key] if value is None else value
        text = f"{value:,}" if self.thousands and value >= 1000 else show(value)
        return tag(kind, key, text) + tag("u", key, "万元")

    def change(self, key):
        """A comparison with last year in one of many wordings."""
        now, last = self.f.now[key], self.f.last[key]
        if now == last:
            return self.rng.choice(
                ["与上年持平", "与上年相比无增减变化", "较上年无增减变化", "与上年一致"]
            )
        down = now < last
        word = lambda options: tag("d", key, self.rng.choice(options))  # noqa: E731
        size, percent = abs(now - last), cents(abs(now - last) / last * 100)
        by = f"{tag('c', key, show(size))}万元"
        rate = f"{tag('p', key, show(percent))}%"
        first = (
            word(("减少", "下降", "减少了", "降低"))
            if down
            else word(("增加", "增长", "增加了", "上升"))
        )
        second = word(("减少", "下降", "降低")) if down else word(("增加", "增长", "上升"))
        old = show(last)
        forms = [
            f"比上年{first}{by}，{second}{rate}", f"较上年{first}{by}，{second}{rate}",
            f"同比{first}{by}，{second}{rate}", f"比{self.f.year - 1}年{first}{by}，{second}{rate}",
            f"与上年相比{first}{by}，{second}{rate}", f"较去年同期{first}{by}，{'降幅' if down else '增幅'}{rate}",
            f"与去年同期{old}万元比{first}{by}，{second}{rate}", f"比上年决算数{old}万元{first}{by}，{second}{rate}",
            f"较上年的{old}万元{first}{by}，{second}{rate}", f"比上年{first}{by}（{second}{rate}）",
        ]  # fmt: skip
        return self.rng.choice(forms)

    def reason(self):
        return "，" + self.rng.choice(REASONS) if self.reasons else ""

    def said(self, key, subject=None):
        """One item with its amount, its change and perhaps a reason."""
        label = subject or self.labels[key]
        return f"{label}{self.verb}{self.amount(key)}，{self.change(key)}{self.reason() if self.f.now[key] != self.f.last[key] else ''}"

    def listed(self, items, kind="i"):
        mark = self.rng.choice(["、", "，", "；"])
        tail = self.rng.random() < 0.3 and kind == "i"
        parts = [
            f"{name}{'等项目支出' if tail and at == len(items) - 1 else ''}{tag(kind, f'item{at}', show(value))}万元"
            for at, (name, value) in enumerate(items)
        ]
        return mark.join(parts)

    # -- chapters ---------------------------------------------------------------------

    def overview(self):
        f, rng = self.f, self.rng
        offices = f"{tag('n', 'offices', str(len(f.offices)))}个，分别是{'、'.join(f.offices)}"
        stations = f"{tag('n', 'stations', str(len(f.stations)))}个，分别为{'、'.join(f.stations)}"
        diff = f.headcount - f.headcount_last
        moved = f"比上年{'增加' if diff > 0 else '减少'}{abs(diff)}人"
        rate = cents(Decimal(f.headcount) / f.establishment * 100)
        people = rng.choice(
            [
                f"{tag('y', '', str(f.year))}年末实有人数{f.headcount}人，{moved}。",
                f"核定编制数{f.establishment}人，年末实有人数{f.headcount}人，在职人员控制率{tag('r', 'control', show(rate))}%。",
                f"人员编制{f.establishment}名，在职人员{f.headcount}人，{moved}。",
            ]
        )
        return f"{f.unit}内设机构{offices}；下属事业单位{stations}。{people}"

    def scale(self):
        f, rng = self.f, self.rng
        whole = rng.choice(["财政拨款支出", "财政拨款总支出"])
        head = (
            f"{tag('y', 'scale', str(f.year))}年{f.we}{whole}{self.amount('total_spending')}，其中"
        )
        head += f"{rng.choice(['：', ''])}基本支出{self.amount('basic_spending')}，项目支出{self.amount('project_spending')}。"
        yield head
        if rng.random() < 0.7:
            yield f"基本支出中：{self.said('personnel_spending')}；{self.said('operating_spending')}。"
        if rng.random() < 0.6:
            items = [*f.general_items, *f.fund_items]
            yield f"项目支出{self.amount('project_spending')}，其中{self.listed(items, 'j')}。"

    def basic(self):
        f, rng = self.f, self.rng
        join = rng.choice(["包括", "其中：", "包含"])
        yield (
            f"{tag('y', 'basic', str(f.year))}年一般公共预算基本支出{self.amount('basic_spending')}，{join}工资福利支出{self.amount('wages')}，"
            f"商品和服务支出{self.amount('goods_and_services')}，{rng.choice(['对个人和家庭的补助', '对个人和家庭的补助支出'])}{self.amount('transfers_to_individuals')}。"
        )

    def three_public(self):
        rng, f = self.rng, self.f
        order = ["overseas_travel", "official_reception", "official_vehicles"]
        rng.shuffle(order)
        head = f"{f.year}年，{self.said('three_public')}。"
        items = [self.said(key) for key in order]
        if rng.random() < 0.5:
            yield head + "其中：" + "；".join(items) + "。"
        else:
            yield head
            for number, item in enumerate(items, 1):
                yield f"{number}．{item}。" if self.style == "D" else f"（{number}）{item}。"

    def budgets(self):
        """Against the budget, as some counties ask."""
        rng, f = self.rng, self.f
        key = rng.choice(["three_public", "official_reception"])
        rate = cents(f.now[key] / f.budget[key] * 100)
        label = self.labels[key]
        forms = [
            f"{label}年初预算{show(f.budget[key])}万元，决算数{self.amount(key)}，完成预算的{tag('e', key, show(rate))}%。",
            f"{label}预算数为{show(f.budget[key])}万元，支出决算为{self.amount(key)}，完成年初预算的{tag('e', key, show(rate))}%，{REASONS[1]}。",
        ]
        return rng.choice(forms)

    def funds(self):
        f = self.f
        if not f.fund_items:
            return [
                self.rng.choice(
                    [f"{f.year}年无政府性基金预算支出。", f"{f.we}没有政府性基金预算支出。"]
                )
            ]
        value = f.now["funds"]
        text = [
            f"{f.year}年政府性基金预算支出{self.amount('funds')}，全部为项目支出，用于{self.listed(f.fund_items, 'k')}。"
        ]
        if self.rng.random() < 0.6:
            text.append(
                f"上年结转0万元，本年安排{self.amount('funds', value, 'f')}，实际支出{self.amount('funds', value, 'f')}，结转下年0万元。"
            )
        return text

    def score(self):
        rng, _f = self.rng, self.f
        rate = Decimal(rng.choice(["100", "98.5", "96.2", "99.37", "95"]))
        first = cents(rate / 10)
        parts = [("预算执行", 10, first), ("产出指标", 50, Decimal(rng.randint(470, 500)) / 10)]
        parts += [
            ("效益指标", 30, Decimal(rng.randint(280, 300)) / 10),
            ("满意度指标", 10, Decimal(rng.choice(["10", "9.5"]))),
        ]
        total = sum((p[2] for p in parts), Decimal(0))
        detail = f"全年预算执行率{show(rate)}%，分值10分，得{tag('s', 'rate', show(first))}分。"
        listed = "，".join(
            f"{name}{full}分，得{tag('s', 'part', show(got))}分" for name, full, got in parts
        )
        ending = f"自评得分{tag('s', 'total', show(total))}分，评价等级为{tag('g', '', '优')}。"
        lost = "扣分原因是个别项目进度偏慢。" if total < 100 else ""
        return rng.choice([detail + ending + lost, listed + "。" + ending + lost, ending + lost])

    def report(self):
        """Yield the paragraphs of the whole report, with tags."""
        return list(STYLES[self.style](self))


def _closing(prose):
    f = prose.f
    duties = ("宣传政策，服务群众", "管好用好财政资金", "完成县委、县政府交办的工作")
    cause = prose.rng.choice(
        [
            "一是绩效目标编得不细，二是项目前期准备不足。",
            "预算编制与工作安排衔接不够，部分项目启动较晚。",
        ]
    )
    todo = prose.rng.choice(
        ["提前谋划项目，细化绩效目标，按月通报进度。", "加强业务培训，把绩效管理贯穿预算全过程。"]
    )
    law = prose.rng.choice(
        [
            "根据《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）和县财政局要求开展自评。",
            "按照《项目支出绩效评价管理办法》（财预〔2020〕10号）组织自评。",
            "按照县财政局的统一部署组织自评。",
        ]
    )
    person = f"分管领导{f.person}同志多次调度项目进度，{f.person}同志对自评工作负总责。"
    return duties, cause, todo, law, person


def style_a(p):
    """Chapters 一 to 九 with sections in brackets."""
    f = p.f
    duties, cause, todo, law, person = _closing(p)
    yield f"{f.year}年度{f.unit}部门整体支出绩效自评报告"
    yield from ("一、部门概况", "（一）基本情况", "1．机构和人员", p.overview(), "2．主要职能")
    yield from (f"（{at}）{duty}。" for at, duty in enumerate(duties, 1))
    yield from (f"3．{f.year}年度重点工作", f"{f.year}年，{f.we}围绕中心工作抓好落实。{person}")
    yield "（二）部门整体支出规模、使用方向、主要内容和涉及范围"
    yield from p.scale()
    yield from ("二、一般公共预算支出情况", "（一）基本支出情况")
    yield from p.basic()
    yield from p.three_public()
    yield f"{f.year}年{p.said('meetings')}。"
    yield f"{f.year}年{p.said('training')}。"
    yield "（二）项目支出情况"
    yield f"{f.year}年一般公共预算项目支出{p.amount('general_project')}，其中{p.listed(f.general_items)}。"
    yield "三、政府性基金预算支出情况"
    yield from p.funds()
    yield from ("四、国有资本经营预算支出情况", f"{f.year}年无国有资本经营预算支出。")
    yield from ("五、社会保险基金预算支出情况", f"{f.year}年无社会保险基金预算支出。")
    yield from ("六、部门整体支出绩效情况", law, "各项支出从严从紧，资金效益较好。", p.score())
    yield from ("七、存在的问题及原因分析", cause, "八、下一步改进措施", todo)
    yield from ("九、自评结果拟应用和公开情况", "自评结果在县政府门户网站公开。")


def style_b(p):
    """A bureau's short form: run-in headings and 1、."""
    f = p.f
    _, cause, todo, law, person = _closing(p)
    yield f"{f.unit}{f.year}年度部门整体支出绩效评价自评报告"
    yield from ("一、单位基本情况", p.overview() + person, "二、部门整体支出情况")
    yield from p.scale()
    yield "（一）基本支出情况：" + next(iter(p.basic()))
    yield f"1、{p.said('personnel_spending')}。"
    yield f"2、{p.said('operating_spending')}。"
    yield "（二）“三公”经费情况：" + p.budgets()
    yield from p.three_public()
    yield f"（三）项目支出情况：{f.year}年一般公共预算项目支出{p.amount('general_project')}，其中：{p.listed(f.general_items)}。"
    yield "三、政府性基金预算支出情况"
    yield from p.funds()
    yield from (
        "四、国有资本经营预算支出情况",
        "无国有资本经营预算支出。",
        "五、社会保险基金预算支出情况",
        "无社会保险基金预算支出。",
    )
    yield from (
        "六、绩效评价情况",
        law + p.score(),
        "七、存在的主要问题",
        cause,
        "八、改进措施和有关建议",
        todo,
    )


def style_c(p):
    """Terse: a sentence a line, 其中 lists, the two budgets apart."""
    f = p.f
    _, cause, todo, law, person = _closing(p)
    yield f"{f.unit}"
    yield f"{f.year}年度部门整体支出绩效自评报告"
    yield from (
        "一、部门概况",
        "（一）机构设置",
        p.overview(),
        "（二）年度工作",
        person,
        "二、部门整体支出规模",
    )
    yield from p.scale()
    yield "三、一般公共预算支出情况"
    yield from p.basic()
    for key in (
        "three_public",
        "overseas_travel",
        "official_vehicles",
        "official_reception",
        "meetings",
        "training",
    ):
        yield f"{f.year}年{p.said(key)}。"
    yield f"一般公共预算项目支出{p.amount('general_project')}，包括{p.listed(f.general_items)}。"
    yield "四、政府性基金预算支出情况"
    yield from p.funds()
    yield from (
        "五、国有资本经营预算支出情况",
        "本年没有国有资本经营预算支出。",
        "六、社会保险基金预算支出情况",
        "本年没有社会保险基金预算支出。",
    )
    yield from (
        "七、部门整体支出绩效情况",
        law,
        p.score(),
        "八、存在的问题",
        cause,
        "九、下一步打算",
        todo,
    )


def style_d(p):
    """With the base data table as rows of cells."""
    yield from style_a(p)
    f = p.f
    yield from ("附件1", "部门整体支出绩效评价基础数据表", "单位：万元")
    yield "项目\t上年决算数\t本年预算数\t本年决算数"
    for key, name in (
        ("three_public", "“三公”经费"),
        ("official_reception", "公务接待费"),
        ("operating_spending", "公用经费"),
    ):
        yield f"{name}\t{show(f.last[key])}\t{show(f.budget[key])}\t{tag('b', key, show(f.now[key]))}"
    yield from ("附件2", "部门整体支出绩效自评表")
    yield "\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分"
    full = f.budget["total_spending"]
    rate = cents(f.now["total_spending"] / full * 100)
    score = cents(min(rate, Decimal(100)) / 10)
    yield f"年度资金总额\t{show(full)}\t{show(full)}\t{show(f.now['total_spending'])}\t10\t{show(rate)}%\t{tag('q', 'rate', show(score))}"
    general = f.now["basic_spending"] + f.now["general_project"]
    yield f"其中：一般公共预算\t\t\t{show(general)}\t\t\t"
    yield f"政府性基金拨款\t\t\t{show(f.now['funds'])}\t\t\t"
    yield f"其中：基本支出\t\t\t{tag('h', 'basic', show(f.now['basic_spending']))}\t\t\t"
    yield f"项目支出\t\t\t{tag('h', 'project', show(f.now['project_spending']))}\t\t\t"


STYLES = {"A": style_a, "B": style_b, "C": style_c, "D": style_d}
