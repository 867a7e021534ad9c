"""Where a connection's address or account changes: the same shop, or another one? Nothing is guessed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ecco_desktop.domain.automations import Duty
from ecco_desktop.domain.connections import Connection, Role, Which, erp_among
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.jobs.numbers.sync_stock import VERIFIED
from ecco_desktop.jobs.run.notebook import PREFIX
from ecco_desktop.ports.connectors import Connectors
from ecco_desktop.ports.storage import Storage
from ecco_desktop.services.catalog import all_facts, duties


@dataclass(frozen=True, slots=True)
class Shops:
    """The one door through which a saved connection changes (window, command line, profile, demo).

    Links, bookmarks and facts are kept by the connection's id, and an id is one shop on one ERP account for
    good: another shop gets another id and begins empty; the first is put aside, and comes back with all.
    """

    storage: Storage
    connectors: Connectors
    now: Callable[[], datetime]

    def shop(self, kind: str, values: Mapping[str, str]) -> str:
        """Which shop or account these values lead to."""
        return self.connectors.manifest(kind).shop(values)

    def known(self, connection: Connection) -> str:
        """Which one a saved connection led to."""
        return connection.shop or self.shop(connection.kind, connection.values)

    def moves(self, connection: Connection, values: Mapping[str, str]) -> bool:
        """Whether these values may lead to another shop than what is known of the connection speaks of."""
        if self.shop(connection.kind, values) == self.known(connection):
            return False
        return not self._is_blank(connection)

    def ask(self, connection: Connection, values: Mapping[str, str]) -> SetupProblem | None:
        """What a person must answer before these values are saved; None where there is nothing to ask."""
        if not self.moves(connection, values):
            return None
        told = {"before": self.known(connection), "after": self.shop(connection.kind, values)}
        return SetupProblem("connection.which_shop", name=connection.name, **told)

    def ask_new(self, fresh: Connection) -> SetupProblem | None:
        """As `ask`, of a new connection: only an ERP account that stores are not linked to is asked about."""
        if fresh.role is not Role.ERP:
            return None
        shop = self.shop(fresh.kind, fresh.values)
        linked = (store.erp for store in self._stores() if store.erp not in ("", shop))
        before = next((erp for erp in linked if self._is_linked(erp)), None)
        if before is None:
            return None
        return SetupProblem("connection.which_shop", name=fresh.name, before=before, after=shop)

    def is_other(self, connection: Connection, values: Mapping[str, str], which: Which | None) -> bool:
        """Whether these values lead to another shop: a person says so, or nothing is known of this one and
        that one was here before."""
        if self.ask(connection, values) is not None:
            return which is Which.OTHER
        shop = self.shop(connection.kind, values)
        return shop != self.known(connection) and self.revived(connection, values) is not None

    def revived(self, connection: Connection, values: Mapping[str, str]) -> Connection | None:
        """The shop of these values, where it was put aside before."""
        erp = self._erp_shop()
        return self._aside(replace(connection, shop=self.shop(connection.kind, values), erp=erp))

    def change(self, before: Connection, after: Connection, which: Which | None) -> Connection:
        """Save it, as the answer says; SetupProblem("connection.which_shop") where there is none and one is
        needed: then nothing is changed."""
        changed = replace(after, shop=self.shop(after.kind, after.values))
        problem = self.ask(before, after.values)
        if problem is not None and which is None:
            raise problem
        with self.storage.transaction():
            if self.is_other(before, after.values, which):
                return self._to_another(before, changed)
            self.storage.connections.update(changed)
            if problem is not None:
                distrust(self.storage, changed.id, self.now())
                # What a connector read at the other address once, and would not read again.
                self.storage.memory.forget_kinds(changed.id, PREFIX)
            if before.role is Role.ERP and changed.shop != before.shop:
                self._stores_stay(changed.shop)
            return changed

    def add(self, fresh: Connection, which: Which | None) -> Connection:
        """Save a new one. A shop that was put aside comes back with all it had; an ERP account that stores
        are not linked to is asked about as a changed address is."""
        problem = self.ask_new(fresh)
        if problem is not None and which is None:
            raise problem
        erp = self._erp_shop() if fresh.role is Role.STORE else ""
        fresh = replace(fresh, shop=self.shop(fresh.kind, fresh.values), erp=erp)
        with self.storage.transaction():
            made = self._back(fresh) or self._new(fresh)
            if problem is not None and which is Which.OTHER:
                self._stores_move(made.shop)
            elif made.role is Role.ERP:
                self._stores_stay(made.shop)
            return made

    # -- another one --

    def _to_another(self, before: Connection, changed: Connection) -> Connection:
        old = replace(before, shop=self.known(before))
        if before.role is Role.STORE:
            erp = self._erp_shop()
            old, changed = replace(old, erp=before.erp or erp), replace(changed, erp=erp)
        made = self._take_place(old, changed)
        if made.role is Role.ERP:
            self._stores_move(made.shop, old.shop)
        return made

    def _take_place(self, old: Connection, new: Connection) -> Connection:
        known = self._aside(new)
        made = self.storage.connections.take_place(old, replace(new, id=known.id) if known else new)
        if known is not None:
            # Other programs and people were at it meanwhile.
            distrust(self.storage, made.id, self.now())
        return made

    def _back(self, fresh: Connection) -> Connection | None:
        known = self._aside(fresh)
        if known is None:
            return None
        made = replace(fresh, id=known.id)
        self.storage.connections.bring_back(made)
        distrust(self.storage, made.id, self.now())
        return made

    def _new(self, fresh: Connection) -> Connection:
        add = self.storage.connections.add
        return add(fresh.name, fresh.kind, fresh.role, fresh.values, fresh.shop, fresh.erp)

    # -- the ERP's stores --

    def _is_linked(self, erp: str) -> bool:
        """Whether anything is known of stores on this account."""
        ids = (store.id for store in self._stores() if store.erp == erp)
        return not all(map(self.storage.connections.is_blank, ids))

    def _stores_stay(self, erp: str) -> None:
        """The same company under another address: every link stays, and is proved again."""
        for store in self._stores():
            if store.erp != erp:
                self.storage.connections.update(replace(store, erp=erp))
                distrust(self.storage, store.id, self.now())

    def _stores_move(self, erp: str, before: str = "") -> None:
        """Another company: what stores are linked to are the ids of the first one."""
        for store in self._stores():
            old = replace(store, shop=self.known(store), erp=store.erp or before)
            if old.erp != erp:
                self._take_place(old, replace(old, erp=erp))

    # -- inside --

    def _aside(self, wanted: Connection) -> Connection | None:
        """What was put aside: the same shop, linked to the same ERP account."""
        erp = wanted.erp if wanted.role is Role.STORE else ""
        found = self.storage.connections.aside(kind=wanted.kind, shop=wanted.shop, erp=erp)
        return found[-1] if found and wanted.shop else None

    def _is_blank(self, connection: Connection) -> bool:
        """Whether nothing would be lost or mistaken; of the ERP's ids every store's links speak."""
        ids = [connection.id]
        if connection.role is Role.ERP:
            ids += [store.id for store in self._stores()]
        return all(self.storage.connections.is_blank(one) for one in ids)

    def _stores(self) -> list[Connection]:
        return [one for one in self.storage.connections.all() if one.role is Role.STORE]

    def _erp_shop(self) -> str:
        erp = erp_among(self.storage.connections.all())
        return "" if erp is None else self.known(erp)


def distrust(storage: Storage, connection_id: int, now: datetime) -> None:
    """Have every fact of a connection become what it declares for a restore, and its store read in full."""
    for fact in all_facts():
        fact.distrust(storage.memory, connection_id, now)
    storage.bookmarks.set(connection_id, duties()[Duty.STOCK_OUT], "", VERIFIED)
