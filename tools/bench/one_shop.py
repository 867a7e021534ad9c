"""Runs automations on a sandbox in a process of its own and prints what each cost, one object a line.

`one_shop.py FOLDER HELLO AUTOMATION[:schedule] …`; between automations, `count_anew=N` lets the ERP count
one unit more of N products. HELLO is what the sandbox said when it started.
"""

import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from ecco_desktop.domain.runs import Trigger
from tests.support import Sandbox, install, run


def main() -> None:
    """Each automation once."""
    folder, hello, *names = sys.argv[1:]
    sandbox = Sandbox(json.loads(hello))
    application = install(Path(folder), sandbox)
    idle = _peak()
    for name in names:
        if name.startswith("count_anew="):
            sandbox.shop("count_anew", more=1, first=int(name.partition("=")[2]))
            continue
        automation, _, trigger = name.partition(":")
        cpu, began = time.process_time(), time.perf_counter()
        ended = run(application, automation, Trigger(trigger) if trigger else Trigger.PERSON)
        spent = time.perf_counter() - began
        told = {
            "seconds": spent,
            "cpu": time.process_time() - cpu,
            "calls": ended.api_calls,
            "read": ended.tally.read,
            "created": ended.tally.created,
            "updated": ended.tally.updated,
            "idle_mb": idle,
            "peak_mb": _peak(),
        }
        print(json.dumps(told), flush=True)
    application.close()
    sandbox.close()


def _peak() -> float:
    """Megabytes at most so far."""
    return (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        / (1 if sys.platform == "darwin" else 1024)
        / (1024 if sys.platform == "darwin" else 1)
    )


main()
