"""Making something exactly once: write the intent, send, link and close in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ecco_desktop.domain.errors import OutcomeUnknown, RecordProblem
from ecco_desktop.domain.ledger import ChangeKind
from ecco_desktop.domain.links import Intent, Link, LinkKind, Side
from ecco_desktop.jobs.run.boundary import guarded
from ecco_desktop.jobs.run.context import RunContext

M = TypeVar("M")  # what is made


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes things of one kind on one side; `name` is what the ledger calls them.

    Nothing is sent before its intent is written, and an intent ends only with the link or with a refusal:
    whatever cuts the run in between leaves it open, to be settled by looking.
    """

    ctx: RunContext
    kind: LinkKind
    made_in: Side
    change: ChangeKind
    name: str

    def settle(self, look: Callable[[Intent], Link | None]) -> Iterator[tuple[Intent, Link]]:
        """End what an earlier run never heard the end of; what `look` found was made, and comes back."""
        links = self.ctx.storage.links
        for intent in links.open_intents(self.ctx.connection.id, self.kind):
            self.ctx.cancel.check()
            if intent.made_in is not self.made_in:
                continue
            link = None
            with guarded(self.ctx, intent.source_id, intent.external_number):
                link = look(intent)
                links.close_intent(intent, link)
            if link is not None:
                yield intent, link

    def send(
        self, source_id: str, number: str, create: Callable[[], M], lost: Callable[[Intent], M | None]
    ) -> tuple[Intent, M]:
        """Write the intent and send; a refusal ends it.

        Where the answer is lost, `lost` looks; OutcomeUnknown, with the intent open, where it finds nothing.
        """
        links = self.ctx.storage.links
        now = self.ctx.clock.now()
        intent = links.open_intent(self.ctx.connection.id, self.kind, source_id, number, now, self.made_in)
        try:
            return intent, create()
        except RecordProblem:
            links.close_intent(intent, None)
            raise
        except OutcomeUnknown:
            if (made := lost(intent)) is None:
                raise
            return intent, made

    def keep(self, intent: Intent, link: Link, key: str, after: str, **detail: str) -> None:
        """Link what was made, end its intent and say so in the ledger: all or nothing."""
        with self.ctx.storage.transaction():
            self.ctx.storage.links.close_intent(intent, link)
            self.ctx.wrote(self.change, key, link.outside_id, self.name, before="", after=after, **detail)
        self.ctx.tally.created += 1
