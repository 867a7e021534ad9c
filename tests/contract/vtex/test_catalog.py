"""Products of VTEX: families of SKUs, read whole, made step by step, changed as whole records."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.vtex import catalog, items
from ecco_desktop.connectors.stores.vtex.catalog import Detail
from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem
from ecco_desktop.domain.products import Price, ProductSheet, StoreProduct
from tests.contract.server import Asked, Reply, Scripted, scripted
from tests.contract.vtex.shop import MISSING, Answer, calls, opened, routes

SYSTEM, CATALOG = "/api/catalog_system", "/api/catalog/pvt"
BY_REFS = rf"POST {SYSTEM}/pub/sku/stockkeepingunitidsbyrefids"
BY_REF = rf"GET {SYSTEM}/pvt/products/productgetbyrefid/.+"
DETAIL = rf"GET {SYSTEM}/pvt/sku/stockkeepingunitbyid/\d+"
SKUS_OF = rf"GET {SYSTEM}/pvt/sku/stockkeepingunitByProductId/\d+"
NEW_PRODUCT, NEW_SKU = rf"POST {CATALOG}/product", rf"POST {CATALOG}/stockkeepingunit"
PRODUCT, SKU = rf"{CATALOG}/product/6", rf"{CATALOG}/stockkeepingunit/18"
PRICE = r"GET /pricing/prices/\d+"
TREE = rf"GET {SYSTEM}/pub/category/tree/10"
SHEET = ProductSheet(
    "1", "CAM-1", "7891234567895", "Camiseta Azul", False, "Texto", Decimal("0.220"), Decimal("79.90"),
    category_ids=("1", "10"),
)  # fmt: skip
CHILD = ProductSheet("2", "CAM-1-P", "", "Camiseta Azul P", True, options=(("tamanho", "P"),))
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def sku(own: int = 18, **changes: Any) -> dict[str, Any]:
    return {
        "Id": own,
        "ProductId": 6,
        "NameComplete": "Camiseta Azul P",
        "ProductName": "Camiseta Azul",
        "ProductDescription": "Texto",
        "SkuName": "P",
        "ProductRefId": "CAM-1",
        "IsActive": True,
        "ProductIsVisible": True,
        "BrandName": "Marca",
        "Dimension": {"weight": 220, "height": 1, "length": 1, "width": 1},
        "Images": [{"ImageUrl": "http://x/1.jpg"}],
        "SkuSpecifications": [{"FieldName": "Tamanho", "FieldValues": ["P"], "FieldGroupName": "Grade"}],
        "ProductCategoryIds": "/1/10/",
        "CategoriesFullPath": ["/1/10/", "/1/", "/20/"],
        "AlternateIds": {"Ean": "789", "RefId": f"CAM-1-{own}"},
    } | changes


def raw_product(**changes: Any) -> dict[str, Any]:
    return {
        "Id": 6, "Name": "Camiseta Azul", "DepartmentId": 1, "CategoryId": 10, "BrandId": 2,
        "LinkId": "camiseta-azul", "RefId": "CAM-1", "IsVisible": True, "Description": "Texto",
        "KeyWords": "azul", "TaxCode": "123", "ShowWithoutStock": True, "Score": 7, "IsActive": True,
    } | changes  # fmt: skip


def raw_sku(**changes: Any) -> dict[str, Any]:
    return {
        "Id": 18, "ProductId": 6, "IsActive": True, "ActivateIfPossible": True, "Name": "P", "RefId": "CAM-1",
        "PackagedHeight": 10.0, "PackagedLength": 11.0, "PackagedWidth": 12.0, "PackagedWeightKg": 220.0,
        "ManufacturerCode": "M", "CommercialConditionId": 1, "UnitMultiplier": 1.0,
    } | changes  # fmt: skip


class Making:
    """An account in which products come into being; what each step answers can be set."""

    def __init__(self, **replies: Answer) -> None:
        self.product: dict[str, Any] | None = None
        self.skus: dict[str, dict[str, Any]] = {}
        self.replies = replies

    def routes(self, more: dict[str, Answer] | None = None) -> Callable[[Asked], Reply]:
        fields = [{"Name": "Tamanho", "FieldId": 29, "IsStockKeepingUnit": True, "IsActive": True}]
        return routes(
            {
                **(more or {}),
                BY_REF: lambda _: Reply(200, self.product),
                BY_REFS: lambda asked: Reply(
                    200, {ref: str(self.skus[ref]["Id"]) if ref in self.skus else None for ref in asked.body}
                ),
                DETAIL: lambda asked: Reply(
                    200, next(s for s in self.skus.values() if str(s["Id"]) == asked.path.rsplit("/", 1)[1])
                ),
                SKUS_OF: lambda _: Reply(200, [{"Id": s["Id"]} for s in self.skus.values()]),
                NEW_PRODUCT: self.replies.get("product", self.make_product),
                NEW_SKU: self.replies.get("sku", self.make_sku),
                r"PATCH .*/skus/\d+/warehouses/1_1/quantity": self.replies.get("stock", Reply(204, text="")),
                PRICE: MISSING,
                r"PUT /pricing/prices/\d+": self.replies.get("price", Reply(200, {})),
                rf"POST {CATALOG}/stockkeepingunit/\d+/ean/.+": self.replies.get("ean", Reply(200, text="")),
                rf"PUT {CATALOG}/stockkeepingunit/\d+/specificationvalue": Reply(200, []),
                rf"GET {CATALOG}/product/6": lambda _: Reply(200, raw_product()),
                rf"GET {SYSTEM}/pub/specification/field/listTreeByCategoryId/10": Reply(200, fields),
                rf"GET {SYSTEM}/pub/specification/fieldGet/29": Reply(200, {"FieldGroupName": "Grade"}),
                TREE: Reply(200, [{"id": 1, "name": "Moda", "children": [{"id": 10, "name": "Camiseta"}]}]),
                rf"GET {SYSTEM}/pvt/brand/pagedlist": Reply(200, {"items": [{"id": 2, "name": "Márca"}]}),
            }
        )

    def make_product(self, asked: Asked) -> Reply:
        assert self.product is None, "the product was made twice"
        self.product = raw_product(RefId=asked.body["RefId"])
        return Reply(200, self.product)

    def make_sku(self, asked: Asked) -> Reply:
        ref = asked.body["RefId"]
        assert ref not in self.skus, "the SKU was made twice"
        self.skus[ref] = sku(18 + len(self.skus), AlternateIds={"RefId": ref})
        return Reply(200, {"Id": self.skus[ref]["Id"]})


def body_of(server: Scripted, pattern: str) -> Any:
    return calls(server, pattern)[0].body


# -- reading --


@given(st.lists(st.dictionaries(st.sampled_from(sorted(sku())), anything), max_size=3))
def test_no_record_breaks_the_mapping(rows: list[dict[str, Any]]) -> None:
    details = [Detail(row, None) for row in rows]
    made = catalog.to_product(details, grams=True)
    assert made is None or made.id
    for row in rows:
        catalog.to_sheet(Detail(row, None), grams=False, part_of_many=True)
        items.to_item(row, alone=True)
        catalog.to_brand(row)
        catalog.to_field(row)
    catalog.to_categories(rows)
    catalog.to_attribute("1", "x", rows)


@given(anything)
def test_no_page_of_ids_breaks_the_mapping(body: Any) -> None:
    row = body if isinstance(body, dict) else {"data": body, "range": body}
    found, total = catalog.families(row)
    assert total >= 0 and all(family.skus for family in found)


def test_a_product_of_several_skus_is_variable_and_one_of_one_is_simple() -> None:
    two = catalog.to_product([Detail(sku(18), Price(Decimal(5))), Detail(sku(19), None)], grams=True)
    assert two and two.variable and two.ref == "6" and two.sku == "CAM-1" and two.price is None
    assert [(child.id, child.sku, child.price) for child in two.variations] == [
        ("18", "CAM-1-18", Decimal(5)), ("19", "CAM-1-19", None),
    ]  # fmt: skip
    assert two.attributes == (("Tamanho", ("P",)),) and two.variations[0].options == (("Tamanho", "P"),)
    own = sku(AlternateIds={"Ean": "789", "RefId": "CAM-1"})
    one = catalog.to_product([Detail(own, Price(Decimal(5), Decimal(9)))], grams=True)
    assert one and not one.variable and (one.ref, one.variation_id) == ("6/18", "18")
    assert (one.sku, one.gtin, one.price, one.list_price) == ("CAM-1", "789", Decimal(5), Decimal(9))


def test_a_family_that_has_one_size_left_is_no_simple_product() -> None:
    """Its name is the family's: a child of the ERP would rename it."""
    left = catalog.to_product([Detail(sku(18), None)], grams=True)
    assert left and left.variable and left.variations[0].sku == "CAM-1-18"


