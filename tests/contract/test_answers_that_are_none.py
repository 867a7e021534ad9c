"""Noise before the data, a stray refusal, and the sentence that each refusal deserves: on every connector."""

from collections.abc import Iterator
from typing import Any

import pytest

from ecco_desktop.connectors.erp.eccosys.adapter import open_connection as open_eccosys
from ecco_desktop.connectors.http.auth import basic, oauth1_query
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.connectors.stores.woocommerce.adapter import WooCommerce
from ecco_desktop.connectors.stores.woocommerce.site import API, Site
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.domain.errors import EccoProblem, OutcomeUnknown, RecordProblem, SetupProblem
from ecco_desktop.domain.products import ProductSheet
from ecco_desktop.ports.asides import ASIDES
from ecco_desktop.ports.connectors import Opening
from ecco_desktop.words.sentences import sentence
from tests.contract.server import Asked, Reply, replay, scripted
from tests.contract.woocommerce.test_walk import opened
from tests.fakes.opening import opening
from tests.parcels import tell
from tests.platforms import PLATFORMS
from tests.support import Sandbox, form_of, in_a_hurry, running_sandbox
from tests.unit.test_bound_keys import secrets_of, values_at

pytestmark = pytest.mark.sandbox
CONNECTORS = [(kind, kind) for kind in sorted(PLATFORMS)]
CONNECTORS += [("woocommerce", kind) for kind in ("eccosys", "correios", "melhorenvio", "jadlog")]
WARNING = (
    "<br />\n<b>Warning</b>:  Undefined key [0] in <b>/srv/wp-content/plugins/frete-x/a.php</b> on line "
    "<b>3</b><br />\n"
)
PAGE = "<!DOCTYPE html><html><head><title>Loja</title><link href='/wp-content/x.css'></head><body>"


@pytest.fixture(scope="module")
def sandboxes() -> Iterator[dict[str, Sandbox]]:
    size = ("--orders", "2", "--products", "20", "--past", "0")
    with (
        running_sandbox("--store", "nuvemshop", *size) as nuvemshop,
        running_sandbox("--store", "vtex", *size) as vtex,
        running_sandbox("--store", "woocommerce", *size) as woocommerce,
    ):
        yield {"nuvemshop": nuvemshop, "vtex": vtex, "woocommerce": woocommerce}


def opening_of(sandbox: Sandbox, kind: str) -> tuple[Role, Opening]:
    values, secrets = form_of(sandbox, kind)
    role = Registry().manifest(kind).role
    return role, opening(Connection(1, "Conexão", kind, role, values), secrets)


def open_any(sandbox: Sandbox, kind: str) -> Any:
    role, given = opening_of(sandbox, kind)
    registry = Registry()
    opens = {
        Role.ERP: registry.open_erp,
        Role.STORE: registry.open_store,
        Role.CARRIER: registry.open_carrier,
    }
    return opens[role](given)  # type: ignore[operator]


@pytest.fixture
def told() -> Iterator[list[tuple[str, dict[str, str]]]]:
    """What connectors say beside their answers."""
    heard: list[tuple[str, dict[str, str]]] = []
    token = ASIDES.set(lambda key, values: heard.append((key, values)))
    yield heard
    ASIDES.reset(token)


@pytest.mark.parametrize(("store", "kind"), CONNECTORS)
def test_data_is_found_behind_noise(
    sandboxes: dict[str, Sandbox], told: list[tuple[str, dict[str, str]]], store: str, kind: str
) -> None:
    sandbox = sandboxes[store]
    if kind == "melhorenvio":
        tell(sandbox, kind, "posted")
    quiet = open_any(sandbox, kind).test()
    sandbox.post("faults", rate_noise=1)
    try:
        assert open_any(sandbox, kind).test() == quiet
    finally:
        sandbox.post("faults")
    assert {key for key, _ in told} == {"http.noise"} and told[0][1]["source"] == "frete-facil"


