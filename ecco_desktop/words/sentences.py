"""Every sentence a log line, a failure or a notice can say, in Portuguese, by key.

Each failure says what happened, what it means, and what to do. A hole may name how its value is written:
`{total:money}` takes "259.90", `{kept:order_status}` and `{status:delivery}` the word of our own code;
what is no such value (written by an earlier version, or a platform's own word) stands as it is.
"""

import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from ecco_desktop.words.keeping import KEEPING
from ecco_desktop.words.labels import DELIVERY_STATUSES, ORDER_STATUSES
from ecco_desktop.words.speech import N_, Words, catalog, language, money_in
from ecco_desktop.words.trade import TRADE
from ecco_desktop.words.window import WINDOW

SENTENCES: dict[str, str] = dict(TRADE) | WINDOW | KEEPING


# Kept by earlier versions in the pending list and in logs, under the name of the one store there was.
_RENAMED = {
    f"woo.{name}": f"store.{name}"
    for name in ("item_missing", "item_refused", "product_refused", "order_refused", "price_kept")
} | {"deed.situation": "deed.status"}


def declare(sentences: Iterable[tuple[str, str]]) -> None:
    """Add the sentences of a connector; each key begins with the connector's own name."""
    SENTENCES.update(sentences)


class _Writer(string.Formatter):
    """Fills the holes of a sentence, in one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._words = catalog(language).gettext

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """A value that is missing is told as unknown: a sentence with a hole is better than none."""
        return kwargs.get(str(key), "?") if not args else super().get_value(key, args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:
        """A value as its hole wants it written."""
        write = _HOLES.get(format_spec)
        return write(self, str(value)) if write else super().format_field(value, format_spec)

    def money(self, value: str) -> str:
        """Reais."""
        try:
            return money_in(Decimal(value), self._language)
        except InvalidOperation:
            return value

    def order_status(self, value: str) -> str:
        """A status of the ERP."""
        return self._named(ORDER_STATUSES, value)

    def delivery(self, value: str) -> str:
        """A step of a delivery."""
        return self._named(DELIVERY_STATUSES, value)

    def _named(self, words: Words, value: str) -> str:
        return self._words(words.source(value)) if value in words else value


_HOLES: dict[str, Callable[[_Writer, str], str]] = {
    "money": _Writer.money,
    "order_status": _Writer.order_status,
    "delivery": _Writer.delivery,
}


def sentence(key: str, values: Mapping[str, str], spoken: str | None = None) -> str:
    """The sentence for `key`, in the language of now or in `spoken`; an unknown key says so instead "
    "of failing."""
    spoken = spoken or language()
    template = SENTENCES.get(_RENAMED.get(key, key))
    words = catalog(spoken).gettext
    if template is None:
        return words(N_("Situação sem descrição ({0}). Avise o suporte.")).format(key)
    return _Writer(spoken).vformat(words(template), (), values)


