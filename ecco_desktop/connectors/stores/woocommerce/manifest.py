"""What the WooCommerce connector declares of itself."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from ecco_desktop.connectors.shared.form import (
    BRAKE_FIELDS,
    STORE_AUTOMATIONS,
    at_once_field,
    authority_field,
    rate_field,
    timeout_field,
)
from ecco_desktop.connectors.shared.shops import one_spelling
from ecco_desktop.domain.bounds import Bounds
from ecco_desktop.domain.connections import Capability, FieldKind, FormField, Manifest, Role, StatusChoice
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.words import N_

REQUESTS_PER_MINUTE = 240
BATCH_SIZE = 100
BATCHES = Bounds(1, BATCH_SIZE)
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


def _site(values: Mapping[str, str]) -> str:
    return TAILS.sub("", values.get("address", "").strip().rstrip("/"))


def _order_page(values: Mapping[str, str], order_id: str) -> str:
    """Stores that keep orders apart from posts lead from here to their own page (woocommerce/pull/34644)."""
    return f"{_site(values)}/wp-admin/post.php?post={quote(order_id)}&action=edit"


def _product_page(values: Mapping[str, str], sku: str) -> str:
    """The list of products, searched: a variation has no page of its own."""
    return f"{_site(values)}/wp-admin/edit.php?post_type=product&s={quote(sku)}"


MANIFEST = Manifest(
    kind="woocommerce",
    role=Role.STORE,
    name="WooCommerce",
    automations=STORE_AUTOMATIONS,
    requests_per_minute=REQUESTS_PER_MINUTE,
    shop=_shop,
    order_page=_order_page,
    product_page=_product_page,
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
            bounds=BATCHES,
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
                "A loja {host} está com os links permanentes no modo “simples”, e assim o programa não "
                "alcança a API. No WordPress, abra Configurações > Links permanentes e escolha “Nome do "
                "post”; se a loja já recebe visitas do Google, peça antes a quem cuida do site."
            ),
        ),
        (
            "woo.no_api",
            N_(
                "Em {host} há um site WordPress, mas a API da loja não está neste endereço. Confira o "
                "endereço da conexão “{connection}” (a loja pode ficar numa pasta, como {host}/loja). Se "
                "estiver certo, peça a quem cuida do site que abra {host}/wp-json no navegador e veja o "
                "que a esconde (plugin de segurança, de manutenção ou de “em breve”)."
            ),
        ),
        (
            "woo.maintenance",
            N_(
                "A loja {host} está em manutenção (o WordPress está se atualizando). A tarefa tenta de "
                "novo sozinha; não é preciso fazer nada."
            ),
        ),
        (
            "woo.deactivated",
            N_(
                "O WordPress de {host} respondeu, mas sem o WooCommerce. Ative o plugin WooCommerce no "
                "WordPress; se a loja fica em outro endereço ou pasta, corrija o endereço na conexão."
            ),
        ),
        (
            "woo.no_route",
            N_(
                "O WooCommerce da loja {host} não conhece uma das perguntas do programa. Atualize o "
                "WooCommerce; a chave e o endereço estão certos."
            ),
        ),
        (
            "woo.not_wordpress",
            N_("Não há uma loja WooCommerce em {host}. Confira o endereço da conexão “{connection}”."),
        ),
        (
            "woo.clock",
            N_(
                "A loja recusou a assinatura da chamada porque o relógio deste computador e o da loja não "
                "combinam. Acerte a data e a hora deste computador; se estiverem certas, peça à "
                "hospedagem que acerte as da loja."
            ),
        ),
        (
            "woo.twice",
            N_(
                "A loja {host} recebeu a mesma chamada duas vezes e recusou a segunda. Um cache ou proxy "
                "no caminho a repete: peça à hospedagem que a API (/wp-json) fique fora dele. A chave não "
                "é a causa."
            ),
        ),
        (
            "woo.role",
            N_(
                "A chave de “{connection}” é aceita, mas o usuário do WordPress a quem ela pertence não "
                "tem direito a isto (resposta: {detail}). Dê a esse usuário o papel de Gerente da loja ou "
                "de Administrador; a chave continua a mesma."
            ),
        ),
        (
            "woo.cookie",
            N_(
                "O WordPress de {host} tratou o programa como um visitante do site e o recusou (resposta: "
                "{detail}). Um plugin de cache ou de segurança põe cookies na API: peça a quem cuida do "
                "site que deixe /wp-json fora dele. A chave não é a causa."
            ),
        ),
        (
            "woo.header_lost",
            N_(
                "A chave de “{connection}” está boa, mas {host} não a recebe do modo comum: a hospedagem "
                "ou um plugin a tira do caminho. Na conexão, em Forma de acesso, escolha “OAuth 1.0a”. "
                "Não gere outra chave."
            ),
        ),
        (
            "woo.site_password",
            N_(
                "O site {host} está fechado por uma senha da hospedagem (a janelinha que pede usuário e "
                "senha), e a chave da loja não chega a ser lida. Peça à hospedagem que tire a senha do "
                "site ou da pasta /wp-json."
            ),
        ),
        (
            "woo.closed",
            N_(
                "Um plugin do WordPress de {host} fechou a API e recusou o programa antes do WooCommerce "
                "(código {code}: {detail}). Não gere outra chave: abra no WordPress o plugin de segurança "
                "ou de login e libere a API REST, ou ao menos /wp-json/wc/v3."
            ),
        ),
        (
            "woo.sku_in_trash",
            N_(
                "{sku}: na loja, um produto que está na lixeira (nº {id}) já tem este SKU. No WordPress, "
                "abra Produtos > Lixeira e restaure-o ou exclua-o de vez; a tarefa tenta de novo sozinha."
            ),
        ),
        (
            "woo.unmanaged",
            N_(
                "O produto não controla estoque na loja: o controle foi pedido e não foi aceito. No painel "
                "da loja, marque “Gerenciar estoque” no produto."
            ),
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
