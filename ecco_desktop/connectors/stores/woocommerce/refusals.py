"""Whose a refusal (401, 403) of a WooCommerce store is, told by its code: so the right thing is mended."""

import re
import time
from email.utils import parsedate_to_datetime

from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.shared.records import text, verbatim
from ecco_desktop.domain.foreign import brief

CLOCK_SECONDS = 15 * 60
_CODE = re.compile(r"[a-z][a-z0-9_-]{1,79}", re.IGNORECASE)
# WooCommerce looked at the key; one code for all that may be wrong with it.
SIGN_IN = "woocommerce_rest_authentication_error"


def message(answer: Answer) -> str:
    """What the store said, short."""
    body = answer.json() if answer.is_json else None
    return brief(verbatim(body, "message")) or "sem explicação"


def code_of(answer: Answer) -> str:
    """The code of a refusal; "" where it names none, or what is no word of a program but somebody's name."""
    code = text(answer.json(), "code") if answer.is_json else ""
    return code if _CODE.fullmatch(code) else ""


def cause(answer: Answer, *, reads: bool, signed: bool) -> str:
    """The key of what is to be said; "" for a page.

    `reads`: the key was good for something. `signed`: it travels as a signature (OAuth), with the time.
    """
    code = code_of(answer)
    if not answer.is_json:
        asks = answer.status == 401 and "basic" in answer.headers.get("WWW-Authenticate", "").casefold()
        return "woo.site_password" if asks else ""
    if code == SIGN_IN:
        return _of_the_key(answer, signed=signed)
    if code == "rest_cookie_invalid_nonce":
        return "woo.cookie"
    if code.startswith("woocommerce_rest_"):
        # WordPress: 403 to who is signed in, 401 to nobody.
        return "woo.role" if answer.status == 403 else "http.credentials"
    if code:
        return "woo.closed"
    return "http.permission" if reads else "http.credentials"


def _of_the_key(answer: Answer, *, signed: bool) -> str:
    """By words, for there is no other way: "… does not have read permissions", "não tem permissões de …"."""
    said = message(answer).casefold()
    if signed and (_clocks_differ(answer) or "timestamp" in said):
        return "woo.clock"
    if "nonce" in said:
        return "woo.twice"
    return "http.permission" if "permis" in said else "http.credentials"


def _clocks_differ(answer: Answer) -> bool:
    try:
        theirs = parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
    except (ValueError, TypeError):
        return False
    return abs(theirs - time.time()) > CLOCK_SECONDS
