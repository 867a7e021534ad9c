"""VTEX: an order's papers are its packages, and only what has an invoice has a package."""

from tests.platforms import Facts, State


def _packages(state: State, store_id: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (
        state.get("vtex", {}).get("orders", {}).get(store_id, {}).get("packages", [])
    )
    return found


def _invoices(state: State, store_id: str) -> list[tuple[str, str]]:
    return [(str(one["invoiceNumber"]), str(one["invoiceKey"])) for one in _packages(state, store_id)]


def _codes(state: State, store_id: str) -> list[str]:
    return [str(one["trackingNumber"]) for one in _packages(state, store_id) if one["trackingNumber"]]


def _steps(state: State, store_id: str) -> list[str]:
    statuses = [one["courierStatus"] for one in _packages(state, store_id)]
    events = [event for status in statuses if isinstance(status, dict) for event in status["data"]]
    return [event["description"] for event in events if event["description"] != "Pedido entregue"]


FACTS = Facts(
    kind="vtex",
    # What is finished in the store was invoiced by somebody else: it would be invoiced twice.
    imports=("processing",),
    statuses={"on-hold": "-1", "pending": "-1", "processing": "0"},
    words={"refunded": "canceled"},
    # VTEX goes on to handling from "ready" alone: what waits for its payment stays.
    invoices=_invoices,
    codes=_codes,
    steps=_steps,
    creates=r"POST /vtex/api/catalog/pvt/product$",
    invoice_first=True,
    warehouses=True,
)
