"""Means of payment from the words platforms and gateways use for them."""

import re

from ecco_desktop.domain.orders import PaymentKind

_READ = 200
# In this order: "cartão de débito" is no credit card.
_WORDS = (
    (r"pix", PaymentKind.PIX),
    (r"boleto|billet|ticket|bank.?invoice", PaymentKind.BOLETO),
    (r"d[eé]bit", PaymentKind.DEBIT_CARD),
    (r"cr[eé]dit|card|cart[aã]o|stripe|cielo|rede", PaymentKind.CREDIT_CARD),
    (r"bacs|transfer|dep[oó]sito|wire", PaymentKind.TRANSFER),
    (r"dinheiro|cash", PaymentKind.CASH),
)


def payment_kind(words: str) -> PaymentKind:
    """The means of payment; OTHER where the words say none."""
    said = words[:_READ].casefold()
    return next((kind for pattern, kind in _WORDS if re.search(pattern, said)), PaymentKind.OTHER)
