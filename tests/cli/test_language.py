"""The command line in English: what is asked for, else what the system speaks."""

from pathlib import Path

import pytest

from ecco_desktop.storage.database import open_storage
from ecco_desktop.words.speech import ENGLISH
from tests.cli.commands import asked, ecco
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


HELPS = [
    (),
    ("run",),
    ("installer", "run"),
    ("tasks",),
    ("tasks", "add"),
    ("history",),
    ("connections", "add"),
]


@pytest.mark.parametrize("words", HELPS, ids=" ".join)
def test_the_help_has_no_word_of_the_parser_s_own(words: tuple[str, ...]) -> None:
    told = asked(*words, "--help")
    assert told.returncode == 0 and "Uso:" in told.stdout and "Mostra esta ajuda e termina." in told.stdout
    for english in (
        "Usage",
        "Options",
        "Arguments",
        "Commands",
        "Show this",
        "OPTIONS",
        "required",
        "default:",
    ):
        assert english not in told.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "--nada"), "Não existe a opção --nada"),
        (("nada",), "Não existe o comando 'nada'."),
        (("tasks", "add"), "Falta o argumento 'automation'."),
        (("installer", "list"), "Falta a opção '--connection'"),
        (("history", "1", "--limit"), "A opção '--limit' precisa de um valor."),
        (("history", "1", "--limit", "muitas"), "“muitas” não é um número inteiro de 1 a 10000"),
        (("history", "1", "--limit", "0"), "“0” não é um número inteiro de 1 a 10000"),
        (("connections", "set", "Loja", "--shop", "outra"), "'outra' não é um destes: 'same', 'other'."),
        (("list", "--demo=1"), "não leva valor"),
        (("list", "a", "b"), "Sobra no comando: a b"),
    ],
)
def test_what_the_parser_refuses_is_told_with_code_2(words: tuple[str, ...], said: str) -> None:
    done = asked(*words)
    assert done.returncode == 2
    assert said in done.stderr and "Erro:" in done.stderr


def test_a_group_alone_shows_its_help() -> None:
    done = asked("tasks")
    assert (done.returncode, "Comandos:" in done.stdout + done.stderr) == (2, True)


def test_the_parser_speaks_english_when_asked() -> None:
    told = ecco("--language", "en", "tasks", "add", "--help")
    assert "Usage:" in told.stdout and "Options:" in told.stdout and "Shows this help" in told.stdout
    wrong = ecco("--language", "en", "nada")
    assert wrong.returncode == 2 and "There is no command 'nada'." in wrong.stderr


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
