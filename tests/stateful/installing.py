"""Everything of a town configured in a program: connections, carrier links, a task of each automation."""

from dataclasses import replace

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.recurrence import Recurrence
from tests.stateful.program import Program
from tests.stateful.town import Town
from tests.support import CARRIERS as LINKS

OPTIONS = {
    "sync_cancelled_orders": {"from_store": "yes", "to_store": "yes"},
    "push_products": {"publish": "yes"},
}
BRAKE = dict.fromkeys(
    ("brake_zero_percent", "brake_price_percent", "brake_price_move", "brake_price_drop"), "100"
)


def install(program: Program, town: Town, carriers: tuple[str, ...] = ("correios",)) -> None:
    """As a technician does it; no brake stands in the way."""
    services, hello = program.application.services, town.hello()
    named = {kind: Registry().manifest(kind).name for kind in carriers}
    services.connections.add("eccosys", "ERP", *form("eccosys", hello["ERP"]))
    for kind, name in named.items():
        services.connections.add(kind, name, *form(kind, hello[name]))
    for shop in town.shops:
        services.connections.add(shop.kind, shop.name, *form(shop.kind, hello[shop.name]))
    known = {connection.name: connection for connection in services.connections.list()}
    for shop in town.shops:
        for reference, carrier in LINKS:
            services.links.link_carrier(known[shop.name], reference, carrier)
    for info in services.tasks.automations():
        of_carriers = info.role.value == "carrier"
        for place in named.values() if of_carriers else [shop.name for shop in town.shops]:
            options = dict(OPTIONS.get(info.key, {}))
            if info.key == "import_orders" and place == "Loja B":
                options["prefix"] = "B-"
            services.tasks.create(info.key, place, None, options)
    for task in program.storage.tasks.all():
        program.storage.tasks.update(replace(task, active=True, recurrence=Recurrence(every_minutes=10)))


def form(kind: str, filled: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Values and secrets of a connection's form, at a pace that keeps no test waiting."""
    manifest = Registry().manifest(kind)
    known = {one.key for one in manifest.fields}
    usual = {"requests_per_minute": "60000", "timeout": "5", "at_once": "1", **BRAKE}
    values = {key: text for key, text in {**usual, **filled}.items() if key in known}
    asked = {one.key for one in manifest.fields if one.applies(manifest.defaulted(values))}
    secrets = {key: values[key] for key in manifest.secret_keys if key in values and key in asked}
    return {key: text for key, text in values.items() if key not in manifest.secret_keys}, secrets
