"""Eccosys catalog trees to our words, and new products to Eccosys rows. Pure."""

from collections.abc import Mapping

from ecco_desktop.connectors.erp.eccosys.shapes import Row, id_of, many, text
from ecco_desktop.domain.products import Attribute, Brand, Category, ErpProductDraft

_TREE = ("idTagDepartamentoArvore", "idTagCategoriaArvore", "idTagSubcategoriaArvore")


def to_departments(body: object) -> list[Category]:
    """The tree flattened, parents first. Eccosys: `{"departamentos": […]}` or a bare list."""
    if isinstance(body, Mapping) and "departamentos" in body:
        body = body["departamentos"]
    found: list[Category] = []
    for department in many(body):
        _branch(department, "", ("categorias", "subcategorias"), found)
    return found


def to_attribute(row: Row) -> Attribute | None:
    """An attribute. Eccosys: each option is an object of one key, its id, and one value, its name."""
    if not id_of(row):
        return None
    options = tuple(
        (str(key), str(value).strip())
        for option in many(row.get("_Opcoes"))
        for key, value in option.items()
        if str(value).strip()
    )
    return Attribute(id_of(row), text(row, "descricao", "nome"), options)


def to_brand(row: Row) -> Brand | None:
    """A brand; its fields were never seen, so the likely names are tried."""
    name = text(row, "nome", "descricao")
    return Brand(id_of(row), name) if id_of(row) and name else None


def from_product_draft(draft: ErpProductDraft) -> dict[str, object]:
    """The body of a creation. No stock: that is posted by people and by orders, never by a catalog."""
    body: dict[str, object] = {
        "codigo": draft.sku,
        "nome": draft.name,
        "situacao": "A" if draft.active else "I",
        "opcEcommerce": "S",
        "unidade": "Un",
        "tipo": "P",
    }
    if draft.gtin:
        body["gtin"] = draft.gtin
    if draft.price is not None:
        body["preco"] = f"{draft.price:.2f}"
    if draft.list_price is not None:
        body["precoDe"] = f"{draft.list_price:.2f}"
    if draft.weight_kg is not None:
        body |= {"peso": f"{draft.weight_kg:.3f}", "pesoBruto": f"{draft.weight_kg:.3f}"}
    if draft.description:
        body["descricaoEcommerce"] = draft.description
    if draft.parent_id:
        body["idProdutoMaster"] = draft.parent_id
    if draft.brand_id:
        body["idTagMarcaArvore"] = draft.brand_id
    return body | dict(zip(_TREE, draft.department_ids, strict=False))


def _branch(row: Row, parent: str, levels: tuple[str, ...], found: list[Category]) -> None:
    own, name = id_of(row), text(row, "nome", "descricao")
    if not own or not name:
        return
    found.append(Category(own, name, parent))
    if levels:
        for child in many(row.get(levels[0])):
            _branch(child, own, levels[1:], found)
