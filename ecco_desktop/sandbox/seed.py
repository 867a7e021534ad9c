"""A believable shop, the same for the same seed: catalog, stock and carriers."""

import hashlib
import random
from datetime import UTC, datetime, timedelta
from typing import Any

from ecco_desktop.sandbox.catalog import add_one_sided, add_trees, dress
from ecco_desktop.sandbox.orders import seed_orders
from ecco_desktop.sandbox.past import seed_past
from ecco_desktop.sandbox.world import WOOCOMMERCE, Json, now_gmt

KINDS = (
    ("Camiseta", "CAM", "49.90"),
    ("Calça", "CAL", "129.90"),
    ("Tênis", "TEN", "259.90"),
    ("Vestido", "VES", "159.90"),
    ("Mochila", "MOC", "189.00"),
    ("Caneca", "CAN", "34.50"),
    ("Luminária", "LUM", "99.90"),
    ("Garrafa térmica", "GAR", "79.90"),
)
STYLES = ("Básica", "Clássica", "Urbana", "Praia", "Serra", "Esporte", "Premium", "Infantil")
SIZES = ("P", "M", "G", "GG")
DOUBLED = "DUP-0001"
CARRIERS = (
    ("Correios", "CORREIOS", (("PAC", "S"), ("SEDEX", "S"), ("Carta registrada", "N"))),
    ("Jadlog", "JADLOG", ((".Package", "S"),)),
    ("Retirada na loja", "RETIRADA", (("Balcão", "S"),)),
)


def keys(seed: int) -> dict[str, str]:
    """The test credentials of a seed; they open nothing but the sandbox."""
    text = hashlib.sha256(f"sandbox {seed}".encode()).hexdigest()
    return {
        "token": f"eccosys-{text[:32]}",
        "apikey": text[32:48],
        "secret": text[48:],
        "consumer_key": f"ck_{text[:40]}",
        "consumer_secret": f"cs_{text[20:60]}",
        "nuvemshop_store": str(1_000_000 + int(text[:5], 16)),
        "nuvemshop_token": f"nuvem-{text[12:52]}",
        "vtex_key": f"vtexappkey-lojademo-{text[:6].upper()}",
        "vtex_token": text[6:46].upper(),
        "correios_user": "lojademo",
        "correios_code": text[10:40],
        "correios_card": "0012345678",
        "correios_token": f"sro-{text[5:35]}",
        "melhorenvio_token": f"eyJ0eXAiOiJKV1QifQ.{text * 20}.{text[:43]}",
        "jadlog_token": f"jad-{text[15:55]}",
        "jadlog_cnpj": "12345678000195",
    }


