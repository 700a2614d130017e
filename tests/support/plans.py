"""The truth of every policy of a plan, as the sieve finds it or leaves it to be asked."""

from policymatch.language import Context
from policymatch.plan import Answers, Program, Sieve
from policymatch.values import Truth


def truths_of(program: Program, context: Context) -> list[Truth]:
    """Return the truth of each root."""
    sifted = Sieve(program).sift(context)
    answers = Answers(program, context, sifted.rows)
    assert sifted.true | sifted.false | sifted.unknown | sifted.asked == (1 << len(program.roots)) - 1
    found = []
    for place, root in enumerate(program.roots):
        bit = 1 << place
        told = {
            truth
            for truth, bits in (
                (Truth.FALSE, sifted.false),
                (Truth.TRUE, sifted.true),
                (Truth.UNKNOWN, sifted.unknown),
            )
            if bits & bit
        }
        if sifted.asked & bit:
            told.add(answers.truth(root))
        (truth,) = told
        found.append(truth)
    return found
