"""Files of named conditions: read, and checked where they stand."""

from __future__ import annotations

from policymatch.library.conditions import build_condition
from policymatch.library.definitions import Bound, Definition, Definitions, bound_value
from policymatch.library.leaves import Leaves
from policymatch.library.spec_condition import ConditionsFileSpec
from policymatch.problems import Problem
from policymatch.vocabulary import Vocabulary
from policymatch.yamlio import Source, validated


def read_conditions(source: Source, known: Definitions) -> Definitions:
    """Return the conditions known so far and those of a file; problems go to `source.problems`."""
    if source.data is None:
        return known
    spec = validated(source, ConditionsFileSpec)
    return known if spec is None else known.with_those_of(spec.conditions, source)


def check_conditions(source: Source, definitions: Definitions, vocabulary: Vocabulary) -> None:
    """Check the conditions of a file whose parameters all have defaults, so that mistakes are told once here.

    One that must be given a parameter can only be checked where it is used.
    """
    for definition in definitions.of(source):
        _report_hidden_fields(definition, vocabulary)
        bound = _defaults(definition)
        if bound is not None:
            leaves = Leaves(source, vocabulary, definitions=definitions).inside(
                definition, bound, definition.spec.defaults
            )
            build_condition(definition.condition, leaves, (*definition.path, "is"), None)
            source.problems.extend(leaves.problems)


def _report_hidden_fields(definition: Definition, vocabulary: Vocabulary) -> None:
    """Report parameters that are called like a fact of the firm: nobody could name that fact there."""
    for name in definition.spec.bound:
        field = vocabulary.fields.find(name)
        if field is not None:
            place = definition.source.key_place((*definition.path, "with", name))
            values = {"found": name, "field": field.both}
            definition.source.problems.append(Problem("argument-hides-field", place, values))


def _defaults(definition: Definition) -> dict[str, Bound] | None:
    bound: dict[str, Bound] = {}
    for name, text in definition.spec.bound.items():
        value = None if text is None else bound_value(text)
        if value is None:
            return None
        bound[name] = value
    return bound
