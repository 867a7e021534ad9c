"""All automations while every tenth answer is a refusal, an error, a cut or never comes."""

from pathlib import Path

import pytest

from ecco_desktop.domain.runs import RunState
from tests.platforms import PLATFORMS, Facts
from tests.support import install_all, run, running_sandbox, wanted, writes

ORDER = (
    "check_deliveries",
    "install_catalog",
    "import_new_products",
    "import_orders",
    "check_pending_payments",
    "sync_order_status",
    "sync_cancelled_orders",
    "push_products",
    "send_deliveries",
    "sync_stock",
    "push_prices",
    "check_stock_limits",
    "update_logistics_status",
)
BOTH = {"from_store": "yes", "to_store": "yes"}


@pytest.mark.parametrize(("kind", "seed"), [*((kind, 3) for kind in sorted(PLATFORMS)), ("woocommerce", 8)])
def test_after_the_faults_both_sides_are_as_without_them(tmp_path: Path, kind: str, seed: int) -> None:
    size = ("--orders", "30", "--products", "50", "--past", "16")
    with running_sandbox("--store", kind, *size) as sandbox:
        lucky = install_all(tmp_path / "lucky", sandbox, sync_cancelled_orders=BOTH)
        for automation in (*ORDER, *ORDER):
            run(lucky, automation)
        lucky.close()
        good = shape(sandbox.get("state"), PLATFORMS[kind])
        sandbox.post("reset")

        unlucky = install_all(tmp_path / "unlucky", sandbox, timeout=1, sync_cancelled_orders=BOTH)
        faults = {"rate_429": 0.05, "rate_500": 0.04, "rate_cut": 0.03, "rate_html": 0.02, "retry_after": 0}
        sandbox.post("faults", seed=seed, **faults)
        for automation in ORDER:
            run(unlucky, automation)
        sandbox.post("faults")
        for automation in (*ORDER, *ORDER):
            ended = run(unlucky, automation)
            assert ended.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
        before = writes(sandbox)
        for automation in ORDER:
            run(unlucky, automation)
        assert writes(sandbox) == before
        unlucky.close()

        checks = sandbox.get("checks")
        assert wanted(sandbox) <= set(checks["orders"])
        for verdict in ("duplicates", "doubled_products", "went_back", "stock_differences"):
            assert checks[verdict] == [], verdict
        now = shape(sandbox.get("state"), PLATFORMS[kind])
        for part, kept in good.items():
            assert {k: v for k, v in now[part].items() if kept.get(k) != v} == {}, part
            assert set(now[part]) == set(kept), part


def shape(state: dict, facts: Facts) -> dict:  # type: ignore[type-arg]
    """What both sides come to, without the ids they gave and the instants of it."""
    erp, woo = state["eccosys"], state["woocommerce"]
    numbers = {key: row["number"] for key, row in woo["orders"].items()}
    rows = [*woo["products"].values(), *woo["variations"].values()]
    return {
        "erp orders": {
            row["numeroDaOrdemDeCompra"]: (
                row["situacao"],
                row["totalVenda"],
                row["dataEntrega"],
                row.get("dataPrevista"),
                # Delivered before it was seen on its way: then nobody marks it as dispatched any more.
                row["situacaoSecundaria"] if row["dataEntrega"].startswith("0000") else "",
            )
            for row in erp["orders"].values()
        },
        "erp products": {
            row["codigo"]: (
                row["nome"],
                row["preco"],
                row["estoqueReal"],
                row["reservado"],
                row.get("_options"),
            )
            for row in erp["products"].values()
        },
        "store orders": {
            row["number"]: (row["status"], facts.codes(state, key)) for key, row in woo["orders"].items()
        },
        "papers": {
            numbers[key]: (sorted(facts.invoices(state, key)), sorted(facts.steps(state, key)))
            for key in woo["orders"]
        },
        "store products": {
            row["sku"] or row["name"]: (
                row["stock_quantity"],
                row["regular_price"],
                row["sale_price"],
                row["status"],
                row["weight"],
                row["categories"],
            )
            for row in rows
        },
    }