def test_categories_are_the_product_s_own_and_the_similar_ones() -> None:
    made = catalog.to_product([Detail(sku(), None)], grams=True)
    assert made and made.category_ids == ("10", "20"), "not those on the way down"


def test_weights_are_grams_unless_the_store_says_kilograms() -> None:
    assert catalog.weight_of(sku(), grams=True) == Decimal("0.220")
    assert catalog.weight_of(sku(Dimension={"weight": 0.22}), grams=False) == Decimal("0.220")
    assert catalog.weight_in(Decimal("0.220"), grams=True) == 220
    assert catalog.weight_in(Decimal("0.22"), grams=False) == 0.22
    assert catalog.weight_in(None, grams=True) is None


def test_pages_of_250_products_by_ascending_id() -> None:
    def ids(asked: Asked) -> Reply:
        first, end = int(asked.query["_from"]), int(asked.query["_to"])
        assert end - first < 250, "VTEX gives 250 at the most"
        data = {str(n): [n + 1000] for n in reversed(range(first, min(end, 520) + 1))}
        return Reply(200, {"data": data, "range": {"total": 520}})

    def detail(asked: Asked) -> Reply:
        own = int(asked.path.rsplit("/", 1)[1])
        return Reply(
            200, sku(own, ProductId=own - 1000, AlternateIds={"RefId": f"S{own}"}, SkuSpecifications=[])
        )

    found = {rf"GET {SYSTEM}/pvt/products/GetProductAndSkuIds": ids, DETAIL: detail, PRICE: MISSING}
    with scripted(routes(found)) as server:
        pages = list(opened(server).catalog())
        assert [(page.number, page.pages, len(page.products)) for page in pages] == [
            (1, 3, 250), (2, 3, 250), (3, 3, 20),
        ]  # fmt: skip
        numbers = [int(product.id) for page in pages for product in page.products]
        assert numbers == list(range(1, 521))
        assert [page.number for page in opened(server).catalog(3)] == [3]


