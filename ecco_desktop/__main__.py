"""The entry point: flags, then the application."""

from ecco_desktop import paths, start
from ecco_desktop.cli.main import Program, run_cli


def main() -> None:
    """Start Ecco Desktop; does not return."""
    paths.keep_to_owner()
    run_cli(
        Program(
            build=lambda data, demo: start.build(data, demo=demo),
            read=lambda data, demo: start.read(data, demo=demo),
            open_window=start.open_window,
            has_display=start.has_display,
            data_dir=paths.data_dir,
            rescue=start.rescue,
        )
    )


if __name__ == "__main__":
    main()
