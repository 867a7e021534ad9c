"""The sandbox's own truth: one state, one lock, the indexes, and what happens in a shop."""

import json
import os
import random
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

Json = dict[str, Any]
# Statuses in which an order holds stock back: waiting for payment, open, picking, under review.
RESERVING = ("-1", "0", "3", "4")
TAKING = ("processing", "on-hold", "completed")
# The platform a shop sells on where nothing else is said. The truth of the shop is kept in this one's
# words whatever the platform; others show it in theirs (see `platforms`).
WOOCOMMERCE: Json = {"kind": "woocommerce", "taking": TAKING, "suffix": ""}


def now_gmt() -> str:
    """This second, as WooCommerce writes it: naive UTC."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}"


def local_of(gmt: str) -> str:
    """A naive UTC text in the shop's own time (three hours behind)."""
    try:
        return (datetime.fromisoformat(gmt) - timedelta(hours=3)).isoformat()
    except ValueError:
        return gmt


class World:
    """Both sides of one shop. Hold `lock` for anything that reads or writes `state`."""

    def __init__(self, state: Json) -> None:
        self.lock = threading.RLock()
        self.dirty = False
        self.counters: dict[str, int] = {}
        # Only the newest carrier token lives; a restart makes all of them die.
        self.tokens = 0
        # What no integration may ever do, as it happened.
        self.went_back: list[str] = []
        self.random = random.Random(7)
        self.load(state)

    def load(self, state: Json) -> None:
        """Take a whole state and make the indexes anew."""
        with self.lock:
            self.state = state
            _complete(state)
            self.by_code: dict[str, list[str]] = {}
            self.by_gtin: dict[str, list[str]] = {}
            self.by_oc: dict[str, list[str]] = {}
            self.by_number: dict[str, str] = {}
            self.store_sku: dict[str, tuple[str, str]] = {}
            for product in self.erp["products"].values():
                self.index_product(product)
            for order in self.erp["orders"].values():
                self.index_order(order)
            for kind in ("products", "variations"):
                for row in self.woo[kind].values():
                    if row["sku"]:
                        self.store_sku[row["sku"]] = (kind, str(row["id"]))
            self.children: dict[str, list[str]] = {}
            for row in self.woo["variations"].values():
                self.children.setdefault(str(row["parent_id"]), []).append(str(row["id"]))
            self.dirty = True

    @property
    def erp(self) -> Json:
        """The ERP's side."""
        side: Json = self.state["eccosys"]
        return side

    @property
    def woo(self) -> Json:
        """The store's side."""
        side: Json = self.state["woocommerce"]
        return side

    @property
    def parcels(self) -> Json:
        """What every carrier knows, each in its own shape: story and local instant of posting, by code.

        A parcel without a code stands under "NF " and its invoice's number.
        """
        parcels: Json = self.state["parcels"]
        return parcels

    @property
    def taking(self) -> tuple[str, ...]:
        """The statuses in which the shop's platform holds stock for an order."""
        return tuple(self.state["store"]["taking"])

    def side(self, name: str) -> Json:
        """What a platform or carrier keeps besides the truth of the shop."""
        side: Json = self.state.setdefault(name, {})
        return side

    def next_id(self, kind: str) -> int:
        """The next number of a kind."""
        self.state["next"][kind] += 1
        return int(self.state["next"][kind])

    def locked(self, view: Callable[..., Any]) -> Callable[..., Any]:
        """The same view, which nothing else disturbs meanwhile."""

        def work(**parts: Any) -> Any:
            with self.lock:
                return view(**parts)

        return work

    def count(self, name: str) -> None:
        """One more request of this name."""
        self.counters[name] = self.counters.get(name, 0) + 1

    # -- ERP --

    def index_product(self, product: Json) -> None:
        """Make an ERP product findable."""
        self.by_code.setdefault(product["codigo"], []).append(product["id"])
        if product["gtin"]:
            self.by_gtin.setdefault(product["gtin"], []).append(product["id"])

    def index_order(self, order: Json) -> None:
        """Make an ERP order findable."""
        self.by_oc.setdefault(order["numeroDaOrdemDeCompra"], []).append(order["id"])
        self.by_number[order["numeroPedido"]] = order["id"]

    def available(self, product: Json) -> int:
        """Physical less reserved; may be negative."""
        return int(product["estoqueReal"]) - int(product["reservado"])

    def add_erp_order(self, order: Json) -> None:
        """Keep an order and reserve its stock."""
        self.erp["orders"][order["id"]] = order
        self.index_order(order)
        if order["situacao"] in RESERVING:
            self._reserve(order, 1)
        self.dirty = True

    def set_status(self, order: Json, status: str) -> None:
        """Move an order on, with what that does to stock."""
        before = order["situacao"]
        invoiced = order["idNotaFiscalRef"] not in ("", "0", None) or before in ("1", "D")
        if invoiced and status in ("-1", "0", "2", "3", "4"):
            self.went_back.append(f"ERP {order['numeroPedido']}: {before} → {status}")
        if before in RESERVING and status not in RESERVING:
            self._reserve(order, -1)
        if before not in RESERVING and status in RESERVING:
            self._reserve(order, 1)
        if status == "1" and before != "1":
            for product, quantity in self._items(order):
                product["estoqueReal"] -= quantity
        order["situacao"] = status
        self.dirty = True

    def _reserve(self, order: Json, sign: int) -> None:
        for product, quantity in self._items(order):
            product["reservado"] += sign * quantity

    def _items(self, order: Json) -> Iterator[tuple[Json, int]]:
        for item in order["_Itens"]:
            product = self.erp["products"].get(str(item.get("idProduto") or ""))
            if product is not None:
                yield product, int(float(item["quantidade"]))

    # -- store --

    def store_row(self, product_id: Any, variation_id: Any) -> Json | None:
        """The sellable row behind an order line."""
        if variation_id:
            row: Json | None = self.woo["variations"].get(str(variation_id))
        else:
            row = self.woo["products"].get(str(product_id))
        return row

    def add_store_order(self, order: Json) -> None:
        """Keep a store order; the store takes its stock."""
        self.woo["orders"][str(order["id"])] = order
        if order["status"] in self.taking:
            self._move(order, -1)
        self.dirty = True

    def set_store_status(self, order: Json, status: str) -> None:
        """Move a store order on, with what that does to stock and dates."""
        before, order["status"] = order["status"], status
        taking = self.taking
        if status in taking and before not in taking:
            self._move(order, -1)
        if status in ("cancelled", "pending", "failed") and before in taking and status not in taking:
            self._move(order, 1)
        if status in ("processing", "completed") and not order["date_paid_gmt"]:
            order["date_paid_gmt"] = now_gmt()
        self.touch(order)

    def touch(self, row: Json) -> None:
        """The row changed now."""
        row["date_modified_gmt"] = now_gmt()
        self.dirty = True

    def _move(self, order: Json, sign: int) -> None:
        for line in order["line_items"]:
            row = self.store_row(line.get("product_id"), line.get("variation_id"))
            if row is not None and row["manage_stock"] is True:
                row["stock_quantity"] += sign * int(line.get("quantity") or 0)


def _complete(state: Json) -> None:
    """A state kept by an older version lacks what came since."""
    # One carrier only knew parcels then.
    state.setdefault("parcels", state.get("correios", {}).pop("parcels", {}))
    state.setdefault("stories", {})
    state.setdefault("store", WOOCOMMERCE)
    for side, names in (("eccosys", ("departments", "attributes", "brands")), ("woocommerce", ())):
        for name in names:
            state[side].setdefault(name, [])
    state["eccosys"].setdefault("nfes", {})
    for name in ("categories", "attributes", "brands"):
        state["woocommerce"].setdefault(name, {})


def save(world: World, path: Path) -> None:
    """Write the state whole or not at all."""
    with world.lock:
        text = json.dumps(world.state, ensure_ascii=False)
        world.dirty = False
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)