@pytest.mark.parametrize(("store", "kind"), CONNECTORS)
def test_one_stray_refusal_sends_nobody_for_a_key(
    sandboxes: dict[str, Sandbox], told: list[tuple[str, dict[str, str]]], store: str, kind: str
) -> None:
    sandbox = sandboxes[store]
    try:
        with in_a_hurry():
            for _first_or_later in range(2):
                connector = open_any(sandbox, kind)
                sandbox.post("faults", once=[{"path": ".", "kind": "refused", "times": 1}])
                assert connector.test().name
            sandbox.post("faults", rate_refused=1)
            with pytest.raises(SetupProblem) as caught:
                connector.test()
    finally:
        sandbox.post("faults")
    assert caught.value.key in ("http.credentials", "woo.closed")
    assert [key for key, _ in told] == ["http.stray"] * 2


# -- a connection that is tried --

KINDS = sorted({kind for _, kind in CONNECTORS})
REST_404 = "<!DOCTYPE html><html><body>404 Not Found</body></html>"


def tried(kind: str, reply: Reply) -> EccoProblem:
    """What is said of a connection whose every call gets `reply`."""
    manifest = Registry().manifest(kind)
    opens = {
        Role.ERP: Registry().open_erp,
        Role.STORE: Registry().open_store,
        Role.CARRIER: Registry().open_carrier,
    }
    with scripted(lambda _asked: reply) as server, in_a_hurry():
        values = {**values_at(manifest, server.base), "requests_per_minute": "60000"}
        given = opening(Connection(1, "Conexão", kind, manifest.role, values), secrets_of(manifest))
        with pytest.raises(EccoProblem) as caught:
            opens[manifest.role](given).test()  # type: ignore[operator]
    return caught.value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, {"message": "Hello", "status": "ok"}),
        Reply(200, text="OK"),
        Reply(404, text=REST_404, headers={"Content-Type": "text/html"}),
    ],
)
def test_an_answer_of_something_else_is_no_good_connection(kind: str, reply: Reply) -> None:
    problem = tried(kind, reply)
    assert problem.key not in ("http.credentials", "http.permission", "vtex.warehouse_unknown")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [405, 409, 422, 451])
def test_a_refusal_in_data_is_told_in_its_own_words_and_blames_no_key(kind: str, status: int) -> None:
    said = "Metodo fora do ar"
    reply = Reply(status, {"message": said, "error": {"message": said}, "msgs": [said], "erro": said})
    problem = tried(kind, reply)
    assert problem.key == "http.refused"
    told = sentence(problem.key, problem.values, "pt_BR")
    assert str(status) in told and said in told


def test_a_refusal_without_a_word_is_no_proof_against_the_code_of_correios() -> None:
    assert tried("correios", Reply(400, text="")).key == "http.refused"
    assert tried("correios", Reply(400, {"msgs": ["Credenciais inválidas"]})).key == "http.credentials"


# -- after something that was to be done --