def test_trees_brands_and_attributes() -> None:
    fields = [
        {"Name": "Tamanho", "FieldId": 29, "IsStockKeepingUnit": True, "IsActive": True},
        {"Name": "Material", "FieldId": 30, "IsStockKeepingUnit": False, "IsActive": True},
        {"Name": "Cor antiga", "FieldId": 31, "IsStockKeepingUnit": True, "IsActive": False},
    ]
    found: dict[str, Answer] = {
        TREE: Reply(200, [{"id": 1, "name": "Moda", "children": [{"id": 10, "name": "Camiseta"}]}, "x"]),
        rf"GET {SYSTEM}/pvt/brand/pagedlist": lambda asked: Reply(
            200, {"items": [{"id": int(asked.query["page"]), "name": "M"}], "paging": {"pages": 2}}
        ),
        rf"GET {SYSTEM}/pub/specification/field/listTreeByCategoryId/\d+": Reply(200, fields),
        rf"GET {SYSTEM}/pub/specification/fieldvalue/29": Reply(200, [{"FieldValueId": 7, "Value": "P"}]),
    }
    with scripted(routes(found)) as server:
        store = opened(server)
        assert [(c.id, c.parent_id) for c in store.categories()] == [("1", ""), ("10", "1")]
        assert [brand.id for brand in store.brands()] == ["1", "2"]
        assert [(a.id, a.name, a.options) for a in store.attributes()] == [("29", "Tamanho", (("7", "P"),))]
        assert [(w.id, w.active) for w in store.warehouses()] == [("1_1", True)]


