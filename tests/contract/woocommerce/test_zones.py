"""The ways of sending of a WooCommerce shop: its zones', where they are told, and its orders'."""

from typing import Any

import pytest

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ports.store import DeliveryMethod
from tests.contract.server import Asked, Reply, recording, scripted
from tests.contract.woocommerce.test_catalog import opened

ORDER = recording("orders-get")["response"]["body"]
SEEN = {"method_id": "frenet", "instance_id": "7", "method_title": "PAC - 5 dias", "total": "0.00"}
ZONES = [{"id": 0, "name": "Resto"}, {"id": 3, "name": "Sudeste"}, {"id": "3/../9"}, "x"]
METHODS = [
    {"instance_id": 4, "title": "SEDEX", "enabled": True, "method_id": "flat_rate"},
    {"instance_id": 5, "title": "Motoboy", "enabled": False, "method_id": "flat_rate"},
    # One method, every carrier: orders tell which.
    {"instance_id": 7, "title": "Frenet", "enabled": True, "method_id": "frenet"},
    {"instance_id": 8, "title": "Retirada", "method_id": "local_pickup"},
    "x",
]


def answer(zones: Reply) -> Any:
    def reply(asked: Asked) -> Reply:
        if asked.path.endswith("/orders"):
            return Reply(200, [{**ORDER, "shipping_lines": [SEEN]}])
        if asked.path.endswith("/shipping/zones"):
            return zones
        return Reply(200, METHODS if asked.path.endswith("/zones/3/methods") else [])

    return reply


def test_those_of_the_zones_and_what_orders_tell() -> None:
    with scripted(answer(Reply(200, ZONES))) as server:
        assert opened(server).delivery_methods() == [
            DeliveryMethod("SEDEX", "flat_rate:4", "Sudeste"),
            DeliveryMethod("PAC - 5 dias", "frenet:7:pac"),
        ]
        assert not any(".." in asked.path for asked in server.asked)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_key_that_may_not_see_zones_shows_those_of_orders(status: int) -> None:
    told = Reply(status, {"code": "woocommerce_rest_cannot_view", "message": "Sem permissão"})
    with scripted(answer(told)) as server:
        assert opened(server).delivery_methods() == [DeliveryMethod("PAC - 5 dias", "frenet:7:pac")]


def test_a_key_that_may_see_nothing_says_so() -> None:
    told = Reply(401, {"code": "woocommerce_rest_cannot_view", "message": "Sem permissão"})
    with scripted(lambda _asked: told) as server, pytest.raises(SetupProblem):
        opened(server).delivery_methods()
