"""What the mapping functions of every connector really get, recorded while all automations run once.

Nothing is named here: a connector that is in the registry and in the sandbox is recorded by itself.
"""

import copy
import importlib
import inspect
import pkgutil
import tempfile
import threading
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import CodeType, FrameType, UnionType
from typing import Any

import ecco_desktop.connectors
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Connection, Manifest
from ecco_desktop.ports.connectors import Opening
from tests.e2e.test_bad_luck_everywhere import BOTH, ORDER
from tests.fakes.opening import opening
from tests.parcels import CARRIERS, tell
from tests.platforms import PLATFORMS
from tests.support import Sandbox, form_of, install_all, run, running_sandbox

KEPT = 36
STORIES = ("posted", "transit", "out", "delivered", "absent", "returned", "waiting", "late_scan", "strange")
SIZE = ("--orders", "16", "--products", "40", "--past", "16")
OPTIONS = {"sync_cancelled_orders": BOTH, "push_products": {"publish": "yes"}}


class Kind:
    """What of an argument may be broken: everything, all that an object holds, all that a list holds."""

    ANYTHING, OBJECT, OBJECTS = "anything", "object", "objects"


def mapping_functions() -> dict[str, Callable[..., Any]]:
    """Every public function of a connector that gets something an outside system said, by dotted name."""
    found: dict[str, Callable[..., Any]] = {}
    root = ecco_desktop.connectors
    for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
        if module.ispkg or ".http." in module.name:
            continue
        made = importlib.import_module(module.name)
        for name, each in vars(made).items():
            public = inspect.isfunction(each) and not name.startswith("_")
            if public and each.__module__ == module.name and raw_parameters(each):
                found[f"{module.name.removeprefix(root.__name__ + '.')}.{name}"] = each
    return found


def raw_parameters(function: Callable[..., Any]) -> dict[str, str]:
    """The parameters that are records as they came, and what of them may be broken."""
    hints = typing.get_type_hints(function)
    hints.pop("return", None)
    return {name: kind for name, hint in hints.items() if (kind := _kind(hint))}


def _kind(hint: Any) -> str:
    if hint is object:
        return Kind.ANYTHING
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is UnionType or origin is typing.Union:
        return next((kind for each in inner if (kind := _kind(each))), "")
    if origin is not None and issubclass(origin, Mapping) and inner == (str, object):
        return Kind.OBJECT
    if origin is not None and issubclass(origin, Sequence) and inner and _kind(inner[0]) == Kind.OBJECT:
        return Kind.OBJECTS
    return ""


Examples = dict[str, list[dict[str, Any]]]


def record() -> Examples:
    """Arguments of real calls, by dotted name: all automations, on every platform, with every carrier."""
    functions = mapping_functions()
    by_code = {each.__code__: name for name, each in functions.items()}
    kept: Examples = {name: [] for name in functions}
    for platform in sorted(PLATFORMS):
        with (
            running_sandbox("--store", platform, *SIZE) as sandbox,
            tempfile.TemporaryDirectory() as folder,
            _watching(by_code, kept),
        ):
            _run_everything(Path(folder), sandbox)
    return kept


def _run_everything(folder: Path, sandbox: Sandbox) -> None:
    application = install_all(folder, sandbox, **OPTIONS)
    for automation in (*ORDER, *ORDER):
        run(application, automation)
    application.close()
    # In a thread of its own, for threads that run already are not watched.
    asking = threading.Thread(target=_ask_directly, args=(sandbox,))
    asking.start()
    asking.join()


def _ask_directly(sandbox: Sandbox) -> None:
    """What no automation asks of the sandbox's shop: every carrier's stories, and the ERP's lists."""
    for manifest in CARRIERS:
        parcels = tell(sandbox, manifest.kind, *STORIES)
        Registry().open_carrier(_opening(sandbox, manifest)).deliveries(parcels)
    erp = Registry().open_erp(_opening(sandbox, Registry().manifest("eccosys")))
    erp.carriers()
    erp.channels()
    for order in next(iter(erp.orders_since(date(2000, 1, 1)))):
        erp.order_items(order.id)


def _opening(sandbox: Sandbox, manifest: Manifest) -> Opening:
    values, secrets = form_of(sandbox, manifest.kind)
    return opening(Connection(1, manifest.name, manifest.kind, manifest.role, values), secrets)


@contextmanager
def _watching(by_code: Mapping[CodeType, str], kept: Examples) -> Iterator[None]:
    """Keep the arguments of these functions, in every thread that begins meanwhile."""

    def watch(frame: FrameType, event: str, _arg: object) -> None:
        if event != "call" or (name := by_code.get(frame.f_code)) is None or len(kept[name]) >= KEPT:
            return
        code = frame.f_code
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        kept[name].append({each: copy.deepcopy(frame.f_locals[each]) for each in names})

    threading.setprofile(watch)
    try:
        yield
    finally:
        threading.setprofile(None)  # type: ignore[arg-type]
