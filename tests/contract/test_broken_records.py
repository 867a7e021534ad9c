"""Every mapping function of every connector, with records broken in every way an outside system knows.

The functions are found, and good examples of what they get are recorded from real runs (see `examples`), so a
new connector is tried here without a line of its own. Never a crash: what cannot be read becomes a
`BrokenOrder` or a `RecordProblem` that names the record, or is left out.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.vtex.manifest import MANIFEST as VTEX
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.orders import StoreOrder
from ecco_desktop.domain.products import Price
from ecco_desktop.ports.store import BrokenOrder
from ecco_desktop.words.sentences import SENTENCES
from tests.contract.examples import Examples, Kind, mapping_functions, raw_parameters, record
from tests.fuzzing import examples as number_of

pytestmark = pytest.mark.sandbox

FUNCTIONS = mapping_functions()
# Functions no run of the demo shop comes to; their arguments are those of a sister, or stand here.
LIKE = {
    "carriers.melhorenvio.mapping.made_at": "carriers.melhorenvio.mapping.to_delivery",
    "stores.woocommerce.catalog.to_sheet": "stores.woocommerce.catalog.to_product",
    "stores.vtex.moves.refused": "stores.vtex.moves.step",
    "stores.vtex.moves.reached": "stores.vtex.moves.step",
}
BY_HAND: Examples = {
    "stores.vtex.catalog.to_parent_sheet": [
        {
            "row": {"Id": 7, "RefId": "CAM", "Name": "Camiseta", "IsVisible": True, "Description": ""},
            "categories": [],
        }
    ],
    "stores.nuvemshop.calls.field_errors": [
        {"body": {"code": 422, "message": "Unprocessable", "sku": ["already taken"], "price": "is wrong"}}
    ],
}

LONG = "x" * 100_000
ODD: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        10**30,
        -(10**30),
        2**63,
        1e308,
        -0.0,
        1e-320,
        math.nan,
        math.inf,
        -math.inf,
    ),
    *("", " ", "0", "-1", "-12,50", "1e9999999", "1E-9999999", "-1e999", "NaN", "sNaN", "Infinity", "-inf"),
    *(
        "0x10",
        "999999999999",
        "1.234.567,89",
        "1,2,3",
        "R$ -5,00",
        "9" * 5000,
        "²",
        "١٢",
        "1_000",
        "null",
        "undefined",
        LONG,
    ),
    *("🦜" * 50, "\ud800", "\x00", "{0}", "%s", "../../etc", "<b>&amp;</b>", "&#x110000;", 1772462400),
    *("0000-00-00", "0000-00-00 00:00:00", "2026-02-30", "2026-03-02T25:61:00", "9999-12-31T23:59:59"),
    *("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-03-02T10:00:00+99:00"),
    *("2026-03-02T10:00:00Z", "2026-03-02", "20260302T100000", "2026-W10-1", "/Date(1772462400000)/"),
    *([], {}, [[]], [None], [1, "a"], [{}], {"": None}, {"id": {}}, {"0": []}),
]
odd = st.sampled_from(ODD)
nested = st.recursive(
    odd,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@pytest.fixture(scope="session")
def examples() -> Examples:
    found = record()
    for name, sister in LIKE.items():
        if not found[name]:
            wanted = FUNCTIONS[name].__code__.co_varnames[: FUNCTIONS[name].__code__.co_argcount]
            found[name] = [{each: kept[each] for each in wanted} for kept in found[sister]]
    for name, kept in BY_HAND.items():
        found[name] = found[name] or kept
    return found


def test_every_function_has_an_example(examples: Examples) -> None:
    assert [name for name, kept in examples.items() if not kept] == []
    assert len(FUNCTIONS) > 80 and VTEX.kind in {name.split(".")[1] for name in FUNCTIONS}


@pytest.mark.hypothesis  # it asks for examples inside, where the plug-in does not see it
@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_no_record_breaks_it(examples: Examples, name: str) -> None:
    function, raw = FUNCTIONS[name], raw_parameters(FUNCTIONS[name])

    @settings(max_examples=number_of(120), suppress_health_check=list(HealthCheck))
    @given(st.data())
    def attempt(data: st.DataObject) -> None:
        given_ = deepcopy(data.draw(st.sampled_from(examples[name])))
        for parameter, kind in raw.items():
            given_[parameter] = broken(data, given_[parameter], kind)
        negative = any(map(below_zero, inside([given_[each] for each in raw])))
        judge(call(function, given_), negative=negative)

    attempt()


def call(function: Callable[..., Any], given_: Mapping[str, Any]) -> Any:
    """What it answers; a RecordProblem is an answer where it has words and names its record."""
    try:
        found = function(**given_)
        return list(found) if isinstance(found, Iterator) else found
    except RecordProblem as problem:
        said = problem
    assert said.key in SENTENCES
    assert any(said.values.values()), said
    return None


# -- breaking --


def broken(data: st.DataObject, record_: Any, kind: str) -> Any:
    """One to four things wrong with it, never more than its place allows."""
    for _ in range(data.draw(st.integers(1, 4))):
        record_ = _break_once(data, record_)
    if kind == Kind.OBJECT:
        return record_ if isinstance(record_, Mapping) else {}
    if kind == Kind.OBJECTS:
        listed = record_ if isinstance(record_, list | tuple) else []
        return [row for row in listed if isinstance(row, Mapping)]
    return record_


def _break_once(data: st.DataObject, record_: Any) -> Any:
    places = list(_places(record_))
    path = data.draw(st.sampled_from(places))
    how = data.draw(
        st.sampled_from(("replace", "replace", "drop", "wrap", "unwrap", "double", "nest", "text"))
    )
    return _changed(data, record_, path, how)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _places(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value[:6]):
            yield from _places(inner, (*path, place))


def _changed(data: st.DataObject, value: Any, path: tuple[Any, ...], how: str) -> Any:
    if path:
        made = dict(value) if isinstance(value, Mapping) else list(value)
        if how == "drop" and len(path) == 1:
            del made[path[0]]
        else:
            made[path[0]] = _changed(data, made[path[0]], path[1:], how)
        return made
    if how == "wrap":
        return data.draw(st.sampled_from([[value], {"value": value}, {"0": value, "1": value}]))
    if how == "unwrap":
        inner = list(value.values()) if isinstance(value, Mapping) else value
        return inner[0] if isinstance(inner, list) and inner else None
    if how == "double" and isinstance(value, list):
        return [*value, *value]
    if how == "text":
        return json.dumps(value, default=str)
    return data.draw(nested if how == "nest" else odd)


# -- judging --


def below_zero(value: Any) -> bool:
    """Whether an outside system itself wrote something negative."""
    if isinstance(value, str):
        return bool(re.fullmatch(r"(R\$)?\s*-\s*[\d.,eE+-]+", value.strip()))
    return isinstance(value, int | float) and value < 0


def judge(found: Any, *, negative: bool) -> None:
    """What came out can be trusted whatever went in."""
    for value in inside(found):
        if isinstance(value, Decimal):
            assert value.is_finite()
            assert value >= 0 or negative, value
        elif isinstance(value, datetime):
            assert value.tzinfo is UTC or value.utcoffset() == timedelta(0), value
        elif isinstance(value, Price):
            assert value.price >= 0 and (value.list_price is None or value.list_price >= 0), value
        elif isinstance(value, StoreOrder):
            assert value.id and value.number
            assert value.modified_at is None or value.modified_at.tzinfo is not None
        elif isinstance(value, BrokenOrder):
            assert value.id and value.number
            assert value.number in value.problem.values.values(), value.problem


def inside(found: Any) -> Iterator[Any]:
    if is_dataclass(found) and not isinstance(found, type):
        yield found
        # A discount travels as a negative fee; that is meant so.
        for each in fields(found):
            if each.name != "fees":
                yield from inside(getattr(found, each.name))
    elif isinstance(found, Mapping):
        for inner in found.values():
            yield from inside(inner)
    elif isinstance(found, Sequence | set | frozenset) and not isinstance(found, str | bytes):
        for inner in found:
            yield from inside(inner)
    else:
        yield found
