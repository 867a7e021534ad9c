"""Ways to sign a request in. Each request, and each retry of it, is signed anew."""

from collections.abc import Callable, Mapping

from requests import PreparedRequest
from requests.auth import AuthBase, HTTPBasicAuth
from requests_oauthlib import OAuth1

__all__ = ["AuthBase", "HeaderAuth", "basic", "oauth1_query"]


class HeaderAuth(AuthBase):
    """Headers made for each request (tokens, daily signatures)."""

    def __init__(self, headers: Callable[[], Mapping[str, str]]) -> None:
        self._headers = headers

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """Add them."""
        request.headers.update(self._headers())
        return request


def basic(user: str, password: str) -> AuthBase:
    """HTTP Basic."""
    return HTTPBasicAuth(user, password)


def oauth1_query(key: str, secret: str) -> AuthBase:
    """One-legged OAuth 1.0a in the query, HMAC-SHA256 (WooCommerce without TLS)."""
    signer: AuthBase = OAuth1(
        key, client_secret=secret, signature_method="HMAC-SHA256", signature_type="QUERY", realm=""
    )
    return signer
