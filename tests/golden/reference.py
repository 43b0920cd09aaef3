#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the expected settlements a second time, without the rule language.

Every agreement's formula stands here in Python, written down from the
agreement and not from its rules, and is worked out in exact fractions.  From
the documents only data is taken: dates, indicators, rounding, units.

    reference.py          write expected.csv, shapes/expected.csv, sample-expected.csv
    reference.py --check  compare them with what is computed; exit 1 on a difference
"""

import csv
import io
import json
import pathlib
import sys
from datetime import date
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"
SETTLED_ON = date(2026, 6, 30)
HEAD = "case,agreement,period,status,from,to,amount,commodity".split(",")
WAN = 10**4
YI = 10**8


def F(text):
    return Fraction(str(text))


class Missing(Exception):
    """The formula reached an observation that is not there."""


class Blocked(Exception):
    """A requirement does not hold."""


# ------------------------------------------------------------------ rounding


def whole(x, mode):
    """A fraction as a whole number."""
    sign = -1 if x < 0 else 1
    low, rest = divmod(abs(x.numerator), x.denominator)
    twice = 2 * rest
    if mode == "up":
        low += rest > 0
    elif mode == "half-up":
        low += twice >= x.denominator
    elif mode == "half-even":
        low += twice > x.denominator or (twice == x.denominator and low % 2)
    else:
        assert mode == "down", mode
    return sign * low


def to_step(x, rule):
    step, mode = rule.split()
    return whole(x / F(step), mode) * F(step)


def split(units, weights):
    """Whole units by weight: largest remainder, ties to the first named."""
    total = sum(weights)
    exact = [units * w / total for w in weights]
    parts = [int(e) for e in exact]
    left = units - sum(parts)
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[:left]:
        parts[i] += 1
    return parts


# ------------------------------------------------------------------ periods


def month_number(year, month):
    return year * 12 + month - 1


def month_text(n):
    return f"{n // 12}-{n % 12 + 1:02d}"


def year_of(n):
    return n // 12


def quarter_of(n):
    return f"{n // 12}-Q{n % 12 // 3 + 1}"


GRAIN = {"month": month_text, "quarter": quarter_of, "year": lambda n: str(year_of(n))}


def last_day(n):
    return date.fromordinal(date((n + 1) // 12, (n + 1) % 12 + 1, 1).toordinal() - 1)


def periods(doc):
    """(name, months inside) of every assessed period that has ended."""
    start = date.fromisoformat(doc["from"])
    first = month_number(start.year, start.month)
    if doc["assessed"] == "once":
        end = doc.get("to", doc["from"])
        end = date.fromisoformat(end)
        return [("once", range(first, month_number(end.year, end.month) + 1))]
    end = date.fromisoformat(doc["to"]) if "to" in doc else date(SETTLED_ON.year + 1, 12, 31)
    last = month_number(end.year, end.month)
    name = GRAIN[doc["assessed"]]
    out = {}
    for n in range(first, last + 1):
        out.setdefault(name(n), []).append(n)
    return [(p, m) for p, m in out.items() if end_of_period(m, doc["assessed"], end) <= SETTLED_ON]


def end_of_period(inside, assessed, end):
    size = {"month": 1, "quarter": 3, "year": 12}[assessed]
    return min(last_day(inside[0] // size * size + size - 1), end)


# ------------------------------------------------------------------ observations


class View:
    """What a formula sees of one agreement in one stretch of months."""

    def __init__(self, doc, facts, inside):
        self.doc, self.facts, self.inside = doc, facts, list(inside)
        self.year, self.month = year_of(self.inside[0]), self.inside[0] % 12 + 1

    def indicator(self, name):
        return next(i for i in self.doc["indicators"] if i["name"] == name)

    def __call__(self, name):
        i = self.indicator(name)
        if i["observed"] == "once":
            keys = ["once"]
        else:
            keys = list(dict.fromkeys(GRAIN[i["observed"]](n) for n in self.inside))
        values = []
        for k in keys:
            if (name, k) not in self.facts:
                raise Missing(f"{name} {k}")
            v = self.facts[name, k]
            values.append(to_step(v, i["rounding"]) if "rounding" in i else v)
        how = i.get("aggregate", "mean")
        if how == "sum":
            return sum(values)
        assert how == "mean", how
        return sum(values) / len(values)

    def known(self, name):
        try:
            self(name)
        except Missing:
            return False
        return True

    def ago(self, months):
        return View(self.doc, self.facts, [n - months for n in self.inside])

    def months(self):
        return [View(self.doc, self.facts, [n]) for n in self.inside]

    def of_year(self, year):
        return View(self.doc, self.facts, range(year * 12, year * 12 + 12))

    def grade(self, *names):
        worst = 1
        for name in names:
            i = self.indicator(name)
            worst = max(worst, grade(i["standard"], self(name), i.get("water", "river")))
        return worst


def read_limits():
    with open(DATA / "surface_water_limits.csv", encoding="utf-8") as f:
        return [r for r in csv.DictReader(f)]


LIMITS = read_limits()


def grade(parameter, value, water):
    """The class 1 to 5 of one factor, 6 for worse than V."""
    wanted = ["PH_MIN", "PH_MAX"] if parameter == "PH" else [parameter]
    rows = [r for r in LIMITS if r["item"] in wanted and r["water_body"] in ("all", water)]
    assert len(rows) == len(wanted), (parameter, water)
    worst = 1
    for r in rows:
        for n in range(1, 6):
            limit = F(r[f"class_{n}"])
            if value >= limit if r["direction"] == "min" else value <= limit:
                break
        else:
            n = 6
        worst = max(worst, n)
    return worst


# ------------------------------------------------------------------ obligations


class Dues:
    def __init__(self, doc):
        self.rule = doc["rounding"]["money"]
        self.units = doc.get("units", {})
        self.pairs = {}

    def pay(self, givers, takers, amount, commodity="CNY"):
        """givers, takers: a name, names, or {name: weight}."""
        rule = self.rule if commodity == "CNY" else self.units.get(commodity, "1") + " half-up"
        step = F(rule.split()[0])
        units = whole(abs(F(amount)) / step, rule.split()[1])
        if amount < 0:
            givers, takers = takers, givers
        givers, takers = weights(givers), weights(takers)
        for giver, part in zip(givers, split(units, list(givers.values()))):
            for taker, piece in zip(takers, split(part, list(takers.values()))):
                self.add(giver, taker, piece * step, commodity)

    def add(self, giver, taker, amount, commodity):
        if (taker, giver, commodity) in self.pairs:
            giver, taker, amount = taker, giver, -amount
        key = giver, taker, commodity
        self.pairs[key] = self.pairs.get(key, 0) + amount

    def rows(self):
        for (giver, taker, commodity), amount in self.pairs.items():
            if amount < 0:
                giver, taker, amount = taker, giver, -amount
            if amount:
                yield giver, taker, amount, commodity


def weights(side):
    if isinstance(side, str):
        side = [side]
    if isinstance(side, dict):
        return {k: F(v) for k, v in side.items()}
    return {k: F(1) for k in side}


def text(amount, commodity, units):
    """Money with two digits; in kind as many digits as its step has."""
    digits = 2 if commodity == "CNY" else len(units.get(commodity, "1").partition(".")[2])
    scaled = amount * 10**digits
    assert scaled.denominator == 1, amount
    if digits == 0:
        return str(scaled.numerator)
    return f"{scaled.numerator // 10**digits}.{scaled.numerator % 10**digits:0{digits}d}"


# ------------------------------------------------------------------ formulas

FORMULAS = {}


def formula(*codes):
    def keep(function):
        for code in codes:
            assert code not in FORMULAS, code
            FORMULAS[code] = function
        return function

    return keep


def clamp(x, low, high):
    return max(low, min(high, x))


def index_p(v, k0, parts):
    return F(k0) * sum(F(k) * v(name) / v(name + "0") for name, k in parts.items())


QUARTERS = dict.fromkeys(("CODMN", "NH3N", "TP", "TN"), "0.25")
NUTRIENTS = {"CODMN": "0.22", "NH3N": "0.22", "TP": "0.28", "TN": "0.28"}


def xin_an_bet(p, d):
    if p <= 1:
        d.pay("Zhejiang", "Anhui", YI)
    else:
        d.pay("Anhui", "Zhejiang", YI)


def xin_an_ladder(p, d):
    if p <= F("0.95"):
        d.pay("Zhejiang", "Anhui", 2 * YI)
    elif p <= 1:
        d.pay("Zhejiang", "Anhui", YI)
    else:
        d.pay("Anhui", "Zhejiang", YI)


@formula("XAJ-1")
def _(v, d):
    xin_an_bet(index_p(v, "0.85", QUARTERS), d)
    d.pay("Central", "Anhui", 3 * YI)


@formula("XAJ-2")
def _(v, d):
    xin_an_ladder(index_p(v, "0.89", QUARTERS), d)
    d.pay("Central", "Anhui", {2015: 4, 2016: 3, 2017: 2}[v.year] * YI)


@formula("XAJ-3")
def _(v, d):
    xin_an_ladder(index_p(v, "0.90", NUTRIENTS), d)


@formula("HHYL-1")
def _(v, d):
    factors = ("COD", "NH3N", "TP")
    d.pay("Shandong", "Henan", 6000 * WAN * (3 - v.grade(*factors)))
    before = v.ago(12)
    change = sum(v(f) / before(f) for f in factors) / 3
    d.pay("Shandong", "Henan", clamp((1 - change) * 100, -40, 40) * 100 * WAN)


def chishui_shares(d):
    d.pay({"Yunnan": 1, "Guizhou": 5, "Sichuan": 4}, "Fund", 2 * YI)
    d.pay("Fund", {"Yunnan": 3, "Guizhou": 4, "Sichuan": 3}, 2 * YI)


@formula("CSH-1", "G11", "G12", "G13")
def _(v, d):
    chishui_shares(d)
    if v("清水铺") == 0:
        d.pay("Yunnan", ("Guizhou", "Sichuan"), v("deduction"))
    if v("鲢鱼溪") == 0:
        d.pay("Guizhou", "Sichuan", v("deduction"))
    if v.doc["code"] == "CSH-1" and v("茅台上游") == 0:
        d.pay(("Guizhou", "Sichuan"), "Fund", v("deduction"))


@formula("DJ-1", "DJ-2")
def _(v, d):
    d.pay(("Jiangxi", "Guangdong"), "Fund", 2 * YI)
    met = all(v.grade(*(f"{s}_{f}" for f in ("CODMN", "NH3N", "TP"))) <= 3 for s in ("兴宁电站", "庙咀里"))
    if met:
        d.pay("Fund", "Jiangxi", 2 * YI)
        d.pay("Central", "Jiangxi", v("reward"))


@formula("JZJ-2")
def _(v, d):
    five = ("PH", "CODMN", "NH3N", "TP", "BOD5")
    d.pay(("Guangxi", "Guangdong"), "Fund", 2 * YI)
    good = F(sum(m.grade(*five) <= 3 for m in v.months())) / 12
    if v.grade(*five) <= 3 and good >= {2018: F("0.75"), 2019: F("0.83"), 2020: 1}[v.year]:
        d.pay("Fund", "Guangxi", 2 * YI)


@formula("DBS-1")
def _(v, d):
    if v("P") < 1:
        d.pay("合肥", "六安", 4000 * WAN)
    else:
        d.pay("六安", "合肥", 4000 * WAN)
    d.pay("安徽", "六安", 12000 * WAN)


@formula("CQF-1", "CQF-2", "CQF-3")
def _(v, d):
    buyer, seller = (p["name"] for p in v.doc["parties"])
    d.pay(buyer, seller, 2500 * v("面积"))


@formula("ZJ-1")
def _(v, d):
    for factor, target, price, share in (
        ("CODMN", "6", 15000, "85.78"),
        ("NH3N", "1", 100000, "84.45"),
        ("TP", "0.2", 100000, "88.07"),
    ):
        tonnes = max(v(factor) - F(target), F(0)) * v("flow") / 10**6
        d.pay({"丹阳": share, "丹徒": 100 - F(share)}, "补偿资金", tonnes * price)


@formula("YWDY-1")
def _(v, d):
    if v.year == 2000:
        d.pay("Yiwu", "Dongyang", 2 * YI)
    if v.year >= 2005:
        d.pay("Yiwu", "Dongyang", v("supply") / 10)


@formula("ABND-1")
def _(v, d):
    d.pay("Ningdong", "Aba", F("1.2") * v("volume"))


@formula("SXT-1")
def _(v, d):
    d.pay("Revenue", {"Hubei": "15.67", "Chongqing": "84.33"}, v("tax"))


@formula("SXW-1")
def _(v, d):
    shares = {"Central": "10", "Hubei": "15.003", "Chongqing": "74.997"}
    d.pay("Fee", shares, v("energy") * v("rate"))


@formula("NSBD-1")
def _(v, d):
    d.pay("Beijing", ("Henan", "Hubei"), 5 * YI)
    for name, unit in (("projects", "projects"), ("exchanges", "cadre exchanges")):
        if v.known(name):
            d.pay("Beijing", ("Henan", "Hubei"), v(name), unit)


@formula("LS-1")
def _(v, d):
    consumers = {"广东": v("粤调入"), "浙江": v("浙调入"), "上海": v("沪调入"), "北京": v("京调入")}
    producers = {"黑龙江": v("黑调出"), "吉林": v("吉调出"), "河南": v("豫调出")}
    total = sum(consumers.values()) * 60
    d.pay(consumers, "粮食补偿资金", total)
    d.pay("粮食补偿资金", producers, total)


@formula("LSHB-1")
def _(v, d):
    d.pay("Heilongjiang", "Beijing", (100 if v.year < 2011 else 200) * WAN, "t")


@formula("DL-1")
def _(v, d):
    total = F(0)
    for m in v.months():
        gap = F("0.30") - m("reference")
        energy = m("energy")
        if abs(gap) > F("0.02"):
            total += gap * energy
    d.pay("Jiangsu", "Inner_Mongolia", total)
    d.pay("Inner_Mongolia", "Jiangsu", v("energy"), "kWh")


@formula("QG-1")
def _(v, d):
    d.pay(("Qinghai", "Gansu"), "Fund", YI)
    for section in ("大河家", "边墙村"):
        got = v.grade(*(f"{section}_{f}" for f in ("CODMN", "NH3N", "TP")))
        d.pay("Fund", "Qinghai", (5000 if got <= 2 else 2500 if got == 3 else 0) * WAN)


@formula("YSH-1")
def _(v, d):
    if v.grade("CODMN", "NH3N", "TP") <= 3:
        d.pay("湖南", "重庆", 40 * WAN)
    else:
        d.pay("重庆", "湖南", 40 * WAN)


@formula("CH-1")
def _(v, d):
    steps = {1: 4000, 2: 4000, 3: 2000, 4: -2000, 5: -4000, 6: -4000}
    d.pay("Jiangsu", "Anhui", steps[v.grade("CODMN", "NH3N", "TP")] * WAN)


@formula("CQ19-1")
def _(v, d):
    factors = ("CODMN", "NH3N", "TP")
    now = v.grade(*factors)
    if now > 3:
        raise Blocked
    before = v.ago(12).grade(*factors)
    if now < before:
        d.pay("江津", "永川", 100 * WAN)
    elif now > before:
        d.pay("永川", "江津", 100 * WAN)


@formula("ZY-1")
def _(v, d):
    names = ("重点补助", "禁止开发补助", "引导性补助", "生态护林员补助", "奖惩资金")
    d.pay("中央", "青海", sum(v(n) for n in names) * WAN)


# The worked cases G..


@formula("G01", "G02")
def _(v, d):
    xin_an_bet(v("P"), d)
    d.pay("Central", "Anhui", 3 * YI)


@formula("G03", "G04")
def _(v, d):
    xin_an_bet(index_p(v, "0.85", QUARTERS), d)


@formula("G05", "G06", "G07", "G08", "G09")
def _(v, d):
    d.pay("Shandong", "Henan", 6000 * WAN * (3 - v("grade")))
    d.pay("Shandong", "Henan", clamp(-v("change"), -40, 40) * 100 * WAN)


@formula("G10")
def _(v, d):
    d.pay("Shandong", "Henan", v("published"))


@formula("G14")
def _(v, d):
    now, before = v("grade"), v.ago(12)("grade")
    if now <= 3 and now < before:
        d.pay("Downstream", "Upstream", 100 * WAN)
    if now <= 3 and now > before:
        d.pay("Upstream", "Downstream", 100 * WAN)


@formula("G15")
def _(v, d):
    d.pay(("Guangxi", "Guangdong"), "Fund", 2 * YI)
    if v("attained") >= {2018: F("0.75"), 2019: F("0.83"), 2020: 1}[v.year]:
        d.pay("Fund", "Guangxi", 2 * YI)


@formula("G24", "G25")
def _(v, d):
    d.pay("Project", {"Cooperative": 15, "Village": 15, "Villagers": 70}, v("profit"))


@formula("G28", "G30", "G31", "G32")
def _(v, d):
    d.pay("A", "B", v.grade(*(i["name"] for i in v.doc["indicators"])))


@formula("G29", "G33", "G34")
def _(v, d):
    one, other = (i["name"] for i in v.doc["indicators"])
    d.pay("A", "B", v.grade(one))
    d.pay("C", "D", v.grade(other))


# The thirty shapes S..


@formula("S01")
def _(v, d):
    d.pay("Beijing", ("Henan", "Hubei"), 5 * YI)


@formula("S02")
def _(v, d):
    if v("P") < 1:
        d.pay("Hefei", "Luan", 4000 * WAN)
    else:
        d.pay("Luan", "Hefei", 4000 * WAN)


@formula("S03")
def _(v, d):
    better = 3 - v("grade")
    d.pay("Lower", "Upper", ((better > 0) - (better < 0)) * 3000 * WAN)


@formula("S04")
def _(v, d):
    xin_an_ladder(v("P"), d)


@formula("S05")
def _(v, d):
    d.pay("Shandong", "Henan", 6000 * WAN * (3 - v.grade("COD", "NH3N", "TP")))


@formula("S06")
def _(v, d):
    points = (1 - v("load") / v.ago(12)("load")) * 100
    d.pay("Shandong", "Henan", clamp(points, -40, 40) * 100 * WAN)


@formula("S07")
def _(v, d):
    cap = 100 * WAN
    d.pay("Lower", "Upper", sum(clamp((6 - m("CODMN")) * 50 * WAN, -cap, cap) for m in v.months()))


@formula("S08")
def _(v, d):
    d.pay("Yuzhong", "Wuxi", 2500 * v("area"))


@formula("S09")
def _(v, d):
    tonnes = (v("CODMN") - 6) * v("flow") / 10**6
    d.pay({"丹阳": "85.78", "丹徒": "14.22"}, "专户", tonnes * 15000)


@formula("S10")
def _(v, d):
    m = v("m")
    band = 0 if m <= F("0.1") else 20 if m <= F("0.5") else 30
    d.pay("Upper", "Lower", band * WAN * (1 + m))


@formula("S11")
def _(v, d):
    steps = whole(v("m") / F("0.5"), "up")
    d.pay("Upper", "Lower", min(300, 50 * steps) * WAN)


@formula("S12")
def _(v, d):
    d.pay("Yiwu", "Dongyang", 2 * YI + v("supply") / 10)


@formula("S13")
def _(v, d):
    d.pay("Lower", "Upper", 1000 * WAN - (500 * WAN - v("used")) / 5)


@formula("S14")
def _(v, d):
    chishui_shares(d)


@formula("S15")
def _(v, d):
    if v("清水铺") == 0:
        d.pay("Yunnan", ("Guizhou", "Sichuan"), v("deduction"))


@formula("S16")
def _(v, d):
    if v.month in (4, 6):
        d.pay({"A": 3, "B": 2, "C": 1}, "Fund", 6000 * WAN)


@formula("S17")
def _(v, d):
    places = ("North", "Coast", "South")
    shares = dict.fromkeys(places, F(0))
    for factor, weight in (("quality", "0.7"), ("forest", "0.2"), ("saving", "0.1")):
        total = sum(v(f"{factor}_{p}") for p in places)
        for p in places:
            shares[p] += F(weight) * v(f"{factor}_{p}") / total
    d.pay("Fund", shares, F("12.5") * YI)


@formula("S18")
def _(v, d):
    pool = F(10 * YI)
    for y in range(2024, v.year + 1):
        of = v.of_year(y)
        pool *= 1 + (of("growth_ZJ") + of("growth_AH")) / 2
    d.pay(("Zhejiang", "Anhui"), "Fund", pool)


@formula("S19")
def _(v, d):
    d.pay("Fee", {"Central": 10, "Local": 90}, v("revenue"))
    d.pay("Local", {"Hubei": "16.67", "Chongqing": "83.33"}, v("revenue") * 9 / 10)


@formula("S20")
def _(v, d):
    average = (v("capacity_East") + v("capacity_West")) / 2
    gap = max(average - v("capacity_West"), F(0))
    d.pay("Central", "West", gap * v("people_West") * 3 / 5)


@formula("S21")
def _(v, d):
    d.pay("Funder", "Forest", v("avoided") * v("factor") * F("33.3") * F("0.85") * F("0.8"))


@formula("S22")
def _(v, d):
    price = 300 if v("term") <= 1 else 350 if v("term") <= 2 else 400
    d.pay("A", "B", price * v("volume"))


@formula("S23")
def _(v, d):
    d.pay("Operator", "Village", max(30000 * v("greenhouses"), v("profit") / 10))


@formula("S24")
def _(v, d):
    d.pay("Beijing", "Hebei", v("inflow") + v("quality"))


@formula("S25")
def _(v, d):
    deducted = {"安阳": 480, "三门峡": 440, "平顶山": 70, "济源": 50, "洛阳": 50, "焦作": 20, "鹤壁": 10}
    deducted |= {"邓州": 12, "鹿邑": 12}
    rewarded = {"郑州": 170, "驻马店": 130, "漯河": 110, "濮阳": 80, "新乡": 70, "信阳": 70, "许昌": 40}
    rewarded |= {"商丘": 40, "开封": 20, "永城": 8, "滑县": 6, "巩义": 2, "兰考": 2}
    for city, amount in deducted.items():
        d.pay(city, "省级资金", amount * WAN)
    for city, amount in rewarded.items():
        d.pay("省级资金", city, amount * WAN)


@formula("S26")
def _(v, d):
    if v("met") == 1:
        d.pay("Central", "Jiangxi", 25000 * WAN)


@formula("S27")
def _(v, d):
    d.pay("Beijing", ("Henan", "Hubei"), v("cadres"), "cadre exchanges")
    d.pay("Beijing", ("Henan", "Hubei"), v("projects"), "projects")
    d.pay("Beijing", "Henan", F("1234.5678"), "t")


@formula("S28")
def _(v, d):
    gap = F("0.30") - v("reference")
    if abs(gap) > F("0.01"):
        d.pay("Buyer", "Seller", gap * v("energy"))


@formula("S29")
def _(v, d):
    d.pay("Lower", "Upper", v("agreed") if v.known("agreed") else v("volume") / 20)


@formula("S30")
def _(v, d):
    if v("grade") > 5:
        raise Blocked
    if v("accident") == 0 or v("grade") > 3:
        d.pay("Lower", "Upper", 50 * WAN * (3 - v("grade")))


# ------------------------------------------------------------------ settling


def settle(doc, period, inside, facts):
    """(status, rows) of one assessed period."""
    dues = Dues(doc)
    try:
        FORMULAS[doc["code"]](View(doc, facts, inside), dues)
    except Missing:
        return "incomplete", []
    except Blocked:
        return "blocked", []
    units = doc.get("units", {})
    rows = [(a, b, text(x, c, units), c) for a, b, x, c in dues.rows()]
    return "complete", sorted(rows, key=lambda r: (r[3], r[0], r[1]))


def read_facts(path):
    """agreement -> {(indicator, period): value}; one source each."""
    facts = {}
    with open(path, encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            facts.setdefault(r["agreement"], {})[r["indicator"], r["period"]] = F(r["value"])
    return facts


def read_document(path):
    return json.loads(path.read_text(encoding="utf-8"))


def lines(case, doc, facts):
    for period, inside in periods(doc):
        status, rows = settle(doc, period, inside, facts)
        for row in rows or [("", "", "", "")]:
            yield [case, doc["code"], period, status, *row]


def table(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(rows)
    return out.getvalue()


def cases(folder):
    rows = []
    for path in sorted(folder.glob("[gs][0-9][0-9].json")):
        doc = read_document(path)
        facts = read_facts(path.with_suffix(".csv")).get(doc["code"], {})
        rows += lines(path.stem.upper(), doc, facts)
    return table(rows)


def sample():
    facts = read_facts(DATA / "sample" / "observations.csv")
    docs = [read_document(p) for p in (DATA / "sample" / "agreements").glob("*.json")]
    rows = []
    for doc in sorted(docs, key=lambda d: (d["code"], d["from"])):
        rows += lines("sample", doc, facts.get(doc["code"], {}))
    return table(rows)


def main():
    wanted = {
        HERE / "expected.csv": cases(HERE),
        HERE / "shapes" / "expected.csv": cases(HERE / "shapes"),
        HERE / "sample-expected.csv": sample(),
    }
    if sys.argv[1:] == ["--check"]:
        wrong = [p for p, t in wanted.items() if not p.exists() or p.read_text(encoding="utf-8") != t]
        for path in wrong:
            print(f"{path}: differs from what is computed", file=sys.stderr)
        return 1 if wrong else 0
    if sys.argv[1:]:
        print(__doc__, file=sys.stderr)
        return 2
    for path, content in wanted.items():
        path.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
