"""Figures of an invented unit that agree with each other to the cent."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
COUNTIES = ("清溪县", "云岭县", "白沙县", "长塘县", "石桥县", "南屏县")
TOWNS = ("枫树", "大坪", "梅林", "双桥", "竹园", "龙泉", "杨柳", "青石", "马迹", "乌塘")
BUREAUS = ("教育局", "水利局", "林业局", "人民医院", "第一中学", "档案馆", "司法局", "统计局")
PROJECTS = (
    "乡村道路养护", "村级组织运转经费", "人居环境整治", "小型水库维修", "防汛抗旱物资", "森林防火设施",
    "便民服务中心改造", "应急广播建设", "农村厕所改造", "校舍安全维修", "信息化平台运维", "禁毒宣传经费",
    "退役军人服务保障", "基层党建经费", "综治维稳经费", "食品安全抽检", "饮用水源保护", "文化惠民演出",
)  # fmt: skip
FUND_PROJECTS = ("美丽屋场基础设施建设", "产业园区道路配套", "集镇污水管网延伸", "村级活动场所新建")
OFFICES = (
    "党政办公室",
    "党建办公室",
    "经济发展办公室",
    "社会事务办公室",
    "自然资源办公室",
    "应急管理办公室",
    "财政所",
    "规划建设办公室",
)
STATIONS = (
    "农业综合服务中心",
    "社会事务服务中心",
    "退役军人服务站",
    "党群服务中心",
    "综合行政执法大队",
    "文化服务中心",
)
PEOPLE = ("周志强", "李建华", "张红梅", "刘文辉", "陈国平", "杨晓芳", "王永清", "谭新民")


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def show(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass
class Figures:
    """One unit's year; `now` and `last` by key, in 万元."""

    year: int
    county: str
    unit: str
    we: str
    township: bool
    now: dict[str, Decimal] = field(default_factory=dict)
    last: dict[str, Decimal] = field(default_factory=dict)
    budget: dict[str, Decimal] = field(default_factory=dict)
    general_items: list[tuple[str, Decimal]] = field(default_factory=list)
    fund_items: list[tuple[str, Decimal]] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    stations: list[str] = field(default_factory=list)
    establishment: int = 0
    headcount: int = 0
    headcount_last: int = 0
    person: str = ""


def _money(rng, low, high):
    return Decimal(rng.randint(low * 100, high * 100)) / 100


def _near(rng, value):
    """Last year's value: some percent up or down, never past half or double."""
    return cents(value * Decimal(rng.choice([rng.randint(70, 97), rng.randint(103, 140)])) / 100)


def invent(rng) -> Figures:
    county, township = rng.choice(COUNTIES), rng.random() < 0.6
    town = rng.choice(TOWNS) + rng.choice("镇乡")
    unit = f"{county}{town}人民政府" if township else f"{county}{rng.choice(BUREAUS)}"
    we = f"我{town[-1]}" if township else rng.choice(["我单位", "本单位", "我部门"])
    figures = Figures(rng.randint(2021, 2024), county, unit, we, township)
    _spending(rng, figures)
    _three_public(rng, figures)
    figures.offices = rng.sample(OFFICES, rng.randint(4, 8))
    figures.stations = rng.sample(STATIONS, rng.randint(3, 6))
    figures.establishment = rng.randint(30, 160)
    figures.headcount = figures.establishment - rng.randint(1, 12)
    figures.headcount_last = figures.headcount + rng.choice([-4, -2, 1, 3, 5])
    figures.person = rng.choice(PEOPLE)
    return figures


def _spending(rng, figures):
    now = figures.now
    now["wages"], now["goods_and_services"] = _money(rng, 300, 1500), _money(rng, 60, 400)
    now["transfers_to_individuals"] = _money(rng, 5, 60)
    names = rng.sample(PROJECTS, rng.randint(3, 7))
    figures.general_items = [(name, _money(rng, 3, 160)) for name in names]
    if rng.random() < 0.7:
        names = rng.sample(FUND_PROJECTS, rng.randint(1, 2))
        figures.fund_items = [(name, _money(rng, 8, 60)) for name in names]
    for values in (now,):
        values["general_project"] = sum((v for _, v in figures.general_items), Decimal(0))
        values["funds"] = sum((v for _, v in figures.fund_items), Decimal(0))
        _derive(values)
    last = {
        key: _near(rng, now[key])
        for key in ("wages", "goods_and_services", "transfers_to_individuals")
    }
    last["general_project"], last["funds"] = _near(rng, now["general_project"]), now["funds"]
    _derive(last)
    figures.last = last
    for key in (
        "basic_spending",
        "project_spending",
        "total_spending",
        "personnel_spending",
        "operating_spending",
    ):
        figures.budget[key] = cents(now[key] * Decimal(rng.randint(101, 108)) / 100)


def _derive(values):
    values["personnel_spending"] = values["wages"] + values["transfers_to_individuals"]
    values["operating_spending"] = values["goods_and_services"]
    values["basic_spending"] = values["personnel_spending"] + values["operating_spending"]
    values["project_spending"] = values["general_project"] + values["funds"]
    values["total_spending"] = values["basic_spending"] + values["project_spending"]


def _three_public(rng, figures):
    now, last = figures.now, figures.last
    now["overseas_travel"] = last["overseas_travel"] = Decimal(0)
    now["vehicle_purchase"] = last["vehicle_purchase"] = Decimal(0)
    for key, low, high in (
        ("vehicle_running", 2, 12),
        ("official_reception", 3, 30),
        ("meetings", 1, 8),
        ("training", 1, 12),
    ):
        now[key] = _money(rng, low, high)
        last[key] = _near(rng, now[key])
    for values in (now, last):
        values["official_vehicles"] = values["vehicle_purchase"] + values["vehicle_running"]
        values["three_public"] = (
            values["overseas_travel"] + values["official_vehicles"] + values["official_reception"]
        )
    for key in (
        "three_public",
        "overseas_travel",
        "official_vehicles",
        "vehicle_running",
        "official_reception",
        "meetings",
        "training",
    ):
        figures.budget[key] = cents(now[key] * Decimal(rng.randint(105, 160)) / 100)
