"""Codes as people type them, refusals, dates to come and news after the end, with every carrier."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import Application
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.runs import RunState
from tests.e2e.test_carriers import NONE, connect, now, ship
from tests.parcels import CARRIERS, CODES, POSTED_LOCAL, POSTED_TEXT
from tests.support import Sandbox, causes, install, lines, run, running_sandbox

KINDS = [manifest.kind for manifest in CARRIERS]
LINKS = {
    "correios": "https://rastreamento.correios.com.br/app/index.php?objetos={}",
    "melhorenvio": "https://www.melhorrastreio.com.br/rastreio/{}",
    "jadlog": "https://www.jadlog.com.br/siteInstitucional/tracking.jad?cte={}",
}


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "12", "--products", "20") as made:
        yield made


@pytest.fixture
def shop(sandbox: Sandbox, tmp_path: Path) -> Iterator[Application]:
    application = install(tmp_path, sandbox)
    run(application, "import_orders")
    yield application
    application.close()


def tell(sandbox: Sandbox, code: str, story: str, **more: Any) -> None:
    parcel = {"story": story, "posted": POSTED_TEXT, **more}
    sandbox.shop("set", parcels={**sandbox.get("state?part=parcels"), code: parcel})


def problems(shop: Application) -> dict[str, str]:
    """The causes that wait, by the order's number."""
    return {record.label: record.cause for record in shop.storage.pending.waiting()}


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_type_is_followed_and_what_nobody_can_follow_is_told(
    sandbox: Sandbox, shop: Application, kind: str
) -> None:
    connect(shop, sandbox, kind)
    name, code = Registry().manifest(kind).name, CODES[kind]
    spaced = f"\ufeff{code(3)[:2]}\u200b{code(3)[2:]}\u00a0"
    two, others = f"{code(1)}, {code(2)}", f"Código: {code(4).lower()};\n{code(5)}"
    # A code that lost a sign.
    typed = [two, LINKS[kind].format(spaced), others, "AA12345678BR"]
    orders = [ship(sandbox, name, place, "", text) for place, text in enumerate(typed)]
    # Ordered ninety days ago, delivered yesterday.
    old = f"{POSTED_LOCAL - timedelta(days=84):%Y-%m-%d}"
    orders.append(ship(sandbox, name, 4, "", code(6), data=old))
    for number in (1, 3, 4, 5, 6):
        tell(sandbox, code(number), "delivered")
    tell(sandbox, code(2), "out")
    run(shop, "check_deliveries")
    days = [now(sandbox, order)["dataEntrega"] for order in orders]
    assert days[0] == days[3] == NONE and NONE not in days[1:3]
    # A broker carries others' parcels, whatever their codes look like.
    lost = {} if kind == "melhorenvio" else {orders[3]["numeroDaOrdemDeCompra"]: "delivery.unread_code"}
    assert problems(shop) == {**lost, orders[4]["numeroDaOrdemDeCompra"]: "delivery.left_window"}
    tell(sandbox, code(2), "delivered")
    run(shop, "check_deliveries")
    assert now(sandbox, orders[0])["dataEntrega"] != NONE
    # A person asked again, for that one too.
    assert now(sandbox, orders[4])["dataEntrega"] != NONE and problems(shop) == lost


@pytest.mark.parametrize("kind", KINDS)
def test_refusals_half_sentences_and_dates_to_come_prove_nothing(
    sandbox: Sandbox, shop: Application, kind: str
) -> None:
    connect(shop, sandbox, kind)
    shop.services.tasks.create("update_logistics_status", "Loja", None, {})
    name, code = Registry().manifest(kind).name, CODES[kind]
    stories = ("transit", "future", "not_posted", "twice")
    moving, *others = (
        ship(sandbox, name, place, story, code(place + 1)) for place, story in enumerate(stories)
    )
    ended = run(shop, "check_deliveries")
    assert ended.state is RunState.WITH_WARNINGS and "delivery.new_event" in lines(shop, ended)
    run(shop, "update_logistics_status")
    assert {now(sandbox, order)["dataEntrega"] for order in others} == {NONE}
    assert now(sandbox, others[1])["situacaoSecundaria"] == "0"
    # Jadlog tells of an unknown parcel inside a 200: another address answers 404.
    for status in (400, 412, 422, *([404] if kind != "jadlog" else [])):
        tell(sandbox, code(1), "refused", refusal=status)
        assert run(shop, "check_deliveries").state is RunState.SUCCEEDED
    assert not problems(shop)
    tell(sandbox, code(1), "delivered")
    run(shop, "check_deliveries")
    assert now(sandbox, moving)["dataEntrega"] != NONE

    # Two days later, at the sender's door.
    tell(sandbox, code(1), "undone")
    ended = run(shop, "check_deliveries")
    assert list(causes(shop, ended).values()) == ["delivery.undone"]
    assert now(sandbox, moving)["dataEntrega"] != NONE
    assert run(shop, "check_deliveries").state is RunState.SUCCEEDED