# -- looking up --


def test_a_code_leads_to_its_sku_exactly() -> None:
    making = Making()
    making.skus = {"CAM-1-P": sku(18, AlternateIds={"RefId": "CAM-1-P"}), "cam": sku(19)}
    with scripted(making.routes()) as server:
        found = opened(server).product_by_sku("CAM-1-P")
        assert found and found.ref == "6/18"
        assert opened(server).product_by_sku("cam") is None, "VTEX looks up whatever the letter case"


def test_a_family_is_found_by_its_own_code_once_it_has_skus() -> None:
    making = Making()
    making.product = raw_product()
    with scripted(making.routes()) as server:
        assert opened(server).product_by_sku("CAM-1") is None, "half made: creating goes on with it"
        making.skus = {"A": sku(18), "B": sku(19)}
        found = opened(server).product_by_sku("CAM-1")
        assert found and found.ref == "6"
        making.skus = {"": sku(18, AlternateIds={}, SkuSpecifications=[])}
        found = opened(server).product_by_sku("CAM-1")
        assert found and found.ref == "6/18", "a SKU without a code of its own is sold by the product's"


# -- creating --


def test_a_simple_product_in_the_order_vtex_wants() -> None:
    making = Making()
    with scripted(making.routes()) as server:
        made = opened(server).create_product(SHEET, [])
        assert made.ref == "6/18"
        product, unit = body_of(server, NEW_PRODUCT), body_of(server, NEW_SKU)
        writes = [
            asked.path for asked in server.asked if asked.method != "GET" and "refids" not in asked.path
        ]
    assert (product["RefId"], product["CategoryId"], product["BrandId"]) == ("CAM-1", 10, 2)
    assert product["IsVisible"] is False and product["LinkId"] == "camiseta-azul-cam-1"
    assert (unit["IsActive"], unit["ActivateIfPossible"]) == (False, True), "active at once is refused"
    assert (unit["ProductId"], unit["RefId"], unit["PackagedWeightKg"]) == (6, "CAM-1", 220)
    assert [path.rsplit("/", 2)[1:] for path in writes][:2] == [
        ["pvt", "product"],
        ["pvt", "stockkeepingunit"],
    ]
    assert writes[2].endswith("/quantity"), "no stock is said before anything may be refused"
    assert any("/ean/7891234567895" in path for path in writes)


def test_a_new_sku_is_not_on_sale_without_limit() -> None:
    with scripted(Making().routes()) as server:
        opened(server).create_product(SHEET, [])
        assert body_of(server, r"PATCH .*/quantity") == {"quantity": 0, "unlimitedQuantity": False}


def test_a_family_is_made_without_skus_and_its_children_with_their_options() -> None:
    making = Making()
    with scripted(making.routes()) as server:
        store = opened(server)
        parent = store.create_product(SHEET, [CHILD])
        assert parent.ref == "6" and not making.skus
        made = store.create_variation(parent, CHILD)
        assert made.ref == "6/18"
        option = body_of(server, rf"PUT {CATALOG}/stockkeepingunit/18/specificationvalue")
    assert option == {
        "FieldName": "Tamanho", "GroupName": "Grade", "RootLevelSpecification": False, "FieldValues": ["P"],
    }, "the field that is there, in the group it is in: else VTEX makes a second one"  # fmt: skip


