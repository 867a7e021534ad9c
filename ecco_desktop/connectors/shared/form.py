"""Fields that several connectors ask for in the same words, and what store connectors serve."""

from ecco_desktop.domain.connections import FieldKind, FormField

# What a store connector serves that lacks nothing.
STORE_AUTOMATIONS = frozenset(
    {
        "install_catalog",
        "import_orders",
        "sync_order_status",
        "sync_cancelled_orders",
        "check_pending_payments",
        "push_products",
        "import_new_products",
        "send_deliveries",
        "sync_stock",
        "push_prices",
        "check_stock_limits",
        "update_logistics_status",
    }
)


def timeout_field(seconds: int = 30) -> FormField:
    """How long an answer may take."""
    return FormField(
        "timeout", "Tempo limite (segundos)", FieldKind.NUMBER, default=str(seconds), advanced=True
    )


def rate_field(requests_per_minute: int, help_text: str = "") -> FormField:
    """How much is asked a minute."""
    return FormField(
        "requests_per_minute",
        "Chamadas por minuto",
        FieldKind.NUMBER,
        default=str(requests_per_minute),
        help=help_text,
        advanced=True,
    )


def at_once_field(calls: int, help_text: str) -> FormField:
    """How many calls may be under way at a time."""
    return FormField(
        "at_once",
        "Chamadas ao mesmo tempo",
        FieldKind.NUMBER,
        default=str(calls),
        help=help_text,
        advanced=True,
    )


def address_field(default: str, help_text: str) -> FormField:
    """The address of an API that is the same for everybody, but for test environments."""
    return FormField(
        "address", "Endereço da API", FieldKind.ADDRESS, default=default, help=help_text, advanced=True
    )


def contact_field() -> FormField:
    """Platforms that ask whom to write to when a program misbehaves."""
    return FormField(
        "contact",
        "E-mail para contato",
        help="A plataforma exige um contato em cada chamada; use o e-mail de quem cuida do sistema.",
        example="loja@minhaloja.com.br",
    )


def carrier_names_field(example: str, help_text: str = "") -> FormField:
    """Which carriers of the ERP a carrier connection answers for, where the usual names do not fit."""
    return FormField(
        "references",
        "Nomes desta transportadora no ERP",
        required=False,
        help=help_text or "Separados por vírgula; um pedaço do nome basta. Vazio: os nomes de costume.",
        example=example,
        advanced=True,
    )
