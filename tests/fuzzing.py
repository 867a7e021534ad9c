"""How long hypothesis looks: the same few examples at each `make test`, many others at each `make fuzz`.

A red run must be red again, so the examples of `make test` are drawn from the test's own text.
`ECCO_FUZZ=20` asks for twenty times as many, drawn anew each time; what fails is printed with the line that
repeats it.
"""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("ECCO_FUZZ", "0"))


def examples(usual: int) -> int:
    """How many examples a test that looks at `usual` ones has to look at this time."""
    return usual * max(1, TIMES)


def load() -> None:
    """Make this the usual way of every test; before a test module is read, which copies what it finds."""
    # How fast examples come says more of the machine, and of what else it does, than of the rule.
    settings.register_profile(
        "any machine",
        max_examples=examples(100),
        deadline=None,
        derandomize=not TIMES,
        database=None,
        print_blob=bool(TIMES),
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("any machine")