def test_a_half_made_product_is_continued_and_not_doubled() -> None:
    making = Making(sku=Reply(500, text=""))
    with scripted(making.routes()) as server:
        with pytest.raises(OutcomeUnknown):
            opened(server).create_product(SHEET, [])
        assert opened(server).product_by_sku("CAM-1") is None
        del making.replies["sku"]
        server.answer = making.routes()
        assert opened(server).create_product(SHEET, []).ref == "6/18"
        assert opened(server).create_product(SHEET, []).ref == "6/18"
        assert len(calls(server, NEW_PRODUCT)) == 1


def test_a_creation_whose_answer_is_lost_is_unknown_and_not_repeated() -> None:
    for reply in (Reply(500, text=""), Reply(200, text="<html></html>"), Reply(200, {"ok": True})):
        with scripted(Making(product=reply).routes()) as server:
            with pytest.raises(OutcomeUnknown):
                opened(server).create_product(SHEET, [])
            assert len(calls(server, NEW_PRODUCT)) == 1


def test_a_code_of_another_product_is_not_moved() -> None:
    making = Making()
    making.skus = {"CAM-1-P": sku(18, ProductId=99, AlternateIds={"RefId": "CAM-1-P"})}
    with scripted(making.routes()) as server, pytest.raises(RecordProblem, match=r"product\.moved"):
        opened(server).create_variation(StoreProduct("6", "", "CAM-1", "", ""), CHILD)


def test_a_barcode_of_another_sku_leaves_no_half_product() -> None:
    """The shop left the code of its own product blank; only the barcode tells that it is the same."""
    other = {
        rf"GET {SYSTEM}/pvt/sku/stockkeepingunitbyean/.+": Reply(
            200, sku(77, AlternateIds={"Ean": SHEET.gtin})
        )
    }
    making = Making()
    with scripted(making.routes(other)) as server, pytest.raises(RecordProblem) as caught:
        opened(server).create_product(SHEET, [])
    assert caught.value.values["field"] == "GTIN" and "77" in caught.value.values["detail"]
    assert making.product is None and not making.skus


@pytest.mark.parametrize(
    ("step", "field"), [("product", "cadastro"), ("sku", "cadastro"), ("ean", "GTIN"), ("price", "preço")]
)
def test_what_vtex_refuses_is_named(step: str, field: str) -> None:
    making = Making(**{step: Reply(409, text='"Já existe"')})
    with scripted(making.routes()) as server, pytest.raises(RecordProblem) as caught:
        opened(server).create_product(SHEET, [])
    assert (caught.value.key, caught.value.values["field"]) == ("store.product_refused", field)
    assert caught.value.values["detail"] == "Já existe"


@pytest.mark.parametrize(
    ("values", "categories", "place"),
    [
        ({}, ("1", "10"), {"CategoryId": 10, "BrandId": 2}),
        ({"default_category": "moda / CAMISETA"}, (), {"CategoryId": 10, "BrandId": 2}),
        ({"default_category": "10", "default_brand": "2"}, (), {"CategoryId": 10, "BrandId": 2}),
        (
            {"default_category": "Moda/Novas", "default_brand": "Outra"},
            (),
            {"CategoryPath": "Moda/Novas", "BrandName": "Outra"},
        ),
    ],
)
def test_category_and_brand_of_a_new_product(
    values: dict[str, str], categories: tuple[str, ...], place: dict[str, Any]
) -> None:
    from dataclasses import replace

    with scripted(Making().routes()) as server:
        opened(server, **values).create_product(replace(SHEET, category_ids=categories), [])
        sent = body_of(server, NEW_PRODUCT)
    names = ("CategoryId", "CategoryPath", "BrandId", "BrandName")
    assert {name: sent[name] for name in names if name in sent} == place


