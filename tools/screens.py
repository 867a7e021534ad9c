"""Pictures of two screens, at two sizes of text, light and dark, in build/pictures (not committed).

The shop is empty, full, broken, failing, of names as long as they may be, or of sixty tasks over five stores.
Names on the command line choose some of the pictures; `make screenshots` makes all of them.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtWidgets import QWidget

from ecco_desktop.app import Application
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import Tally
from ecco_desktop.ui.application import Desktop, make_application
from ecco_desktop.ui.look import Look, dress, voice_of
from tools import screenshots
from tools.screenshots import (
    NOW,
    broken,
    connected,
    failed,
    full,
    new_task,
    nothing,
    nothing_at_all,
    notices,
    page,
    runs_dialog,
    simulation,
)

PICTURES = Path(__file__).parents[1] / "build" / "pictures"
SCREENS = ((1366, 768), (1024, 700))
ZOOMS = (100, 150)
LONG = "Comércio Varejista de Camisetas, Canecas e Bonés Serra Azul do Planalto Central, Loja nº 12"
PAGES = ("today", "pending", "orders", "stock", "reports", "connections", "settings")


def long_names(application: Application) -> None:
    """A working shop whose stores and tasks have names of ninety letters."""
    full(application)
    storage = application.storage
    for number, connection in enumerate(storage.connections.all()):
        storage.connections.update(replace(connection, name=f"{LONG[:-2]}{number:02}"))
    for task in storage.tasks.all():
        storage.tasks.update(replace(task, name=f"{task.name.split(' · ')[0]} · {LONG}"))


def many(application: Application) -> None:
    """Sixty tasks over five stores."""
    full(application)
    storage = application.storage
    for number in range(3, 6):
        address = {"address": f"https://loja{number}.com.br"}
        storage.connections.add(f"Loja {number}", "woocommerce", Role.STORE, address)
    stores = [one for one in storage.connections.all() if one.kind == "woocommerce"]
    there = {(task.automation, task.connection_id) for task in storage.tasks.all()}
    offered = [info for info in application.services.tasks.automations() if info.role is Role.STORE]
    for store in stores:
        for info in offered:
            if (info.key, store.id) in there or len(storage.tasks.all()) >= 60:
                continue
            every = Recurrence(every_minutes=30) if info.recurrent else None
            name = f"{info.name} · {store.name}"
            task = storage.tasks.add(
                name, info.key, store.id, active=info.recurrent, recurrence=every, options={}, now=NOW
            )
            if info.recurrent:
                screenshots.ended(application, task.id, Tally(read=12, unchanged=12), NOW)


def store_chosen(desktop: Desktop) -> QWidget | None:
    """The tasks of one store, the one with the longest name."""
    store = desktop.window.health.store
    store.setCurrentIndex(store.findData(desktop.window.workspace.model.view(0).connection))
    return None


def shots() -> list[tuple[str, screenshots.Fill, screenshots.Pose]]:
    """Every picture."""
    found: list[tuple[str, screenshots.Fill, screenshots.Pose]] = [
        ("boas-vindas", nothing_at_all, nothing),
        ("vazia", connected, nothing),
        ("cheia", full, nothing),
        ("erro", broken, nothing),
        ("falhou", failed, nothing),
        ("longos", long_names, nothing),
        ("longos-loja", long_names, store_chosen),
        ("muitas", many, nothing),
        ("nova-tarefa", connected, new_task),
        ("agendamentos", full, runs_dialog),
        ("simular", full, simulation),
        ("avisos", failed, notices),
    ]
    for name in PAGES:
        found.append((f"{screenshots.NAMES[name]}", full, page(name)))
        found.append((f"{screenshots.NAMES[name]}-longos", long_names, page(name)))
    return found


def main() -> None:
    """One process for each screen: how large it is, is said to Qt before it begins."""
    if os.environ.get("ECCO_SCREEN"):
        _on_one_screen(tuple(map(int, os.environ["ECCO_SCREEN"].split("x"))))
        return
    with tempfile.TemporaryDirectory() as folder:
        for width, height in SCREENS:
            screen = {"name": "1", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
            screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
            file = Path(folder) / f"{width}.json"
            file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
            wanted = {"QT_QPA_PLATFORM": f"offscreen:configfile={file}", "ECCO_SCREEN": f"{width}x{height}"}
            command = [sys.executable, __file__, *sys.argv[1:]]
            subprocess.run(command, env=os.environ | wanted, check=True)


def _on_one_screen(size: tuple[int, ...]) -> None:
    wanted = set(sys.argv[1:])
    if unknown := wanted - {name for name, _fill, _pose in shots()}:
        sys.exit(f"unknown: {', '.join(sorted(unknown))}. {__doc__}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    app = make_application()
    width, height = size
    screenshots.SIZE = (width, height)
    for theme, words in (("light", "claro"), ("dark", "escuro")):
        for zoom in ZOOMS:
            look = Look("pt_BR", theme, zoom)
            voice_of(app).use(look.language)
            dress(app, look)
            for name, fill, pose in shots():
                if not wanted or name in wanted:
                    place = PICTURES / f"{name}-{width}-{zoom}-{words}.png"
                    screenshots.shoot(place, fill, pose, look, demo=False)


if __name__ == "__main__":
    main()
