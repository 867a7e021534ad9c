"""Sentences about runs, tasks, their options, and the data at the start, by key. See `sentences`."""

from ecco_desktop.words.speech import N_

RUNS: dict[str, str] = {
    # -- runs --
    "run.started": N_("Começou: {automation} em {connection}."),
    "run.resumed": N_("Continua de onde parou ({at})."),
    "run.ended": N_(
        "Terminou: {read} lidos, {created} criados, {updated} atualizados, {unchanged} iguais, "
        "{skipped} ignorados, {failed} com erro."
    ),
    "run.all_failed": N_(
        "Nada deu certo ({count} com erro). Todos estão em Pendências, com o motivo e o que fazer."
    ),
    "run.stopped": N_("Parado a pedido. O que foi feito fica; a próxima execução continua daqui."),
    "run.interrupted": N_(
        "A execução anterior foi interrompida (programa fechado ou energia cortada). Nada se "
        "perdeu; ela continua de onde parou."
    ),
    "run.elsewhere": N_("Vez pulada: outra janela do Ecco Desktop está usando a mesma loja."),
    "run.not_caught_up": N_(
        "Vez pulada: passou com o programa fechado ou o computador dormindo, e recuperar "
        "vezes perdidas está desligado em Ajustes."
    ),
    "schedule.silent": N_(
        "As tarefas não começam sozinhas: o programa não pôde iniciar o agendamento. Feche-o e abra de novo; "
        "se continuar, faça o diagnóstico em Ajustes."
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
    "run.compared_nothing": N_(
        "Nada foi comparado, e na vez anterior eram {count}. Confira se os produtos ainda estão no ERP e na "
        "loja, e se as chaves de acesso ainda os veem."
    ),
    "record.bug": N_(
        "Falha do programa neste registro. Os outros seguiram, e este é tentado de novo sozinho. "
        "Os detalhes estão no registro técnico: avise o suporte se repetir."
    ),
    "record.unread": N_(
        "Não foi possível entender o que veio de “{ref}”; os outros foram lidos. Confira este "
        "registro no ERP e na loja e, se parecer certo, avise o suporte."
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
    "option.number": N_(
        "“{value}” não serve para “{option}”. Informe um número inteiro de {least} a {most}, só "
        "com algarismos."
    ),
    "recurrence.once": N_("“{automation}” roda uma única vez e não tem recorrência."),
    "recurrence.one_kind": N_("Escolha um intervalo ou horas fixas, um dos dois."),
    "recurrence.floor": N_("O intervalo mínimo é de 10 minutos (limite do próprio ERP)."),
    "recurrence.ceiling": N_("O intervalo máximo é de 31 dias."),
    "recurrence.jitter": N_("O início pode ser espalhado em até 600 segundos."),
    "recurrence.weekdays": N_("Escolha ao menos um dia da semana."),
    "recurrence.window": N_("A janela de horas não permite nenhuma execução."),
    "recurrence.text": N_("“{value}” não é um intervalo. Exemplos: 10m, 2h, 08:00,14:30."),
    "status.unknown": N_("A loja não tem a situação “{status}”. As que existem: {known}."),
    "status.not_settable": N_(
        "A loja não aceita “{status}” de um programa: só ela mesma passa um pedido a isso. Escolha "
        "outra situação para esta passagem."
    ),
    "status.target": N_("“{value}” não é uma situação do ERP. As que existem: {known}."),
    "link.empty": N_("Diga qual é a forma de entrega da loja, como ela vem no pedido."),
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