def make_state(seed: int, products: int, orders: int, past: int = 0, store: Json = WOOCOMMERCE) -> Json:
    """A whole state; `past` orders are known to both sides already, `store` is what the shop sells on."""
    rng = random.Random(seed)
    state: Json = {
        "seed": seed,
        "store": store,
        "next": {
            "erp_order": 2149250000,
            "number": 74639000,
            "contact": 480011000,
            "store_order": 10000,
            "line": 1,
            "note": 1,
            "product": 1890000000,
            "store_product": 100,
        },
        "eccosys": {
            "products": {},
            "stock_rows": [],
            "orders": {},
            "contacts": {},
            "carriers": _carriers(),
            "channels": [{"id": 91, "descricao": "Loja própria"}, {"id": 92, "idMarketplace": 3}],
            "nfes": {},
        },
        "parcels": {},
        "stories": {},
        "woocommerce": {"products": {}, "variations": {}, "orders": {}, "notes": {}, "bad_orders": {}},
    }
    families = max(1, min(45, products // 7))
    for number in range(products):
        _product(state, rng, number, variations=number % (products // families) == 0)
    add_trees(state)
    _oddities(state, rng)
    dress(state)
    seed_past(state, rng, past)
    seed_orders(state, rng, orders)
    state.pop("_sellable", None)
    return state


def _carriers() -> list[Json]:
    carriers: list[Json] = []
    form_id = 345
    for index, (name, code, forms) in enumerate(CARRIERS):
        rows = []
        for form, active in forms:
            rows.append({"id": form_id, "nome": form, "ativa": active})
            form_id += 1
        carriers.append(
            {
                "id": 480000777 + index,
                "codigo": code,
                "nome": name,
                "fantasia": name,
                "cnpj": "00000000000191",
                "_FormasDeEnvio": rows,
            }
        )
    return carriers


def _next(state: Json, kind: str) -> int:
    state["next"][kind] += 1
    return int(state["next"][kind])


def _product(state: Json, rng: random.Random, number: int, *, variations: bool) -> None:
    kind, code, price = KINDS[number % len(KINDS)]
    name = f"{kind} {rng.choice(STYLES)} {number + 1:03d}"
    sku = f"{code}-{number + 1:04d}"
    modified = f"{datetime.now(UTC) - timedelta(days=rng.randint(31, 300)):%Y-%m-%dT%H:%M:%S}"
    if not variations:
        erp = add_erp(state, sku, name, price, rng.randint(0, 60), rng)
        # Some shops leave the SKU blank in the store; only the barcode tells what it is.
        add_store(
            state, "" if number % 32 == 9 else sku, name, price, erp["gtin"], _shown(erp, rng), modified
        )
        return
    parent = add_erp(state, sku, name, price, 0, rng)
    store = add_store(state, sku, name, "", "", None, modified, kind="variable")
    for size in SIZES[: rng.randint(2, 4)]:
        child = add_erp(
            state, f"{sku}-{size}", f"{name} {size}", price, rng.randint(0, 30), rng, parent["id"], size
        )
        add_variation(state, store, f"{sku}-{size}", size, price, child["gtin"], _shown(child, rng), modified)


def _shown(erp: Json, rng: random.Random) -> int:
    """What the store shows: right for some, stale for most."""
    available = erp["estoqueReal"] - erp["reservado"]
    return max(0, int(available) + rng.choice([0, 0, 1, -1, 3, -4, 7]))


def add_erp(
    state: Json,
    sku: str,
    name: str,
    price: str,
    stock: int,
    rng: random.Random,
    master: str = "0",
    size: str = "",
) -> Json:
    """One ERP product."""
    product_id = str(_next(state, "product"))
    product: Json = {
        "id": product_id,
        "codigo": sku,
        "nome": name,
        "unidade": "Un",
        "preco": price,
        "precoDe": price,
        "precoCusto": "10.00",
        "gtin": f"789{int(product_id) % 10**10:010d}",
        "cf": "6109.10.00",
        "origem": "0",
        "situacao": "A",
        "tipo": "P",
        "peso": "0.220",
        "idProdutoMaster": master,
        "opcEcommerce": "S",
        "estoqueMinimo": "2.00",
        "estoqueMaximo": "100.00",
        "estoqueReal": stock,
        "reservado": min(stock, rng.choice([0, 0, 0, 1, 2])),
    }
    if size:
        product["_options"] = {"Tamanho": size}
    state["eccosys"]["products"][product_id] = product
    return product


def add_store(
    state: Json,
    sku: str,
    name: str,
    price: str,
    gtin: str,
    stock: int | None,
    modified: str,
    kind: str = "simple",
) -> Json:
    """One store product."""
    product_id = _next(state, "store_product")
    product: Json = {
        "id": product_id,
        "name": name,
        "slug": f"produto-{product_id}",
        "type": kind,
        "status": "publish",
        "sku": sku,
        "global_unique_id": gtin,
        "price": price,
        "regular_price": price,
        "sale_price": "",
        "manage_stock": stock is not None,
        "stock_quantity": stock,
        "parent_id": 0,
        "attributes": [],
        "date_modified_gmt": modified,
        "date_created_gmt": modified,
    }
    state["woocommerce"]["products"][str(product_id)] = product
    return product


def add_variation(
    state: Json, parent: Json, sku: str, size: str, price: str, gtin: str, stock: int, modified: str
) -> Json:
    """One variation of a store product."""
    row = add_store(state, sku, size, price, gtin, stock, modified, kind="variation")
    del state["woocommerce"]["products"][str(row["id"])]
    row |= {"parent_id": parent["id"], "attributes": [{"id": 0, "name": "Tamanho", "option": size}]}
    state["woocommerce"]["variations"][str(row["id"])] = row
    return row


def _oddities(state: Json, rng: random.Random) -> None:
    """What real accounts hold besides: doubles, deleted copies, strange stock, products of one side only."""
    erp = state["eccosys"]
    simple = [p for p in erp["products"].values() if p["idProdutoMaster"] == "0" and p["estoqueReal"]]
    for product in simple[:4]:
        copy = {
            "idProduto": f"17{product['id']}",
            "codigo": product["codigo"],
            "nome": f"{product['nome']} (excluído)",
            "estoqueReal": 50,
            "estoqueDisponivel": 50,
        }
        erp["stock_rows"].append(copy)
    for product in simple[4:7]:
        product["reservado"] = product["estoqueReal"] + rng.randint(1, 3)
    simple[7]["sem_disponivel"] = True
    for name in ("Chaveiro antigo", "Chaveiro novo"):
        add_erp(state, DOUBLED, name, "19.90", 10, rng)
    add_store(state, DOUBLED, "Chaveiro", "19.90", "", 4, now_gmt())
    add_store(state, "SO-NA-LOJA-1", "Vale-presente", "50.00", "", 9, now_gmt())
    add_store(state, "", "Produto sem código", "10.00", "", 5, now_gmt())
    unmanaged: list[Any] = [p for p in state["woocommerce"]["products"].values() if p["type"] == "simple"]
    for row in unmanaged[20:22]:
        row |= {"manage_stock": False, "stock_quantity": None}
    add_one_sided(state, rng, add_erp, add_store, now_gmt())
