"""What the Melhor Envio connector declares of itself."""

from collections.abc import Mapping

from ecco_desktop.connectors.shared.form import (
    address_field,
    carrier_names_field,
    contact_field,
    rate_field,
    timeout_field,
)
from ecco_desktop.connectors.shared.shops import one_spelling
from ecco_desktop.domain.connections import FieldKind, FormField, Manifest, Role
from ecco_desktop.words import N_

ADDRESS = "https://www.melhorenvio.com.br"
# Melhor Envio: 250 a minute for each user; a little is left to the shop's other programs.
REQUESTS_PER_MINUTE = 240


def _shop(values: Mapping[str, str]) -> str:
    """The token alone names the account; the address tells test and real apart."""
    return one_spelling(values.get("address", ""))


MANIFEST = Manifest(
    kind="melhorenvio",
    role=Role.CARRIER,
    name="Melhor Envio",
    automations=frozenset({"check_deliveries"}),
    requests_per_minute=REQUESTS_PER_MINUTE,
    shop=_shop,
    references=("melhor envio", "melhorenvio"),
    fields=(
        FormField(
            "token",
            N_("Token do Melhor Envio"),
            FieldKind.SECRET,
            help=N_(
                "Gere no painel, em Gerenciar > Tokens, com as permissões de ver pedidos (orders-read) e "
                "rastrear (shipping-tracking). É um texto bem longo: copie-o inteiro."
            ),
        ),
        contact_field(),
        FormField(
            "zone",
            N_("Fuso das datas"),
            FieldKind.CHOICE,
            default="utc",
            choices=(("utc", N_("UTC (o de costume)")), ("brasilia", N_("Horário de Brasília"))),
            help=N_(
                "O Melhor Envio não diz o fuso. Confira na primeira entrega: se a hora aparecer três horas "
                "adiantada ou atrasada, mude aqui."
            ),
            advanced=True,
        ),
        FormField(
            "forecast",
            N_("Calcular a data prevista"),
            FieldKind.FLAG,
            required=False,
            default="yes",
            help=N_(
                "O Melhor Envio não informa a data prevista: ela é a postagem mais o prazo da etiqueta, em "
                "dias úteis, sem contar feriados."
            ),
            advanced=True,
        ),
        address_field(ADDRESS, N_("Mude só para o ambiente de testes do Melhor Envio.")),
        timeout_field(),
        rate_field(
            REQUESTS_PER_MINUTE, N_("O limite da conta é de 250, dividido com os outros programas da loja.")
        ),
        carrier_names_field(
            "Melhor Envio, Jadlog",
            N_(
                "O Melhor Envio despacha por outras transportadoras. Se no ERP o pedido leva o nome delas "
                "(Jadlog, Correios…), escreva aqui esses nomes, separados por vírgula; um pedaço do "
                "nome basta. "
                "Vazio: só os que se chamam Melhor Envio."
            ),
        ),
    ),
    sentences=(
        (
            "melhorenvio.expired",
            N_(
                "O token do Melhor Envio da conexão “{connection}” venceu em {date}. Gere outro no painel do "
                "Melhor Envio (Integrações > Permissões de acesso) e informe-o na conexão."
            ),
        ),
    ),
)
