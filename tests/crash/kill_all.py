"""Kills a run of all automations at random moments while the shop lives, and judges both sides at the end.

`python tests/crash/kill_all.py --kills 200` prints a verdict and exits 0 only where no order is lost or
doubled, no total is wrong, no status went back, no product is doubled, and stock and prices are right.
"""

import argparse
import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.crash.killing import start, start_and_kill
from tests.support import Sandbox, install_all, running_sandbox, wanted

SHORTEST, LONGEST = 0.6, 2.8
OPTIONS: dict[str, dict[str, str]] = {
    "sync_cancelled_orders": {"from_store": "yes", "to_store": "yes"},
    "push_products": {"publish": "yes"},
}


def main() -> int:
    """Kill, resume, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return crash(Path(folder), options.kills, options.seed)


def crash(folder: Path, kills: int, seed: int) -> int:
    """Exit code 0 where both sides are right in the end."""
    rng = random.Random(seed)
    with running_sandbox(
        "--latency-ms", "4", "--past", "32", "--orders", "60", "--products", "80"
    ) as sandbox:
        install_all(folder, sandbox, **OPTIONS).close()
        killed = rounds = 0
        while killed < kills and rounds < 5 * kills:
            killed += start_and_kill(start(folder, sandbox, "--all"), rng, SHORTEST, LONGEST)
            _let_the_shop_live(sandbox, rng, rounds)
            rounds += 1
        for _ in range(3):
            # Each side may answer to what the other was told: the third run finds nothing to do.
            start(folder, sandbox, "--all").wait(timeout=300)
        before = _written(sandbox)
        start(folder, sandbox, "--all").wait(timeout=300)
        return _judge(sandbox, killed, quiet=_written(sandbox) == before)


def _let_the_shop_live(sandbox: Sandbox, rng: random.Random, number: int) -> None:
    """Both sides change while nothing of ours runs: some of each, at random."""
    state = sandbox.get("state")
    if number % 4 == 0:
        sandbox.shop("new_order", status=rng.choice(["processing", "processing", "pending"]))
    erp = state["eccosys"]["orders"]
    by_number = {row["numeroDaOrdemDeCompra"]: row for row in erp.values()}
    for _ in range(2):
        store = rng.choice(list(state["woocommerce"]["orders"].values()))
        order = by_number.get(store["number"])
        if order is not None and str(store["id"]) not in state["woocommerce"]["bad_orders"]:
            _move(sandbox, rng, store, order)
    products = [p for p in state["eccosys"]["products"].values() if p["codigo"] != "DUP-0001"]
    product = rng.choice(products)
    sandbox.shop(
        "set_erp_stock",
        codigo=product["codigo"],
        estoqueReal=product["reservado"] + rng.randint(0, 30),
    )
    price = f"{float(rng.choice(products)['preco']) * rng.choice([0.9, 1.05]):.2f}"
    sandbox.shop("change_erp_product", codigo=product["codigo"], changes={"preco": price, "precoDe": price})


def _move(sandbox: Sandbox, rng: random.Random, store: dict[str, Any], order: dict[str, Any]) -> None:
    what = rng.random()
    if what < 0.35 and order["situacao"] in ("0", "3"):
        posted = datetime.now(UTC).replace(microsecond=0) - timedelta(days=6, hours=3)
        code = f"AD{rng.randrange(10**9):09d}BR"
        story = rng.choice(["transit", "delivered", "out"])
        sandbox.shop("invoice_order", id=order["id"], code=code, story=story, posted=posted.isoformat()[:19])
    elif what < 0.5 and order["situacao"] == "0":
        sandbox.shop("set_erp_status", id=order["id"], situacao="3")
    elif what < 0.8 and store["status"] != "completed":
        sandbox.shop(
            "set_order_status", id=store["id"], status=rng.choice(["on-hold", "processing", "cancelled"])
        )
    elif what < 0.9 and order["situacao"] == "-1":
        sandbox.shop("set_order_status", id=store["id"], status="processing")


def _written(sandbox: Sandbox) -> dict[str, int]:
    counters = sandbox.get("state?part=counters")
    return {name: count for name, count in counters.items() if "written" in name or "created" in name}


def _judge(sandbox: Sandbox, killed: int, *, quiet: bool) -> int:
    expected = wanted(sandbox)
    checks = sandbox.get("checks")
    found = checks["orders"]
    wrong = {
        "lost": sorted(expected - set(found)),
        "doubled": checks["duplicates"],
        "wrong totals": [
            number for number, row in found.items()
            if row["store_total"] is not None and row["erp_total"] != row["store_total"]
        ],
        "went back": checks["went_back"],
        "doubled products": checks["doubled_products"],
        "stock": checks["stock_differences"],
        "still writing": [] if quiet else [_written(sandbox)],
    }  # fmt: skip
    print(f"killed {killed} times; {len(found)} orders in the ERP, {len(expected)} had to come in; {wrong}")
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
