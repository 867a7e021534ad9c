"""Which id of a way of sending the platforms tell, and where there is none that tells one from another."""

import pytest

from ecco_desktop.connectors.stores.nuvemshop import orders as nuvemshop
from ecco_desktop.connectors.stores.woocommerce import orders as woocommerce
from ecco_desktop.domain.orders import StoreOrder
from tests.contract.nuvemshop.shop import order_row
from tests.contract.server import recording


@pytest.mark.parametrize(
    ("method", "instance", "title", "told"),
    [
        ("flat_rate", "3", "PAC (5 dias)", "flat_rate:3"),
        ("correios-pac", 12, "PAC", "correios-pac:12"),
        ("melhorenvio_correios_sedex", "4", "SEDEX", "melhorenvio_correios_sedex:4"),
        # One instance may offer every carrier.
        ("frenet", "4", "PAC - 5 dias", "frenet:4:pac"),
        ("frenet", "4", "SEDEX - 1 dia", "frenet:4:sedex"),
        ("flat_rate:3", "3", "PAC", "flat_rate:3"),
        ("flat_rate:3", "", "PAC", "flat_rate:3"),
        ("frenet:4", "0", "PAC - 5 dias", "frenet:4:pac"),
        ("flat_rate", "", "PAC", ""),
        ("flat_rate", "0", "PAC", ""),
        ("flat_rate", None, "PAC", ""),
        ("", "3", "PAC", ""),
        (None, {}, "PAC", ""),
    ],
)
def test_woocommerce_tells_method_and_instance(
    method: object, instance: object, title: str, told: str
) -> None:
    line = {"method_id": method, "instance_id": instance, "method_title": title, "total": "0.00"}
    shipped = {"shipping_lines": [line]}
    order = woocommerce.to_order({**recording("orders-get")["response"]["body"], **shipped})
    assert isinstance(order, StoreOrder)
    assert (order.shipping_reference, order.shipping_method) == (title, told)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"shipping": "api_36", "shipping_option_code": "ne-pac"}, "api_36:ne-pac"),
        ({"shipping_option_code": "ne-pac"}, "ne-pac"),
        ({"shipping": "table", "shipping_option_code": None}, ""),
        ({}, ""),
    ],
)
def test_nuvemshop_tells_the_options_code(fields: dict[str, object], told: str) -> None:
    order = nuvemshop.to_order(order_row(shipping_option="PAC", fulfillments=[], **fields))
    assert isinstance(order, StoreOrder)
    assert (order.shipping_reference, order.shipping_method) == ("PAC", told)
