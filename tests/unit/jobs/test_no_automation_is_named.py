"""What is special about an automation it declares itself; nobody else knows it by its key."""

import ast
from collections import Counter
from pathlib import Path

import pytest

import ecco_desktop
from ecco_desktop.domain.automations import Duty
from ecco_desktop.jobs.registry import AUTOMATIONS, automation_infos, duties

PACKAGE = Path(ecco_desktop.__file__).parent
KEYS = frozenset(info.key for info in automation_infos())
# Old databases hold keys, and the sandbox shares no code with the program.
ASIDE = ("storage/migrations/", "sandbox/")
# A connector says in its manifest which automations it serves: by key, for it may not know them.
SERVED = "connectors/shared/form.py"


def named(source: str) -> set[str]:
    """The automations that texts of a module name, alone or at the head of a packed string."""
    texts = (
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {key for text in texts for key in KEYS if text == key or _heads(key, text)}


def _heads(key: str, text: str) -> bool:
    return text.startswith(key) and text[len(key)] in ":.|/,"


def homes() -> dict[str, str]:
    """The file of each automation."""
    return {known.info.key: known.run.__module__.replace(".", "/") for known in AUTOMATIONS}


def may_name(place: str) -> bool:
    manifest = place.startswith("connectors/") and place.endswith("/manifest.py")
    return manifest or place == SERVED or place.startswith(ASIDE)


def test_only_its_own_file_names_an_automation() -> None:
    found: list[str] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        own = {key for key, home in homes().items() if f"ecco_desktop/{place}" == f"{home}.py"}
        others = named(path.read_text(encoding="utf-8")) - own
        if others and not may_name(place):
            found.append(f"{place}: {', '.join(sorted(others))}")
    assert found == []


def test_every_automation_stands_in_a_file_of_its_name() -> None:
    assert {key: home.rsplit("/", 1)[-1] for key, home in homes().items()} == {key: key for key in KEYS}


@pytest.mark.parametrize(
    "source",
    ['X = "sync_stock"', 'if a == "import_orders": pass', 'X = "sync_stock:7"', 'f"push_prices|{x}"'],
)
def test_a_name_is_seen(source: str) -> None:
    assert named(source)


@pytest.mark.parametrize("source", ["import sync_stock", 'X = "sync_stock_levels"', "sync_stock.run()"])
def test_what_is_no_name_is_not(source: str) -> None:
    assert not named(source)


def test_each_duty_is_borne_by_one() -> None:
    borne = Counter(info.duty for info in automation_infos() if info.duty is not None)
    assert borne == Counter(dict.fromkeys(Duty, 1))
    assert set(duties()) == set(Duty)


def test_what_a_question_names_are_options_of_its_automation() -> None:
    asked = [info for info in automation_infos() if info.question is not None]
    assert asked
    for info in asked:
        assert info.question is not None
        options = {option.key for option in info.options}
        assert {way.option for way in info.question.ways} <= options


def test_what_the_demo_chooses_is_accepted() -> None:
    chosen = [info for info in automation_infos() if info.demo_options]
    assert chosen
    for info in chosen:
        info.chooses.read(dict(info.demo_options))
