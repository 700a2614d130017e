"""Invented names, credit codes and addresses. No firm is called after two creatures of fable."""

from __future__ import annotations

from random import Random

from policymatch.enterprise.credit_code import check_digit

# The counties of the city by their codes, and how many of a hundred firms are there.
COUNTIES = {
    "341302": ("埇桥区", 38),
    "341321": ("砀山县", 14),
    "341322": ("萧县", 18),
    "341323": ("灵璧县", 15),
    "341324": ("泗县", 15),
}
_COLOURS = (
    "琥珀", "蓝莓", "月光", "铁皮", "纸鹤", "薄荷", "星尘", "珊瑚", "银杏", "焰火",
    "云朵", "棉花", "雪松", "石榴", "彩虹", "流沙", "青瓷", "墨玉", "风铃", "水晶",
)  # fmt: skip
_CREATURES = (
    "刺猬", "独角兽", "麒麟", "企鹅", "河狸", "水獭", "考拉", "犀鸟", "蜂鸟", "猫头鹰",
    "羊驼", "海豚", "章鱼", "鲸鲨", "土拨鼠", "狐獴", "穿山甲", "树懒", "蜻蜓", "萤火虫",
    "白鹭", "灰鹤", "松鼠", "浣熊", "斑马", "长颈鹿", "火烈鸟", "海马", "食蚁兽", "雪豹",
    "海星", "鹦鹉螺", "翠鸟", "蓝鲸", "羚羊", "棕熊", "云雀", "变色龙", "寄居蟹", "凤蝶",
)  # fmt: skip
_PLACES = ("宿州", "宿州市", "安徽")
_ROADS = ("萤火虫路", "纸鹤大道", "河狸路", "蜂鸟街", "独角兽大道", "云朵巷", "流沙路", "琥珀路")
# Weights and the check character of organisation codes: GB 11714-1997.
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def brands(chance: Random) -> list[str]:
    """Return the invented names of all firms, as chance orders them: 琥珀刺猬, 月光河狸 and so on."""
    found = [f"{colour}{creature}" for colour in _COLOURS for creature in _CREATURES]
    chance.shuffle(found)
    return found


def name_of(brand: str, word: str, place: int, form: str) -> str:
    """Return the name of a firm; `place` counts what stands before the brand."""
    return f"{_PLACES[place]}{brand}{word}{form}"


def code_of(number: int, county: str, cooperative: bool) -> str:
    """Return a valid credit code with an invented serial: XN and the number of the firm.

    The first two characters are those of the market supervision for firms (91) and cooperatives (93).
    """
    serial = f"XN{number:06}"
    total = sum(weight * _ALPHABET.index(letter) for weight, letter in zip(_WEIGHTS, serial, strict=True))
    check = (11 - total % 11) % 11
    first = f"{'93' if cooperative else '91'}{county}{serial}{'X' if check == 10 else check}"
    return first + check_digit(first)


def address_of(chance: Random, county: str) -> str:
    """Return an invented address in a county."""
    return f"安徽省宿州市{COUNTIES[county][0]}{chance.choice(_ROADS)}{chance.randrange(1, 400)}号"
