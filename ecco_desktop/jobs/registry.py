"""Every automation, listed by hand, in the order a shop's day wants them."""

from collections.abc import Mapping, Sequence
from typing import Any

from ecco_desktop.domain.automations import AutomationInfo, Duty
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.jobs.numbers import (
    check_stock_limits,
    not_kept,
    push_prices,
    stock_plan,
    sync_stock,
)
from ecco_desktop.jobs.orders import (
    already,
    check_deliveries,
    check_pending_payments,
    chosen,
    import_orders,
    on_the_way,
    orders_brake,
    papers,
    parcels,
    proofs,
    send_deliveries,
    sight,
    sync_cancelled_orders,
    sync_order_status,
    update_logistics_status,
)
from ecco_desktop.jobs.products import (
    import_new_products,
    install_catalog,
    options_due,
    push_products,
    sheets,
)
from ecco_desktop.jobs.run import braking, compared, goods, held, notebook, restored, uncounted
from ecco_desktop.jobs.run.automation import Automation
from ecco_desktop.jobs.run.facts import Fact

AUTOMATIONS = (
    install_catalog.AUTOMATION,
    import_new_products.AUTOMATION,
    import_orders.AUTOMATION,
    check_pending_payments.AUTOMATION,
    sync_order_status.AUTOMATION,
    sync_cancelled_orders.AUTOMATION,
    push_products.AUTOMATION,
    check_deliveries.AUTOMATION,
    send_deliveries.AUTOMATION,
    sync_stock.AUTOMATION,
    push_prices.AUTOMATION,
    check_stock_limits.AUTOMATION,
    update_logistics_status.AUTOMATION,
)

# Every kind of remembered fact, whoever keeps it: what a restore does to each is asked of it.
FACTS: Sequence[Fact[Any]] = (
    held.HELD,
    held.MORE,
    held.FACT,
    sight.TOLD,
    sight.AHEAD,
    proofs.DOUBTED,
    already.ANSWER,
    already.ASKED,
    chosen.CHOSEN,
    goods.DOUBTED,
    goods.SAME,
    stock_plan.FELL,
    sync_stock.FRESH,
    not_kept.NOT_KEPT,
    not_kept.PRICE_NOT_KEPT,
    options_due.OPTIONS_DUE,
    sync_order_status.SEEN,
    braking.SHOWN,
    compared.COMPARED,
    braking.CONFIRMED,
    braking.SEEN_UP_TO,
    check_stock_limits.LIMITS,
    parcels.PARCEL,
    parcels.LOGISTICS,
    on_the_way.WRITTEN,
    update_logistics_status.STEP_SENT,
    papers.INVOICE_SENT,
    papers.TRACKING_SENT,
    send_deliveries.SENT,
    check_pending_payments.TOLD_DEAD,
    sync_cancelled_orders.CARRIED,
    sync_cancelled_orders.SETTLED,
    sheets.PUSHED,
    restored.RESTORED,
    uncounted.UNCOUNTED,
    uncounted.MAKING,
    orders_brake.LOOKED,
    notebook.TOLD_ONCE,
)


def automation(key: str) -> Automation:
    """One by key; SetupProblem("task.automation_unknown") where there is none."""
    for known in AUTOMATIONS:
        if known.info.key == key:
            return known
    listed = ", ".join(known.info.key for known in AUTOMATIONS)
    raise SetupProblem("task.automation_unknown", automation=key, known=listed)


def automation_infos() -> Sequence[AutomationInfo]:
    """The descriptions of all."""
    return tuple(known.info for known in AUTOMATIONS)


def duties() -> Mapping[Duty, str]:
    """The key of the automation that bears each duty."""
    return {known.info.duty: known.info.key for known in AUTOMATIONS if known.info.duty is not None}
