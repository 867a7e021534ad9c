"""What the Nuvemshop connector declares of itself."""

from collections.abc import Mapping

from ecco_desktop.connectors.shared.form import (
    BRAKE_FIELDS,
    STORE_AUTOMATIONS,
    address_field,
    at_once_field,
    contact_field,
    rate_field,
    timeout_field,
)
from ecco_desktop.connectors.shared.shops import one_spelling
from ecco_desktop.domain.bounds import Bounds
from ecco_desktop.domain.connections import Capability, FieldKind, FormField, Manifest, Role, StatusChoice
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.words import N_

# Nuvemshop: a bucket of 40 requests that drains two a second, for each store and app.
REQUESTS_PER_MINUTE = 120
AT_ONCE = 2
# Nuvemshop: one variant more is refused with 422.
BATCH_SIZE = 50
BATCHES = Bounds(1, BATCH_SIZE)
ADDRESS = "https://api.nuvemshop.com.br"
_NO_YES = (("no", N_("não")), ("yes", N_("sim")))

# Nuvemshop: two names of one service, in which a store has one number.
_SERVICE = (ADDRESS, "https://api.tiendanube.com")


def _shop(values: Mapping[str, str]) -> str:
    """The store's number in its service."""
    number, address = values.get("store_id", "").strip(), one_spelling(values.get("address", ""))
    return f"{number} {'' if address in _SERVICE else address}".strip() if number else ""


MANIFEST = Manifest(
    kind="nuvemshop",
    role=Role.STORE,
    name="Nuvemshop",
    automations=STORE_AUTOMATIONS,
    requests_per_minute=REQUESTS_PER_MINUTE,
    shop=_shop,
    fields=(
        FormField(
            "store_id",
            N_("Número da loja (id)"),
            help=N_("Vem junto com o token quando o aplicativo é instalado; só algarismos."),
            example="1234567",
        ),
        FormField(
            "token",
            N_("Token de acesso"),
            FieldKind.SECRET,
            help=N_(
                "Aplicativo com permissão de leitura e escrita de produtos e pedidos e de leitura de "
                "clientes. Um token novo, ou a desinstalação do aplicativo, invalida o anterior."
            ),
        ),
        contact_field(),
        FormField(
            "location",
            N_("Depósito do estoque"),
            required=False,
            help=N_("O id do depósito que recebe o estoque; só para lojas com mais de um."),
            example="01GQ2ZHK064BQRHGDB7CCV0Y6N",
            advanced=True,
        ),
        FormField(
            "notify_customer",
            N_("Avisar o comprador do envio por e-mail"),
            FieldKind.CHOICE,
            default="no",
            choices=_NO_YES,
            advanced=True,
        ),
        FormField(
            "cancel_email",
            N_("Avisar o comprador do cancelamento por e-mail"),
            FieldKind.CHOICE,
            default="no",
            choices=_NO_YES,
            advanced=True,
        ),
        FormField(
            "restock",
            N_("Devolver o estoque ao cancelar"),
            FieldKind.CHOICE,
            default="no",
            choices=_NO_YES,
            help=N_("Com o estoque vindo do ERP, deixe “não”: a próxima sincronização já o acerta."),
            advanced=True,
        ),
        address_field(ADDRESS, N_("Só muda em ambientes de teste.")),
        timeout_field(),
        FormField(
            "batch_size",
            N_("Itens por envio"),
            FieldKind.NUMBER,
            default=str(BATCH_SIZE),
            help=N_("A loja aceita no máximo 50; diminua se ela pedir para esperar com frequência."),
            advanced=True,
            bounds=BATCHES,
        ),
        rate_field(REQUESTS_PER_MINUTE, N_("Os planos Next e Evolução permitem dez vezes mais.")),
        at_once_field(AT_ONCE, N_("Duas bastam para aproveitar o limite de costume.")),
        *BRAKE_FIELDS,
    ),
    # Nothing for em aberto and em separação: the store would have to be told that money came in.
    outgoing=(
        (OrderStatus.INVOICED, "packed"),
        (OrderStatus.DELIVERED, "delivered"),
        (OrderStatus.CANCELLED, "cancelled"),
    ),
    cancelled=frozenset({"cancelled"}),
    dead=frozenset({"cancelled", "voided", "refunded", "abandoned"}),
    capabilities=frozenset({Capability.CANCEL_FROM_STORE, Capability.CANCEL_TO_STORE, Capability.WAREHOUSES}),
    # Barcode and weight stand at the variants, and a variant has no visibility of its own.
    parent_lacks=frozenset({"gtin", "weight"}),
    part_lacks=frozenset({"active"}),
    statuses=(
        StatusChoice("pending", N_("Pagamento pendente"), OrderStatus.PAYMENT_PENDING, settable=False),
        StatusChoice("authorized", N_("Pagamento autorizado"), OrderStatus.PAYMENT_REVIEW, settable=False),
        StatusChoice("paid", N_("Pago"), OrderStatus.OPEN, settable=False),
        StatusChoice("packed", N_("Embalado"), OrderStatus.OPEN),
        StatusChoice("shipped", N_("Enviado"), OrderStatus.OPEN),
        StatusChoice("delivered", N_("Entregue"), OrderStatus.OPEN),
        StatusChoice("cancelled", N_("Cancelado"), None),
        StatusChoice("refunded", N_("Reembolsado"), None, settable=False),
        StatusChoice("voided", N_("Pagamento recusado"), None, settable=False),
        StatusChoice("abandoned", N_("Abandonado"), None, settable=False),
    ),
    sentences=(
        (
            "nuvemshop.store_id",
            N_("O número da loja “{value}” não serve: são só algarismos, e vem junto com o token."),
        ),
        (
            "nuvemshop.contact",
            N_("O contato “{value}” não serve. Escreva um e-mail, como loja@minhaloja.com.br."),
        ),
        (
            "nuvemshop.suspended",
            N_(
                "A Nuvemshop suspendeu a loja da conexão “{connection}” por falta de pagamento. "
                "Regularize o plano no painel da loja."
            ),
        ),
        (
            "nuvemshop.fulfilment_scope",
            N_(
                "O aplicativo de “{connection}” não tem permissão para mudar envios (fulfillment orders). "
                "Inclua a permissão no aplicativo e autorize-o de novo na loja."
            ),
        ),
        (
            "nuvemshop.choose_location",
            N_(
                "A loja de “{connection}” tem mais de um depósito ({known}). Informe na conexão qual deles "
                "recebe o estoque do ERP."
            ),
        ),
        (
            "nuvemshop.location_unknown",
            N_("A loja de “{connection}” não tem o depósito “{location}”. Os que existem: {known}."),
        ),
        (
            "nuvemshop.attribute",
            N_(
                "{sku}: os atributos da variação ({ours}) não são os do produto na loja ({theirs}). "
                "A loja não "
                "aceita um atributo novo só numa variação; acerte-os no ERP ou na loja."
            ),
        ),
        (
            "nuvemshop.too_many_attributes",
            N_(
                "{sku}: varia por {count} atributos, e a loja aceita no máximo 3. Junte dois deles num só no "
                "ERP (por exemplo, cor e tamanho) e ele vai à loja sozinho."
            ),
        ),
    ),
)

LABELS = {choice.word: choice.label for choice in MANIFEST.statuses}
