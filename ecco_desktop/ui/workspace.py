"""What is shown of open data: the tasks with their log, and the pages. Joins them, decides nothing."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from ecco_desktop.services.all import Services
from ecco_desktop.ui.desk import Desk
from ecco_desktop.ui.errands import Errands
from ecco_desktop.ui.finder import Finder
from ecco_desktop.ui.frame import Frame
from ecco_desktop.ui.keys import shortcut
from ecco_desktop.ui.lock import Lock
from ecco_desktop.ui.pages.page import Page
from ecco_desktop.ui.pages.welcome import WelcomePage
from ecco_desktop.ui.panes.side import PAGES
from ecco_desktop.ui.shelf import Shelf
from ecco_desktop.ui.snapshot import Snapshot, read_snapshot
from ecco_desktop.ui.ways import Ways
from ecco_desktop.words import _

TICK_MILLISECONDS = 5000
# Pages that show what runs change; the others are read when they are opened.
FOLLOWING = ("today", "pending")


class Workspace(QStackedWidget):
    """`taken` carries each new Snapshot; `said` a word for the bottom line."""

    taken = Signal(object)
    said = Signal(str)
    look_chosen = Signal(object)
    demo_asked = Signal(bool)

    def __init__(self, services: Services, frame: Frame, first_page: str = "tasks") -> None:
        super().__init__()
        self.services = services
        self.frame = frame
        self.snapshot: Snapshot | None = None
        self.shown = "tasks"
        self._first_page = first_page
        self.lock = Lock(frame.background, services.technician, frame.window)
        self.desk = Desk(services, frame, self.lock)
        self.model, self.table, self.log = self.desk.model, self.desk.table, self.desk.log
        self.actions_ = self.desk.actions_
        self.welcome = WelcomePage()
        self.shelf = Shelf(services, frame, self)
        self.errands = Errands(services, frame)
        self.ways = Ways(self.open_page, self.shelf, self.desk, self.said.emit)
        self.finder = Finder(services, frame, self.shelf, lambda: self.snapshot)
        self._reading = False
        self._again = False
        # The data is closed: what was asked of it before, and is answered now, is shown no more.
        self.ended = False
        self.addWidget(self.desk)
        self.addWidget(self.welcome)
        self._connect()
        self._connect_frame()
        frame.tray.start(lambda: self.snapshot.views if self.snapshot else [], self.is_paused)

    @property
    def pages(self) -> dict[str, Page]:
        """The pages that were made, by name."""
        return self.shelf.pages

    def is_paused(self) -> bool:
        """Whether nothing begins by itself."""
        return bool(self.snapshot and self.snapshot.paused)

    def reload(self) -> None:
        """Read all anew; what comes meanwhile is read once more after it."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        services = self.services
        self.frame.background.run(self, lambda: read_snapshot(services), self._take, self._unread)

    def open_page(self, name: str) -> None:
        """Show a page; it is made when it is first wanted."""
        self.shown = name
        self.frame.side.show_page(name)
        if name == "tasks":
            self._show_tasks()
            return
        page = self.shelf.page(name)
        self.setCurrentWidget(page)
        page.reload()

    # -- joining --

    def _connect(self) -> None:
        self.log.record_opened.connect(self.ways.record)
        self.welcome.guide_asked.connect(self.errands.open_guide)
        self.welcome.profile_asked.connect(self.errands.import_profile)
        self.welcome.demo_asked.connect(lambda: self.demo_asked.emit(True))
        self.actions_.done.connect(self.reload)
        self.actions_.failed.connect(self.said)
        self.actions_.log_asked.connect(lambda: self.open_page("tasks"))
        self.actions_.log_asked.connect(self.log.table.setFocus)
        self.lock.changed.connect(self._lock_changed)
        self.errands.changed.connect(self.reload)
        self.errands.configured.connect(self._configured)
        self.errands.said.connect(self.said)
        self.errands.notice_chosen.connect(self.ways.notice)
        self.shelf.said.connect(self.said)
        self.shelf.changed.connect(self.reload)
        self.shelf.page_asked.connect(self.open_page)
        self.shelf.unlock_asked.connect(self.lock.gate)
        self.shelf.guide_asked.connect(self.errands.open_guide)
        self.shelf.order_opened.connect(self.ways.order)
        self.shelf.run_opened.connect(self.ways.run)
        self.shelf.look_chosen.connect(self.look_chosen)
        self.finder.page_asked.connect(self.open_page)
        self.finder.order_asked.connect(self.ways.order)
        self.finder.sku_asked.connect(self.ways.sku)
        self.finder.task_asked.connect(self.desk.choose)

    def _connect_frame(self) -> None:
        """What the shell's parts ask, and the keys: there is something to answer now."""
        side, window = self.frame.side, self.frame.window
        side.chosen.connect(self.open_page)
        side.lock_pressed.connect(self.lock.toggle)
        side.help_pressed.connect(self._help)
        self.frame.health.step_asked.connect(self.ways.step)
        side.find_pressed.connect(self.finder.open)
        self.frame.bridge.tasks_changed.connect(self.reload)
        self.frame.tray.start_asked.connect(self.desk.start)
        for keys, words, slot in (
            ("Ctrl+F", _("Buscar na página aberta"), self._search),
            ("Ctrl+N", _("Nova tarefa"), self.desk.new_task),
            ("F1", _("Manual"), self._help),
        ):
            shortcut(window, keys, words, slot)
        for place, (name, _icon, words) in enumerate(PAGES, 1):
            shortcut(window, f"Ctrl+{place}", _(words), partial(self.open_page, name))
        ticking = QTimer(self)
        ticking.timeout.connect(self.model.tick)
        ticking.timeout.connect(self.frame.health.tick)
        ticking.start(TICK_MILLISECONDS)

    # -- showing --

    def _take(self, snapshot: Snapshot) -> None:
        if self.ended:
            return
        self._reading = False
        before, self.snapshot = self.snapshot, snapshot
        self.frame.health.show_health(snapshot.health, snapshot.paused_until, snapshot.step)
        self.frame.health.show_stores(snapshot.places)
        self.frame.health.show_unread(snapshot.unseen)
        self.frame.tray.show_health(snapshot.health, self.frame.health.words.text())
        self.frame.tray.refresh()
        self.frame.side.show_waiting(snapshot.health.waiting)
        self.lock.show_state(has_pin=snapshot.has_pin, locked=snapshot.locked)
        if before is None:
            self._lock_changed()
        self.taken.emit(snapshot)
        self.desk.show_snapshot(snapshot)
        if before is None and snapshot.views and self.shown == "tasks" != self._first_page:
            self.open_page(self._first_page)
        elif self.shown == "tasks":
            self._show_tasks()
        elif self.shown in FOLLOWING:
            self.pages[self.shown].reload()
        if self._again:
            self._again = False
            self.reload()

    def _show_tasks(self) -> None:
        new = self.snapshot is not None and not self.snapshot.configured
        self.setCurrentWidget(self.welcome if new else self.desk)
        self.frame.health.setVisible(not new)

    def _unread(self, words: str) -> None:
        if self.ended:
            return
        self._reading = False
        self.frame.health.fail()
        self.table.fail(words, self.reload)

    def _lock_changed(self) -> None:
        self.frame.side.show_lock(has_pin=self.lock.has_pin, locked=self.lock.locked)
        self.shelf.set_locked(self.lock.locked)

    def _configured(self) -> None:
        self.reload()
        if self.shown in self.pages:
            self.pages[self.shown].reload()

    # -- going somewhere --

    def _search(self) -> None:
        field: QLineEdit = self.table.search
        if self.shown in self.pages:
            field = getattr(self.pages[self.shown], "search", field)
        if field is self.table.search:
            self.open_page("tasks")
        field.setFocus()
        field.selectAll()

    def _help(self) -> None:
        page = self.pages[self.shown].help_page if self.shown in self.pages else "tarefas"
        new = self.snapshot is not None and not self.snapshot.configured
        self.errands.open_manual("primeiro-uso" if new and self.shown == "tasks" else page)
