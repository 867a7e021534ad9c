"""The entry point: flags, then the application."""


def main() -> None:
    """Start Ecco Desktop."""


if __name__ == "__main__":
    main()
