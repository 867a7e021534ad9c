"""A browser is on this computer too: no page it shows may read or steer the sandbox."""

import json
from collections.abc import Iterator, Mapping

import pytest
from werkzeug.routing import Rule
from werkzeug.test import Client, TestResponse

from ecco_desktop.sandbox.door import CONTROL, TOKEN_HEADER
from ecco_desktop.sandbox.seed import keys
from ecco_desktop.sandbox.server import Sandbox, Settings

KEYS = keys(1)
# What opens each pretended platform: anybody can work it out from the seed.
KNOWN = {
    "Authorization": f"Bearer {KEYS['token']}",
    "Authentication": f"bearer {KEYS['nuvemshop_token']}",
    "X-VTEX-API-AppKey": KEYS["vtex_key"],
    "X-VTEX-API-AppToken": KEYS["vtex_token"],
    "User-Agent": "Ecco (a@example.com)",
}
FOREIGN_PAGES: list[Mapping[str, str]] = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": ""},
    {"Referer": "https://evil.example/page"},
    {"Referer": "http://[evil"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(Settings(products=20, orders=4))
    yield made
    made._server.server_close()


def routes(sandbox: Sandbox) -> list[tuple[str, str]]:
    """Every route with every method it answers, its own and those Flask adds."""
    found = []
    for rule in sandbox.app.url_map.iter_rules():
        found += [(method, _filled(rule)) for method in sorted(rule.methods or ())]
    assert len(found) > 60 and any(path.startswith(CONTROL) for _method, path in found)
    return found


def _filled(rule: Rule) -> str:
    values = {
        name: 1 if "int" in type(rule._converters[name]).__name__.lower() else "x" for name in rule.arguments
    }
    built = rule.build(values)
    assert built is not None
    return built[1]


def ask(sandbox: Sandbox, method: str, path: str, *, host: str = "", **headers: str) -> TestResponse:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    client = Client(sandbox.app)
    return client.open(
        path,
        method=method,
        headers={"Host": host or f"127.0.0.1:{sandbox.port}", **KNOWN, **names},
        data="{}",
    )


def truth(sandbox: Sandbox) -> str:
    return json.dumps([sandbox.world.state, sandbox.world.counters, sandbox.faults.settings], default=str)


@pytest.mark.parametrize(
    "name",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.nip.io:{port}",
        "localhost:{port}@evil.example",
        "0.0.0.0:{port}",
        "127.0.0.1:{port},evil.example",
        " ",
    ],
)
def test_no_route_answers_to_a_foreign_name(sandbox: Sandbox, name: str) -> None:
    before = truth(sandbox)
    host = name.format(port=sandbox.port)
    for method, path in routes(sandbox):
        answer = ask(sandbox, method, path, host=host, **{TOKEN_HEADER: sandbox.door.token})
        assert answer.status_code == 403, f"{method} {path} answers to {host}"
    assert truth(sandbox) == before


@pytest.mark.parametrize("said", FOREIGN_PAGES, ids=str)
def test_no_route_answers_to_another_page(sandbox: Sandbox, said: Mapping[str, str]) -> None:
    before = truth(sandbox)
    for method, path in routes(sandbox):
        answer = ask(sandbox, method, path, **{TOKEN_HEADER: sandbox.door.token, **said})
        assert answer.status_code == 403, f"{method} {path} answers to {said}"
    assert truth(sandbox) == before


@pytest.mark.parametrize("token", ["", "x", "ção"])
def test_the_control_needs_the_token_for_whatever_it_does(sandbox: Sandbox, token: str) -> None:
    before = truth(sandbox)
    for method, path in routes(sandbox):
        if path.startswith(CONTROL):
            given = {TOKEN_HEADER: token} if token else {}
            assert ask(sandbox, method, path, **given).status_code == 403, f"{method} {path}"
    assert truth(sandbox) == before


def test_a_page_that_posts_a_form_with_the_known_keys_sells_nothing(sandbox: Sandbox) -> None:
    before = truth(sandbox)
    path = f"/woocommerce/wp-json/wc/v3/orders?oauth_consumer_key={KEYS['consumer_key']}"
    answer = ask(sandbox, "POST", path, Origin="https://evil.example", Content_Type="text/plain")
    assert answer.status_code == 403 and truth(sandbox) == before


def test_no_answer_opens_the_sandbox_to_other_pages(sandbox: Sandbox) -> None:
    for method, path in routes(sandbox):
        answer = ask(sandbox, method, path, **{TOKEN_HEADER: sandbox.door.token})
        told = [
            name
            for name, _value in answer.headers.to_wsgi_list()
            if name.casefold().startswith("access-control")
        ]
        assert not told, f"{method} {path}: {told}"


def test_whoever_started_it_is_told_how_to_steer_it(sandbox: Sandbox) -> None:
    hello = json.loads(sandbox.hello())
    for name in ("127.0.0.1", "localhost", "[::1]"):
        answer = ask(
            sandbox,
            "GET",
            f"{CONTROL}/faults",
            host=f"{name}:{sandbox.port}",
            **{TOKEN_HEADER: hello["token"]},
        )
        assert answer.status_code == 200
    assert sandbox.door.token not in sandbox.app.url_map.__repr__()
    other = Sandbox(Settings(products=20, orders=0))
    other._server.server_close()
    assert other.door.token != sandbox.door.token, "each start has a token of its own"


def test_it_listens_on_this_computer_only(sandbox: Sandbox) -> None:
    assert sandbox._server.server_address[0] == "127.0.0.1"
    assert not hasattr(sandbox.settings, "host"), "no setting says otherwise"


def test_a_proxy_before_it_is_let_in_by_who_has_the_token(sandbox: Sandbox) -> None:
    port = sandbox.port + 1 if sandbox.port < 65535 else 1024
    host = f"127.0.0.1:{port}"
    path = f"{CONTROL}/faults"
    own = {TOKEN_HEADER: sandbox.door.token}
    assert ask(sandbox, "GET", path, host=host, **own).status_code == 403
    client = Client(sandbox.app)
    said = client.post(
        f"{CONTROL}/door", json={"port": port}, headers={"Host": f"localhost:{sandbox.port}", **own}
    )
    assert said.status_code == 200
    assert ask(sandbox, "GET", path, host=host, **own).status_code == 200
