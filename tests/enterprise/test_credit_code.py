"""The unified social credit code: its check digit by hand, and each way it can be wrong."""

import pytest
from tests.enterprise.reading import firm, message

from policymatch.enterprise import CreditCodeError, check_credit_code, check_digit
from policymatch.problems import PolicyMatchError

CODE = "91341300MA2N0ABC0F"


def test_check_digit_by_hand() -> None:
    # 1 weighs 1 at the first place, 3 at the second, 9 at the third: 31 - 13 = 18, and J stands for 18.
    assert check_digit("11100000000000000") == "J"
    assert check_digit("00000000000000000") == "0"


def test_published_example() -> None:
    # The example of annex A of the standard.
    assert check_digit("91350100M000100Y4") == "3"


def test_lower_case_full_width_and_spaces() -> None:
    assert check_credit_code(CODE) == CODE
    assert check_credit_code(" 91341300 ma2n0abc0f ") == CODE
    assert check_credit_code("９１３４１３００ＭＡ２Ｎ０ＡＢＣ０Ｆ") == CODE
    assert firm(信用代码=CODE.lower()).credit_code == CODE


WRONG = [
    (CODE[:-1], "统一社会信用代码应为 18 位，现为 17 位"),
    (CODE + "0", "统一社会信用代码应为 18 位，现为 19 位"),
    ("", "统一社会信用代码应为 18 位，现为 0 位"),
    (
        "9134130OMA2N0ABC0F",
        "统一社会信用代码第 8 位“O”不合规：只用数字和大写字母，且不用 I、O、S、V、Z",
    ),
    (
        CODE[:-1] + "Z",
        "统一社会信用代码第 18 位“Z”不合规：只用数字和大写字母，且不用 I、O、S、V、Z",
    ),
    (
        CODE[:-1] + "G",
        "统一社会信用代码的校验位不对：按前 17 位应为“F”，现为“G”，请核对是否抄错",
    ),
]


@pytest.mark.parametrize(("code", "words"), WRONG)
def test_each_mistake_has_its_message(code: str, words: str) -> None:
    with pytest.raises(CreditCodeError) as caught:
        check_credit_code(code)
    assert str(caught.value) == caught.value.say() == words
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, PolicyMatchError)
    if code:
        assert message({"统一社会信用代码": code}) == words


def test_every_single_slip_is_found() -> None:
    for place in range(18):
        for other in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            slip = CODE[:place] + other + CODE[place + 1 :]
            if slip != CODE:
                with pytest.raises(CreditCodeError):
                    check_credit_code(slip)


def test_check_digit_needs_seventeen_characters() -> None:
    with pytest.raises(CreditCodeError) as caught:
        check_digit("123")
    assert caught.value.say("en") == "a unified social credit code has 17 characters (got 3)"
