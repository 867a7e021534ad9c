"""What the VTEX connector declares of itself."""

import re
from collections.abc import Mapping

from ecco_desktop.connectors.shared.form import (
    BRAKE_FIELDS,
    STORE_AUTOMATIONS,
    at_once_field,
    rate_field,
    timeout_field,
)
from ecco_desktop.connectors.shared.shops import one_spelling
from ecco_desktop.connectors.stores.vtex.statuses import CANCELED, DEAD, DELIVERED, HANDLING, STATUSES
from ecco_desktop.domain.bounds import Bounds
from ecco_desktop.domain.connections import Capability, FieldKind, FormField, Manifest, Role
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.words import N_

REQUESTS_PER_MINUTE = 600
AT_ONCE = 8
HISTORY_DAYS = 60
DAYS = Bounds(1, 3650)

# The account's name in what people paste for it.
NAME = re.compile(r"(?:https?://)?([a-z0-9][a-z0-9-]*)(?:[./]|$)")


def _shop(values: Mapping[str, str]) -> str:
    """The account; its address differs only in test environments."""
    entered = values.get("account", "").strip().casefold()
    found = NAME.match(entered)
    name, address = found[1] if found else entered, one_spelling(values.get("address", ""))
    usual = f"https://{name}.vtexcommercestable.com.br"
    return f"{name} {'' if address == usual else address}".strip()


MANIFEST = Manifest(
    kind="vtex",
    role=Role.STORE,
    name="VTEX",
    automations=STORE_AUTOMATIONS,
    requests_per_minute=REQUESTS_PER_MINUTE,
    shop=_shop,
    fields=(
        FormField(
            "account",
            N_("Nome da conta"),
            help=N_("O começo do endereço do painel: em minhaloja.myvtex.com, a conta é minhaloja."),
            example="minhaloja",
        ),
        FormField(
            "app_key",
            N_("Chave (app key)"),
            FieldKind.SECRET,
            help=N_(
                "Configurações da conta > Chaves de aplicação. Use uma chave só para o Ecco: dois programas "
                "com a mesma chave tiram pedidos um do outro."
            ),
        ),
        FormField("app_token", N_("Token (app token)"), FieldKind.SECRET),
        FormField(
            "warehouse",
            N_("Estoque (depósito)"),
            required=False,
            help=N_("Nome ou código do estoque da VTEX que recebe as quantidades. Vazio: o único ativo."),
            advanced=True,
        ),
        FormField(
            "default_brand",
            N_("Marca dos produtos novos"),
            required=False,
            help=N_("Nome ou código. A VTEX não aceita produto sem marca."),
            example="Minha Marca",
            advanced=True,
        ),
        FormField(
            "default_category",
            N_("Categoria dos produtos novos"),
            required=False,
            help=N_("Código, ou o caminho com barras; vale para produtos sem categoria vinculada."),
            example="Casa/Cozinha",
            advanced=True,
        ),
        FormField(
            "weight_unit",
            N_("Unidade de peso da loja"),
            FieldKind.CHOICE,
            default="g",
            choices=(("g", N_("gramas")), ("kg", N_("quilogramas"))),
            help=N_("Como está em Configurações da loja; o costume da VTEX são gramas."),
            advanced=True,
        ),
        FormField(
            "other_sellers",
            N_("Importar pedidos de outros vendedores do marketplace"),
            FieldKind.FLAG,
            default="no",
            help=N_("Ligue só se a nota fiscal e o envio desses pedidos são feitos por esta empresa."),
            advanced=True,
        ),
        FormField(
            "history_days",
            N_("Dias da primeira leitura de pedidos"),
            FieldKind.NUMBER,
            default=str(HISTORY_DAYS),
            help=N_("Pedidos criados há mais tempo só são vistos se mudarem depois."),
            advanced=True,
            bounds=DAYS,
        ),
        FormField(
            "address",
            N_("Endereço da loja"),
            FieldKind.ADDRESS,
            required=False,
            help=N_("Vazio: o endereço de costume da conta."),
            example="https://minhaloja.vtexcommercestable.com.br",
            advanced=True,
        ),
        FormField(
            "pricing_address",
            N_("Endereço dos preços"),
            FieldKind.ADDRESS,
            required=False,
            help=N_("Vazio: o endereço de costume da conta."),
            example="https://api.vtex.com/minhaloja",
            advanced=True,
        ),
        timeout_field(),
        rate_field(
            REQUESTS_PER_MINUTE,
            N_(
                "Vale para pedidos e estoque; catálogo e preços seguem na proporção dos seus "
                "próprios limites."
            ),
        ),
        at_once_field(
            AT_ONCE, N_("A VTEX responde um produto por chamada; várias ao mesmo tempo encurtam a leitura.")
        ),
        *BRAKE_FIELDS,
    ),
    # No word for invoiced: sending the invoice is what moves the order.
    outgoing=(
        (OrderStatus.OPEN, HANDLING),
        (OrderStatus.PICKING, HANDLING),
        (OrderStatus.DELIVERED, DELIVERED),
        (OrderStatus.CANCELLED, CANCELED),
    ),
    cancelled=frozenset({CANCELED}),
    dead=DEAD,
    capabilities=frozenset(
        {
            Capability.CANCEL_FROM_STORE,
            Capability.CANCEL_TO_STORE,
            Capability.WAREHOUSES,
            Capability.BRANDS,
        }
    ),
    # A barcode stands at the SKU.
    parent_lacks=frozenset({"gtin"}),
    statuses=STATUSES,
    sentences=(
        (
            "vtex.warehouses",
            N_(
                "A loja VTEX tem mais de um estoque ativo ({names}). Escolha na conexão “{connection}” qual "
                "deles recebe as quantidades."
            ),
        ),
        (
            "vtex.warehouse_unknown",
            N_(
                "O estoque “{name}” não existe na loja VTEX. Os que existem: {names}. Corrija a conexão "
                "“{connection}”."
            ),
        ),
        (
            "vtex.feed_taken",
            N_(
                "A chave da conexão “{connection}” já entrega pedidos a outro integrador, e um "
                "tiraria pedidos "
                "do outro. Crie na VTEX uma chave só para o Ecco."
            ),
        ),
        (
            "vtex.return_invoice",
            N_(
                "Pedido {order}: já foi faturado na VTEX e não pode ser cancelado por aqui. Se ele "
                "voltou, emita "
                "a nota de devolução no painel da loja, que devolve o dinheiro."
            ),
        ),
        (
            "vtex.no_category",
            N_(
                "{sku}: a VTEX não aceita produto sem categoria. Vincule a categoria do produto, ou "
                "informe na "
                "conexão “{connection}” a categoria dos produtos novos."
            ),
        ),
        (
            "vtex.no_brand",
            N_(
                "{sku}: a VTEX não aceita produto sem marca. Informe na conexão “{connection}” a marca dos "
                "produtos novos."
            ),
        ),
    ),
)
