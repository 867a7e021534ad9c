"""`python -m ecco_desktop.sandbox` prints one line of JSON (addresses, test credentials), then serves."""

import argparse
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from ecco_desktop.endings import heeded
from ecco_desktop.sandbox.platforms import STORES
from ecco_desktop.sandbox.server import Sandbox, Settings


def main() -> None:
    """Serve until a signal, or until the parent is gone."""
    options = _options()
    sandbox = Sandbox(
        Settings(
            port=options.port,
            seed=options.seed,
            products=options.products,
            orders=options.orders,
            past=options.past,
            latency_ms=options.latency_ms,
            rate=options.rate,
            day=options.day,
            state_file=options.state_file,
            store=options.store,
        )
    )

    def end() -> None:
        # serve_forever runs in the main thread, where handlers run too: ending waits for it elsewhere.
        threading.Thread(target=sandbox.end).start()

    if options.exit_with_parent:
        _leave_to_parent()
        threading.Thread(target=_watch_parent, args=(end,), daemon=True).start()
    with heeded(end):
        sys.stdout.write(sandbox.hello() + "\n")
        sys.stdout.flush()
        sandbox.serve()


def _leave_to_parent() -> None:
    """Ctrl+C and a terminal that closes reach the whole group: whoever started it still needs it to end."""
    for name in ("SIGINT", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_IGN)


def _watch_parent(end: Callable[[], None]) -> None:
    sys.stdin.buffer.read()
    end()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ecco_desktop.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--products", type=int, default=320)
    parser.add_argument("--orders", type=int, default=120)
    parser.add_argument("--past", type=int, default=0, help="orders both sides know already")
    parser.add_argument(
        "--store", default="woocommerce", choices=STORES, help="the platform the shop sells on"
    )
    parser.add_argument("--latency-ms", type=int, default=0)
    parser.add_argument("--rate", type=int, default=0, help="requests a minute and account, 0 for no limit")
    parser.add_argument("--day", action="store_true", help="let the shop live")
    parser.add_argument("--state-file", type=Path, default=None, help="keep the state in this file")
    parser.add_argument("--exit-with-parent", action="store_true", help="end when standard input closes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
