"""Asking for many things at once, where one of them may spoil the question."""

import logging
from collections.abc import Iterable, Mapping, Sequence

from ecco_desktop.domain.errors import Cancelled, EccoProblem, may_be_one_records
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.jobs.run.context import RunContext

_log = logging.getLogger(__name__)


def together(ctx: RunContext, skus: Iterable[str]) -> Mapping[str, Sequence[ErpProduct]]:
    """The ERP's products of many SKUs, in few calls.

    None where the ERP gives no answer, or one that cannot be read: whoever needs one asks for it alone,
    inside the boundary of its record.
    """
    try:
        return ctx.erp.products_by_skus(sorted(skus))
    except EccoProblem as problem:
        if not may_be_one_records(problem):
            raise
        ctx.log.warning(problem.key, **problem.values)
        return {}
    except Cancelled:
        raise
    except Exception:  # noqa: BLE001 - what is at fault shows when each is asked for alone
        _log.exception("an answer with many products could not be read")
        return {}
