"""Compiles the translations when the program is built or installed in place: .mo files are no sources."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[Any]):
    """Hatch: called before files are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - Hatch's signature
        """Write each catalog beside its source."""
        for source in Path(self.root, "resources", "translations").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as stream:
                catalog = read_po(stream)
            with source.with_suffix(".mo").open("wb") as stream:
                write_mo(stream, catalog)
