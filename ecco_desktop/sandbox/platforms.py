"""Every platform and carrier the sandbox speaks for: one line each."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint

from ecco_desktop.sandbox.correios import correios
from ecco_desktop.sandbox.eccosys import eccosys
from ecco_desktop.sandbox.jadlog import jadlog
from ecco_desktop.sandbox.melhorenvio import melhorenvio
from ecco_desktop.sandbox.nuvemshop import nuvemshop
from ecco_desktop.sandbox.vtex import vtex
from ecco_desktop.sandbox.woocommerce import woocommerce
from ecco_desktop.sandbox.world import TAKING, World

Keys = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Platform:
    """One side of the shop. Its routes begin with `/{kind}/`.

    `form` fills the fields of a connection from the sandbox's address and its test credentials.
    `reads` are paths whose POSTs change nothing: they are counted as READ. `taking` are the statuses,
    in the words of the shop's truth, in which it holds stock; `suffix` ends its order numbers.
    """

    kind: str
    routes: Callable[[World], Blueprint]
    form: Callable[[str, Keys], dict[str, str]]
    reads: str = "$^"
    taking: tuple[str, ...] = TAKING
    suffix: str = ""
    store: bool = False

    def method(self, method: str, path: str) -> str:
        """The method a request is counted under."""
        return "READ" if method == "POST" and re.search(self.reads, path) else method


def _eccosys(base: str, kept: Keys) -> dict[str, str]:
    names = ("token", "apikey", "secret")
    return {"address": f"{base}/eccosys/api", **{name: kept[name] for name in names}}


def _woocommerce(base: str, kept: Keys) -> dict[str, str]:
    names = ("consumer_key", "consumer_secret")
    return {"address": f"{base}/woocommerce", **{name: kept[name] for name in names}}


def _nuvemshop(base: str, kept: Keys) -> dict[str, str]:
    return {
        "address": f"{base}/nuvemshop",
        "store_id": kept["nuvemshop_store"],
        "token": kept["nuvemshop_token"],
        "contact": "demo@example.com",
    }


def _vtex(base: str, kept: Keys) -> dict[str, str]:
    return {
        "account": "lojademo",
        "app_key": kept["vtex_key"],
        "app_token": kept["vtex_token"],
        "address": f"{base}/vtex",
        "pricing_address": f"{base}/vtex",
        "default_brand": "Serra Azul",
        "default_category": "Casa",
    }


def _correios(base: str, kept: Keys) -> dict[str, str]:
    return {
        "address": f"{base}/correios",
        "user": kept["correios_user"],
        "access_code": kept["correios_code"],
        "posting_card": kept["correios_card"],
    }


def _melhorenvio(base: str, kept: Keys) -> dict[str, str]:
    return {
        "address": f"{base}/melhorenvio",
        "token": kept["melhorenvio_token"],
        "contact": "loja@minhaloja.com.br",
    }


def _jadlog(base: str, kept: Keys) -> dict[str, str]:
    return {
        "address": f"{base}/jadlog/embarcador/api",
        "token": kept["jadlog_token"],
        "cnpj": kept["jadlog_cnpj"],
    }


PLATFORMS = (
    Platform("eccosys", eccosys, _eccosys),
    Platform("woocommerce", woocommerce, _woocommerce, store=True),
    Platform("nuvemshop", nuvemshop, _nuvemshop, taking=("pending", *TAKING), store=True),
    Platform(
        "vtex",
        vtex,
        _vtex,
        reads="stockkeepingunitidsbyrefids|/api/orders/feed",
        # Stock is held from the placing of an order until it is invoiced, or its payment denied.
        taking=("pending", "processing", "on-hold"),
        suffix="-01",
        store=True,
    ),
    Platform("correios", correios, _correios, reads="/token/"),
    Platform("melhorenvio", melhorenvio, _melhorenvio, reads="/shipment/tracking"),
    Platform("jadlog", jadlog, _jadlog, reads="/tracking/"),
)
STORES = tuple(each.kind for each in PLATFORMS if each.store)