def test_without_a_category_or_a_brand_a_person_is_told_what_to_do() -> None:
    from dataclasses import replace

    for values, sheet, key in (
        ({"default_brand": ""}, SHEET, "vtex.no_brand"),
        ({}, replace(SHEET, category_ids=()), "vtex.no_category"),
    ):
        with scripted(Making().routes()) as server:
            with pytest.raises(RecordProblem) as caught:
                opened(server, **values).create_product(sheet, [])
            assert caught.value.key == key and not calls(server, NEW_PRODUCT)


# -- changing --


def changing(**replies: Answer) -> dict[str, Answer]:
    alone = sku(18, AlternateIds={"Ean": "789", "RefId": "CAM-1"}, SkuSpecifications=[])
    return {
        **replies,
        rf"GET {PRODUCT}": Reply(200, raw_product()),
        rf"PUT {PRODUCT}": Reply(200, {}),
        rf"GET {PRODUCT}/similarcategory": Reply(200, [{"ProductId": 6, "CategoryId": 20}]),
        rf"POST {PRODUCT}/similarcategory/\d+": Reply(200, {}),
        rf"GET {SKU}": Reply(200, raw_sku()),
        rf"PUT {SKU}": Reply(200, {}),
        rf"(POST|DELETE) {SKU}/ean/.+": Reply(200, text=""),
        DETAIL: Reply(200, alone),
        SKUS_OF: Reply(200, [{"Id": 18}]),
        PRICE: MISSING,
    }


SIMPLE = StoreProduct("6", "18", "CAM-1", "789", "Camiseta Azul")


def writes_of(server: Scripted) -> list[tuple[str, str]]:
    return [(asked.method, asked.path) for asked in server.asked if asked.method != "GET"]


def test_a_put_that_leaves_nothing_out() -> None:
    """VTEX resets every field that is not sent: the record goes back whole."""
    sheet = ProductSheet("1", "CAM-1", "789", "Outro nome", True, "Outro", Decimal("0.5"))
    with scripted(routes(changing())) as server:
        opened(server).update_product(SIMPLE, sheet, ["name", "description", "weight"])
        product, unit = body_of(server, rf"PUT {PRODUCT}"), body_of(server, rf"PUT {SKU}")
    assert product == raw_product(Name="Outro nome", Description="Outro")
    assert unit == raw_sku(PackagedWeightKg=500)
    with scripted(routes(changing())) as server:
        opened(server).update_product(SIMPLE, sheet, ["name"])
        assert writes_of(server) == [("PUT", "/api/catalog/pvt/product/6")]


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        *(("product", field, None) for field in ("Name", "CategoryId", "BrandId", "IsVisible")),
        *(("product", field, 0) for field in ("RefId", "BrandId", "IsVisible", "ShowWithoutStock", "LinkId")),
        *(("product", field, "Áé 9" * 3000) for field in ("RefId", "Name", "CategoryId")),
        *(("sku", field, []) for field in ("RefId", "IsActive", "ProductId", "PackagedHeight", "Name")),
        *((record, "RefId", ...) for record in ("product", "sku")),
    ],
)
def test_a_record_that_was_not_read_whole_is_not_written_back(record: str, field: str, value: object) -> None:
    """What goes back replaces all of it: a field that came wrong, or not at all (`...`), would be gone."""
    shown = {
        key: each for key, each in (raw_product if record == "product" else raw_sku)().items() if key != field
    }
    shown |= {} if value is ... else {field: value}
    of_record = {rf"GET {PRODUCT if record == 'product' else SKU}": Reply(200, shown)}
    sheet = ProductSheet("1", "CAM-1", "789", "X", True, "Outro", Decimal("0.5"))
    with scripted(routes({**changing(), **of_record})) as server:
        with pytest.raises(RecordProblem) as caught:
            opened(server).update_product(SIMPLE, sheet, ["description" if record == "product" else "weight"])
        assert (caught.value.key, caught.value.values["detail"]) == ("store.not_whole", field)
        assert writes_of(server) == []


