"""The command line in English: what is asked for, else what the system speaks."""

from pathlib import Path

from ecco_desktop.storage.database import open_storage
from ecco_desktop.words.speech import ENGLISH
from tests.cli.commands import ecco
from tests.fakes.app import FakeShop


def test_commands_answer_in_the_language_asked_for(tmp_path: Path) -> None:
    FakeShop(tmp_path).close()
    told = ecco("--language", "en", "list", "--data-dir", str(tmp_path))
    assert told.returncode == 0 and "Recurrence" in told.stdout and "never run" in told.stdout
    assert "Recorrência" in ecco("list", "--data-dir", str(tmp_path)).stdout
    by_system = ecco("list", "--data-dir", str(tmp_path), LC_MESSAGES="en_US.UTF-8")
    assert by_system.stdout == told.stdout
    assert "Lists the tasks" in ecco("--language=en", "--help").stdout
    wrong = ecco("--language", "en", "log", "nothing", "--data-dir", str(tmp_path))
    assert wrong.returncode == 2 and "There is no task" in wrong.stderr


def test_the_log_is_kept_in_the_shop_s_language_and_told_in_the_reader_s(tmp_path: Path) -> None:
    shop = FakeShop(tmp_path)
    shop.run("import_orders")
    shop.close()
    (task, *_others) = open_storage(tmp_path).tasks.all()
    kept, told = (
        ecco("--language", language, "log", str(task.id), "--data-dir", str(tmp_path)).stdout
        for language in ("pt", "en")
    )
    assert "lidos" in kept and "read" in told and "lidos" not in told
    (tmp_path / "janela.ini").write_text(f"[General]\nlanguage={ENGLISH}\n", encoding="utf-8")
    # Written in Portuguese before the shop chose English: as it stands.
    assert ecco("--language", "en", "log", str(task.id), "--data-dir", str(tmp_path)).stdout == kept