SENTENCES |= {
    # -- network and credentials (SetupProblem, TransientProblem) --
    "http.unreachable": N_(
        "Não foi possível conectar a {host}. Verifique a internet e o endereço da conexão "
        "“{connection}”; a tarefa tenta de novo sozinha."
    ),
    "http.unknown_host": N_(
        "O endereço {host} não existe na internet. Confira se está escrito certo na conexão “{connection}”."
    ),
    "http.tls": N_(
        "O certificado de segurança de {host} não é válido, por isso nada foi enviado. Peça a quem "
        "cuida do site para renovar o certificado (e confira a data do computador)."
    ),
    "http.tls_date": N_(
        "O certificado de segurança de {host} não vale na data deste computador ({today}), por "
        "isso nada foi enviado. Confira a data e a hora do computador; se estiverem certas, peça a "
        "quem cuida do "
        "site para renovar o certificado."
    ),
    "http.tls_host": N_(
        "O certificado de segurança apresentado por {host} é de outro endereço, por isso nada "
        "foi enviado. Confira o endereço na conexão “{connection}”; se estiver certo, avise quem "
        "cuida do site."
    ),
    "http.timeout": N_(
        "{host} demorou demais para responder. A tarefa tenta de novo sozinha; se continuar, "
        "avise o suporte de “{connection}”."
    ),
    "http.cut": N_("A conexão com {host} caiu no meio da resposta. A tarefa tenta de novo sozinha."),
    "http.busy": N_(
        "{host} pediu para esperar: muitas chamadas em pouco tempo. A tarefa continua sozinha mais tarde."
    ),
    "http.server": N_("{host} está com problemas (erro {status}). A tarefa tenta de novo sozinha."),
    "http.not_json": N_(
        "{host} respondeu com uma página em vez de dados. Pode ser manutenção ou bloqueio; a "
        "tarefa tenta de novo. Se continuar, confira o endereço da conexão “{connection}”."
    ),
    "http.repeated_page": N_(
        "{host} repetiu a mesma página, e a leitura parou para não errar. A tarefa tenta de novo sozinha."
    ),
    "http.too_big": N_("{host} enviou uma resposta grande demais e ela foi recusada. Avise o suporte."),
    "http.redirect": N_(
        "{host} quis desviar a chamada para outro endereço ({target}), e a chave não foi "
        "enviada para lá. Corrija o endereço na conexão “{connection}”."
    ),
    "http.refused": N_("{host} recusou a chamada (erro {status}: {detail}). Avise o suporte."),
    "http.credentials": N_(
        "{host} recusou a chave de acesso. Gere uma chave nova e atualize a conexão “{connection}”."
    ),
    "http.permission": N_(
        "A chave de acesso de “{connection}” não tem permissão para isto ({detail}). Gere uma "
        "chave com permissão de leitura e escrita."
    ),
    "http.outcome_unknown": N_(
        "Não se sabe se {host} recebeu o envio: a resposta não chegou. O programa "
        "confere antes de tentar de novo."
    ),
    "http.plain_http": N_(
        "O endereço {host} não é seguro (http sem s). Use https, ou permita expressamente na "
        "conexão “{connection}”."
    ),
    "connection.address": N_("O endereço “{value}” não serve. Escreva, por exemplo, {example}."),
    "connection.missing": N_("Falta preencher “{field}” na conexão “{connection}”."),
    "connection.secret_missing": N_(
        "A chave “{field}” da conexão “{connection}” não está no cofre de senhas "
        "deste computador, nem na variável ECCO_SECRET_{variable}. Informe-a de novo."
    ),
    "connection.unknown": N_("Não há conexão chamada “{name}”. As que existem: {known}."),
    "connection.kind_unknown": N_("Não há conector “{kind}”. Os que existem: {known}."),
    "connection.name_taken": N_("Já existe uma conexão chamada “{name}”. Escolha outro nome."),
    "connection.field_unknown": N_("O conector {kind} não tem o campo “{field}”. Os que existem: {known}."),
    "connection.secret_as_value": N_(
        "O campo “{field}” é secreto e não pode ir na linha de comando. Use a "
        "variável {variable} ou responda à pergunta."
    ),
    "connection.choice": N_("“{value}” não serve para “{field}”. As opções: {choices}."),
    "connection.no_erp": N_("Falta a conexão com o ERP. Cadastre o Eccosys antes de criar tarefas."),
    "connection.two_erps": N_("Já existe uma conexão com o ERP (“{name}”). Cada instalação usa um ERP só."),
    "connection.not_store": N_("“{name}” não é uma loja. Esta automação é ligada a uma loja."),
    "connection.in_use": N_("A conexão “{name}” tem tarefas. Exclua-as antes."),
    "secrets.none": N_(
        "Este computador não tem um cofre de senhas, e chaves nunca são guardadas sem proteção. "
        "Escolha uma senha para guardá-las num arquivo cifrado (a janela pergunta; sem janela, use a "
        "variável "
        "ECCO_PASSPHRASE), ou informe as chaves pelas variáveis ECCO_SECRET_… a cada início."
    ),
    "secrets.sealed": N_(
        "As chaves de acesso estão num arquivo cifrado que ainda não foi aberto, por isso nada "
        "foi enviado nem lido. Feche e abra o programa e informe a senha das chaves; sem janela nem "
        "terminal, "
        "ponha a senha na variável {variable}."
    ),
    "secrets.passphrase": N_(
        "Senha errada. As chaves continuam guardadas como antes. Confira e tente de novo."
    ),
    "secrets.passphrase_short": N_("A senha das chaves precisa de ao menos {count} caracteres."),
    "secrets.damaged": N_(
        "O arquivo cifrado das chaves está danificado; ele ficou como estava. Comece de novo "
        "e informe as chaves outra vez."
    ),
    "secrets.write": N_(
        "As chaves não puderam ser gravadas ({detail}); as de antes continuam guardadas. "
        "Verifique o disco e a pasta de dados e tente de novo."
    ),
    "secrets.read": N_(
        "O arquivo cifrado das chaves não pôde ser lido ({detail}). Verifique a pasta de dados e "
        "tente de novo."
    ),
    "secrets.locked": N_(
        "O cofre de senhas do computador está trancado ou não respondeu. Destranque-o e tente de novo."
    ),
    # -- what any store may answer (a connector's own sentences stand in its manifest) --
    "store.item_missing": N_("O produto não existe mais na loja (id {id})."),
    "store.item_refused": N_("A loja recusou o item: {detail}"),
    # -- Eccosys --
    "ecco.shape": N_(
        "O Eccosys respondeu de uma forma inesperada em {what}. Nada foi perdido; a tarefa tenta "
        "de novo. Se continuar, avise o suporte."
    ),
    "ecco.repeated_page": N_(
        "O Eccosys repetiu a mesma página em {what}, e a leitura parou para não errar. A "
        "tarefa tenta de novo sozinha."
    ),
    "ecco.refused": N_("O Eccosys recusou o pedido {order}: {detail}"),
    "ecco.use_raw": N_("A chave funciona sem prefixo. Escolha “Token sem prefixo” na forma de acesso."),
    "ecco.channel": N_(
        "O canal de venda {channel} não existe no Eccosys. Confira a opção “Canal de venda” da tarefa."
    ),
    # -- orders --
    "order.imported": N_("Pedido {order} importado → {erp} · {total:money}"),
    "order.found": N_("Pedido {order} já estava no ERP ({erp}); apenas vinculado."),
    "order.recovered": N_(
        "Pedido {order}: a resposta anterior se perdeu, mas ele está no ERP ({erp}). Vinculado, sem duplicar."
    ),
    "order.doubled_outside": N_(
        "Pedido {order} aparece {count} vezes no ERP. Outro integrador pode estar "
        "importando os mesmos pedidos: desligue um dos dois e cancele a cópia no ERP."
    ),
    "order.surcharge": N_(
        "Pedido {order}: o acréscimo de {amount:money} foi somado ao frete (o ERP não tem campo próprio)."
    ),
    "order.number_taken": N_(
        "Pedido {order}: o ERP já tem outro pedido com este número ({erp}, de {erp_total:money}; "
        "o da loja é de {total:money}). Se há duas lojas, dê um prefixo à numeração de uma delas nas "
        "opções da tarefa."
    ),
    "order.carrier": N_(
        "Pedido {order} sem vínculo de transportadora para “{reference}”. Crie o vínculo e ele entra sozinho."
    ),
    "order.no_shipping": N_(
        "Pedido {order} não tem forma de entrega. Escolha uma na loja e ele entra sozinho."
    ),
    "order.no_items": N_("Pedido {order} não tem itens. Corrija-o na loja; ele espera em Pendências."),
    "order.product": N_(
        "Pedido {order}: o produto “{sku}” ({title}) não existe no ERP. Cadastre-o com o mesmo "
        "SKU e o pedido entra sozinho."
    ),
    "order.product_no_code": N_(
        "Pedido {order}: o item “{title}” não tem SKU nem GTIN na loja. Preencha o SKU "
        "e o pedido entra sozinho."
    ),
    "order.product_twice": N_(
        "Pedido {order}: o SKU “{sku}” está em mais de um produto ativo do ERP ({ids}). "
        "Deixe só um e o pedido entra sozinho."
    ),
    "order.product_inactive": N_(
        "Pedido {order}: o produto “{sku}” está inativo no ERP. Ative-o e o pedido entra sozinho."
    ),
    "order.totals": N_(
        "Pedido {order}: os itens, o desconto e o frete somam {ours:money}, mas a loja cobrou {store:money}. "
        "Confira o pedido na loja; ele não entra com valor errado."
    ),
    "order.quantity": N_("Pedido {order}: a quantidade de “{sku}” não serve ({quantity}). Corrija na loja."),
    "order.document_missing": N_(
        "Pedido {order} não tem CPF nem CNPJ. Preencha na loja e ele entra sozinho."
    ),
    "order.document_invalid": N_(
        "Pedido {order}: o CPF/CNPJ terminado em {ending} não é válido. Corrija na loja e ele entra sozinho."
    ),
    "order.address": N_(
        "Pedido {order}: falta no endereço de entrega: {fields}. Complete na loja e ele entra sozinho."
    ),
    "order.currency": N_("Pedido {order} está em {currency}. O ERP recebe apenas pedidos em reais."),
    "order.unreadable": N_(
        "Pedido {order}: o campo “{field}” veio da loja com um valor que não se entende "
        "(“{value}”). Corrija na loja e ele entra sozinho."
    ),
    "order.sent_unconfirmed": N_(
        "Pedido {order}: o ERP não confirmou o recebimento. O programa confere antes de qualquer novo envio."
    ),
    "order.uncertain": N_(
        "Pedido {order}: o ERP não confirmou o recebimento e o pedido ainda não aparece lá. "
        "Será conferido de novo antes de qualquer novo envio."
    ),
    "order.gone": N_("Pedido {order} não existe mais na loja. Saiu da lista de pendências."),
    "order.unpaid": N_("Pedido {order} ainda não foi pago; será importado quando for."),
    "order.on_delivery": N_(
        "Pedido {order} é pago na entrega e a tarefa importa só pedidos pagos. Para "
        "importá-lo, mude a opção para “todos”."
    ),
    "order.not_mapped": N_("Pedido {order}: a situação “{status}” da loja está marcada como “não importar”."),
    "order.before_cutoff": N_("Pedido {order} é de antes da data de corte ({cutoff})."),
    # -- stock --
    "stock.sent": N_(
        "{sku}: {before} → {after} (físico {physical}, reservado {reserved}, segurança {safety})"
    ),
    "stock.unknown": N_(
        "{sku}: o ERP não informou o estoque disponível. Nada foi enviado (nunca se envia zero "
        "por falta de informação)."
    ),
    "stock.negative": N_("{sku}: o disponível no ERP é negativo ({available}); a loja recebe zero."),
    "stock.no_erp_product": N_("{sku}: está na loja, mas não há produto com este SKU ou GTIN no ERP."),
    "stock.no_code": N_(
        "Produto “{title}” da loja (id {id}) não tem SKU nem GTIN e não pode receber estoque."
    ),
    "stock.ambiguous": N_(
        "{sku}: há mais de um produto ativo com este SKU no ERP ({ids}). Deixe só um para que "
        "o estoque seja enviado."
    ),
    "stock.twice_in_store": N_(
        "{sku}: há mais de um produto na loja com este SKU ({ids}); só um pode ser "
        "vinculado. Corrija na loja."
    ),
    "stock.inactive": N_(
        "{sku}: o produto está inativo ou excluído no ERP; o estoque da loja não foi mexido."
    ),
    "stock.refused": N_("{sku}: a loja não aceitou a quantidade. {detail}"),
    "stock.read_failed": N_("{sku}: o estoque não foi confirmado pela loja; será conferido na próxima vez."),
    "stock.verified": N_("Estoque da loja conferido: {count} itens lidos, {different} diferentes."),
    "stock.not_verified": N_(
        "{count} itens comparados com o último envio; a loja foi conferida por inteiro em {at}."
    ),
    "stock.linked": N_("{sku} vinculado ao produto {erp} do ERP."),
    # -- runs --
    "run.started": N_("Começou: {automation} em {connection}."),
    "run.resumed": N_("Continua de onde parou ({at})."),
    "run.ended": N_(
        "Terminou: {read} lidos, {created} criados, {updated} atualizados, {unchanged} iguais, "
        "{skipped} ignorados, {failed} com erro."
    ),
    "run.stopped": N_("Parado a pedido. O que foi feito fica; a próxima execução continua daqui."),
    "run.interrupted": N_(
        "A execução anterior foi interrompida (programa fechado ou energia cortada). Nada se "
        "perdeu; ela continua de onde parou."
    ),
    "run.busy": N_("Vez pulada: a execução anterior ainda não terminou."),
    "run.elsewhere": N_("Vez pulada: outra janela do Ecco Desktop está usando a mesma loja."),
    "run.inactive": N_("A tarefa está desativada."),
    "run.not_caught_up": N_(
        "Vez pulada: passou com o programa fechado ou o computador dormindo, e recuperar "
        "vezes perdidas está desligado em Ajustes."
    ),
    "run.paused": N_("Vez pulada: tudo está em pausa."),
    "run.bug": N_(
        "Erro inesperado do programa. Nada foi perdido; os detalhes estão no registro técnico. Avise "
        "o suporte se repetir."
    ),
    "run.storage": N_(
        "Não foi possível gravar no computador ({detail}). Libere espaço no disco e verifique a "
        "pasta de dados."
    ),
    "run.solved": N_("Pendência resolvida: {label}."),
    # -- tasks and options --
    "task.unknown": N_("Não há tarefa “{name}”. Veja a lista com: ecco-desktop list"),
    "task.exists": N_("Já existe a tarefa “{name}” nesta loja."),
    "task.automation_unknown": N_("Não há automação “{automation}”. As que existem: {known}."),
    "task.not_supported": N_("{kind} não oferece a automação “{automation}”."),
    "task.refusal.busy": N_("A tarefa já está na fila ou em execução."),
    "task.refusal.idle": N_("A tarefa está parada."),
    "task.refusal.stopping": N_("A tarefa já está parando."),
    "task.refusal.active": N_("A tarefa já está ativa."),
    "task.refusal.inactive": N_("A tarefa já está desativada."),
    "task.refusal.busy_delete": N_("Pare a tarefa antes de excluir."),
    "task.refusal.closing": N_("O programa está fechando. Abra-o de novo e inicie a tarefa."),
    "task.refusal.not_by_hand": N_(
        "O instalador pode levar horas e não é iniciado à mão: ative a tarefa e ele "
        "roda uma vez, em segundo plano."
    ),
    "option.unknown": N_("A opção “{option}” não existe. As que existem: {known}."),
    "option.value": N_("“{value}” não serve para “{option}”."),
    "recurrence.once": N_("“{automation}” roda uma única vez e não tem recorrência."),
    "recurrence.one_kind": N_("Escolha um intervalo ou horas fixas, um dos dois."),
    "recurrence.floor": N_("O intervalo mínimo é de 10 minutos (limite do próprio ERP)."),
    "recurrence.weekdays": N_("Escolha ao menos um dia da semana."),
    "recurrence.window": N_("A janela de horas não permite nenhuma execução."),
    "recurrence.text": N_("“{value}” não é um intervalo. Exemplos: 10m, 2h, 08:00,14:30."),
    "status.unknown": N_("A loja não tem a situação “{status}”. As que existem: {known}."),
    "status.not_settable": N_(
        "A loja não aceita “{status}” de um programa: só ela mesma passa um pedido a isso."
    ),
    "status.target": N_("“{value}” não é uma situação do ERP. As que existem: {known}."),
    "link.carrier_unknown": N_("O ERP não tem transportadora “{carrier}”. As que existem: {known}."),
    "link.form_unknown": N_(
        "A transportadora “{carrier}” não tem a forma de envio {form} ativa. As ativas: {known}."
    ),
    # -- storage and start --
    "storage.newer": N_(
        "Os dados desta pasta são de uma versão mais nova do programa. Atualize o Ecco Desktop."
    ),
    "storage.folder": N_(
        "Não foi possível usar a pasta de dados {folder}: {detail}. Libere espaço no disco ou "
        "confira a permissão da pasta, e tente de novo."
    ),
    "demo.flask": N_(
        "O ambiente de demonstração não está instalado. Instale com: pip install ecco-desktop[demo]"
    ),
    "demo.failed": N_("O ambiente de demonstração não começou a responder: {detail}"),
}
