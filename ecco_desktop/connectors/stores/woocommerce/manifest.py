"""What the WooCommerce connector declares of itself."""

import re
from collections.abc import Mapping

from ecco_desktop.connectors.shared.form import (
    BRAKE_FIELDS,
    STORE_AUTOMATIONS,
    at_once_field,
    authority_field,
    rate_field,
    timeout_field,
)
from ecco_desktop.connectors.shared.shops import one_spelling
from ecco_desktop.domain.connections import Capability, FieldKind, FormField, Manifest, Role, StatusChoice
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.words import N_

REQUESTS_PER_MINUTE = 240
BATCH_SIZE = 100
# A server of two cores does two batches in little more than the time of one; a third waits for a core.
AT_ONCE = 2

# Where shops keep what the core lacks: the usual Brazilian plug-in, changeable for others.
META_FIELDS = {
    "meta_cpf": "_billing_cpf",
    "meta_cnpj": "_billing_cnpj",
    "meta_number": "_number",
    "meta_neighborhood": "_neighborhood",
}

# What people paste behind a site's address.
TAILS = re.compile(r"/(wp-admin|wp-login\.php|wp-json|index\.php)(/.*)?$")


def _shop(values: Mapping[str, str]) -> str:
    """WooCommerce tells no id of the shop: its site is its address."""
    return TAILS.sub("", one_spelling(values.get("address", "")))


MANIFEST = Manifest(
    kind="woocommerce",
    role=Role.STORE,
    name="WooCommerce",
    automations=STORE_AUTOMATIONS,
    requests_per_minute=REQUESTS_PER_MINUTE,
    shop=_shop,
    fields=(
        FormField(
            "address",
            N_("Endereço da loja"),
            FieldKind.ADDRESS,
            help=N_("O endereço do site, como os clientes o abrem."),
            example="https://minhaloja.com.br",
        ),
        FormField(
            "consumer_key",
            N_("Chave do cliente (ck_…)"),
            FieldKind.SECRET,
            help=N_("WooCommerce > Configurações > Avançado > API REST, permissão de leitura e escrita."),
        ),
        FormField("consumer_secret", N_("Segredo do cliente (cs_…)"), FieldKind.SECRET),
        FormField(
            "auth",
            N_("Forma de acesso"),
            FieldKind.CHOICE,
            default="auto",
            choices=(
                ("auto", N_("Automática")),
                ("oauth", N_("OAuth 1.0a (site atrás de um proxy que esconde o https)")),
            ),
            advanced=True,
        ),
        FormField(
            "allow_http",
            N_("Permitir endereço sem https"),
            FieldKind.FLAG,
            default="no",
            help=N_("Só para redes internas: os dados dos clientes viajam sem proteção."),
            advanced=True,
        ),
        authority_field(),
        timeout_field(),
        FormField(
            "batch_size",
            N_("Itens por envio"),
            FieldKind.NUMBER,
            default=str(BATCH_SIZE),
            help=N_("A loja aceita no máximo 100."),
            advanced=True,
        ),
        rate_field(REQUESTS_PER_MINUTE),
        at_once_field(AT_ONCE, N_("Uma hospedagem fraca prefere 1; mais de 2 pouco adianta.")),
        *(
            FormField(key, label, FieldKind.TEXT, default=META_FIELDS[key], advanced=True)
            for key, label in (
                ("meta_cpf", N_("Campo do CPF")),
                ("meta_cnpj", N_("Campo do CNPJ")),
                ("meta_number", N_("Final do campo do número (após _billing e _shipping)")),
                ("meta_neighborhood", N_("Final do campo do bairro (após _billing e _shipping)")),
            )
        ),
        FormField(
            "delivered_status",
            N_("Situação do pedido entregue"),
            default="completed",
            help=N_("O WooCommerce não tem “entregue”; informe “completed” ou a situação do seu plugin."),
            advanced=True,
        ),
        *BRAKE_FIELDS,
    ),
    outgoing=(
        (OrderStatus.OPEN, "processing"),
        (OrderStatus.PICKING, "processing"),
        (OrderStatus.INVOICED, "processing"),
        (OrderStatus.DELIVERED, "completed"),
        (OrderStatus.CANCELLED, "cancelled"),
    ),
    cancelled=frozenset({"cancelled", "trash"}),
    dead=frozenset({"cancelled", "failed", "trash", "refunded"}),
    capabilities=frozenset({Capability.CANCEL_FROM_STORE, Capability.CANCEL_TO_STORE, Capability.BRANDS}),
    statuses=(
        StatusChoice("pending", N_("Pagamento pendente"), OrderStatus.PAYMENT_PENDING),
        StatusChoice("on-hold", N_("Aguardando"), OrderStatus.PAYMENT_PENDING),
        StatusChoice("processing", N_("Processando"), OrderStatus.OPEN),
        StatusChoice("completed", N_("Concluído"), OrderStatus.OPEN),
        StatusChoice("cancelled", N_("Cancelado"), None),
        # WooCommerce: giving an order this status books a refund of all of it.
        StatusChoice("refunded", N_("Reembolsado"), None, settable=False),
        StatusChoice("failed", N_("Malsucedido"), None),
        StatusChoice("checkout-draft", N_("Rascunho"), None, settable=False),
    ),
    sentences=(
        (
            "woo.permalinks",
            N_(
                "A loja {host} está com os links permanentes no modo “simples”, e assim a API não "
                "existe. No WordPress, abra Configurações > Links permanentes e escolha “Nome do post”."
            ),
        ),
        (
            "woo.maintenance",
            N_(
                "A loja {host} está em manutenção (o WordPress está se atualizando). A tarefa tenta "
                "de novo sozinha."
            ),
        ),
        (
            "woo.deactivated",
            N_("O WooCommerce está desativado na loja {host}. Ative o plugin no WordPress."),
        ),
        (
            "woo.not_wordpress",
            N_("Não há uma loja WooCommerce em {host}. Confira o endereço da conexão “{connection}”."),
        ),
        (
            "woo.clock",
            N_(
                "A loja recusou a assinatura da chamada porque o relógio deste computador está errado. "
                "Acerte a data e a hora."
            ),
        ),
        (
            "woo.unmanaged",
            N_("O produto não controla estoque na loja; o controle foi pedido e não foi aceito."),
        ),
        (
            "woo.parent_stock",
            N_(
                "A variação usa o estoque do produto pai na loja. Marque “Gerenciar estoque” na "
                "variação para que a quantidade seja enviada."
            ),
        ),
    ),
)