WRITTEN = [
    "debug",
    PAGE,
    "<p>ok</p>",
    '{"update": [{"id": 1}, {"id"',
    f'{WARNING}[{{"id": 1}},\n{WARNING}{{"id": 2}}]',
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_write_whose_answer_cannot_be_read_is_open(text: str) -> None:
    with scripted(lambda _asked: Reply(200, text=text)) as server, pytest.raises(OutcomeUnknown):
        opened(server).site.post("/products", {}).json()


@pytest.mark.parametrize("text", [f"{WARNING}[]", "\ufeff\ufeff[]", f"[]\n{WARNING}", "[]<!-- [x] -->"])
def test_a_write_that_can_be_read_is_done(text: str) -> None:
    with scripted(lambda _asked: Reply(200, text=text)) as server:
        assert opened(server).site.post("/products/batch", {}).json() == []


def test_an_order_is_made_once_behind_a_noisy_erp() -> None:
    said = '{"result": {"success": [{"id": 7}], "error": []}}'
    with scripted(lambda _asked: Reply(201, text=WARNING + said)) as server:
        values = {"address": server.base}
        given = opening(Connection(1, "ERP", "eccosys", Role.ERP, values), {"token": "t"})
        assert open_eccosys(given).account.create("/pedidos", {}, "ecco.refused") == {
            "result": {"success": [{"id": 7}], "error": []}
        }


# -- what a WooCommerce store's refusals say --


def refused(code: str, said: str, status: int = 401) -> Reply:
    return Reply(status, {"code": code, "message": said, "data": {"status": status}})


def failing(reply: Reply, *, header_kept: bool = True) -> EccoProblem:
    """What is said where every call gets `reply`, but for one that is signed where headers get lost."""

    def answer(asked: Asked) -> Reply:
        return Reply(200, []) if "oauth_signature" in asked.query and not header_kept else reply

    with scripted(answer) as server, in_a_hurry():
        store = opened(server)
        # As over https, where the key travels in a header.
        other = store.site.client.with_auth(oauth1_query("ck_1", "cs_1"))
        store.site = Site(store.site.client.with_auth(basic("ck_1", "cs_1")), "loja.example", "Loja", other)
        with pytest.raises(EccoProblem) as caught:
            store.test()
    return caught.value


CANNOT, SIGN_IN = "woocommerce_rest_cannot_view", "woocommerce_rest_authentication_error"
CODES = [
    (refused("rest_disabled", "A API REST está desativada."), "woo.closed"),
    (refused("rest_cannot_access", "Only authenticated users can access the REST API."), "woo.closed"),
    (refused("rest_login_required", "x", 403), "woo.closed"),
    (refused("itsec_rest_api_access_restricted", "x"), "woo.closed"),
    (refused("jwt_auth_bad_auth_header", "Authorization header malformed.", 403), "woo.closed"),
    (refused("rest_forbidden", "Sorry, you are not allowed to do that."), "woo.closed"),
    (refused("rest_cookie_invalid_nonce", "Cookie check failed", 403), "woo.cookie"),
    (refused(CANNOT, "Sorry, you cannot list resources.", 403), "woo.role"),
    (refused(CANNOT, "Sorry, you cannot list resources."), "http.credentials"),
    (refused(SIGN_IN, "Consumer secret is invalid."), "http.credentials"),
    (refused(SIGN_IN, "A chave de API fornecida não tem permissões de leitura."), "http.permission"),
    (refused(SIGN_IN, "Invalid nonce - nonce has already been used."), "woo.twice"),
    (replay("auth-write-key-reads"), "http.permission"),
    (Reply(401, text=PAGE, headers={"WWW-Authenticate": 'Basic realm="x"'}), "woo.site_password"),
    (Reply(403, text=f"{PAGE}Just a moment...", headers={"cf-mitigated": "challenge"}), "http.firewall"),
    (Reply(403, text=f"{PAGE}Generated by Wordfence at Sat"), "http.firewall"),
    (
        Reply(406, text="<html><head><title>Not Acceptable!</title></head>generated by Mod_Security"),
        "http.firewall",
    ),
    (Reply(202, text="<html><head></head></html>", headers={"SG-Captcha": "challenge"}), "http.firewall"),
    (Reply(403, text="<html>403 Forbidden</html>"), "http.not_json"),
    (Reply(200, text=f"{PAGE}This Account has been suspended."), "http.suspended"),
    (Reply(200, text=f"{PAGE}Site em manutenção"), "http.maintenance"),
    (Reply(503, text=f"{PAGE}Briefly unavailable for scheduled maintenance."), "woo.maintenance"),
    (Reply(511, text="<html>login</html>"), "http.portal"),
    (Reply(415, {"message": "Access denied by Imunify360 bot-protection."}), "http.firewall"),
    (Reply(200, text=f'{PAGE}<form name="loginform" id="loginform">'), "woo.closed"),
    (Reply(404, text=f"{PAGE}Página não encontrada"), "woo.no_api"),
    (Reply(404, text="<html>nginx 404</html>"), "woo.not_wordpress"),
    (Reply(200, text=f"{PAGE}Em breve"), "woo.no_api"),
]


@pytest.mark.parametrize(("reply", "key"), CODES)
def test_the_code_of_a_refusal_decides_the_sentence(reply: Reply, key: str) -> None:
    problem = failing(reply)
    assert problem.key == key
    said = sentence(problem.key, problem.values, "pt_BR")
    assert "?" not in said and "permanentes" not in said
    assert key == "http.credentials" or "gere outra se" not in said


@pytest.mark.parametrize("code", [CANNOT, "rest_disabled", "jwt_auth_no_auth_header"])
def test_a_header_that_gets_lost_is_proved_by_another_way(code: str) -> None:
    assert failing(refused(code, "x"), header_kept=False).key == "woo.header_lost"


def test_permalinks_are_blamed_only_where_the_api_is_there_without_them() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.query.get("rest_route") == "/":
            return Reply(200, {"name": "Loja", "namespaces": ["wp/v2", "wc/v3"]})
        return Reply(404, text=f"{PAGE}Página não encontrada")

    with scripted(answer) as server, pytest.raises(SetupProblem, match=r"woo\.permalinks"):
        opened(server).test()


def test_a_page_among_good_answers_blames_no_address() -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(200, []) if asked.query.get("page") == "1" else Reply(404, text=PAGE)

    with scripted(answer) as server:
        site = opened(server).site
        assert site.get("/products", {"page": "1"}).json() == []
        with pytest.raises(EccoProblem, match=r"http\.not_json"):
            site.get("/products", {"page": "2"})


# -- a SKU that nobody sees --


def publish(taken: Reply, trash: list[dict[str, Any]], by_id: dict[str, Any] | None = None) -> RecordProblem:
    def answer(asked: Asked) -> Reply:
        if asked.method == "POST":
            return taken
        if asked.path == f"{API}/products/713":
            return Reply(200, by_id or {})
        found = trash if asked.query.get("status") == "trash" else []
        return Reply(200, {"code": "BRL"} if "currencies" in asked.path else found)

    with scripted(answer) as server:
        store: WooCommerce = opened(server)
        with pytest.raises(RecordProblem) as caught:
            store.create_product(ProductSheet("", "CAM-1", "", "Camiseta", True), [])
    return caught.value


LOOKUP = "The product with SKU (CAM-1) you are trying to insert is already present in the lookup table"


@pytest.mark.parametrize(
    ("taken", "trash", "by_id"),
    [
        (replay("products-create-duplicate-sku"), [{"id": 713, "sku": "CAM-1", "status": "trash"}], None),
        (replay("products-create-duplicate-sku"), [], {"id": 713, "sku": "CAM-1", "status": "trash"}),
        (Reply(400, {"code": "woocommerce_rest_product_not_created", "message": LOOKUP}),
         [{"id": 713, "status": "trash"}], None),
    ],
)  # fmt: skip
def test_a_sku_in_the_trash_is_told_with_its_number(
    taken: Reply, trash: list[dict[str, Any]], by_id: dict[str, Any] | None
) -> None:
    problem = publish(taken, trash, by_id)
    assert (problem.key, problem.values) == ("woo.sku_in_trash", {"sku": "CAM-1", "id": "713"})
    said = sentence(problem.key, problem.values, "pt_BR")
    assert "lixeira" in said and "713" in said


def test_a_sku_of_a_product_that_is_seen_is_no_trash() -> None:
    assert publish(replay("products-create-duplicate-sku"), [], {"id": 713, "status": "publish"}).key == (
        "store.product_refused"
    )
