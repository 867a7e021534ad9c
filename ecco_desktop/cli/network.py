"""`network`: the proxy that requests go through."""

import os
import sys
from typing import Annotated

import typer

from ecco_desktop.cli.session import DATA_DIR, DEMO, USAGE, fail, opened, ready_to_keep
from ecco_desktop.cli.terminal import echo
from ecco_desktop.domain.network import PASSWORD, ProxyUse
from ecco_desktop.words import _


def network(
    context: typer.Context,
    proxy: Annotated[
        str, typer.Option("--proxy", help=_("none (direto), system (o do sistema) ou um endereço."))
    ] = "",
    user: Annotated[
        str,
        typer.Option(
            "--user",
            help=_("Usuário do proxy; a senha vem de ECCO_SECRET_PROXY_PASSWORD ou de uma pergunta."),
        ),
    ] = "",
    demo: DEMO = False,
    data_dir: DATA_DIR = None,
) -> None:
    """`ecco-desktop network`."""
    if user and proxy in ("", ProxyUse.NONE, ProxyUse.SYSTEM):
        only = _("--user vale só junto com o endereço: ecco-desktop network --proxy {0} --user …")
        fail(only.format("http://proxy:3128"), USAGE)
    with opened(context, data_dir, demo=demo, keys=True) as services:
        if proxy:
            use = ProxyUse(proxy) if proxy in set(ProxyUse) else ProxyUse.ADDRESS
            password = os.environ.get(f"ECCO_SECRET_{PASSWORD.upper()}") if user else None
            if user and password is None and sys.stdin.isatty():
                password = typer.prompt(_("Senha do proxy"), hide_input=True, err=True)
            if password is not None:
                ready_to_keep(services)
            services.connections.network.save(
                use, "" if use is not ProxyUse.ADDRESS else proxy, user, password
            )
        chosen = services.connections.network.read()
        words = {
            ProxyUse.NONE: _("Sem proxy: o programa vai direto."),
            ProxyUse.SYSTEM: _("O proxy do sistema."),
            ProxyUse.ADDRESS: _("Proxy: {0}").format(chosen.address),
        }
        echo(words[chosen.use])
