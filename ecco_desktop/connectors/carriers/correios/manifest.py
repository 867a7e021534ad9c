"""What the Correios connector declares of itself."""

from ecco_desktop.domain.connections import FieldKind, FormField, Manifest, Role

ADDRESS = "https://api.correios.com.br"
# Far below what a contract key allows (50 a second), and plenty for batches of 50 parcels.
REQUESTS_PER_MINUTE = 300

MANIFEST = Manifest(
    kind="correios",
    role=Role.CARRIER,
    name="Correios",
    automations=frozenset({"check_deliveries"}),
    requests_per_minute=REQUESTS_PER_MINUTE,
    references=("correios",),
    fields=(
        FormField("user", "Usuário do Meu Correios", help="O mesmo usuário do site Meu Correios."),
        FormField(
            "access_code",
            "Código de acesso à API",
            FieldKind.SECRET,
            help="Gere em cws.correios.com.br > Gestão de acesso a APIs.",
        ),
        FormField(
            "posting_card",
            "Cartão de postagem",
            help="O número do cartão de postagem do seu contrato.",
            example="0012345678",
        ),
        FormField(
            "address",
            "Endereço da API",
            FieldKind.ADDRESS,
            default=ADDRESS,
            help="Mude só para o ambiente de testes dos Correios.",
            advanced=True,
        ),
        FormField("timeout", "Tempo limite (segundos)", FieldKind.NUMBER, default="30", advanced=True),
        FormField(
            "requests_per_minute",
            "Chamadas por minuto",
            FieldKind.NUMBER,
            default=str(REQUESTS_PER_MINUTE),
            advanced=True,
        ),
    ),
)
