"""The local database: writing lines, finding a text among a million, history, and how it grows."""

import sqlite3
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ecco_desktop.domain.runs import Level, LogLine, RunState, Trigger
from ecco_desktop.storage.backups import FILE
from ecco_desktop.storage.database import SqliteStorage, open_storage
from tests.support import install, run, running_sandbox
from tools.bench.rows import Row, exponent, median_of, timed

LINES, SEARCHED, BUFFER = 100_000, 1_000_000, 200
PAGE, RUNS = 50, 100_000
# What the window's log pane asks for each time it looks.
FOLLOW_SECONDS, FOLLOWED = 0.25, 1000


def lines(count: int, first: int = 0) -> list[LogLine]:
    """Lines as the import writes them."""
    now = datetime.now(UTC)
    return [
        LogLine(
            1,
            1,
            now,
            Level.INFO,
            str(n),
            "order.imported",
            f"Pedido {n} importado, pedido {n + 7} no ERP, total R$ {n % 900},90",
            {"order": str(n), "erp": str(n + 7)},
        )
        for n in range(first, first + count)
    ]


def written(storage: SqliteStorage, made: list[LogLine]) -> float:
    """Seconds to write them as runs do: a buffer at a time."""
    return timed(
        lambda: [storage.runs.write_log(made[at : at + BUFFER]) for at in range(0, len(made), BUFFER)]
    )


def writing() -> list[Row]:
    """Alone, and while a log pane reads what is new four times a second."""
    made = lines(LINES)
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(Path(folder))
        alone = LINES / written(storage, made)
        ended = threading.Event()

        def follow() -> None:
            last = 0
            while not ended.wait(FOLLOW_SECONDS):
                if found := storage.runs.log(1, after_id=last, limit=FOLLOWED):
                    last = found[-1].id
            storage.close()

        reader = threading.Thread(target=follow)
        reader.start()
        followed = LINES / written(storage, made)
        ended.set()
        reader.join()
        indexing = timed(lambda: _index(storage))
        storage.finish()
        bare = LINES / _bare(Path(folder), made)
    reference = f"inserção simples, sem as nossas colunas e índices: {bare:,.0f}/s ({bare / alone:.1f}×)"
    return [
        Row("Gravar linhas de log", f"{alone:,.0f}/s", "20.000/s", alone >= 20_000, reference),
        Row("… com o painel do log acompanhando", f"{followed:,.0f}/s", "20.000/s", followed >= 20_000),
        Row("Indexar linhas de log, depois", f"{2 * LINES / indexing:,.0f}/s"),
    ]


def searching() -> list[Row]:
    """The whole log in one task, the worst case; a tenth of it for the growth."""
    words = {
        "que não existe": "inexistente",
        "rara": "pedido 9999 ",
        "comum": "importado",
        "de duas letras": "zz",
    }
    took: dict[int, dict[str, float]] = {}
    size: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        storage, first = open_storage(Path(folder)), 0
        for count in (SEARCHED // 10, SEARCHED):
            written(storage, lines(count - first, first))
            first = count
            size["plain"] = _file(folder)
            scanned = median_of(3, lambda: timed(lambda: storage.runs.log(1, text="inexistente")))
            _index(storage)
            took[count] = {
                what: median_of(5, lambda text=text: timed(lambda: storage.runs.log(1, text=text)))
                for what, text in words.items()
            }
        size["indexed"] = _file(folder)
        storage.finish()
    rows = [
        Row(
            f"Buscar palavra {what} em 1.000.000 de linhas",
            f"{took[SEARCHED][what] * 1000:.1f} ms",
            "100 ms",
            took[SEARCHED][what] < 0.1,
            f"lendo todas as linhas: {scanned * 1000:.0f} ms" if what == "que não existe" else "—",
            exponent(took[SEARCHED // 10][what], took[SEARCHED][what]),
        )
        for what in words
    ]
    more = (size["indexed"] - size["plain"]) / SEARCHED
    return [
        *rows,
        Row("Tamanho de uma linha de log", f"{size['plain'] / SEARCHED:.0f} bytes, o índice mais {more:.0f}"),
    ]


def history() -> list[Row]:
    """A page of the newest and of the oldest runs of a task."""
    took: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(Path(folder))
        storage.tasks.add("T", "a", 1, active=True, recurrence=None, options={}, now=datetime.now(UTC))
        kept = 0
        for count in (RUNS // 10, RUNS):
            _runs(storage, count - kept)
            kept = count
            took += [
                median_of(5, lambda at=at: timed(lambda: storage.runs.page(1, offset=at, limit=PAGE)))
                for at in (0, count - PAGE)
            ]
        storage.finish()
    return [
        Row(
            f"Página {which} do histórico de {RUNS:,} execuções",
            f"{large * 1000:.1f} ms",
            "20 ms",
            large < 0.02,
            growth=exponent(small, large),
        )
        for which, small, large in (("mais nova", took[0], took[2]), ("mais antiga", took[1], took[3]))
    ]


def growth() -> list[Row]:
    """What a thousand imported orders leave in the file."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_sandbox("--products", "200", "--orders", "500") as sandbox,
    ):
        application = install(Path(folder), sandbox)
        before = _file(folder)
        ended = run(application, "import_orders")
        application.storage.finish()
        after = _file(folder)
        application.close()
    each = (after - before) / ended.tally.read
    return [Row("Crescimento do banco por 1.000 pedidos importados", f"{each * 1000 / 1024:,.0f} KB")]


def _index(storage: SqliteStorage) -> None:
    while storage.upkeep.index_log(1000):
        pass


def _runs(storage: SqliteStorage, count: int) -> None:
    now = datetime.now(UTC)
    with storage.transaction():
        for n in range(count):
            made = storage.runs.add(1, Trigger.SCHEDULE, RunState.QUEUED, now - timedelta(minutes=n), "1:1")
            storage.runs._session.sql(
                "UPDATE run SET state = 'succeeded', ended_at = queued_at WHERE id = ?", (made.id,)
            )


def _bare(folder: Path, made: list[LogLine]) -> float:
    raw = sqlite3.connect(folder / "plain.sqlite3", isolation_level=None)
    raw.execute("PRAGMA journal_mode=wal")
    raw.execute("PRAGMA synchronous=1")
    raw.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)")

    def write() -> None:
        for at in range(0, len(made), BUFFER):
            raw.execute("BEGIN")
            rows = [(each.text,) for each in made[at : at + BUFFER]]
            raw.executemany("INSERT INTO line (text) VALUES (?)", rows)
            raw.execute("COMMIT")

    spent = timed(write)
    raw.close()
    return spent


def _file(folder: str) -> float:
    """Bytes, the write-ahead log counted in."""
    return float(
        sum(each.stat().st_size for each in Path(folder).glob(f"{FILE}*") if "-shm" not in each.name)
    )


MEASURES: tuple[Callable[[], list[Row]], ...] = (writing, searching, history, growth)
