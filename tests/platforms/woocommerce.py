"""WooCommerce: papers are private notes, the tracking code has a field of the Correios plug-in."""

import re

from tests.platforms import Facts, State


def _notes(state: State, store_id: str) -> list[str]:
    return [note["note"] for note in state["woocommerce"]["notes"].get(store_id, [])]


def _invoices(state: State, store_id: str) -> list[tuple[str, str]]:
    written = r"Nota fiscal (\d+)(?:, série 1)?(?:, chave (\d+))?"
    found = (re.fullmatch(written, note) for note in _notes(state, store_id))
    return [(match[1], match[2] or "") for match in found if match]


def _codes(state: State, store_id: str) -> list[str]:
    code = state["woocommerce"]["orders"][store_id]["correios_tracking_code"]
    return [code] if code else []


def _steps(state: State, store_id: str) -> list[str]:
    return [note for note in _notes(state, store_id) if not note.startswith("Nota fiscal")]


FACTS = Facts(
    kind="woocommerce",
    imports=("processing", "completed"),
    statuses={"on-hold": "-1", "pending": "-1", "processing": "0"},
    words={"refunded": "refunded"},
    invoices=_invoices,
    codes=_codes,
    steps=_steps,
    creates=r"POST /woocommerce/wp-json/wc/v3/products$",
)
