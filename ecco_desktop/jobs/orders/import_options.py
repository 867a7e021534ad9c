"""What an import of orders can be told."""

from dataclasses import dataclass
from datetime import date

from ecco_desktop.domain.kits import Kits
from ecco_desktop.domain.options import Options, choice, day, text
from ecco_desktop.domain.order_rules import Which
from ecco_desktop.words import N_


@dataclass(frozen=True, slots=True)
class ImportOptions(Options):
    """Which orders come in, and under which number."""

    which: Which = choice(
        N_("Quais pedidos"),
        Which.PAID,
        ((Which.PAID, N_("só pagos")), (Which.ALL, N_("todos"))),
        help=N_("“Só pagos” espera o pagamento; “todos” importa também os que aguardam pagamento."),
    )
    since: date | None = day(N_("Data de corte"), help=N_("Pedidos mais antigos que este dia ficam fora."))
    channel: str = text(N_("Canal de venda"), help=N_("Código do canal de venda no ERP."))
    prefix: str = text(
        N_("Prefixo do número"),
        help=N_("Vai antes do número do pedido no ERP; use quando duas lojas numeram igual."),
    )
    kits: Kits = choice(
        N_("Kits"),
        Kits.PARTS,
        ((Kits.PARTS, N_("os produtos que o compõem")), (Kits.WHOLE, N_("o kit, como um item"))),
        help=N_(
            "O que entra no ERP quando a loja vende um kit. Com os produtos, o preço é repartido entre eles "
            "e o estoque sai de cada um; escolha o kit se ele está cadastrado como kit no ERP."
        ),
    )
