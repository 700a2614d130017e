"""A coarse code cut into parts: together they are the code, and each is inside or outside of a target."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policymatch.matching.coarse import parts_of_codes
from policymatch.values import Codes, Truth
from policymatch.vocabulary.codes import industries

CODES = [code for code in industries().codes() if code]
LEAVES = [code for code in CODES if not industries().children(code)]
some_codes = st.frozensets(st.sampled_from(CODES), min_size=1, max_size=4)


@settings(max_examples=60)
@given(
    st.frozensets(st.sampled_from(["", "A", "F", "G59", "K", "C", "K70"]), min_size=1, max_size=2), some_codes
)
def test_every_part_is_decided_and_every_code_lies_in_one(
    prefixes: frozenset[str], targets: frozenset[str]
) -> None:
    parts = parts_of_codes(Codes(prefixes), targets, industries())
    for part in parts:
        for target in targets:
            assert part.within(frozenset((target,))) is not Truth.UNKNOWN
    for leaf in LEAVES:
        holding = [part for part in parts if leaf.startswith(tuple(part.prefixes))]
        assert len(holding) == leaf.startswith(tuple(prefixes))


def test_what_lies_in_none_comes_first() -> None:
    parts = parts_of_codes(Codes.exact("K70"), frozenset(("K7010", "K7020")), industries())
    assert [sorted(part.prefixes) for part in parts] == [["K703", "K704", "K709"], ["K7010"], ["K7020"]]
