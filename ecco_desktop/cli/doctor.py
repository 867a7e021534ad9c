"""`doctor`: is everything as it should be, and a package for support where it is not.

What only one command needs is loaded in it, here as elsewhere: all these modules are read at each start.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ecco_desktop.cli.session import DATA_DIR, DEMO, FAILED, JSON, complain, program_of, unlocked
from ecco_desktop.cli.terminal import Terminal, echo, echo_json
from ecco_desktop.domain.checkup import Check, Checkup, Verdict
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.words import _
from ecco_desktop.words.phrases import checked

MARKS = {Verdict.GOOD: ("✓", "green"), Verdict.WATCH: ("!", "yellow"), Verdict.FAILED: ("✗", "red")}


def doctor(
    context: typer.Context,
    bundle: Annotated[
        Path | None,
        typer.Option("--bundle", help=_("Gravar um pacote (.zip) para o suporte, sem chaves nem clientes.")),
    ] = None,
    as_json: JSON = False,
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop doctor`."""
    from ecco_desktop.services.bundle import write_bundle

    program = program_of(context)
    folder, demo = program.place(data_dir, demo=demo)
    with complain():
        try:
            session = program.build(folder, demo)
        except EccoProblem as problem:
            # Nothing can be opened: that is what support must hear, so it is a report too.
            checkup = Checkup((Check("start", Verdict.FAILED, problem.key, problem.values),))
            _tell(checkup, as_json=as_json)
            _bundled(bundle, lambda path: write_bundle(path, folder, checkup, datetime.now(UTC)))
            raise typer.Exit(FAILED) from None
        try:
            unlocked(session.services)
            checkup = session.services.doctor.examine()
            _tell(checkup, as_json=as_json)
            _bundled(bundle, lambda path: session.services.bundle.write(path, checkup))
        finally:
            session.close()
    if not checkup.good:
        raise typer.Exit(FAILED)


def _bundled(path: Path | None, write: Callable[[Path], None]) -> None:
    if path is not None:
        write(path)
        echo(_("Pacote gravado em {0}. Confira-o antes de enviar: é um .zip comum.").format(path), err=True)


def _tell(checkup: Checkup, *, as_json: bool) -> None:
    from ecco_desktop.services.bundle import as_dict, name_of, text_of

    if as_json:
        echo_json(as_dict(checkup))
        return
    table = Table("", _("O quê"), _("Como está"), show_lines=False)
    for check in checkup.checks:
        mark, colour = MARKS[check.verdict]
        table.add_row(Text(mark, colour), name_of(check), text_of(check))
    console = Terminal()
    console.print(table)
    if checkup.versions:
        console.print(" · ".join(f"{name} {version}" for name, version in checkup.versions.items()))
    console.print(checked(checkup))
