"""How many calls a thousand SKUs take, for each store, beside what one call for each would take."""

from tests.support import running_sandbox
from tools.bench.rows import Row
from tools.bench.sync import shop

PRODUCTS, CHANGED = 1000, 200
STORES = ("woocommerce", "nuvemshop", "vtex")
# peers.md: the connectors looked at make 20,000 to 40,000 calls for 10,000 SKUs.
PEERS = "2.000 a 4.000 por 1.000 SKUs nos concorrentes"


def stock() -> list[Row]:
    """Everything linked and equal; then a part of it differs; then there is nothing to do."""
    rows: list[Row] = []
    for store in STORES:
        with running_sandbox("--store", store, "--products", str(PRODUCTS), "--orders", "4") as sandbox:
            told = ("sync_stock", "sync_stock", f"count_anew={CHANGED}", "sync_stock:schedule")
            _, verify, changed, quiet = shop(sandbox, *told, "sync_stock:schedule")
        every = verify["calls"] / verify["read"] * 1000
        rows += [
            Row(
                f"{store}: conferir {verify['read']} SKUs iguais",
                f"{verify['calls']} chamadas, {every:.0f} por 1.000 SKUs, {verify['updated']} envios",
                "só leituras",
                verify["updated"] == 0,
                PEERS,
            ),
            Row(
                f"{store}: {changed['updated']} SKUs mudaram de {verify['read']}",
                f"{changed['calls']} chamadas",
                reference=f"um a um: {2 * changed['updated']}",
            ),
            Row(f"{store}: nada mudou", f"{quiet['calls']} chamadas", "1 por lado", quiet["calls"] <= 2),
        ]
    return rows


MEASURES = (stock,)
