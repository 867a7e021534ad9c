"""What the Correios connector declares of itself."""

from collections.abc import Mapping

from ecco_desktop.connectors.shared.form import (
    address_field,
    carrier_names_field,
    rate_field,
    timeout_field,
)
from ecco_desktop.domain.connections import FieldKind, FormField, Manifest, Role
from ecco_desktop.words import N_

ADDRESS = "https://api.correios.com.br"
# Far below what a contract key allows (50 a second), and plenty for batches of 50 parcels.
REQUESTS_PER_MINUTE = 300


def _shop(values: Mapping[str, str]) -> str:
    """The user of the contract."""
    return values.get("user", "").strip().casefold()


MANIFEST = Manifest(
    kind="correios",
    role=Role.CARRIER,
    name="Correios",
    automations=frozenset({"check_deliveries"}),
    requests_per_minute=REQUESTS_PER_MINUTE,
    shop=_shop,
    references=("correios",),
    fields=(
        FormField("user", N_("Usuário do Meu Correios"), help=N_("O mesmo usuário do site Meu Correios.")),
        FormField(
            "access_code",
            N_("Código de acesso à API"),
            FieldKind.SECRET,
            help=N_("Gere em cws.correios.com.br > Gestão de acesso a APIs."),
        ),
        FormField(
            "posting_card",
            N_("Cartão de postagem"),
            help=N_("O número do cartão de postagem do seu contrato."),
            example="0012345678",
        ),
        address_field(ADDRESS, N_("Mude só para o ambiente de testes dos Correios.")),
        timeout_field(),
        rate_field(REQUESTS_PER_MINUTE),
        carrier_names_field("Correios, SEDEX, PAC"),
    ),
    sentences=(
        (
            "correios.card",
            N_(
                "Os Correios não aceitaram o cartão de postagem da conexão “{connection}” (resposta: "
                "{detail}). Confira no portal dos Correios (CWS) se o cartão está ativo e é deste contrato, "
                "e corrija o "
                "número na conexão. O código de acesso não é a causa."
            ),
        ),
        (
            "correios.no_tracking",
            N_(
                "O contrato dos Correios da conexão “{connection}” não inclui o rastreamento "
                "(API 87). Peça a inclusão à sua agência ou ao gerente da conta."
            ),
        ),
    ),
)
