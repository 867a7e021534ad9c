"""What the Eccosys connector declares of itself."""

import re
from collections.abc import Mapping

from ecco_desktop.connectors.shared.form import STORE_AUTOMATIONS, rate_field, timeout_field
from ecco_desktop.connectors.shared.shops import one_spelling
from ecco_desktop.domain.bounds import Bounds
from ecco_desktop.domain.connections import FieldKind, FormField, Manifest, Role
from ecco_desktop.words import N_

REQUESTS_PER_MINUTE = 60
# Rows a page, where the connection says nothing. Clients of live accounts ask for 1,000 and more; an account
# that gives fewer is read to its end all the same, and the end of a list costs a call of its own.
PAGE, STOCK_PAGE = 250, 2000
PAGES, STOCK_PAGES = Bounds(1, 1000), Bounds(1, 10_000)

# An account may be named by itself.
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def _shop(values: Mapping[str, str]) -> str:
    """The company's own host; who names it by its account means that host."""
    entered = values.get("address", "").strip().rstrip("/")
    if LABEL.fullmatch(entered.casefold()):
        return f"https://{entered.casefold()}.eccosys.com.br"
    return one_spelling(entered).removesuffix("/api")


MANIFEST = Manifest(
    kind="eccosys",
    role=Role.ERP,
    name="Eccosys",
    automations=STORE_AUTOMATIONS | {"check_deliveries"},
    requests_per_minute=REQUESTS_PER_MINUTE,
    shop=_shop,
    fields=(
        FormField(
            "address",
            N_("Ambiente ou endereço"),
            FieldKind.ADDRESS,
            help=N_("O nome da empresa no endereço do Eccosys, ou o endereço inteiro (contas de teste)."),
            example="minhaloja",
        ),
        FormField(
            "auth",
            N_("Forma de acesso"),
            FieldKind.CHOICE,
            default="bearer",
            choices=(
                ("bearer", N_("Token (atual)")),
                ("raw", N_("Token sem prefixo")),
                ("signature", N_("Chave e assinatura (contas antigas)")),
            ),
            advanced=True,
        ),
        FormField("token", N_("Token da API"), FieldKind.SECRET, only_for=("auth", ("bearer", "raw"))),
        FormField(
            "apikey",
            N_("Chave da API (contas antigas)"),
            FieldKind.SECRET,
            only_for=("auth", ("signature",)),
            advanced=True,
        ),
        FormField(
            "secret",
            N_("Segredo da API (contas antigas)"),
            FieldKind.SECRET,
            only_for=("auth", ("signature",)),
            advanced=True,
        ),
        timeout_field(60),
        rate_field(
            REQUESTS_PER_MINUTE, N_("O limite do Eccosys é de cerca de 60 por minuto para a conta inteira.")
        ),
        FormField(
            "page_size",
            N_("Linhas por página"),
            FieldKind.NUMBER,
            default=str(PAGE),
            advanced=True,
            bounds=PAGES,
        ),
        FormField(
            "stock_page_size",
            N_("Linhas por página do estoque"),
            FieldKind.NUMBER,
            default=str(STOCK_PAGE),
            advanced=True,
            bounds=STOCK_PAGES,
        ),
    ),
)
