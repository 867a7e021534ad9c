"""What a connector declares of itself, and a connection a technician saved."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ecco_desktop.domain.addresses import origin, without_login
from ecco_desktop.domain.bounds import Bounds, shown
from ecco_desktop.domain.errors import EccoProblem, SetupProblem
from ecco_desktop.domain.orders import OrderStatus


class Role(StrEnum):
    """What stands at the other end."""

    ERP = "erp"
    STORE = "store"
    CARRIER = "carrier"


class FieldKind(StrEnum):
    """How a form field is asked for and checked."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105
    ADDRESS = "address"
    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"
    FILE = "file"


# Where a connector says no closer ones.
USUAL_BOUNDS = Bounds(1, 1_000_000)


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a connection. Words are Portuguese; a SECRET lives in the keyring only.

    `required` counts only where the field applies; `bounds` are those of a NUMBER.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    default: str = ""
    help: str = ""
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    advanced: bool = False
    only_for: tuple[str, tuple[str, ...]] = ("", ())
    bounds: Bounds = USUAL_BOUNDS

    def applies(self, values: Mapping[str, str]) -> bool:
        """Whether the field is asked for: `only_for` names another field and the values that call for it."""
        name, wanted = self.only_for
        return not name or values.get(name) in wanted

    def is_address(self, value: str) -> bool:
        """Whether a value of this field leads somewhere; "loja@minhaloja.com.br" in a text field does not."""
        return self.kind is FieldKind.ADDRESS or "://" in value

    def shareable(self, value: str) -> str:
        """A value as it may be given to others: of an address no user, password or tail."""
        return without_login(value) if self.is_address(value) else value

    def fitting(self, value: str) -> str:
        """A value as it is kept; SetupProblem says what the field takes where it takes another."""
        if self.kind is FieldKind.FLAG:
            return "yes" if value.strip().casefold() in ("1", "sim", "s", "yes", "true") else "no"
        if self.kind is FieldKind.NUMBER:
            try:
                return str(self.bounds.read(value))
            except ValueError:
                raise self._refused(value) from None
        choices = {choice for choice, _ in self.choices}
        if self.kind is FieldKind.CHOICE and value not in choices:
            told = {"value": shown(value), "field": self.label, "choices": ", ".join(sorted(choices))}
            raise SetupProblem("connection.choice", **told)
        return value

    def _refused(self, value: str) -> SetupProblem:
        told = {"least": self.bounds.least, "most": self.bounds.most}
        return SetupProblem("connection.number", value=shown(value), field=self.label, **told)


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """A status of a platform: its own word, a Portuguese label, the ERP status it maps to by default.

    `default` None means: do not import. Words that are not `settable` come from the platform only.
    """

    word: str
    label: str
    default: OrderStatus | None
    settable: bool = True


class Capability(StrEnum):
    """What a platform can do beyond its automations; the screens show it before anything is switched on."""

    CANCEL_FROM_STORE = "cancel_from_store"
    CANCEL_TO_STORE = "cancel_to_store"
    WAREHOUSES = "warehouses"
    BRANDS = "brands"


class Which(StrEnum):
    """What a person says where a connection's address or account changes."""

    # The same shop under another address: its links stay, and are proved again.
    SAME = "same"
    # Another one: it begins empty, and the links of the first are kept for when it comes back.
    OTHER = "other"


# What is said of the keys that were typed; what begins so, of where the address leads to.
_OF_KEYS = ("http.credentials", "http.permission", "connection.secret_anew", "connection.secret_missing")
_OF_ADDRESS = ("http.", "connection.address")


def _nowhere(_values: Mapping[str, str]) -> str:
    return ""


