"""One-legged OAuth 1.0a as WooCommerce checks it, and HTTP Basic where it believes in TLS."""

import base64
import hashlib
import hmac
import time
from urllib.parse import quote

from flask import Request, Response

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.seed import keys
from ecco_desktop.sandbox.world import World

WINDOW_SECONDS = 15 * 60
_nonces: dict[str, float] = {}


def refusal(code: str, message: str, status: int = 401) -> Response:
    """An error as WordPress words it."""
    return answer({"code": code, "message": message, "data": {"status": status}}, status)


def nobody() -> Response:
    """No credentials, or a key the store does not know."""
    return refusal("woocommerce_rest_cannot_view", "Sorry, you cannot list resources.")


def sign_in(world: World, request: Request) -> Response | None:
    """None where the request is signed in."""
    kept = keys(world.state["seed"])
    if request.headers.get("X-Forwarded-Proto", request.scheme) == "https":
        return _basic(request, kept)
    # Over plain http Basic credentials are not even looked at.
    if request.args.get("oauth_consumer_key") != kept["consumer_key"]:
        return nobody()
    return _oauth(request, kept["consumer_secret"])


def _basic(request: Request, kept: dict[str, str]) -> Response | None:
    given = request.authorization
    if given is None or given.username != kept["consumer_key"]:
        return nobody()
    if given.password != kept["consumer_secret"]:
        return refusal("woocommerce_rest_authentication_error", "Consumer secret is invalid.")
    return None


def _oauth(request: Request, secret: str) -> Response | None:
    code = "woocommerce_rest_authentication_error"
    method = request.args.get("oauth_signature_method", "")
    digest = {"HMAC-SHA1": hashlib.sha1, "HMAC-SHA256": hashlib.sha256}.get(method)
    if digest is None:
        return refusal(code, "Invalid signature - signature method is invalid.")
    signature = hmac.new(f"{secret}&".encode(), _base(request).encode(), digest).digest()
    if base64.b64encode(signature).decode() != request.args.get("oauth_signature"):
        return refusal(code, "Invalid signature - provided signature does not match.")
    if abs(time.time() - float(request.args.get("oauth_timestamp", 0) or 0)) > WINDOW_SECONDS:
        return refusal(code, "Invalid timestamp.")
    return _nonce(request.args.get("oauth_nonce", ""), code)


def _nonce(nonce: str, code: str) -> Response | None:
    now = time.time()
    if nonce in _nonces:
        return refusal(code, "Invalid nonce - nonce has already been used.")
    _nonces[nonce] = now
    if len(_nonces) > 20000:
        for old in [known for known, at in _nonces.items() if now - at > WINDOW_SECONDS]:
            del _nonces[old]
    return None


def _base(request: Request) -> str:
    pairs = sorted(
        (quote(key, safe="~"), quote(value, safe="~"))
        for key, value in request.args.items(multi=True)
        if key != "oauth_signature"
    )
    query = "&".join(f"{key}={value}" for key, value in pairs)
    return "&".join(quote(part, safe="~") for part in (request.method, request.base_url, query))
