"""Sentences of the configuration, the profile, the PIN and the notices, by key. See `texts`."""

from ecco_desktop.words import N_

WINDOW: dict[str, str] = {
    "settings.days": N_("O histórico fica guardado entre {shortest} e {longest} dias."),
    "settings.zone": N_("O fuso “{zone}” não existe neste computador. Escolha um da lista em Ajustes."),
    "settings.failures_days": N_(
        "O histórico das falhas não pode ficar guardado por menos tempo que o das outras execuções."
    ),
    "pin.wrong": N_("PIN errado. Confira e tente de novo."),
    "pin.wait": N_("Muitas tentativas erradas. Espere {seconds} s e tente de novo."),
    "pin.damaged": N_(
        "O arquivo do PIN está danificado, e as telas do técnico ficam fechadas. Para definir um PIN novo, "
        "apague o arquivo {file} e abra o programa de novo."
    ),
    "pin.unkept": N_(
        "O PIN não pôde ser conferido nem gravado ({detail}), e nada foi aberto. Confira o disco e a pasta "
        "de dados e tente de novo."
    ),
    "pin.shape": N_("O PIN tem de {shortest} a {longest} algarismos."),
    "pin.locked": N_("Esta tela é do técnico. Informe o PIN em “Técnico” para mudar algo."),
    "profile.write": N_("O perfil não pôde ser gravado ({detail}). Escolha outra pasta."),
    "profile.read": N_("O arquivo do perfil não pôde ser lido ({detail}). Nada foi mudado; escolha outro."),
    "profile.not_one": N_("Este arquivo não é um perfil do Ecco Desktop."),
    "profile.newer": N_("Este perfil é de uma versão mais nova do programa. Atualize o Ecco Desktop."),
    "profile.damaged": N_("O perfil foi alterado ou está danificado. Nada foi mudado; exporte-o de novo."),
    "profile.unreadable": N_("O perfil tem um conteúdo que não se entende. Nada foi mudado."),
    "profile.shape": N_(
        "O perfil tem um conteúdo que não se entende, em “{where}”. Nada foi mudado; exporte-o de novo com o "
        "Ecco Desktop."
    ),
    "profile.large": N_("O arquivo tem mais de {most} MB e não é um perfil. Nada foi mudado; escolha outro."),
    "profile.passphrase": N_("A senha do perfil está errada. Nada foi mudado."),
    "profile.passphrase_short": N_("A senha do perfil precisa de ao menos {count} caracteres."),
    "notice.many": N_("{count} tarefas estão falhando. Abra o Ecco Desktop para ver a lista."),
    "notice.long": N_(
        "A execução já dura {minutes} min, muito mais que o habitual. Veja o log da tarefa; se "
        "nada avança, pare-a e inicie de novo."
    ),
    "notice.silence": N_(
        "Há mais de {hours} h nenhuma execução termina bem. Verifique a internet e as conexões."
    ),
    "task.numbers_meet": N_(
        "Os pedidos desta loja podem ter, no ERP, os mesmos números dos de “{task}” (prefixo: {prefix}). "
        "Dê à numeração desta loja um prefixo com letras, por exemplo B-, nas opções da tarefa."
    ),
    "task.made_already": N_("Esta automação já tem uma tarefa nesta conexão."),
    "task.connection_cannot": N_("{kind} não oferece esta automação."),
    "status.cancel_needed": N_(
        "O cancelamento precisa de uma situação na loja. Se ele não deve ser enviado, "
        "desligue a direção na tarefa de cancelamentos."
    ),
    "autostart.failed": N_("O início automático não pôde ser mudado ({detail})."),
    "autostart.too_long": N_(
        "O Windows só aceita {longest} letras para iniciar um programa, e os caminhos do programa e da "
        "pasta de dados somam {length}. Use uma pasta de dados de caminho mais curto."
    ),
    "doctor.folder": N_("Pode ser gravada; {free} GB livres no disco."),
    "doctor.folder_closed": N_(
        "Não pode ser gravada ({detail}), e sem ela o programa não trabalha. Confira as "
        "permissões da pasta e o disco."
    ),
    "doctor.disk_low": N_("Restam só {free} GB no disco. Libere espaço: sem ele o programa para."),
    "doctor.disk_full": N_(
        "O disco está cheio ({free} GB livres). Libere espaço agora; depois as tarefas "
        "seguem de onde pararam."
    ),
    "doctor.home": N_("Deste: as tarefas rodam aqui."),
    "doctor.database": N_("Sem danos, versão {version}, {size} MB."),
    "doctor.database_damaged": N_(
        "Está danificado ({detail}). Feche o programa e abra de novo: ele oferece a cópia boa mais nova."
    ),
    "doctor.backup": N_("A mais nova é de {at}."),
    "doctor.backup_none": N_(
        "Ainda não há nenhuma. A primeira é feita sozinha; se amanhã não houver, avise o suporte."
    ),
    "doctor.backup_old": N_(
        "A mais nova é de {at}. O programa faz uma por dia enquanto está aberto: deixe-o aberto na bandeja."
    ),
    "doctor.keys": N_("Guarda e devolve chaves."),
    "doctor.keys_sealed": N_(
        "Este computador não tem cofre; o arquivo cifrado está aberto, guarda e devolve chaves."
    ),
    "doctor.keys_none": N_(
        "Este computador não tem cofre, e nenhuma senha foi escolhida para o arquivo "
        "cifrado. Ela é pedida quando a primeira chave for salva."
    ),
    "doctor.keys_other": N_(
        "Devolveu outra coisa do que guardou. Reinicie o computador; se continuar, avise o suporte."
    ),
    "doctor.clock": N_("Certo, pela hora de {host}."),
    "doctor.clock_ahead": N_(
        "Está {minutes} min adiantado em relação a {host}. Acerte data e hora do "
        "computador (de preferência automáticas): pedidos podem ser lidos pela metade."
    ),
    "doctor.clock_behind": N_(
        "Está {minutes} min atrasado em relação a {host}. Acerte data e hora do "
        "computador (de preferência automáticas): pedidos podem ser lidos pela metade."
    ),
    "doctor.clock_unknown": N_("Não conferido: nenhum servidor seguro (https) das conexões disse a hora."),
    "doctor.connection": N_("Funciona: {name}."),
    "doctor.connection_none": N_("Nenhuma conexão cadastrada. Comece pelo guia, em Conexões."),
    "doctor.tasks": N_("Em dia; {count} ativas."),
    "doctor.tasks_paused": N_("Tudo está pausado. Retome na janela quando quiser que as tarefas rodem."),
    "doctor.tasks_behind": N_(
        "{count} passaram da hora e não rodaram: {names}. Deixe o programa aberto (na "
        "bandeja serve); se já estava, feche-o e abra de novo."
    ),
    "doctor.numbers_meet": N_(
        "Duas lojas podem mandar ao ERP pedidos com o mesmo número: {names}. Os que coincidirem esperam em "
        "Pendências. Dê um prefixo a uma delas nas opções da tarefa."
    ),
    "doctor.pending": N_("{count} registros esperam. Veja Pendências: cada um diz o que fazer."),
    "doctor.pending_none": N_("Nada espera."),
    "doctor.zone": N_("O computador segue o fuso da loja ({zone})."),
    "doctor.zone_other": N_(
        "O computador está em UTC{own}; os horários do programa seguem UTC{shop} ({zone}). Escolha em "
        "Ajustes o fuso da loja, ou acerte o do computador."
    ),
    "doctor.zone_unknown": N_(
        "O fuso escolhido ({chosen}) não existe neste computador; vale o dele ({zone}). Escolha outro em "
        "Ajustes, ou atualize o programa."
    ),
    "window.lock": N_(
        "Algo que não é um arquivo ocupa o nome {file}, e a janela não pode abrir. Tire-o da pasta de "
        "dados e abra o programa de novo."
    ),
    "table.write": N_(
        "O arquivo {file} não pôde ser gravado: {detail}. O que havia nele continua como estava. Feche-o no "
        "outro programa ou escolha outra pasta, e tente de novo."
    ),
    "bundle.write": N_("O pacote não pôde ser gravado ({detail}). Escolha outra pasta."),
    "deed.preference": N_("Preferência “{name}”: {before} → {after}"),
    "deed.pin_set": N_("PIN do técnico definido"),
    "deed.pin_removed": N_("PIN do técnico removido"),
    "deed.profile_out": N_("Perfil exportado (com senhas: {secrets})"),
    "deed.profile_in": N_("Perfil importado: {connections} conexões, {tasks} tarefas"),
    "deed.connection_added": N_("Conexão “{name}” criada"),
    "deed.connection_changed": N_("Conexão “{name}” alterada"),
    "deed.shop_same": N_("Conexão “{name}”: outro endereço, a mesma loja"),
    "deed.shop_other": N_("Conexão “{name}”: outra loja; os vínculos da primeira ficam guardados"),
    "deed.connection_fields": N_("Conexão “{name}” alterada: {fields}"),
    "deed.connection_keys": N_("Chaves da conexão “{name}” trocadas ({fields})"),
    "deed.connection_deleted": N_("Conexão “{name}” excluída"),
    "deed.keys_anew": N_("Arquivo cifrado das chaves apagado, para começar de novo"),
    "deed.bundle": N_("Pacote para o suporte gravado"),
    "deed.link": N_("Vínculo de transportadora em “{store}”: {reference} → {carrier}"),
    "deed.unlink": N_("Vínculo de transportadora removido em “{store}”: {reference}"),
    "deed.status": N_("Situação em “{store}”: {word} → {status:order_status}"),
    "deed.outgoing": N_("Situação para “{store}”: {status:order_status} → {word}"),
    "deed.task_made": N_("Tarefa criada: {task}"),
    "deed.task_edited": N_("Tarefa alterada: {task}"),
    "deed.task_on": N_("Tarefa ativada: {task}"),
    "deed.task_off": N_("Tarefa desativada: {task}"),
    "deed.task_deleted": N_("Tarefa excluída: {task}"),
    "deed.task_recurrence": N_("Recorrência de {task}: {recurrence}"),
    "deed.task_muted": N_("Avisos de {task} silenciados até {until}"),
    "deed.task_told": N_("Avisos de {task} ligados de novo"),
    "deed.task_booked": N_("Execução de {task} marcada para {at}"),
    "deed.paused": N_("Tudo em pausa até {until}"),
    "deed.paused_open": N_("Tudo em pausa até alguém retomar"),
    "deed.resumed": N_("Pausa encerrada"),
    "deed.brake": N_("Freio de segurança liberado uma vez: {task} ({count} itens)"),
    "deed.undo": N_("Desfazer pedido: {task}, execução {run}"),
    "deed.same_product": N_("É o mesmo produto na loja e no ERP: {products}"),
    "deed.line_product": N_("Produto do ERP escolhido para um item dos pedidos {orders}: {sku}"),
    "deed.ignored": N_("{count} pendências ignoradas"),
    "deed.order_same": N_("Pedido {order}: é o pedido {erp} do ERP"),
    "deed.order_other": N_("Pedido {order}: não é o pedido {erp} do ERP; criar"),
}
