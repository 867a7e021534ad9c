"""A bug in any call to an adapter: the run ends, the next one works, both sides are right in the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecco_desktop.app import Application
from ecco_desktop.domain.runs import RunState
from ecco_desktop.jobs.orders import creation
from tests.e2e.test_bad_luck_everywhere import BOTH, ORDER
from tests.fakes.breaking import Breaking, Luck
from tests.support import Sandbox, install_all, lines, run, running_sandbox, wanted

SIZE = ("--orders", "24", "--products", "60", "--past", "16")
DONE = (RunState.SUCCEEDED, RunState.WITH_WARNINGS)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox(*SIZE) as made:
        yield made


def installed(folder: Path, sandbox: Sandbox, luck: Luck) -> Application:
    application = install_all(folder, sandbox, sync_cancelled_orders=BOTH)
    runner = application.runner
    runner._connectors = Breaking(runner._connectors, "connectors", luck)  # type: ignore[assignment]
    return application


# Asked about many at once; what breaks there is asked about one by one.
AT_ONCE = {"store.order_states", "erp.products_by_skus"}


def test_the_first_and_the_last_call_of_each_kind_break(
    tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(creation, "SETTLE_SECONDS", 0.0)
    luck = Luck()
    whole = installed(tmp_path / "whole", sandbox, luck)
    plan: list[tuple[str, int]] = []
    for automation in ORDER:
        luck.start()
        run(whole, automation)
        outside = [name for name in luck.calls if not name.startswith("connectors.manifest")]
        for name in dict.fromkeys(outside):
            places = [place for place, called in enumerate(luck.calls) if called == name]
            plan += [(automation, place) for place in dict.fromkeys((places[0], places[-1]))]
    whole.close()
    assert len(plan) > 60

    sandbox.post("reset")
    application = installed(tmp_path / "broken", sandbox, luck)
    broke = 0
    for automation, place in plan:
        luck.start(break_at=place)
        ended = run(application, automation)
        if luck.broke:
            broke += 1
            if ended.state is RunState.SUCCEEDED:
                # A question about many: each was asked about alone then.
                assert luck.broke in AT_ONCE, luck.broke
            elif ended.state is RunState.WITH_WARNINGS and luck.broke not in AT_ONCE:
                # Inside the work on one record: it waits, and the others were done.
                assert "record.bug" in lines(application, ended), luck.broke
            elif luck.broke not in AT_ONCE:
                assert (ended.state, ended.error_key) == (RunState.FAILED, "run.bug"), luck.broke
                assert lines(application, ended)[-1] == "run.bug"
        else:
            assert ended.state in DONE
        luck.start()
        assert run(application, automation).state in DONE, luck.broke
    assert broke > 40
    for automation in (*ORDER, *ORDER):
        assert run(application, automation).state in DONE
    checks = sandbox.get("checks")
    assert wanted(sandbox) <= set(checks["orders"])
    for verdict in ("duplicates", "doubled_products", "went_back", "stock_differences"):
        assert checks[verdict] == [], verdict
    application.close()
