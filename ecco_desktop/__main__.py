"""The entry point: flags, then the application."""

from ecco_desktop import app, paths
from ecco_desktop.cli.main import Program, run_cli


def main() -> None:
    """Start Ecco Desktop; does not return."""
    run_cli(
        Program(
            build=lambda data, demo: app.build(data, demo=demo),
            open_window=app.open_window,
            has_display=app.has_display,
            data_dir=paths.data_dir,
        )
    )


if __name__ == "__main__":
    main()
