"""Laws of text: what is printed reads back as the same tree, in either language and however else written."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.amounts import Amounts, some_amount
from tests.support.dice import drawn, seeds
from tests.support.hostile import vocabularies
from tests.support.reading import read_back
from tests.support.rules import some_condition, some_group
from tests.support.terms import Terms, every_tree, usual_terms
from tests.support.writings import by_other_names, written_otherwise

from policymatch.language import print_expression, tree, walk
from policymatch.messages import Lang

TERMS = usual_terms()
LANGS: tuple[Lang, ...] = ("zh", "en")
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
records = st.sampled_from([None, "project", "person"])


@many
@given(st.data(), records)
def test_a_printed_condition_reads_back_as_the_same_tree(data: st.DataObject, record: str | None) -> None:
    rule = data.draw(drawn(some_condition, TERMS, record))
    for lang in LANGS:
        text = print_expression(rule, TERMS.vocabulary, lang)
        assert read_back(text, TERMS.vocabulary, record) == rule, text


@many
@given(st.data(), records)
def test_a_printed_amount_reads_back_as_the_same_tree(data: st.DataObject, record: str | None) -> None:
    amount = data.draw(drawn(lambda dice: Amounts(dice, TERMS, record).money(3)))
    for lang in LANGS:
        text = print_expression(amount, TERMS.vocabulary, lang)
        assert read_back(text, TERMS.vocabulary, record, amount=True) == amount, text


@many
@given(st.data(), vocabularies)
def test_names_that_look_like_the_language_read_back(data: st.DataObject, terms: Terms) -> None:
    (kind,) = terms.records
    record = data.draw(st.sampled_from([None, kind]))
    rule = data.draw(drawn(some_condition, terms, record, depth=1))
    for lang in LANGS:
        text = print_expression(rule, terms.vocabulary, lang)
        assert read_back(text, terms.vocabulary, record) == rule, text


@many
@given(st.data(), st.sampled_from(LANGS), seeds.map(Random))
def test_the_same_in_other_words_units_and_widths(data: st.DataObject, lang: Lang, dice: Random) -> None:
    rule = data.draw(drawn(some_condition, TERMS))
    text = written_otherwise(dice, print_expression(rule, TERMS.vocabulary, lang))
    assert read_back(text, TERMS.vocabulary) == rule, text


@settings(many, max_examples=40)
@given(st.data(), seeds.map(Random))
def test_the_same_by_other_names(data: st.DataObject, dice: Random) -> None:
    rule = data.draw(drawn(some_condition, TERMS))
    text = print_expression(rule, by_other_names(dice, TERMS.vocabulary), "zh")
    assert read_back(text, TERMS.vocabulary) == rule, text


def test_the_laws_speak_of_every_node_of_the_language() -> None:
    # A person's judgements and open definitions are of whole policies; tests/matching has them.
    wanted = every_tree() - {tree.Check, tree.Undefined, tree.SomeTier}
    seen: set[type] = set()
    for seed in range(3_000):
        dice = Random(seed)
        for root in (some_group(dice, TERMS, "project"), some_amount(dice, TERMS, "project")):
            seen.update(type(node) for node in walk(root))
        if seen >= wanted:
            break
    assert not wanted - seen