def _no_page(_values: Mapping[str, str], _key: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A connector's own description. `automations` are the keys of those it serves.

    `outgoing` is the word a store gets for an ERP status; `cancelled` and `dead` are the words for
    orders a person cancelled, and for those that will never be paid. `parent_lacks` and `part_lacks` are
    fields of a sheet a store has no place for: at a product that has variations, and at one variation.
    `references` are parts of ERP carrier names that a carrier connector answers for. `sentences` are what
    only this connector can say: text key (beginning with the connector's own name) and Portuguese.
    `shop` says from the values of a connection which shop or account it leads to, in one spelling for what is
    provably one address; "" where the values do not tell. `places` are the addresses that its secrets are
    sent to, where the fields of addresses do not name them all. `order_page` and `product_page` are where a
    person finds an order (by the store's id) and a product (by its SKU) in the panel; "" where nobody knows.
    """

    kind: str
    role: Role
    name: str
    fields: tuple[FormField, ...]
    automations: frozenset[str]
    requests_per_minute: int
    statuses: tuple[StatusChoice, ...] = ()
    outgoing: tuple[tuple[OrderStatus, str], ...] = ()
    cancelled: frozenset[str] = frozenset()
    dead: frozenset[str] = frozenset()
    capabilities: frozenset[Capability] = frozenset()
    parent_lacks: frozenset[str] = frozenset()
    part_lacks: frozenset[str] = frozenset()
    references: tuple[str, ...] = ()
    sentences: tuple[tuple[str, str], ...] = ()
    shop: Callable[[Mapping[str, str]], str] = _nowhere
    places: Callable[[Mapping[str, str]], Iterable[str]] | None = None
    order_page: Callable[[Mapping[str, str], str], str] = _no_page
    product_page: Callable[[Mapping[str, str], str], str] = _no_page

    def destination(self, values: Mapping[str, str]) -> str:
        """Where the secrets of a connection are sent: scheme, host and port of each address, sorted.

        A secret is kept for these and sent nowhere else (SecretStore.get); "" where the values name none.
        """
        filled = self.defaulted(values)
        if self.places is not None:
            found = list(self.places(filled))
        else:
            found = [filled.get(field.key, "") for field in self.fields if field.kind is FieldKind.ADDRESS]
        return " ".join(sorted({origin(each) for each in found} - {""}))

    def defaulted(self, values: Mapping[str, str]) -> dict[str, str]:
        """`values` with the defaults of the fields they leave out."""
        return {field.key: field.default for field in self.fields if field.default} | dict(values)

    def at_fault(self, problem: EccoProblem, values: Mapping[str, str]) -> str:
        """The key of the field that a problem with this connection speaks of; "" where it speaks of none.

        What is said of a key that was refused speaks of the first secret, of what the address leads to, of
        the address.
        """
        asked = [field for field in self.fields if field.applies(self.defaulted(values))]
        named = {problem.values.get(name, "") for name in ("missing", "field")} - {""}
        of_kind = FieldKind.SECRET if problem.key in _OF_KEYS else FieldKind.ADDRESS
        about = problem.key in _OF_KEYS or problem.key.startswith(_OF_ADDRESS)
        found = [field for field in asked if named & {field.key, field.label}]
        found += [field for field in asked if about and field.kind is of_kind]
        return found[0].key if found else ""

    @property
    def secret_keys(self) -> frozenset[str]:
        """The fields that never leave the keyring."""
        return frozenset(field.key for field in self.fields if field.kind is FieldKind.SECRET)


@dataclass(frozen=True, slots=True)
class Connection:
    """A saved connection: `values` without secrets. Names are unique, whatever their letter case.

    Links, bookmarks and facts are kept by `id`, and an id is one shop on one ERP account for good: `shop` and
    `erp` name them as `Manifest.shop` does, "" where they are not known yet.
    """

    id: int
    name: str
    kind: str
    role: Role
    values: Mapping[str, str] = field(default_factory=dict)
    shop: str = ""
    erp: str = ""


@dataclass(frozen=True, slots=True)
class ConnectionReport:
    """What a connection test found: `name` is how the other side calls itself, `notes` are text keys."""

    name: str
    notes: tuple[str, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)


def shop_of(connection: Connection, manifest: Manifest) -> str:
    """The shop behind a connection, the same in every data folder: "woocommerce:loja.com.br".

    The connection itself where the form does not tell the shop: then no other folder knows it again.
    """
    said = manifest.shop(connection.values).casefold()
    bare = re.sub(r"^https?://(www\.)?|^www\.", "", said).rstrip("/")
    return f"{connection.kind}:{bare or f'#{connection.id}'}"


def erp_among(connections: Iterable[Connection]) -> Connection | None:
    """The one connection to the ERP; None where there is none yet."""
    return next((connection for connection in connections if connection.role is Role.ERP), None)


def erp_of(connections: Iterable[Connection]) -> Connection:
    """The one connection to the ERP; SetupProblem("connection.no_erp") where there is none yet."""
    if (found := erp_among(connections)) is None:
        raise SetupProblem("connection.no_erp")
    return found
