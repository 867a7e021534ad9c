"""Nuvemshop: the invoice is a metafield, the tracking code and the steps stand at the shipment."""

import json
import re

from tests.platforms import Facts, State


def _invoices(state: State, store_id: str) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for row in state["nuvemshop"].get("metafields", {}).values():
        number = re.match(r"NF-e (\d+)", row["description"])
        if str(row["owner_id"]) == store_id and number:
            found |= {(number[1], each["key"]): None for each in json.loads(row["value"])}
    return list(found)


def _codes(state: State, store_id: str) -> list[str]:
    code = state["woocommerce"]["orders"][store_id]["correios_tracking_code"]
    return [code] if code else []


def _steps(state: State, store_id: str) -> list[str]:
    shipment = state["nuvemshop"].get("fulfilment", {}).get(store_id, {"events": []})
    return [event["description"] for event in shipment["events"]]


FACTS = Facts(
    kind="nuvemshop",
    imports=("processing", "completed"),
    statuses={"on-hold": "4", "pending": "-1", "processing": "0"},
    words={"refunded": "refunded"},
    # Nothing is sent for em separação: the store has no word for it.
    invoices=_invoices,
    codes=_codes,
    steps=_steps,
    creates=r"POST /nuvemshop/2025-03/\d+/products$",
    brands=False,
    warehouses=True,
    parent_skus=False,
)
