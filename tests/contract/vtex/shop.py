"""A VTEX account that answers what a test tells it to, and the connector opened on it."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from ecco_desktop.connectors.stores.vtex.adapter import Vtex, open_connection
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.jobs.run.notebook import LooseNotes
from ecco_desktop.ports.system import CancelToken
from tests.contract.server import Asked, Reply, Scripted
from tests.fakes.opening import opening

SECRETS = {"app_key": "vtexappkey-minhaloja-ABCDEF", "app_token": "TOKENTOKENTOKEN"}
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
Answer = Reply | Callable[[Asked], Reply]
WAREHOUSES = Reply(200, [{"id": "1_1", "name": "Principal", "isActive": True}])
CONFIG = Reply(
    200,
    {
        "filter": {
            "type": "FromWorkflow",
            "status": ["payment-pending", "ready-for-handling", "canceled"],
        },
        "queue": {"visibilityTimeoutInSeconds": 240},
    },
)
NO_ORDERS = Reply(200, {"list": [], "paging": {"total": 0, "pages": 0, "currentPage": 1, "perPage": 100}})
# A shop where nothing happens.
QUIET: Mapping[str, Answer] = {
    "GET /api/orders/feed/config": CONFIG,
    "GET /api/orders/feed": Reply(200, []),
    "POST /api/orders/feed": Reply(200, {}),
    "GET /api/oms/pvt/orders": NO_ORDERS,
    "GET /api/logistics/pvt/configuration/warehouses": WAREHOUSES,
}
MISSING = Reply(404, {"error": {"code": "404", "message": "Not found"}})


def routes(found: Mapping[str, Answer]) -> Callable[[Asked], Reply]:
    """The answer of the first route ("METHOD pattern") that matches whole; 404 for all else."""
    known = {**found, **{key: value for key, value in QUIET.items() if key not in found}}

    def answer(asked: Asked) -> Reply:
        for pattern, reply in known.items():
            if re.fullmatch(pattern, f"{asked.method} {asked.path}"):
                return reply(asked) if callable(reply) else reply
        return MISSING

    return answer


def opened(
    server: Scripted, notes: LooseNotes | None = None, cancel: CancelToken | None = None, **values: str
) -> Vtex:
    """The connector, at a pace that keeps no test waiting, with a clock that stands still."""
    filled = {
        "account": "minhaloja",
        "address": server.base,
        "pricing_address": server.base,
        "requests_per_minute": "60000",
        "default_brand": "Marca",
        **values,
    }
    connection = Connection(1, "Loja", "vtex", Role.STORE, filled)
    store = open_connection(opening(connection, SECRETS, cancel, notes=notes))
    store.now = lambda: NOW
    return store


def calls(server: Scripted, pattern: str) -> list[Asked]:
    """What was asked of a route, in its order."""
    return [asked for asked in server.asked if re.fullmatch(pattern, f"{asked.method} {asked.path}")]


def order(**changes: Any) -> dict[str, Any]:
    """An order in the shape of VTEX's own example: cents, seven digits of a second, a masked e-mail."""
    return {
        "orderId": "1172452900788-01",
        "sequence": "502556",
        "status": "ready-for-handling",
        "isCompleted": True,
        "allowCancellation": True,
        "value": 25970,
        "creationDate": "2026-03-01T20:09:43.8999580+00:00",
        "lastChange": "2026-03-01T20:46:11.7010747+00:00",
        "authorizedDate": "2026-03-01T20:46:11.7010747+00:00",
        "totals": [
            {"id": "Items", "name": "Total dos Itens", "value": 25980},
            {"id": "Discounts", "name": "Total dos Descontos", "value": -2010},
            {"id": "Shipping", "name": "Total do Frete", "value": 2000},
            {"id": "Tax", "name": "Total da Taxa", "value": 0},
        ],
        "items": [
            {
                "uniqueId": "A1",
                "id": "18",
                "productId": "6",
                "ean": "7891234567895",
                "refId": "CAM-1",
                "name": "Camiseta P",
                "quantity": 2,
                "price": 12990,
                "listPrice": 14990,
                "sellingPrice": 11985,
                "seller": "1",
            }
        ],
        "clientProfileData": {
            "email": "a1b2@ct.vtex.com.br",
            "firstName": "Ana",
            "lastName": "Souza",
            "documentType": "cpf",
            "document": "52998224725",
            "phone": "+5511992227222",
            "isCorporate": False,
        },
        "shippingData": {
            "address": {
                "receiverName": "Ana Souza",
                "postalCode": "22630-011",
                "city": "Rio de Janeiro",
                "state": "RJ",
                "country": "BRA",
                "street": "Avenida Lúcio Costa",
                "number": "126",
                "neighborhood": "Barra da Tijuca",
                "complement": None,
            },
            "logisticsInfo": [{"itemIndex": 0, "selectedSla": "Normal", "deliveryCompany": "PAC"}],
        },
        "paymentData": {
            "transactions": [
                {
                    "isActive": True,
                    "payments": [{"paymentSystemName": "Visa", "group": "creditCard", "value": 25970}],
                }
            ]
        },
        "packageAttachment": {"packages": []},
        "storePreferencesData": {"currencyCode": "BRL"},
        "openTextField": None,
    } | changes


def package(**changes: Any) -> dict[str, Any]:
    """An invoice of an order."""
    return {
        "type": "Output",
        "invoiceNumber": "4512",
        "invoiceValue": 25970,
        "trackingNumber": None,
        "courierStatus": None,
    } | changes


def with_package(status: str = "invoiced", **changes: Any) -> dict[str, Any]:
    """An order with one invoice."""
    return order(status=status, packageAttachment={"packages": [package(**changes)]})


def event(order_id: str, number: int = 1, state: str = "ready-for-handling") -> dict[str, Any]:
    """An event of the feed."""
    return {
        "eventId": f"E{number}",
        "handle": f"handle-{number}",
        "domain": "Fulfillment",
        "state": state,
        "lastState": "window-to-cancel",
        "orderId": order_id,
        "lastChange": "2026-03-02T14:00:00.1340570Z",
        "currentChange": f"2026-03-02T14:{number % 60:02d}:23.7153839Z",
    }
