"""What may never be, judged by both sides' state and the program's one list of failures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.runs import Level, Run, RunState
from ecco_desktop.sandbox.control import offered
from ecco_desktop.sandbox.world import Json
from ecco_desktop.storage.tables import PendingRow
from tests.stateful.program import Program
from tests.stateful.town import PREFIXES, Shop, Town

CANCELLED = "2"


@dataclass(slots=True)
class Judge:
    """`answered` are orders a person took off the list, by name: their affair from then on."""

    town: Town
    answered: set[str] = field(default_factory=set)
    # The ERP was put back to a backup, or a store begun anew: see `docs/reliability.md` for what holds then.
    erp_restored: bool = False
    anew: bool = False

    # -- at every moment --

    def always(self) -> Iterator[str]:
        """What no moment excuses."""
        yield from (f"went back: {line}" for line in self.town.went_back())
        seen: dict[str, int] = {}
        for order in self.town.erp["orders"].values():
            if order["_uid"]:
                seen[order["_uid"]] = seen.get(order["_uid"], 0) + 1
        yield from (f"order {uid} is in the ERP {count} times" for uid, count in seen.items() if count > 1)
        for shop in self.town.shops:
            skus = [row["sku"] for row in shop.rows if row["sku"]]
            yield from (f"{shop.name} sells {sku} twice" for sku in set(skus) if skus.count(sku) > 1)
        for code, ids in self.town.world.by_code.items():
            if len(ids) > 1 and code != "DUP-0001":
                yield f"the ERP has {code} {len(ids)} times"

    def ran(self, program: Program, run: Run) -> Iterator[str]:
        """After a run: what failed is on the list, or was solved in the same run; no green with failures."""
        lines = program.log(run)
        if run.tally.failed and run.state is RunState.SUCCEEDED:
            yield f"run {run.id} is green with {run.tally.failed} failures"
        # An order is called by its number in the ERP while its answer is unknown, then by the store's.
        listed = {_bare(record.label) for record in everything(program)}
        solved = {_bare(line.subject) for line in lines if line.key == "run.solved"}
        for line in lines:
            if line.level is Level.ERROR and line.subject and _bare(line.subject) not in listed | solved:
                yield f"{line.key} of {line.subject} is on no list"

    def wrote(self, shop: Shop, path: str) -> Iterator[str]:
        """After a write: what is told of a store order is told of one that the ERP has."""
        found = re.search(r"/orders/(\d+(?:-\d+)?)(?:/|$)", path)
        order = shop.orders.get(found[1]) if found else None
        if (
            order is not None
            and not self.town.made_for(uid := order["order_key"])
            and uid not in self.town.lost
        ):
            yield f"{shop.name} was told of {order['number']} ({uid}), which the ERP does not have"

    def raised(self, shop: Shop, before: dict[str, Any]) -> Iterator[str]:
        """After a write: nothing was raised above what there is less what this store sold already.

        What another store sold since its own import is not known to this store's run.
        """
        held = self.town.held(shop)
        for row in shop.rows:
            was, now = before.get(str(row["id"])), row["stock_quantity"]
            product = self.town.product_of(row)
            if now is None or was is None or now <= was or product is None:
                continue
            most = max(0, self.town.world.available(product) - held.get(product["id"], 0))
            if now > most:
                holders = self.town.holders(product["id"])
                yield f"{shop.name} sells {now} of {row['sku']}, not {was}; there are {most}: {holders}"

    # -- at the quiet end --

    def at_the_end(self, program: Program) -> Iterator[str]:
        """No faults, everything ran thrice."""
        yield from self.always()
        twice = self._twice(program)
        for shop in self.town.shops:
            waits = {
                record.record_id
                for record in everything(program)
                if record.connection_id == _id(program, shop)
            }
            for order in shop.orders.values():
                yield from self._order(shop, order, waits)
            yield from self._stock(shop, waits, twice)
            yield from self._papers(shop)
            yield from self._prices(shop, waits)

    def _order(self, shop: Shop, order: Json, waits: set[str]) -> Iterator[str]:
        uid = order["order_key"]
        if str(order["id"]) in waits or uid in self.answered:
            return
        made = self.town.made_for(uid)
        if not made:
            if _eligible(shop, order):
                yield f"{shop.name} {order['number']} ({uid}) is neither in the ERP nor on the list"
            return
        there = made[0]
        if there.get("_past") or order["status"] not in ("processing", "on-hold", "pending", "completed"):
            return
        if Decimal(there["totalVenda"]) != Decimal(order["total"]):
            yield f"{uid}: total {there['totalVenda']} in the ERP, {order['total']} in the store, no list"
        units = [sum(float(each[name]) for each in rows) for rows, name in
                 ((there["_Itens"], "quantidade"), (order["line_items"], "quantity"))]  # fmt: skip
        if units[0] != units[1]:
            yield f"{uid}: {units[0]} units in the ERP, {units[1]} in the store, no list"
        contact = self.town.erp["contacts"].get(there["idContato"], {})
        if contact and (documents := _documents(order)) and _digits(contact.get("cnpj")) not in documents:
            yield f"{uid}: another buyer in the ERP"

    def _stock(self, shop: Shop, waits: set[str], twice: dict[str, int]) -> Iterator[str]:
        held = self.town.held()
        for row in shop.rows:
            product = self.town.product_of(row)
            if product is None or row["manage_stock"] is not True or _ref(shop, row) & waits:
                continue
            most = max(0, self.town.world.available(product) - held.get(product["id"], 0))
            shown = offered(shop.world, row) or 0
            # What a person must answer first holds its units twice: fewer are offered, never more.
            excused = self.erp_restored or self.anew or bool(self.answered) or self._trashed()
            least = 0 if excused else most - twice.get(product["id"], 0)
            if not least <= shown <= most:
                yield f"{shop.name} offers {shown} of {row['sku'] or row['id']}, there are {most}"

    def _twice(self, program: Program) -> dict[str, int]:
        """Units of orders that the ERP has and that wait on the list all the same, by ERP product id."""
        found: dict[str, int] = {}
        waiting = {(record.connection_id, record.record_id) for record in everything(program)}
        for shop in self.town.shops:
            for key, order in shop.orders.items():
                if (_id(program, shop), str(key)) in waiting and self.town.made_for(order["order_key"]):
                    for product, units in self.town.units(shop, order).items():
                        found[product] = found.get(product, 0) + units
        return found

    def _trashed(self) -> bool:
        """An order in the trash of WooCommerce may come out again: its units may stay held."""
        return any(order["status"] == "trash" for shop in self.town.shops for order in shop.orders.values())

    def _papers(self, shop: Shop) -> Iterator[str]:
        state = {**shop.world.state}
        for key, order in shop.orders.items():
            own = {made["numeroNotaFiscal"] for made in self.town.made_for(order["order_key"])}
            for number, _ in shop.facts.invoices(state, str(key)):
                if number not in own and not number.startswith("9100"):
                    yield f"{shop.name} {order['number']} shows the invoice {number} of another sale"

    def _prices(self, shop: Shop, waits: set[str]) -> Iterator[str]:
        for row in shop.rows:
            product = self.town.product_of(row)
            if product is None or _ref(shop, row) & waits:
                continue
            if (
                row["regular_price"]
                and float(product["precoDe"])
                and Decimal(row["regular_price"]) != Decimal(product["precoDe"])
            ):
                yield f"{shop.name} asks {row['regular_price']} for {row['sku']}, not {product['precoDe']}"


def everything(program: Program) -> list[Any]:
    """Every record that waits or was answered."""
    wanted = PendingRow.select().where(PendingRow.state != PendingState.SOLVED.value)
    return program.storage._session.rows(wanted)


def _bare(label: str) -> str:
    return label.removeprefix(PREFIXES[1])


def _id(program: Program, shop: Shop) -> int:
    found = program.storage.connections.find(shop.name)
    assert found is not None
    return found.id


def _ref(shop: Shop, row: Json) -> set[str]:
    """What a pending record of this product may be called."""
    own, parent = str(row["id"]), str(row["parent_id"] or row["id"])
    return {own, parent, f"{parent}/{own}", row["sku"] or own}


def _eligible(shop: Shop, order: Json) -> bool:
    """A paid order its buyer still wants, with nothing wrong in it."""
    return bool(
        order["status"] in shop.facts.imports
        and (order["payment_method"] != "cod" or order["date_paid_gmt"])
        and str(order["id"]) not in shop.world.woo["bad_orders"]
    )


def _documents(order: Json) -> set[str]:
    billing = order["billing"]
    meta = {row["key"]: row["value"] for row in order["meta_data"]}
    said = [billing.get(name) or meta.get(f"_billing_{name}") for name in ("cpf", "cnpj")]
    return {_digits(one) for one in said if one}


def _digits(said: Any) -> str:
    return "".join(char for char in str(said or "") if char.isdigit())
