"""Every cause that the program can name stands in docs/manual/causas.md, with its sentence and its remedy.

`make matrix` writes the page anew; without it the test compares.
"""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.words.sentences import SENTENCES

PACKAGE = Path(__file__).parents[2] / "ecco_desktop"
PAGE = Path(__file__).parents[2] / "docs" / "manual" / "causas.md"
# What a page is about, by how a key begins.
PLACES = {
    "http": "Rede, endereço e chave",
    "woo": "WooCommerce",
    "nuvemshop": "Nuvemshop",
    "vtex": "VTEX",
    "ecco": "Eccosys",
    "correios": "Correios",
    "melhorenvio": "Melhor Envio",
    "jadlog": "Jadlog",
    "store": "Qualquer loja",
    "order": "Pedidos",
    "link": "Pedidos e vínculos",
    "delivery": "Entregas",
    "product": "Produtos",
    "install": "Instalação do catálogo",
    "stock": "Estoque",
    "status": "Situações",
    "record": "Um registro só",
    "connection": "Conexões",
    "secrets": "Chaves guardadas",
    "run": "Execuções",
    "storage": "Dados deste computador",
    "backup": "Dados deste computador",
    "restore": "Dados deste computador",
    "folder": "Dados deste computador",
}
# Answered at once to who types or presses: the sentence itself says what was wrong with it.
ASKED = "Na hora de digitar ou de apertar um botão"
# Sentences that are their own remedy.
SAY_IT_ALL = {"connection.missing", "link.empty", "nuvemshop.store_id", "secrets.passphrase_short"}
# What would harm where its cause is not proved, and the causes that are proofs of it.
HARMFUL = {
    r"(gere|crie|criar) (uma |outra )?chave": {"http.credentials", "http.permission", "vtex.feed_taken"},
    "(escolha|abra).*links permanentes": {"woo.permalinks"},
    "prefixo com letras": {"task.numbers_meet", "order.number_taken"},
}


def families(kind: type = EccoProblem) -> set[str]:
    """The names of every kind of problem."""
    return {kind.__name__}.union(*(families(one) for one in kind.__subclasses__()))


@cache
def causes() -> tuple[str, ...]:
    """The keys that the code gives to a problem, and all that a connector names."""
    Registry().manifests()
    kinds = families() | {"ItemOutcome", "BatchRefused"}
    found: set[str] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "manifest.py":
            found.update(named(ast.parse(path.read_text("utf-8")), kinds, "connectors" in path.parts))
    return tuple(sorted(found))


def named(tree: ast.Module, kinds: set[str], everywhere: bool) -> Iterator[str]:
    """The keys of sentences in a module: all, or those inside a call that makes a problem."""
    for node in [tree] if everywhere else ast.walk(tree):
        if everywhere or (isinstance(node, ast.Call) and getattr(node.func, "id", "") in kinds):
            texts = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
            yield from (text for text in texts if isinstance(text, str) and text in SENTENCES)


def told(key: str) -> tuple[str, str]:
    """What happened, and what to do: the first sentence and what follows it."""
    shown = re.sub(r"\{[^{}]*\}", "…", SENTENCES[key])
    happened, _, remedy = re.sub(r"(?<=[.?])\s|;\s", "\0", shown, count=1).partition("\0")
    return happened.rstrip(".;") + ("" if happened.endswith("?") else "."), remedy.strip()


def test_every_cause_has_a_sentence_and_what_to_do() -> None:
    silent = {key for key in causes() if place(key) != ASKED and not told(key)[1]}
    assert silent == SAY_IT_ALL & set(causes())


@pytest.mark.parametrize(("advice", "proofs"), HARMFUL.items())
def test_advice_that_could_harm_is_given_only_where_its_cause_is_proved(
    advice: str, proofs: set[str]
) -> None:
    given = {key for key in causes() if re.search(advice, SENTENCES[key], re.IGNORECASE)}
    denied = {key for key in given if re.search(r"não gere outra", SENTENCES[key], re.IGNORECASE)}
    assert given - denied <= proofs


def place(key: str) -> str:
    """The part of the page a cause stands in."""
    return PLACES.get(key.partition(".")[0], ASKED)


def page() -> str:
    """The whole page."""
    parts = [
        "# O que cada aviso quer dizer, e o que fazer",
        "",
        "Esta página é escrita pelos testes (`make matrix`) com as frases do próprio programa. “…” é o que "
        "muda de caso",
        "para caso (o nome da loja, o número do pedido). O nome à esquerda é o que o suporte pede.",
    ]
    for title in dict.fromkeys([*PLACES.values(), ASKED]):
        rows = [(key, *told(key)) for key in causes() if place(key) == title]
        parts += ["", f"## {title}", "", "| Nome | O que aconteceu | O que fazer |", "|---|---|---|"]
        parts += [f"| `{key}` | {happened} | {remedy or '—'} |" for key, happened, remedy in rows]
    return "\n".join([*parts, ""])


def test_the_page_of_the_manual_is_what_the_program_says() -> None:
    if os.environ.get("ECCO_WRITE_DOCS"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make matrix`"
