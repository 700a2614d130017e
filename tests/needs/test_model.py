"""The model judged on an author it has not learnt from, and on cases that somebody else wrote."""

from functools import cache

import pytest

from policymatch.needs.cases import Case, cases
from policymatch.needs.measures import Measures, measures
from policymatch.needs.model import Model
from policymatch.needs.ranked import ranked, special_of
from policymatch.needs.reading import read
from policymatch.needs.train import train


@cache
def learnt() -> Model:
    """What the training and development authors teach; never the test author, nor the given cases."""
    known = [case for case in cases() if case.split != "test" and case.author != "given"]
    return train(known, [read(case.query) for case in known])


def judged(several: list[Case]) -> Measures:
    def answers() -> list[tuple[Case, tuple[str, ...], str | None]]:
        made = []
        for case in several:
            model = learnt()
            found = dict(zip(model.categories, map(float, model.scores(read(case.query))), strict=True))
            made.append((case, ranked(found), special_of(found)))
        return made

    return measures(answers())


@pytest.mark.parametrize("author", ["eleven", "given"])
def test_needs_of_strangers_are_read(author: str) -> None:
    found = judged([case for case in cases() if case.author == author])
    assert found.recall_at_3 >= 0.90
    assert found.ndcg_at_5 >= 0.80
    assert found.false_push <= 0.05


def test_scores_are_those_of_scikit_learn() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import Ridge

    from policymatch.needs.features import names

    few = [case for case in cases() if case.voice == "keywords"]
    texts = [read(case.query) for case in few]
    model = train(few, texts)
    # The vectoriser and weights once more, from what the model holds.
    vectoriser = TfidfVectorizer(analyzer=names, sublinear_tf=True, vocabulary=dict(model.rows))
    vectoriser.idf_ = model.idf.astype("float64")
    fitted = Ridge()
    fitted.coef_, fitted.intercept_ = model.weights.T, model.intercept
    for text, row in zip(texts, fitted.predict(vectoriser.transform(texts)), strict=True):
        assert model.scores(text) == pytest.approx(row, abs=1e-5)


def test_training_is_deterministic() -> None:
    few = [case for case in cases() if case.voice in ("keywords", "terse")]
    texts = [read(case.query) for case in few]
    one, other = train(few, texts), train(few, texts)
    assert one.rows == other.rows
    assert (one.weights == other.weights).all()


def test_the_words_that_made_it_so() -> None:
    text = read("招了两个博士，安家费谁给")
    assert "博士" in learnt().words(text, "talent")
    assert "安家费" in learnt().words(text, "talent")


def test_a_text_without_known_features_scores_nothing_much() -> None:
    assert max(map(float, learnt().scores(read("𠮷𠮷𠮷")))) < 0.3
    assert learnt().words("", "tax") == ()