def test_hiding_a_simple_product_hides_the_product_and_a_size_the_size() -> None:
    sheet = ProductSheet("1", "CAM-1", "", "X", False)
    with scripted(routes(changing())) as server:
        opened(server).update_product(SIMPLE, sheet, ["active"])
        assert body_of(server, rf"PUT {PRODUCT}") == raw_product(IsVisible=False)
        assert not calls(server, rf"PUT {SKU}")
    both = {**changing(), SKUS_OF: Reply(200, [{"Id": 18}, {"Id": 19}])}
    with scripted(routes(both)) as server:
        opened(server).update_product(SIMPLE, sheet, ["active"])
        assert body_of(server, rf"PUT {SKU}") == raw_sku(IsActive=False)
        assert not calls(server, rf"PUT {PRODUCT}")


def test_a_barcode_is_added_before_the_old_one_goes() -> None:
    sheet = ProductSheet("1", "CAM-1", "7890000000001", "X", True)
    with scripted(routes(changing())) as server:
        opened(server).update_product(SIMPLE, sheet, ["gtin"])
        assert writes_of(server) == [
            ("POST", "/api/catalog/pvt/stockkeepingunit/18/ean/7890000000001"),
            ("DELETE", "/api/catalog/pvt/stockkeepingunit/18/ean/789"),
        ]
    with scripted(routes(changing())) as server:
        opened(server).update_product(SIMPLE, ProductSheet("1", "CAM-1", "789", "X", True), ["gtin"])
        assert writes_of(server) == []


def test_the_shop_s_own_category_stays() -> None:
    """VTEX gives a product one category; another one becomes a similar category of it."""
    sheet = ProductSheet("1", "CAM-1", "", "X", True, category_ids=("10", "20", "30"))
    with scripted(routes(changing())) as server:
        opened(server).update_product(SIMPLE, sheet, ["categories"])
        assert writes_of(server) == [("POST", "/api/catalog/pvt/product/6/similarcategory/30")]


def test_what_a_product_shows_by_itself_and_as_a_part() -> None:
    with scripted(routes(changing())) as server:
        shown = opened(server).sheet(SIMPLE)
        assert shown and not shown.part and (shown.name, shown.description) == ("Camiseta Azul", "Texto")
        assert (shown.weight_kg, shown.category_ids) == (Decimal("0.220"), ("10", "20"))
        head = opened(server).sheet(StoreProduct("6", "", "CAM-1", "", ""))
        assert head and head.variable and not head.part and head.category_ids == ("10", "20")
    both = {**changing(), SKUS_OF: Reply(200, [{"Id": 18}, {"Id": 19}]), DETAIL: Reply(200, sku())}
    with scripted(routes(both)) as server:
        shown = opened(server).sheet(SIMPLE)
        assert shown and shown.part and not shown.category_ids and shown.options == (("Tamanho", "P"),)


def test_what_the_store_has_no_more_is_none_or_told() -> None:
    with scripted(routes({})) as server:
        assert opened(server).sheet(SIMPLE) is None
        assert opened(server).sheet(StoreProduct("6", "", "", "", "")) is None
        with pytest.raises(RecordProblem, match=r"product\.gone_in_store"):
            opened(server).update_product(SIMPLE, SHEET, ["name"])


def test_addresses_are_plain_and_short_enough() -> None:
    assert catalog.slug("  Calça Térmica / Ação nº 5 ") == "calca-termica-acao-no-5"
    long = ProductSheet("1", "S", "", "x" * 300, True)
    assert len(str(catalog.product_body(long, {})["Name"])) == 150
    assert len(str(catalog.sku_body("6", long, grams=True)["Name"])) == 200
