"""All automations over a network that cuts, drips, lies, redirects and floods."""

from pathlib import Path

import pytest

from ecco_desktop.domain.runs import RunState
from tests.contract.server import Reply, scripted
from tests.e2e.test_bad_luck_everywhere import BOTH, ORDER, shape
from tests.faults.proxy import SHARES, fault_proxy, through
from tests.platforms import PLATFORMS
from tests.support import form_of, install_all, run, running_sandbox, wanted, writes

SIZE = ("--orders", "24", "--products", "40", "--past", "16")


@pytest.mark.parametrize("kind", sorted(PLATFORMS))
def test_after_a_bad_network_both_sides_are_as_after_a_good_one(tmp_path: Path, kind: str) -> None:
    with (
        scripted(lambda _asked: Reply(200, {"you": "gave me your key"})) as elsewhere,
        running_sandbox("--store", kind, *SIZE) as sandbox,
        fault_proxy(sandbox, elsewhere.base, seed=4) as proxy,
    ):
        lucky = install_all(tmp_path / "lucky", sandbox, sync_cancelled_orders=BOTH)
        for automation in (*ORDER, *ORDER):
            run(lucky, automation)
        lucky.close()
        good = shape(sandbox.get("state"), PLATFORMS[kind])
        sandbox.post("reset")

        seen = through(sandbox, proxy)
        unlucky = install_all(tmp_path / "unlucky", seen, timeout=1, sync_cancelled_orders=BOTH)
        proxy.shares = SHARES
        for automation in ORDER:
            run(unlucky, automation)
        proxy.shares = {}
        for automation in (*ORDER, *ORDER):
            assert run(unlucky, automation).state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
        before = writes(sandbox)
        for automation in ORDER:
            run(unlucky, automation)
        assert writes(sandbox) == before
        unlucky.close()

        # Enough went wrong for this to say something, and none of it led a key to another host.
        assert sum(proxy.struck.values()) > 10
        for side in ("eccosys", kind, "correios"):
            for secret in form_of(sandbox, side)[1].values():
                assert not any(secret in str((asked.headers, asked.query)) for asked in elsewhere.asked)
        assert elsewhere.asked == []

        checks = sandbox.get("checks")
        assert wanted(sandbox) <= set(checks["orders"])
        for verdict in ("duplicates", "doubled_products", "went_back", "stock_differences"):
            assert checks[verdict] == [], verdict
        now = shape(sandbox.get("state"), PLATFORMS[kind])
        for part, kept in good.items():
            assert now[part] == kept, part
