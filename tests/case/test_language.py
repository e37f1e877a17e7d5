"""The grammar of expressions and of states, and expressions written out again."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.language import (
    And,
    Code,
    Expr,
    ExpressionError,
    If,
    IfElse,
    Iff,
    IsState,
    Levels,
    NamedState,
    Names,
    Not,
    OptionName,
    Or,
    Stands,
    holds,
    parse,
    parse_state,
)
from detente.case.plain import plain

TWO = ("false", "true")
NAMES = Names([
    OptionName("city", "a", TWO),
    OptionName("city", "b", ("none", "low", "full")),
    OptionName("city", "go", TWO),
    OptionName("union", "go", TWO),
    OptionName("union", "c", ("w", "x", "y", "z")),
])  # fmt: skip
STATES = list(itertools.product(*(range(len(option.levels)) for option in NAMES.options)))
GRAPH = Names(states=["s1", "s2", "s3"])


def truth(text: str) -> list[bool]:
    tree = parse(text, NAMES)
    return [holds(tree, state.__getitem__) for state in STATES]


def where(test: str) -> list[bool]:
    """Truth by Python itself; `a`, `b`, `c` are levels, `g` and `h` the two options called go."""
    return [bool(eval(test, {}, dict(zip("abghc", state, strict=True)))) for state in STATES]


@pytest.mark.parametrize(
    ("text", "by_python"),
    [
        ("a", "a"),
        ("b", "b > 0"),
        ("not a", "not a"),
        ("NOT Not a", "a"),
        ("a and b", "a and b"),
        ("a or b and not c", "a or (b and not c)"),
        ("(a or b) and c", "(a or b) and c"),
        ("b == low", "b == 1"),
        ("b = low", "b == 1"),
        ("b=low", "b == 1"),
        ("b != low", "b != 1"),
        ("b < full", "b < 2"),
        ("b <= low", "b <= 1"),
        ("b > none", "b > 0"),
        ("b >= low", "b >= 1"),
        ("not b=low", "not b == 1"),
        ("a == true", "a"),
        ("a = False", "not a"),
        ("city.go", "g"),
        ("union.go and not city.go", "h and not g"),
        ("city.b == full", "b == 2"),
        ("a if b", "a or not b"),
        ("a if b else c", "(b and a) or (not b and c)"),
        ("a or b if c", "(a or b) or not c"),
        ("a if b or c", "a or not (b or c)"),
        ("a iff b", "bool(a) == bool(b)"),
        ("a iff b iff c", "(bool(a) == bool(b)) == bool(c)"),
        ("a if b iff c", "bool(a or not b) == bool(c)"),
        ("a iff b if c", "bool(a) == bool(b or not c)"),
        ("(a if b) if c", "(a or not b) or not c"),
        ("a IF b ELSE not c", "(b and a) or (not b and not c)"),
    ],
)
def test_expressions_mean_what_the_grammar_says(text: str, by_python: str) -> None:
    assert truth(text) == where(by_python)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "an option is expected, but the end stands here"),
        ("   ", "an option is expected"),
        ("a and", "an option is expected, but the end"),
        ("and a", "an option is expected, but 'and'"),
        ("a b", "'b' is not expected here"),
        ("a not b", "'not' is not expected here"),
        ("a else b", "'else' is not expected here"),
        ("(a", "a closing parenthesis is missing"),
        ("a)", "')' is not expected here"),
        ("a + b", "'+' is not expected here"),
        ("b ==", "a level is expected after '=='"),
        ("b == and", "a level is expected"),
        ("b == medium", "option 'b' has no level 'medium'"),
        ("a == low", "option 'a' has no level 'low'"),
        ("go", "'go' is ambiguous"),
        ("d", "no party has an option called 'd'"),
        ("nobody.a", "no party has an option called 'nobody.a'"),
        ("a ! b", "has no meaning in an expression"),
        ("a && b", "'&&' is not expected here"),
        ("b == low == low", "'==' is not expected here"),
        ("(" * 51 + "a" + ")" * 51, "nested too deeply"),
        ("a iff " * 60 + "a", "too many 'iff'"),
        ("a or " * 3000 + "a", "longer than 10000 characters"),
    ],
)
def test_what_is_no_expression(text: str, what: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text, NAMES)
    assert what in caught.value.what


def test_expressions_of_the_graph_form_name_states() -> None:
    tree = parse("s1 or not s2", GRAPH)
    assert [holds(tree, lambda _: 0, state) for state in range(3)] == [True, False, True]
    with pytest.raises(ExpressionError, match="no state called 's4'"):
        parse("s4", GRAPH)


# ---------------------------------------------------------------------------- states


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("none", Levels((0, 0, 0, 0, 0))),
        ("None", Levels((0, 0, 0, 0, 0))),
        ("a", Levels((1, 0, 0, 0, 0))),
        ("a + b=full+union.go", Levels((1, 2, 0, 1, 0))),
        ("b == low", Levels((0, 1, 0, 0, 0))),
        ("a=false + c=z", Levels((0, 0, 0, 0, 3))),
        ("code 17", Code(17)),
        (" CODE  0 ", Code(0)),
    ],
)
def test_state_notation(text: str, state: object) -> None:
    assert parse_state(text, NAMES) == state


def test_a_bare_number_is_a_code_only_where_asked_for() -> None:
    assert parse_state("17", NAMES, bare_code=True) == Code(17)
    with pytest.raises(ExpressionError):
        parse_state("17", NAMES)
    assert parse_state("s2", GRAPH) == NamedState(1)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("b", "has more than two levels"),
        ("a + a", "stands twice in one state"),
        ("go", "ambiguous"),
        ("a and c=x", "'and' is not expected here"),
        ("a +", "an option is expected, but the end"),
        ("", "an option is expected"),
        ("not a", "an option is expected, but 'not'"),
        ("b=", "a level is expected after 'b='"),
        ("b=medium", "no level 'medium'"),
        ("a>true", "'>' is not expected here"),
        ("a + none", "an option is expected, but 'none'"),
        ("d", "no party has an option called 'd'"),
        ("code -1", "an option is expected, but 'code'"),
    ],
)
def test_what_is_no_state(text: str, what: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_state(text, NAMES)
    assert what in caught.value.what


# ---------------------------------------------------------------------------- written out again

LEAVES = st.integers(0, 4).flatmap(
    lambda k: st.frozensets(st.integers(0, len(NAMES.options[k].levels) - 1)).map(
        lambda levels: Stands(k, levels)
    )
)


def _grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        inner.map(Not),
        parts.map(And),
        parts.map(Or),
        st.builds(If, inner, inner),
        st.builds(IfElse, inner, inner, inner),
        st.builds(Iff, inner, inner),
    )


@given(st.recursive(LEAVES, _grown, max_leaves=8))
def test_an_expression_written_out_reads_as_the_same_condition(tree: Expr) -> None:
    again = parse(plain(tree, NAMES), NAMES)
    for state in STATES[::5]:
        assert holds(again, state.__getitem__) == holds(tree, state.__getitem__)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "not a",
        "b == low",
        "b != low",
        "c <= x",
        "c >= y",
        "city.go and not union.go",
        "(a or b) and c",
        "a if b else c",
        "a iff b iff c",
        "a iff (b iff c)",
        "not (a and b)",
    ],
)
def test_expressions_come_out_as_people_write_them(text: str) -> None:
    assert plain(parse(text, NAMES), NAMES) == text


def test_states_come_out_by_their_ids() -> None:
    tree = parse("s1 or not s2", GRAPH)
    assert plain(tree, GRAPH) == "s1 or not s2"
    assert plain(IsState(2), GRAPH) == "s3"
