"""What the Jadlog connector declares of itself."""

from ecco_desktop.connectors.shared.form import (
    address_field,
    authority_field,
    carrier_names_field,
    rate_field,
    timeout_field,
)
from ecco_desktop.domain.connections import FieldKind, FormField, Manifest, Role
from ecco_desktop.words import N_

ADDRESS = "https://www.jadlog.com.br/embarcador/api"
# Its limit is not published: one a second, for up to twenty questions each.
REQUESTS_PER_MINUTE = 60

MANIFEST = Manifest(
    kind="jadlog",
    role=Role.CARRIER,
    name="Jadlog",
    automations=frozenset({"check_deliveries"}),
    requests_per_minute=REQUESTS_PER_MINUTE,
    references=("jadlog",),
    fields=(
        FormField(
            "token",
            N_("Token da Jadlog"),
            FieldKind.SECRET,
            help=N_(
                "A Jadlog emite um token para cada cliente; peça ao seu contato comercial. Com ou sem a "
                "palavra Bearer na frente."
            ),
        ),
        FormField(
            "cnpj",
            N_("CNPJ do remetente"),
            required=False,
            help=N_(
                "Com ele, pedidos sem código de rastreio são encontrados pelo número da nota fiscal. É o "
                "CNPJ que emite as notas."
            ),
            example="12.345.678/0001-95",
        ),
        address_field(
            ADDRESS,
            N_("Há contas que usam https://prd-traffic.jadlogtech.com.br/embarcador/api: pergunte à Jadlog."),
        ),
        authority_field(),
        timeout_field(),
        rate_field(REQUESTS_PER_MINUTE),
        carrier_names_field("Jadlog, .Package"),
    ),
    sentences=(
        (
            "jadlog.cnpj",
            N_(
                "O CNPJ do remetente da conexão “{connection}” não é válido. Confira os 14 caracteres, ou "
                "deixe-o vazio para consultar só pelo código de rastreio."
            ),
        ),
    ),
)
