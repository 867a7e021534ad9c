"""What the Eccosys connector declares of itself."""

from ecco_desktop.connectors.shared.form import STORE_AUTOMATIONS, rate_field, timeout_field
from ecco_desktop.domain.connections import FieldKind, FormField, Manifest, Role

REQUESTS_PER_MINUTE = 60

MANIFEST = Manifest(
    kind="eccosys",
    role=Role.ERP,
    name="Eccosys",
    automations=STORE_AUTOMATIONS | {"check_deliveries"},
    requests_per_minute=REQUESTS_PER_MINUTE,
    fields=(
        FormField(
            "address",
            "Ambiente ou endereço",
            FieldKind.ADDRESS,
            help="O nome da empresa no endereço do Eccosys, ou o endereço inteiro (contas de teste).",
            example="minhaloja",
        ),
        FormField(
            "auth",
            "Forma de acesso",
            FieldKind.CHOICE,
            default="bearer",
            choices=(
                ("bearer", "Token (atual)"),
                ("raw", "Token sem prefixo"),
                ("signature", "Chave e assinatura (contas antigas)"),
            ),
            advanced=True,
        ),
        FormField("token", "Token da API", FieldKind.SECRET, only_for=("auth", ("bearer", "raw"))),
        FormField(
            "apikey",
            "Chave da API (contas antigas)",
            FieldKind.SECRET,
            only_for=("auth", ("signature",)),
            advanced=True,
        ),
        FormField(
            "secret",
            "Segredo da API (contas antigas)",
            FieldKind.SECRET,
            only_for=("auth", ("signature",)),
            advanced=True,
        ),
        timeout_field(60),
        rate_field(
            REQUESTS_PER_MINUTE, "O limite do Eccosys é de cerca de 60 por minuto para a conta inteira."
        ),
        FormField("page_size", "Linhas por página", FieldKind.NUMBER, default="100", advanced=True),
        FormField(
            "stock_page_size", "Linhas por página do estoque", FieldKind.NUMBER, default="1000", advanced=True
        ),
    ),
)
