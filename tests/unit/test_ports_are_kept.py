"""Who keeps a port says so and keeps all of it: no adapter is left abstract, none keeps one by accident."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest

from ecco_desktop import clock, connectors, jobs, ports, storage
from ecco_desktop.app import wire
from ecco_desktop.connectors.registry import LINES, Line
from ecco_desktop.domain.connections import Role
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.connectors import Notebook
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.store import Store
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from tests.fakes.app import FakeConnectors
from tests.fakes.carrier import FakeCarrier
from tests.fakes.erp import FakeErp
from tests.fakes.store import FakeStore
from tests.fakes.system import FakeCancel, FakeClock, FakeCounter, FakeProcesses, FakeSink

OF_ROLE: dict[Role, type] = {Role.ERP: Erp, Role.STORE: Store, Role.CARRIER: Carrier}
FAKES = (
    FakeCancel,
    FakeCarrier,
    FakeClock,
    FakeConnectors,
    FakeCounter,
    FakeErp,
    FakeProcesses,
    FakeSink,
    FakeStore,
)


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Every module below a package; steps of migrations are frozen and keep no port."""
    yield package
    for found in walk_packages(getattr(package, "__path__", []), f"{package.__name__}."):
        if ".migrations" not in found.name:
            yield import_module(found.name)


def classes(*packages: ModuleType) -> list[type]:
    """The classes that are written there."""
    return [
        one
        for package in packages
        for module in modules(package)
        for one in vars(module).values()
        if inspect.isclass(one) and one.__module__ == module.__name__
    ]


def asked(port: type) -> frozenset[str]:
    """The names a port asks for."""
    names: frozenset[str] = getattr(port, "__abstractmethods__", frozenset())
    return names


PORTS = [one for one in classes(ports) if getattr(one, "_is_protocol", False) and asked(one)]
OURS = classes(clock, connectors, jobs, storage)


def keeps(one: object, port: type) -> bool:
    """Whether something answers to all a port asks for, by the same names of methods and parameters."""
    return all(hasattr(one, name) and _alike(one, port, name) for name in asked(port))


def _alike(one: object, port: type, name: str) -> bool:
    wanted, had = getattr(port, name), inspect.getattr_static(one, name, None)
    if not inspect.isfunction(wanted) or not inspect.isfunction(had):
        return not inspect.isfunction(wanted)
    return list(inspect.signature(wanted).parameters) == list(inspect.signature(had).parameters)


def unsaid(kind: type, one: object) -> list[str]:
    """The ports that a class or an object of it keeps without a word: not itself, nor what is made of it."""
    made = [heir for heir in OURS if kind in heir.__mro__] or [kind]
    return [
        port.__name__ for port in PORTS if keeps(one, port) and not any(port in heir.__mro__ for heir in made)
    ]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.manifest.kind)
def test_every_connector_inherits_its_port_whole(line: Line) -> None:
    module = import_module(f"ecco_desktop.connectors.{line.folder}.adapter")
    port = OF_ROLE[line.manifest.role]
    found = [one for one in classes(module) if port in one.__mro__]
    assert found and not any(inspect.isabstract(one) for one in found)


@pytest.mark.parametrize("fake", FAKES)
def test_every_fake_inherits_its_port_whole(fake: type) -> None:
    assert any(port in fake.__mro__ for port in PORTS)
    assert not inspect.isabstract(fake)


@pytest.mark.parametrize("package", [storage, jobs], ids=lambda package: package.__name__)
def test_storage_and_jobs_keep_what_they_inherit(package: ModuleType) -> None:
    heirs = [one for one in classes(package) if any(port in one.__mro__ for port in PORTS)]
    whole = [one for one in heirs if not inspect.isabstract(one)]
    parts = [one for one in heirs if inspect.isabstract(one)]
    assert whole
    assert all(any(part in one.__mro__ for one in whole) for part in parts), "a part of nothing"


def test_no_class_keeps_a_port_without_saying_so() -> None:
    found = {one.__qualname__: unsaid(one, one) for one in OURS if one not in PORTS}
    assert {name: kept for name, kept in found.items() if kept} == {}


def test_nothing_that_is_wired_keeps_a_port_without_saying_so(tmp_path: Path) -> None:
    """Told of the objects as they are: what an object has only once it is made counts too."""
    application = wire(tmp_path, open_storage(tmp_path), MemorySecrets(), floor=1)
    seen: dict[int, object] = {}
    _reach(application, seen)
    application.close(1)
    kinds = {type(one): one for one in seen.values() if type(one) in OURS}
    assert {"SqliteStorage", "Backups", "SystemClock", "Registry"} <= {kind.__name__ for kind in kinds}
    found = {kind.__name__: unsaid(kind, one) for kind, one in kinds.items()}
    assert {name: kept for name, kept in found.items() if kept} == {}


def _reach(one: object, seen: dict[int, object]) -> None:
    """Every object of this program that can be reached from one, by its attributes."""
    if id(one) in seen or not type(one).__module__.startswith("ecco_desktop."):
        return
    seen[id(one)] = one
    slots = [name for kind in type(one).__mro__ for name in getattr(kind, "__slots__", ())]
    for name in [*getattr(one, "__dict__", {}), *slots]:
        _reach(getattr(one, name, None), seen)


def test_a_class_that_keeps_a_port_without_a_word_is_found() -> None:
    class Quiet:
        def now(self) -> None: ...

        def monotonic(self) -> None: ...

    class Other:
        def now(self, zone: str) -> None: ...

        def monotonic(self) -> None: ...

    assert unsaid(Quiet, Quiet) == ["Clock"]
    assert unsaid(Other, Other) == []


def test_a_method_that_is_missing_is_told_at_construction() -> None:
    class Half(Notebook):
        def get(self, kind: str, ref: str) -> str | None:
            return None

    with pytest.raises(TypeError):
        Half()  # type: ignore[abstract]
