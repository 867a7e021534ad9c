"""Categories, attributes and brands of both sides, and the products only one side has."""

import random
from collections.abc import Callable

from ecco_desktop.sandbox.world import Json

# Department → categories; the last category of all is missing in the ERP.
TREE = {
    "Moda": ("Camiseta", "Calça", "Vestido"),
    "Calçados e bolsas": ("Tênis", "Mochila"),
    "Casa": ("Caneca", "Luminária", "Garrafa térmica"),
}
MISSING_CATEGORY = "Garrafa térmica"
BRANDS = ("Serra Azul", "Praia Norte", "Casa Boa")
MISSING_BRAND = "Casa Boa"
SIZES = ("P", "M", "G", "GG")

AddErp = Callable[..., Json]
AddStore = Callable[..., Json]


def add_trees(state: Json) -> None:
    """The same trees on both sides, but for one category and one brand the ERP lacks."""
    woo, erp = state["woocommerce"], state["eccosys"]
    woo["categories"], erp["departments"] = {}, []
    number = 200
    for department, names in TREE.items():
        number += 1
        parent = number
        woo["categories"][str(parent)] = _category(parent, department, 0)
        row: Json = {"id": 177370000 + number, "idExterno": "", "nome": department, "categorias": []}
        for name in names:
            number += 1
            woo["categories"][str(number)] = _category(number, name, parent)
            if name != MISSING_CATEGORY:
                child = {
                    "id": 177370000 + number,
                    "nome": name,
                    "idDepartamento": row["id"],
                    "subcategorias": [],
                }
                row["categorias"].append(child)
        erp["departments"].append(row)
    terms = {str(10 + index): size for index, size in enumerate(SIZES)}
    woo["attributes"] = {"1": {"id": 1, "name": "Tamanho", "slug": "pa_tamanho", "terms": terms}}
    options = [{str(1707971030 + index): size} for index, size in enumerate(SIZES)]
    erp["attributes"] = [
        {"id": 1707971000, "idExterno": "", "descricao": "Tamanho", "_Opcoes": options},
    ]
    woo["brands"] = {str(300 + index): {"id": 300 + index, "name": name} for index, name in enumerate(BRANDS)}
    erp["brands"] = [
        {"id": 177380000 + index, "nome": name} for index, name in enumerate(BRANDS) if name != MISSING_BRAND
    ]


def dress(state: Json) -> None:
    """Give the store's products categories, brands, weights and images, and prices a difference."""
    woo = state["woocommerce"]
    by_name = {row["name"]: row for row in woo["categories"].values()}
    by_code = {row["codigo"]: row for row in state["eccosys"]["products"].values()}
    tree = {
        child["nome"]: (row["id"], child["id"])
        for row in state["eccosys"]["departments"]
        for child in row["categorias"]
    }
    brands = list(woo["brands"].values())
    for index, row in enumerate(woo["products"].values()):
        kind = next((name for name in by_name if row["name"].startswith(name)), "")
        row["categories"] = [by_name[kind]["id"]] if kind else []
        row["brands"] = [brands[index % len(brands)]["id"]]
        row["weight"] = "0.5" if index % 20 == 7 else "0.22"
        row["images"] = index % 3
        erp = by_code.get(row["sku"])
        if erp is not None and kind in tree:
            department, category = tree[kind]
            erp |= {"idTagDepartamentoArvore": str(department), "idTagCategoriaArvore": str(category)}
    for row in woo["variations"].values():
        row |= {"weight": "0.22", "brands": [], "images": 0, "categories": []}
    for index, row in enumerate(state["eccosys"]["products"].values()):
        price = float(row["preco"])
        if index % 12 == 5:
            row |= {"preco": f"{price * 0.9:.2f}", "precoDe": f"{price:.2f}"}
        elif index % 15 == 4:
            row |= {"preco": f"{price * 1.1:.2f}", "precoDe": f"{price * 1.1:.2f}"}


def add_one_sided(state: Json, rng: random.Random, add_erp: AddErp, add_store: AddStore, now: str) -> None:
    """A family only the store has, and one only the ERP has."""
    parent = add_store(state, "NOVO-0001", "Boné Praia 901", "", "", None, now, kind="variable")
    parent["attributes"] = [
        {"id": 1, "name": "Tamanho", "position": 0, "visible": True, "variation": True, "options": ["P", "G"]}
    ]
    for size in ("P", "G"):
        row = add_store(state, f"NOVO-0001-{size}", size, "59.90", "", 6, now, kind="variation")
        del state["woocommerce"]["products"][str(row["id"])]
        row |= {"parent_id": parent["id"], "attributes": [{"id": 1, "name": "Tamanho", "option": size}]}
        state["woocommerce"]["variations"][str(row["id"])] = row
    inside = add_erp(state, "SO-NO-ERP-1", "Etiqueta interna", "1.00", 500, rng)
    inside["opcEcommerce"] = "N"
    add_erp(state, "SO-NO-ERP-2", "Kit presente 902", "89.90", 12, rng)
    master = add_erp(state, "NOVA-0001", "Sandália Serra 903", "119.90", 0, rng)
    for size in ("P", "M"):
        add_erp(
            state, f"NOVA-0001-{size}", f"Sandália Serra 903 {size}", "119.90", 8, rng, master["id"], size
        )


def _category(number: int, name: str, parent: int) -> Json:
    slug = name.casefold().replace(" ", "-")
    return {"id": number, "name": name, "slug": slug, "parent": parent, "description": "", "count": 1}
