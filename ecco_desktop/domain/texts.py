"""Every sentence a log line, a failure or a notice can say, in Portuguese, by key.

They stand in the domain because log lines are stored and exported as sentences, by parts of the
program that never see the window; labels of the window itself are in `ui.texts`.
Each failure says what happened, what it means, and what to do.
"""

from collections.abc import Iterable, Mapping

from ecco_desktop.domain.texts_keeping import KEEPING
from ecco_desktop.domain.texts_trade import TRADE
from ecco_desktop.domain.texts_window import WINDOW
from ecco_desktop.domain.wording import t

SENTENCES: dict[str, str] = dict(TRADE) | WINDOW | KEEPING


# Kept by earlier versions in the pending list and in logs, under the name of the one store there was.
_RENAMED = {
    f"woo.{name}": f"store.{name}"
    for name in ("item_missing", "item_refused", "product_refused", "order_refused", "price_kept")
} | {"deed.situation": "deed.status"}


def declare(sentences: Iterable[tuple[str, str]]) -> None:
    """Add the sentences of a connector; each key begins with the connector's own name."""
    SENTENCES.update(sentences)


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence(key: str, values: Mapping[str, str]) -> str:
    """The sentence for `key` in the language of now; an unknown key says so instead of failing."""
    template = SENTENCES.get(_RENAMED.get(key, key))
    if template is None:
        return t("Situação sem descrição ({0}). Avise o suporte.").format(key)
    return t(template).format_map(_Values(values))


