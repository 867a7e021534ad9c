"""The entry point: flags, then the application."""

import sys
from typing import TYPE_CHECKING

from ecco_desktop import diagnostics, paths, start
from ecco_desktop.domain.notices import Who
from ecco_desktop.words import speech

if TYPE_CHECKING:
    from ecco_desktop.cli.session import Program


def main() -> None:
    """Start Ecco Desktop; does not return."""
    paths.keep_to_owner()
    diagnostics.tell_crashes()
    # Before the commands are loaded: their help is told in it too.
    speech.speak(speech.asked(sys.argv[1:]))
    from ecco_desktop.cli.main import run_cli

    run_cli(program())


def program() -> "Program":
    """What the commands work with."""
    from ecco_desktop.cli.session import Program

    return Program(
        build=lambda data, demo: start.build(data, demo=demo, who=Who.COMMAND_LINE),
        read=lambda data, demo: start.read(data, demo=demo),
        open_window=start.open_window,
        has_display=start.has_display,
        data_dir=paths.data_dir,
        rescue=start.rescue,
    )


if __name__ == "__main__":
    main()
