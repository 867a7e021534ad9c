"""Fields that several connectors ask for in the same words, and what store connectors serve."""

from ecco_desktop.domain.bounds import Bounds
from ecco_desktop.domain.connections import FieldKind, FormField
from ecco_desktop.words import N_

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

# No answer is worth ten minutes; a rate over ten thousand a second is none.
SECONDS = Bounds(1, 600)
RATE = Bounds(1, 600_000)
AT_ONCE = Bounds(1, 32)
PERCENT = Bounds(1, 100)


def timeout_field(seconds: int = 30) -> FormField:
    """How long an answer may take."""
    return FormField(
        "timeout",
        N_("Tempo limite (segundos)"),
        FieldKind.NUMBER,
        default=str(seconds),
        advanced=True,
        bounds=SECONDS,
    )


def rate_field(requests_per_minute: int, help_text: str = "") -> FormField:
    """How much is asked a minute."""
    return FormField(
        "requests_per_minute",
        N_("Chamadas por minuto"),
        FieldKind.NUMBER,
        default=str(requests_per_minute),
        help=help_text,
        advanced=True,
        bounds=RATE,
    )


def at_once_field(calls: int, help_text: str) -> FormField:
    """How many calls may be under way at a time."""
    return FormField(
        "at_once",
        N_("Chamadas ao mesmo tempo"),
        FieldKind.NUMBER,
        default=str(calls),
        help=help_text,
        advanced=True,
        bounds=AT_ONCE,
    )


def address_field(default: str, help_text: str) -> FormField:
    """The address of an API that is the same for everybody, but for test environments."""
    return FormField(
        "address", N_("Endereço da API"), FieldKind.ADDRESS, default=default, help=help_text, advanced=True
    )


def contact_field() -> FormField:
    """Platforms that ask whom to write to when a program misbehaves."""
    return FormField(
        "contact",
        N_("E-mail para contato"),
        help=N_("A plataforma exige um contato em cada chamada; use o e-mail de quem cuida do sistema."),
        example="loja@minhaloja.com.br",
    )


def carrier_names_field(example: str, help_text: str = "") -> FormField:
    """Which carriers of the ERP a carrier connection answers for, where the usual names do not fit."""
    return FormField(
        "references",
        N_("Nomes desta transportadora no ERP"),
        required=False,
        help=help_text or N_("Separados por vírgula; um pedaço do nome basta. Vazio: os nomes de costume."),
        example=example,
        advanced=True,
    )


BRAKE_FIELDS = (
    FormField(
        "brake_zero_percent",
        N_("Freio: itens que zeram (%)"),
        FieldKind.NUMBER,
        default="20",
        help=N_("Um envio que zeraria mais do que isto dos itens em estoque para e espera confirmação."),
        advanced=True,
        bounds=PERCENT,
    ),
    FormField(
        "brake_price_percent",
        N_("Freio: preços que mudam muito (%)"),
        FieldKind.NUMBER,
        default="20",
        help=N_("Um envio em que mais do que isto dos preços muda muito para e espera confirmação."),
        advanced=True,
        bounds=PERCENT,
    ),
    FormField(
        "brake_price_move",
        N_("Freio: o que é mudar muito (%)"),
        FieldKind.NUMBER,
        default="50",
        help=N_("Uma mudança de preço maior do que isto conta como grande."),
        advanced=True,
        bounds=Bounds(1, 10_000),
    ),
    FormField(
        "brake_price_drop",
        N_("Freio: queda de um preço (%)"),
        FieldKind.NUMBER,
        default="70",
        help=N_("Um preço que cai mais do que isto não é enviado: espera em Pendências, sozinho."),
        advanced=True,
        bounds=PERCENT,
    ),
    FormField(
        "brake_stock_fall",
        N_("Freio: queda de um estoque (%)"),
        FieldKind.NUMBER,
        default="70",
        help=N_(
            "Um estoque que cai mais do que isto, de uma vez ou em um dia, conta como perdido: de 10 para 1 "
            "conta, de 10 para 5 não. Quantos podem ser diz o campo “itens que zeram”."
        ),
        advanced=True,
        bounds=PERCENT,
    ),
    FormField(
        "brake_product_percent",
        N_("Freio: cadastros que mudam (%)"),
        FieldKind.NUMBER,
        default="20",
        help=N_(
            "Um envio que mudaria o nome, o peso ou outro campo de mais do que isto dos produtos para e "
            "espera confirmação. Para textos que ficariam iguais e pesos zerados basta um quarto."
        ),
        advanced=True,
        bounds=PERCENT,
    ),
    FormField(
        "brake_cancel_percent",
        N_("Freio: pedidos cancelados (%)"),
        FieldKind.NUMBER,
        default="20",
        help=N_(
            "Cancelar em um dia mais do que isto dos pedidos acompanhados (e ao menos 5) espera confirmação."
        ),
        advanced=True,
        bounds=PERCENT,
    ),
    FormField(
        "brake_status_percent",
        N_("Freio: pedidos que mudam de situação (%)"),
        FieldKind.NUMBER,
        default="30",
        help=N_(
            "Passar em um dia mais do que isto dos pedidos acompanhados para a mesma situação espera "
            "confirmação. Depois de dias sem funcionar, o limite aumenta com eles."
        ),
        advanced=True,
        bounds=PERCENT,
    ),
    FormField(
        "brake_status_count",
        N_("Freio: pedidos que sempre podem mudar"),
        FieldKind.NUMBER,
        default="20",
        help=N_("Menos pedidos do que isto passam para uma situação sem confirmação, seja qual for a parte."),
        advanced=True,
        bounds=Bounds(1, 100_000),
    ),
)