SENTENCES |= {
    # -- network and credentials (SetupProblem, TransientProblem) --
    "http.unreachable": "Não foi possível conectar a {host}. Verifique a internet e o endereço da conexão "
    "“{connection}”; a tarefa tenta de novo sozinha.",
    "http.unknown_host": "O endereço {host} não existe na internet. Confira se está escrito certo na conexão "
    "“{connection}”.",
    "http.tls": "O certificado de segurança de {host} não é válido, por isso nada foi enviado. Peça a quem "
    "cuida do site para renovar o certificado (e confira a data do computador).",
    "http.tls_date": "O certificado de segurança de {host} não vale na data deste computador ({today}), por "
    "isso nada foi enviado. Confira a data e a hora do computador; se estiverem certas, peça a quem cuida do "
    "site para renovar o certificado.",
    "http.tls_host": "O certificado de segurança apresentado por {host} é de outro endereço, por isso nada "
    "foi enviado. Confira o endereço na conexão “{connection}”; se estiver certo, avise quem cuida do site.",
    "http.timeout": "{host} demorou demais para responder. A tarefa tenta de novo sozinha; se continuar, "
    "avise o suporte de “{connection}”.",
    "http.cut": "A conexão com {host} caiu no meio da resposta. A tarefa tenta de novo sozinha.",
    "http.busy": "{host} pediu para esperar: muitas chamadas em pouco tempo. A tarefa continua sozinha mais "
    "tarde.",
    "http.server": "{host} está com problemas (erro {status}). A tarefa tenta de novo sozinha.",
    "http.not_json": "{host} respondeu com uma página em vez de dados. Pode ser manutenção ou bloqueio; a "
    "tarefa tenta de novo. Se continuar, confira o endereço da conexão “{connection}”.",
    "http.cached": "{host} respondeu com dados guardados num cache, e não com os de agora, e a leitura parou "
    "para não errar. Peça à hospedagem que a API fique fora do cache (no WordPress: o endereço /wp-json).",
    "http.repeated_page": "{host} repetiu a mesma página, e a leitura parou para não errar. A tarefa tenta "
    "de novo sozinha.",
    "http.too_big": "{host} enviou uma resposta grande demais e ela foi recusada. Avise o suporte.",
    "http.redirect": "{host} quis desviar a chamada para outro endereço ({target}), e a chave não foi "
    "enviada para lá. Corrija o endereço na conexão “{connection}”.",
    "http.refused": "{host} recusou a chamada (erro {status}: {detail}). Avise o suporte.",
    "http.credentials": "{host} recusou a chave de acesso. Gere uma chave nova e atualize a conexão "
    "“{connection}”.",
    "http.permission": "A chave de acesso de “{connection}” não tem permissão para isto ({detail}). Gere uma "
    "chave com permissão de leitura e escrita.",
    "http.outcome_unknown": "Não se sabe se {host} recebeu o envio: a resposta não chegou. O programa "
    "confere antes de tentar de novo.",
    "http.plain_http": "O endereço {host} não é seguro (http sem s). Use https, ou permita expressamente na "
    "conexão “{connection}”.",
    "connection.address": "O endereço “{value}” não serve. Escreva, por exemplo, {example}.",
    "connection.missing": "Falta preencher “{field}” na conexão “{connection}”.",
    "connection.secret_missing": "A chave “{field}” da conexão “{connection}” não está no cofre de senhas "
    "deste computador, nem na variável ECCO_SECRET_{variable}. Informe-a de novo.",
    "connection.unknown": "Não há conexão chamada “{name}”. As que existem: {known}.",
    "connection.kind_unknown": "Não há conector “{kind}”. Os que existem: {known}.",
    "connection.name_taken": "Já existe uma conexão chamada “{name}”. Escolha outro nome.",
    "connection.field_unknown": "O conector {kind} não tem o campo “{field}”. Os que existem: {known}.",
    "connection.secret_as_value": "O campo “{field}” é secreto e não pode ir na linha de comando. Use a "
    "variável {variable} ou responda à pergunta.",
    "connection.choice": "“{value}” não serve para “{field}”. As opções: {choices}.",
    "connection.no_erp": "Falta a conexão com o ERP. Cadastre o Eccosys antes de criar tarefas.",
    "connection.two_erps": "Já existe uma conexão com o ERP (“{name}”). Cada instalação usa um ERP só.",
    "connection.not_store": "“{name}” não é uma loja. Esta automação é ligada a uma loja.",
    "connection.in_use": "A conexão “{name}” tem tarefas. Exclua-as antes.",
    "secrets.none": "Este computador não tem um cofre de senhas, e chaves nunca são guardadas sem proteção. "
    "Escolha uma senha para guardá-las num arquivo cifrado (a janela pergunta; sem janela, use a variável "
    "ECCO_PASSPHRASE), ou informe as chaves pelas variáveis ECCO_SECRET_… a cada início.",
    "secrets.sealed": "As chaves de acesso estão num arquivo cifrado que ainda não foi aberto, por isso nada "
    "foi enviado nem lido. Feche e abra o programa e informe a senha das chaves; sem janela nem terminal, "
    "ponha a senha na variável {variable}.",
    "secrets.passphrase": "Senha errada. As chaves continuam guardadas como antes. Confira e tente de novo.",
    "secrets.passphrase_short": "A senha das chaves precisa de ao menos {count} caracteres.",
    "secrets.damaged": "O arquivo cifrado das chaves está danificado; ele ficou como estava. Comece de novo "
    "e informe as chaves outra vez.",
    "secrets.write": "As chaves não puderam ser gravadas ({detail}); as de antes continuam guardadas. "
    "Verifique o disco e a pasta de dados e tente de novo.",
    "secrets.read": "O arquivo cifrado das chaves não pôde ser lido ({detail}). Verifique a pasta de dados e "
    "tente de novo.",
    "secrets.locked": "O cofre de senhas do computador está trancado ou não respondeu. Destranque-o e tente "
    "de novo.",
    # -- what any store may answer (a connector's own sentences stand in its manifest) --
    "store.item_missing": "O produto não existe mais na loja (id {id}).",
    "store.item_refused": "A loja recusou o item: {detail}",
    "store.unclear": "A loja não disse se {what} existe ou não, e sem essa certeza nada foi criado nem "
    "alterado. A tarefa pergunta de novo sozinha.",
    "store.foreign_currency": "A loja não vende em reais: preços não são enviados e pedidos não entram, "
    "porque os números significariam outra coisa. Só o estoque pode ser sincronizado.",
    # -- Eccosys --
    "ecco.shape": "O Eccosys respondeu de uma forma inesperada em {what}. Nada foi perdido; a tarefa tenta "
    "de novo. Se continuar, avise o suporte.",
    "ecco.unclear": "O Eccosys não disse se {what} existe ou não, e sem essa certeza nada foi criado nem "
    "alterado. A tarefa pergunta de novo sozinha; se continuar, fale com o suporte do Eccosys.",
    "ecco.refused": "O Eccosys recusou o pedido {order}: {detail}",
    "ecco.use_raw": "A chave funciona sem prefixo. Escolha “Token sem prefixo” na forma de acesso.",
    "ecco.channel": "O canal de venda {channel} não existe no Eccosys. Confira a opção “Canal de venda” da "
    "tarefa.",
    # -- orders --
    "order.imported": "Pedido {order} importado → {erp} · {total}",
    "order.found": "Pedido {order} já estava no ERP ({erp}); apenas vinculado.",
    "order.recovered": "Pedido {order}: a resposta anterior se perdeu, mas ele está no ERP ({erp}). "
    "Vinculado, sem duplicar.",
    "order.doubled_outside": "Pedido {order} aparece {count} vezes no ERP. Outro integrador pode estar "
    "importando os mesmos pedidos: desligue um dos dois e cancele a cópia no ERP.",
    "order.surcharge": "Pedido {order}: o acréscimo de {amount} foi somado ao frete (o ERP não tem campo "
    "próprio).",
    "order.number_taken": "Pedido {order}: o ERP já tem outro pedido com este número ({erp}, de {erp_total}; "
    "o da loja é de {total}). Se há duas lojas, dê um prefixo à numeração de uma delas nas opções da tarefa.",
    "order.carrier": "Pedido {order} sem vínculo de transportadora para “{reference}”. Crie o vínculo e ele "
    "entra sozinho.",
    "order.no_shipping": "Pedido {order} não tem forma de entrega. Escolha uma na loja e ele entra sozinho.",
    "order.no_items": "Pedido {order} não tem itens. Corrija-o na loja; ele espera em Pendências.",
    "order.product": "Pedido {order}: o produto “{sku}” ({title}) não existe no ERP. Cadastre-o com o mesmo "
    "SKU e o pedido entra sozinho.",
    "order.product_no_code": "Pedido {order}: o item “{title}” não tem SKU nem GTIN na loja. Preencha o SKU "
    "e o pedido entra sozinho.",
    "order.product_twice": "Pedido {order}: o SKU “{sku}” está em mais de um produto ativo do ERP ({ids}). "
    "Deixe só um e o pedido entra sozinho.",
    "order.product_inactive": "Pedido {order}: o produto “{sku}” está inativo no ERP. Ative-o e o pedido "
    "entra sozinho.",
    "order.totals": "Pedido {order}: os itens, o desconto e o frete somam {ours}, mas a loja cobrou {store}; "
    "a diferença é de {missing}. Abra o pedido na loja e corrija o item, a taxa ou o desconto que falta, ou "
    "lance-o à mão no ERP, se foi pago em parte com vale ou crédito; ele não entra com valor errado.",
    "order.cents": "Pedido {order}: a loja arredondou {amount} de outro jeito; o valor entrou no desconto ou "
    "no frete, e o total é o que o cliente pagou.",
    "order.refunded": "Pedido {order}: {amount} já foi devolvido ao cliente na loja antes da importação. "
    "Lance no ERP só o que resta e marque o pedido como “não importar”.",
    "order.line_gone": "Pedido {order}: o produto do item “{title}” foi excluído da loja depois da venda, e "
    "o item ficou sem código. Lance este pedido à mão no ERP e marque-o como “não importar”.",
    "order.quantity": "Pedido {order}: a quantidade de “{sku}” não serve ({quantity}). Corrija na loja.",
    "order.document_missing": "Pedido {order} não tem CPF nem CNPJ. Preencha na loja e ele entra sozinho.",
    "order.document_invalid": "Pedido {order}: o CPF/CNPJ terminado em {ending} não é válido. Corrija na "
    "loja e ele entra sozinho.",
    "order.address": "Pedido {order}: falta no endereço de entrega: {fields}. Complete na loja e ele entra "
    "sozinho.",
    "order.currency": "Pedido {order} está em {currency}. O ERP recebe apenas pedidos em reais.",
    "order.unreadable": "Pedido {order}: o campo “{field}” veio da loja com um valor que não se entende "
    "(“{value}”). Corrija na loja e ele entra sozinho.",
    "order.sent_unconfirmed": "Pedido {order}: o ERP não confirmou o recebimento. O programa confere antes "
    "de qualquer novo envio.",
    "order.uncertain": "Pedido {order}: o ERP não confirmou o recebimento e o pedido ainda não aparece lá. "
    "Será conferido de novo antes de qualquer novo envio.",
    "order.gone": "Pedido {order} não existe mais na loja. Saiu da lista de pendências.",
    "order.unpaid": "Pedido {order} ainda não foi pago; será importado quando for.",
    "order.on_delivery": "Pedido {order} é pago na entrega e a tarefa importa só pedidos pagos. Para "
    "importá-lo, mude a opção para “todos”.",
    "order.not_mapped": "Pedido {order}: a situação “{status}” da loja está marcada como “não importar”.",
    "order.before_cutoff": "Pedido {order} é de antes da data de corte ({cutoff}).",
    # -- stock --
    "stock.sent": "{sku}: {before} → {after} (físico {physical}, reservado {reserved}, segurança {safety})",
    "stock.unknown": "{sku}: o ERP não informou o estoque disponível. Nada foi enviado (nunca se envia zero "
    "por falta de informação).",
    "stock.negative": "{sku}: o disponível no ERP é negativo ({available}); a loja recebe zero.",
    "stock.no_erp_product": "{sku}: está na loja, mas não há produto com este SKU ou GTIN no ERP.",
    "stock.no_code": "Produto “{title}” da loja (id {id}) não tem SKU nem GTIN e não pode receber estoque.",
    "stock.ambiguous": "{sku}: há mais de um produto ativo com este SKU no ERP ({ids}). Deixe só um para que "
    "o estoque seja enviado.",
    "stock.twice_in_store": "{sku}: há mais de um produto na loja com este SKU ({ids}); só um pode ser "
    "vinculado. Corrija na loja.",
    "stock.inactive": "{sku}: o produto está inativo ou excluído no ERP; o estoque da loja não foi mexido.",
    "stock.refused": "{sku}: a loja não aceitou a quantidade. {detail}",
    "stock.read_failed": "{sku}: o estoque não foi confirmado pela loja; será conferido na próxima vez.",
    "stock.verified": "Estoque da loja conferido: {count} itens lidos, {different} diferentes.",
    "stock.not_verified": "{count} itens comparados com o último envio; a loja foi conferida por inteiro em "
    "{at}.",
    "stock.linked": "{sku} vinculado ao produto {erp} do ERP.",
    # -- runs --
    "run.started": "Começou: {automation} em {connection}.",
    "run.resumed": "Continua de onde parou ({at}).",
    "run.ended": "Terminou: {read} lidos, {created} criados, {updated} atualizados, {unchanged} iguais, "
    "{skipped} ignorados, {failed} com erro.",
    "run.stopped": "Parado a pedido. O que foi feito fica; a próxima execução continua daqui.",
    "run.interrupted": "A execução anterior foi interrompida (programa fechado ou energia cortada). Nada se "
    "perdeu; ela continua de onde parou.",
    "run.busy": "Vez pulada: a execução anterior ainda não terminou.",
    "run.elsewhere": "Vez pulada: outra janela do Ecco Desktop está usando a mesma loja.",
    "run.inactive": "A tarefa está desativada.",
    "run.not_caught_up": "Vez pulada: passou com o programa fechado ou o computador dormindo, e recuperar "
    "vezes perdidas está desligado em Ajustes.",
    "run.paused": "Vez pulada: tudo está em pausa.",
    "run.bug": "Erro inesperado do programa. Nada foi perdido; os detalhes estão no registro técnico. Avise "
    "o suporte se repetir.",
    "run.storage": "Não foi possível gravar no computador ({detail}). Libere espaço no disco e verifique a "
    "pasta de dados.",
    "run.solved": "Pendência resolvida: {label}.",
    # -- tasks and options --
    "task.unknown": "Não há tarefa “{name}”. Veja a lista com: ecco-desktop list",
    "task.exists": "Já existe a tarefa “{name}” nesta loja.",
    "task.automation_unknown": "Não há automação “{automation}”. As que existem: {known}.",
    "task.not_supported": "{kind} não oferece a automação “{automation}”.",
    "task.refusal.busy": "A tarefa já está na fila ou em execução.",
    "task.refusal.idle": "A tarefa está parada.",
    "task.refusal.stopping": "A tarefa já está parando.",
    "task.refusal.active": "A tarefa já está ativa.",
    "task.refusal.inactive": "A tarefa já está desativada.",
    "task.refusal.busy_delete": "Pare a tarefa antes de excluir.",
    "task.refusal.closing": "O programa está fechando. Abra-o de novo e inicie a tarefa.",
    "task.refusal.not_by_hand": "O instalador pode levar horas e não é iniciado à mão: ative a tarefa e ele "
    "roda uma vez, em segundo plano.",
    "option.unknown": "A opção “{option}” não existe. As que existem: {known}.",
    "option.value": "“{value}” não serve para “{option}”.",
    "recurrence.once": "“{automation}” roda uma única vez e não tem recorrência.",
    "recurrence.one_kind": "Escolha um intervalo ou horas fixas, um dos dois.",
    "recurrence.floor": "O intervalo mínimo é de 10 minutos (limite do próprio ERP).",
    "recurrence.weekdays": "Escolha ao menos um dia da semana.",
    "recurrence.window": "A janela de horas não permite nenhuma execução.",
    "recurrence.text": "“{value}” não é um intervalo. Exemplos: 10m, 2h, 08:00,14:30.",
    "status.unknown": "A loja não tem a situação “{status}”. As que existem: {known}.",
    "status.not_settable": "A loja não aceita “{status}” de um programa: só ela mesma passa um pedido a "
    "isso.",
    "status.target": "“{value}” não é uma situação do ERP. As que existem: {known}.",
    "link.carrier_unknown": "O ERP não tem transportadora “{carrier}”. As que existem: {known}.",
    "link.form_unknown": "A transportadora “{carrier}” não tem a forma de envio {form} ativa. As ativas: "
    "{known}.",
    # -- storage and start --
    "storage.newer": "Os dados desta pasta são de uma versão mais nova do programa. Atualize o Ecco Desktop.",
    "storage.folder": "Não foi possível usar a pasta de dados {folder}: {detail}. Libere espaço no disco ou "
    "confira a permissão da pasta, e tente de novo.",
    "demo.flask": "O ambiente de demonstração não está instalado. Instale com: "
    "pip install ecco-desktop[demo]",
    "demo.failed": "O ambiente de demonstração não começou a responder: {detail}",
}
