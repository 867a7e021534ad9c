"""What went wrong and what happened, told and mended by commands."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import asked, connect, keys, link_carriers, runs_of
from tests.support import Sandbox, form_of, running_sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox() as made:
        yield made


def test_what_went_wrong_and_what_happened_is_told(sandbox: Sandbox, tmp_path: Path) -> None:
    data, secrets = ("--data-dir", str(tmp_path)), keys(sandbox)
    connect(sandbox, tmp_path, **secrets)
    link_carriers(tmp_path, **secrets)
    for automation in ("import_orders", "sync_stock"):
        asked("tasks", "add", automation, "--connection", "Loja", *data, **secrets)
    ran = {run["automation"]: run for run in runs_of(asked("run", "--all", "--json", *data, **secrets))}

    groups = json.loads(asked("pending", "--json", *data).stdout)["groups"]
    carrier = next(group for group in groups if group["cause"] == "order.carrier")
    assert (len(carrier["records"]), carrier["solution"]) == (2, "link_carrier")
    assert "Criar vínculo" in asked("pending", *data).stdout
    asked("links", "add", "--connection", "Loja", "Transportadora do Zé", "Jadlog", *data, **secrets)
    wanted = [str(record["id"]) for record in carrier["records"]]
    tried = asked("pending", *(word for each in wanted for word in ("--retry", each)), *data, **secrets)
    assert "2 de 2 resolvidas" in tried.stdout, tried.stderr
    missing = next(group for group in groups if group["cause"] == "order.product")
    tried = asked("pending", "--retry", str(missing["records"][0]["id"]), *data, **secrets)
    assert "0 de 1 resolvidas" in tried.stdout and "Cadastre-o com o mesmo SKU" in tried.stdout
    chosen = ("pending", "--product", str(missing["records"][0]["id"]))
    assert f"pending --product {chosen[-1]} CÓDIGO" in asked("pending", *data).stdout
    nothing = asked(*chosen, "no such code", *data, **secrets)
    assert nothing.returncode == 1 and "não tem produto com o código" in nothing.stderr
    assert "1 de 1 resolvidas" in asked(*chosen, "CAM-0001-P", *data, **secrets).stdout
    empty = next(group for group in groups if group["cause"] == "order.no_items")
    assert "1 ignoradas" in asked("pending", "--ignore", str(empty["records"][0]["id"]), *data).stdout
    assert "order.no_items" not in asked("pending", "--json", *data).stdout
    assert asked("pending", "--retry", "9999", *data).returncode == 1

    number = carrier["records"][0]["label"]
    story = asked("timeline", number, *data)
    assert "sem vínculo de transportadora" in story.stdout and "importado" in story.stdout
    assert asked("timeline", "nada", *data).returncode == 1

    sent = ran["sync_stock"]
    history = asked("stock-history", "--limit", "5", *data)
    assert history.returncode == 0 and "fís." in history.stdout
    sheet = tmp_path / "estoque.csv"
    assert f"{len(sent['changes'])} linhas" in asked("stock-history", "--csv", str(sheet), *data).stdout
    assert asked("stock-history", "--since", "ontem", *data).returncode == 2
    undone = json.loads(asked("undo", str(sent["run"]), "--json", *data, **secrets).stdout)
    assert undone["given_back"] + undone["kept"] == len(sent["changes"])
    assert asked("undo", str(ran["import_orders"]["run"]), *data, **secrets).returncode == 1


def test_which_order_it_is_is_answered_by_number(sandbox: Sandbox, tmp_path: Path) -> None:
    data, secrets = ("--data-dir", str(tmp_path)), keys(sandbox)
    connect(sandbox, tmp_path, **secrets)
    link_carriers(tmp_path, **secrets)
    sandbox.shop("set", no_contacts=True)
    for number in ("90001", "90002"):
        order = sandbox.shop("new_order", number=number, shipping_method="PAC")
        sandbox.shop("erp_order", number=number, total=order["total"])
    asked("tasks", "add", "import_orders", "--connection", "Loja", *data, **secrets)
    asked("run", "--all", *data, **secrets)
    groups = json.loads(asked("pending", "--json", *data).stdout)["groups"]
    ids = {
        group["records"][0]["label"]: str(group["records"][0]["id"])
        for group in groups
        if group["cause"] == "order.perhaps_there"
    }
    # The list says with which words it is answered.
    told = asked("pending", *data).stdout
    for number in ids.values():
        assert f"pending --same {number}" in told and f"pending --other {number}" in told
    answered = asked("pending", "--same", ids["90001"], "--other", ids["90002"], *data, **secrets)
    assert "2 de 2 resolvidas" in answered.stdout, answered.stderr
    erp = [order["numeroDaOrdemDeCompra"] for order in sandbox.get("state?part=eccosys")["orders"].values()]
    assert (erp.count("90001"), erp.count("90002")) == (1, 2)
    assert asked("pending", "--same", ids["90001"], *data, **secrets).returncode == 1


def test_a_second_store_without_a_prefix_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    data, secrets = ("--data-dir", str(tmp_path)), keys(sandbox)
    connect(sandbox, tmp_path, **secrets)
    asked("tasks", "add", "import_orders", "--connection", "Loja", *data, **secrets)
    values, more = form_of(sandbox, "woocommerce")
    words = [word for key, value in values.items() for word in ("--set", f"{key}={value}")]
    kept = secrets | {f"ECCO_SECRET_{key.upper()}": value for key, value in more.items()}
    added = asked("connections", "add", "woocommerce", "Outra", *words, *data, **kept)
    assert added.returncode == 0, added.stderr
    refused = asked("tasks", "add", "import_orders", "--connection", "Outra", *data, **kept)
    assert refused.returncode == 1 and "prefixo" in refused.stderr + refused.stdout
    assert "--option prefix=B-" in refused.stderr
    prefix = ("--option", "prefix=B-")
    made = asked("tasks", "add", "import_orders", "--connection", "Outra", *prefix, *data, **kept)
    assert made.returncode == 0, made.stderr
