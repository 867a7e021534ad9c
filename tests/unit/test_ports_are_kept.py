"""Who says it keeps a port keeps all of it: no adapter is left abstract."""

import inspect
from importlib import import_module
from pkgutil import walk_packages

import pytest

from ecco_desktop.connectors.registry import LINES, Line
from ecco_desktop.domain.connections import Role
from ecco_desktop.ports.carrier import Carrier
from ecco_desktop.ports.connectors import Notebook
from ecco_desktop.ports.erp import Erp
from ecco_desktop.ports.store import Store
from tests.fakes.system import FakeCancel, FakeClock, FakeCounter, FakeProcesses, FakeSink

PORTS = {Role.ERP: Erp, Role.STORE: Store, Role.CARRIER: Carrier}
FAKES = (FakeCancel, FakeClock, FakeCounter, FakeProcesses, FakeSink)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.manifest.kind)
def test_every_connector_inherits_its_port_whole(line: Line) -> None:
    module = import_module(f"ecco_desktop.connectors.{line.folder}.adapter")
    port = PORTS[line.manifest.role]
    classes = [one for one in vars(module).values() if inspect.isclass(one) and one is not port]
    found = [one for one in classes if port in one.__mro__]
    assert found and not any(inspect.isabstract(one) for one in found)


@pytest.mark.parametrize("fake", FAKES)
def test_every_fake_of_the_surroundings_is_whole(fake: type) -> None:
    assert not inspect.isabstract(fake)


def test_storage_and_jobs_keep_what_they_inherit() -> None:
    for part in ("ecco_desktop.storage", "ecco_desktop.jobs"):
        package = import_module(part)
        for found in walk_packages(package.__path__, f"{part}."):
            if ".migrations." in found.name:
                continue
            for name, one in vars(import_module(found.name)).items():
                ours = inspect.isclass(one) and one.__module__ == found.name
                bases = one.__mro__[1:] if ours else ()
                if any(base.__module__.startswith("ecco_desktop.ports.") for base in bases):
                    assert not inspect.isabstract(one), name


def test_a_method_that_is_missing_is_told_at_construction() -> None:
    class Half(Notebook):
        def get(self, kind: str, ref: str) -> str | None:
            return None

    with pytest.raises(TypeError):
        Half()
