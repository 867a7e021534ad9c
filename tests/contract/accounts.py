"""ERP accounts that the suite of every ERP runs on: behind a connector, and in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.orders import Invoice, OrderStatus
from ecco_desktop.domain.products import Attribute, Brand, Category, ErpProduct
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.ports.erp import Erp, ErpCarrier, ShippingForm
from tests.fakes.erp import FakeErp
from tests.fakes.opening import opening
from tests.fakes.system import FakeCancel
from tests.support import Sandbox, form_of

FAKE = "fake"
# The NF-e key of every invoice.
KEY = "3" * 44


def open_erp(
    sandbox: Sandbox, kind: str, cancel: FakeCancel | None = None, secrets: dict[str, str] | None = None
) -> Erp:
    """A connector on the sandbox, with these secrets in the place of the good ones."""
    values, kept = form_of(sandbox, kind, timeout=1)
    connection = Connection(1, "ERP", kind, Role.ERP, values)
    return Registry().open_erp(opening(connection, kept | (secrets or {}), cancel))


class Wire:
    """An account of the sandbox."""

    def __init__(self, sandbox: Sandbox, kind: str) -> None:
        self.sandbox, self.kind = sandbox, kind

    def open(self) -> Erp:
        """A connection of its own."""
        return open_erp(self.sandbox, self.kind)

    def invoice(self, order_id: str, code: str) -> None:
        """The shop invoices an order and posts its parcel."""
        self.sandbox.shop("invoice_order", id=order_id, code=code)

    @contextmanager
    def losing_answers(self) -> Iterator[None]:
        """What is created is created, and the answer never comes."""
        self.sandbox.post("faults", once=[{"path": "^POST ", "kind": "cut", "times": 1, "after": True}])
        yield
        self.sandbox.post("faults")


class Memory:
    """The fake, with a catalog."""

    kind = FAKE

    def __init__(self) -> None:
        self.erp = FakeErp()
        for number in range(1, 8):
            product_id, sku = str(number), f"CAM-{number:04d}"
            self.erp.catalog.append(
                ErpProduct(product_id, sku, f"789000000000{number}", f"Camiseta {number}", True)
            )
            self.erp.levels.append(StockLevel(product_id, sku, "Camiseta", Decimal(9), Decimal(5)))
        # An ERP may list a product twice while it changes.
        self.erp.levels.append(self.erp.levels[0])
        self.erp.known_departments = [Category("1", "Moda"), Category("2", "Camiseta", "1")]
        self.erp.known_attributes = [Attribute("7", "Tamanho", (("70", "P"), ("71", "M")))]
        self.erp.known_brands = [Brand("1", "Serra Azul")]
        form = ShippingForm("345", "PAC", True)
        self.erp.known_carriers = [ErpCarrier("480", "CORREIOS", "Correios", (form,))]

    def open(self) -> Erp:
        return self.erp

    def invoice(self, order_id: str, code: str) -> None:
        order = self.erp.order(order_id)
        assert order is not None
        number = f"9{order_id:0>5}"
        self.erp.orders[self.erp.orders.index(order)] = replace(
            order,
            status=OrderStatus.INVOICED,
            invoiced=True,
            invoice_number=number,
            tracking_code=code,
        )
        self.erp.invoices[order_id] = Invoice(number, "1", KEY)

    @contextmanager
    def losing_answers(self) -> Iterator[None]:
        self.erp.lose = ["after"]
        yield
        self.erp.lose = []


AnyAccount = Wire | Memory
