"""How a connection is made: whose certificates are believed, and through which proxy it goes.

Believed is what the system believes, what the program brings, and the authority a connection names. Each
certificate is checked, always; one context a set of authorities is made at the first call that needs it.
"""

import base64
import errno
import hashlib
import json as json_module
import ssl
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import requests.adapters
from requests.utils import get_auth_from_url

from ecco_desktop.connectors.http.auth import AuthBase
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.network import DIRECT, Route
from ecco_desktop.paths import read_small
from ecco_desktop.words.disk import disk_words

LARGEST = 1_000_000
_contexts: dict[tuple[str, bytes], ssl.SSLContext] = {}
_lock = threading.Lock()


def new_session(base: str, route: Route = DIRECT, authority: bytes = b"") -> requests.Session:
    """A session for one server. The environment has no say: no proxy, no .netrc, no other certificates.

    SetupProblem where the proxy that was chosen cannot be used.
    """
    session = requests.Session()
    session.trust_env = False
    if (proxy := route.proxy_for(base)) is not None:
        session.proxies = {"http": proxy, "https": proxy}
    if urlsplit(base).scheme == "https" or proxy is not None:
        adapter = _Adapter(context_for(authority))
        session.mount("https://", adapter)
        session.mount("http://", adapter)
    return session


def prepare(
    session: requests.Session,
    method: str,
    url: str,
    query: Mapping[str, str] | None,
    json: object,
    auth: AuthBase | None,
) -> requests.PreparedRequest:
    """A request as `session.prepare_request` makes it, without merging in what nobody set."""
    headers = {"Accept": "application/json", "Content-Type": "application/json; charset=utf-8"}
    if method == "GET":
        headers |= {"Cache-Control": "no-cache", "Pragma": "no-cache"}
    body = None if json is None else json_module.dumps(json, ensure_ascii=False).encode()
    request = requests.PreparedRequest()
    request.prepare(
        method,
        url,
        headers={**session.headers, **headers},
        params=query,
        data=body,
        auth=auth,
        cookies=session.cookies or None,
    )
    return request


def authority_in(path: str, connection: str) -> bytes:
    """The certificates of an authority's file, PEM or DER; they are only read, and told what is wrong with.

    SetupProblem: ("certificate.read") where the file is gone or closed to us, ("certificate.none") where it
    holds no certificate, ("certificate.expired") where every one in it is over.
    """
    told = {"file": path, "connection": connection}
    try:
        content = read_small(Path(path), LARGEST, follow=True)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise SetupProblem("certificate.none", **told) from None
        raise SetupProblem("certificate.read", detail=disk_words(error), **told) from error
    except ValueError:
        # No name of a file at all.
        raise SetupProblem("certificate.read", detail=disk_words(OSError(errno.EINVAL, "")), **told) from None
    probe = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        _load(probe, content)
    except (ssl.SSLError, ValueError):
        raise SetupProblem("certificate.none", **told) from None
    if not probe.cert_store_stats()["x509"]:
        raise SetupProblem("certificate.none", **told)
    ends = [ssl.cert_time_to_seconds(str(each["notAfter"])) for each in probe.get_ca_certs()]
    if ends and max(ends) < time.time():
        raise SetupProblem(
            "certificate.expired", day=f"{time.strftime('%d/%m/%Y', time.gmtime(max(ends)))}", **told
        )
    return content


def context_for(authority: bytes = b"") -> ssl.SSLContext:
    """One context for all connections that believe the same."""
    bundle = str(requests.adapters.DEFAULT_CA_BUNDLE_PATH)
    sign = bundle, hashlib.sha256(authority).digest()
    with _lock:
        if sign not in _contexts:
            # It takes a while to load, and nothing needs it before the first call.
            import truststore

            made = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            # A PC whose own store is years old goes on working.
            made.load_verify_locations(bundle)
            if authority:
                _load(made, authority)
                # What a browser exports is often what stands between, or the server's own: a person named it.
                made.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
            _contexts[sign] = made
        return _contexts[sign]


def _load(context: ssl.SSLContext, content: bytes) -> None:
    if b"-----BEGIN" in content:
        context.load_verify_locations(cadata=content.decode("ascii", "ignore"))
    else:
        context.load_verify_locations(cadata=content)


class _Adapter(requests.adapters.HTTPAdapter):
    """Connections that are checked against one context, loaded once and not at each connection."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__()

    def init_poolmanager(self, *args: Any, **named: Any) -> None:
        """As the library does, with our context."""
        super().init_poolmanager(*args, ssl_context=self._context, **named)

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        """As the library does, with our context towards the server and towards the proxy."""
        secure = {"proxy_ssl_context": self._context} if proxy.startswith("https:") else {}
        return super().proxy_manager_for(proxy, ssl_context=self._context, **secure, **named)

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """The proxy's login in UTF-8: the library knows Latin letters only."""
        user, password = get_auth_from_url(proxy)
        login = base64.b64encode(f"{user}:{password}".encode()).decode()
        return {"Proxy-Authorization": f"Basic {login}"} if user else {}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002
        """Every certificate is checked; which are believed stands in the context."""
        conn.cert_reqs = "CERT_REQUIRED"
