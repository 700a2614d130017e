"""Writes folders of made-up but realistic policies, the same ones for the same seed.

    python benchmarks/generate.py FOLDER [COUNT [SEED]]

Rule files hold five to ten policies each. Thresholds vary, so that most leaves are written only once, as in a
real library; the forms of conditions and benefits are those of `rules/`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

REGIONS = [
    "安徽省",
    "宿州市",
    "合肥市",
    "福州市",
    "杭州市",
    "廊坊市",
    "宣城市",
    "厦门市",
    "宁波市",
    "石家庄市",
]
INDUSTRIES = [
    "制造业",
    "采矿业",
    "信息传输、软件和信息技术服务业",
    "批发和零售业",
    "建筑业",
    "科学研究和技术服务业",
    "医药制造业",
    "汽车制造业",
    "通用设备制造业",
    "纺织业",
]
HONOURS = [
    "高新技术企业",
    "科技型中小企业",
    "专精特新中小企业",
    "创新型中小企业",
    "单项冠军企业",
    "企业技术中心",
]
TAGS = ["三农主体"]
SIZES = ["大型", "中型", "小型", "微型"]
KINDS = ["技术改造", "新建"]
MONEY = ["营业收入", "主营业务收入", "研发费用", "纳税额", "利润总额"]
CATEGORIES = ["equipment", "rd_subsidy", "talent", "digital", "green"]

Leaf = Callable[[random.Random], str]


def _some(rng: random.Random, words: list[str], most: int = 3) -> str:
    return "、".join(rng.sample(words, rng.randint(1, min(most, len(words)))))


def _wan(rng: random.Random, low: int, high: int) -> str:
    return f"{rng.randint(low, high)}万元"


def _year(rng: random.Random) -> str:
    return rng.choice(["", "", "[上年]", "[前年]", "[2023]"])


LEAVES: list[Leaf] = [
    lambda rng: f"行业 属于 {_some(rng, INDUSTRIES)}",
    lambda rng: f"{rng.choice(MONEY)}{_year(rng)} >= {_wan(rng, 100, 90_000)}",
    lambda rng: f"{rng.choice(MONEY)} 不超过 {_wan(rng, 90_000, 900_000)}",
    lambda rng: f"研发费用 / 营业收入 >= {rng.randint(100, 999) / 100}%",
    lambda rng: f"员工人数 >= {rng.randint(5, 2_000)}人",
    lambda rng: f"参保人数 不少于 {rng.randint(5, 2_000)}",
    lambda rng: f"资质 具有 {_some(rng, HONOURS, 2)}",
    lambda rng: f"资质 持有有效 {rng.choice(HONOURS)}",
    lambda rng: f"成立日期 <= {rng.randint(2005, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
    lambda rng: f"划型 属于 {_some(rng, SIZES)}",
    lambda rng: f"行业标签 包含 {_some(rng, TAGS)}",
    lambda rng: f"同比增长率({rng.choice(MONEY)}) >= {rng.randint(10, 500) / 10}%",
    lambda rng: f"发明专利数 >= {rng.randint(1, 90)}件 且 规上企业",
    lambda rng: f"营业收入 >= {_wan(rng, 500, 9_000)} 或 纳税额 >= {_wan(rng, 20, 900)}",
    lambda rng: f"增量(营业收入) + 增量(纳税额) 超过 {_wan(rng, 10, 9_000)}",
]

PROJECT_LEAVES: list[Leaf] = [
    lambda rng: f"项目.类型 属于 {_some(rng, KINDS)}",
    lambda rng: f"项目.设备投资 不低于 {_wan(rng, 50, 5_000)}",
    lambda rng: (
        f"项目.总投资 > {_wan(rng, 100, 9_000)} 且 项目.设备投资 / 项目.总投资 >= {rng.randint(10, 60)}%"
    ),
]


def _leaf(rng: random.Random, project: bool) -> str:
    return rng.choice(PROJECT_LEAVES if project and rng.random() < 0.4 else LEAVES)(rng)


def _eligible(rng: random.Random, project: bool) -> list[str]:
    """Return the lines of a condition: the region, three to seven more criteria, some of them in groups."""
    left = rng.randint(3, 7)
    lines = [f"- 注册地 属于 {_some(rng, REGIONS, 2)}"]
    while left > 0:
        form = rng.random()
        if form < 0.12 and left >= 2:
            lines += ["- any:", *(f"    - {_leaf(rng, project)}" for _ in range(2))]
            left -= 2
        elif form < 0.18 and left >= 3:
            of = ", ".join(f'"{_leaf(rng, project)}"' for _ in range(3))
            lines.append(f"- at_least: {{count: 2, of: [{of}]}}")
            left -= 3
        elif form < 0.3:
            article = rng.randint(1, 30)
            lines.append(f'- {{if: "{_leaf(rng, project)}", cite: 第{article}条}}')
            left -= 1
        else:
            lines.append(f"- {_leaf(rng, project)}")
            left -= 1
    made = ["eligible:", "  all:", *(f"    {line}" for line in lines)]
    if rng.random() < 0.3:
        made += ["  none:", "    - {if: 黑名单 包含 严重违法失信, presume: 否}"]
    return made


def _benefit(rng: random.Random, project: bool) -> list[str]:
    base = "项目.设备投资" if project else rng.choice(MONEY)
    cap = "record" if project else "firm_year"
    form = rng.randrange(4)
    if form == 0:
        rate, limit = rng.randint(10, 300) / 10, _wan(rng, 10, 900)
        return ["kind: subsidy", f"amount: {rate}% * {base}", f"cap: {{{cap}: {limit}}}"]
    if form == 1:
        steps = sorted(rng.sample(range(100, 9_000), 3), reverse=True)
        tiers = [f"    - {{if: {base} >= {one}万元, amount: {_wan(rng, 5, 300)}}}" for one in steps]
        return ["kind: award", "amount:", "  tiers:", *tiers]
    if form == 2:
        return ["kind: award", f"amount: {_wan(rng, 5, 300)}"]
    return ["kind: subsidy", f"amount: 最高 {_wan(rng, 5, 900)}"]


def _test(rng: random.Random) -> list[str]:
    revenue = rng.randint(100, 90_000)
    firm = f"{{数据年度: 2024, 注册地: 台湾省, 营业收入: {revenue}万元, 员工人数: {rng.randint(1, 900)}人}}"
    return ["tests:", "  - as_of: 2025-06-01", f"    firm: {firm}", "    expect: {verdict: ineligible}"]


def _policy(rng: random.Random, number: int) -> list[str]:
    project = rng.random() < 0.3
    lines = [
        f"id: made-up/{number}",
        f"title: 第{number}号扶持",
        f"category: {rng.choice(CATEGORIES)}",
        f"cite: 第{rng.randint(1, 30)}条",
        *(["for: 项目"] if project else []),
        *_eligible(rng, project),
        "benefit:",
        *(f"  {line}" for line in _benefit(rng, project)),
        "apply: {window: {every_year: [03-01, 04-30]}, channel: 市惠企平台, materials: [申请表, 营业执照]}",
        f"text: 支持符合条件的企业做大做强，对第{number}类企业给予奖励或补助，按年度组织申报。",
        *(_test(rng) if number % 10 == 0 else []),
    ]
    return [("  - " if index == 0 else "    ") + line for index, line in enumerate(lines)]


def write_library(folder: Path, count: int = 1_000, seed: int = 1) -> None:
    """Write rule files with `count` policies (made-up/0 and on) into `folder`, which is made if need be."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    while number < count:
        size = min(rng.randint(5, 10), count - number)
        first = rng.randint(2021, 2025)
        lines = [
            "document:",
            f"  title: 关于支持企业发展的第{number}号若干措施",
            f"  number: 试政发〔{first}〕{number}号",
            "  issuer: 某市人民政府",
            "  level: city",
            f"  region: {rng.choice(REGIONS)}",
            f"  effective: {{from: {first}-01-01, to: {first + 5}-12-31}}",
            "  quality: official",
            "policies:",
        ]
        for one in range(number, number + size):
            lines += _policy(rng, one)
        (folder / f"measures-{number:05}.yaml").write_text("\n".join(lines) + "\n", "utf-8")
        number += size


if __name__ == "__main__":
    write_library(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:4]))
