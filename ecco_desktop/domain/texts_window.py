"""Sentences of the configuration, the profile, the PIN and the notices, by key. See `texts`."""

WINDOW: dict[str, str] = {
    "settings.days": "O histórico fica guardado entre {shortest} e {longest} dias.",
    "settings.failures_days": "O histórico das falhas não pode ficar guardado por menos tempo que o das "
    "outras execuções.",
    "pin.wrong": "PIN errado. Confira e tente de novo.",
    "pin.wait": "Muitas tentativas erradas. Espere {seconds} s e tente de novo.",
    "pin.shape": "O PIN tem de {shortest} a {longest} algarismos.",
    "pin.locked": "Esta tela é do técnico. Informe o PIN em “Técnico” para mudar algo.",
    "profile.write": "O perfil não pôde ser gravado ({detail}). Escolha outra pasta.",
    "profile.read": "O arquivo não pôde ser lido ({detail}).",
    "profile.not_one": "Este arquivo não é um perfil do Ecco Desktop.",
    "profile.newer": "Este perfil é de uma versão mais nova do programa. Atualize o Ecco Desktop.",
    "profile.damaged": "O perfil foi alterado ou está danificado. Nada foi mudado; exporte-o de novo.",
    "profile.unreadable": "O perfil tem um conteúdo que não se entende. Nada foi mudado.",
    "profile.passphrase": "A senha do perfil está errada. Nada foi mudado.",
    "profile.passphrase_short": "A senha do perfil precisa de ao menos {count} caracteres.",
    "notice.many": "{count} tarefas estão falhando. Abra o Ecco Desktop para ver a lista.",
    "notice.long": "A execução já dura {minutes} min, muito mais que o habitual. Veja o log da tarefa; se "
    "nada avança, pare-a e inicie de novo.",
    "notice.silence": "Há mais de {hours} h nenhuma execução termina bem. Verifique a internet e as "
    "conexões.",
    "task.no_connection": "Cadastre antes uma conexão para esta automação.",
    "task.made_already": "Esta automação já tem uma tarefa nesta conexão.",
    "task.connection_cannot": "{kind} não oferece esta automação.",
    "status.cancel_needed": "O cancelamento precisa de uma situação na loja. Se ele não deve ser enviado, "
    "desligue a direção na tarefa de cancelamentos.",
    "autostart.failed": "O início automático não pôde ser mudado ({detail}).",
    "doctor.folder": "Pode ser gravada; {free} GB livres no disco.",
    "doctor.folder_closed": "Não pode ser gravada ({detail}), e sem ela o programa não trabalha. Confira as "
    "permissões da pasta e o disco.",
    "doctor.disk_low": "Restam só {free} GB no disco. Libere espaço: sem ele o programa para.",
    "doctor.disk_full": "O disco está cheio ({free} GB livres). Libere espaço agora; depois as tarefas "
    "seguem de onde pararam.",
    "doctor.database": "Sem danos, versão {version}, {size} MB.",
    "doctor.database_damaged": "Está danificado ({detail}). Feche o programa e abra de novo: ele oferece a "
    "cópia boa mais nova.",
    "doctor.backup": "A mais nova é de {at}.",
    "doctor.backup_none": "Ainda não há nenhuma. A primeira é feita sozinha; se amanhã não houver, avise o "
    "suporte.",
    "doctor.backup_old": "A mais nova é de {at}. O programa faz uma por dia enquanto está aberto: deixe-o "
    "aberto na bandeja.",
    "doctor.keys": "Guarda e devolve chaves.",
    "doctor.keys_sealed": "Este computador não tem cofre; o arquivo cifrado está aberto, guarda e devolve "
    "chaves.",
    "doctor.keys_none": "Este computador não tem cofre, e nenhuma senha foi escolhida para o arquivo "
    "cifrado. Ela é pedida quando a primeira chave for salva.",
    "doctor.keys_other": "Devolveu outra coisa do que guardou. Reinicie o computador; se continuar, avise o "
    "suporte.",
    "doctor.clock": "Certo, pela hora de {host}.",
    "doctor.clock_ahead": "Está {minutes} min adiantado em relação a {host}. Acerte data e hora do "
    "computador (de preferência automáticas): pedidos podem ser lidos pela metade.",
    "doctor.clock_behind": "Está {minutes} min atrasado em relação a {host}. Acerte data e hora do "
    "computador (de preferência automáticas): pedidos podem ser lidos pela metade.",
    "doctor.clock_unknown": "Não conferido: nenhum servidor seguro (https) das conexões disse a hora.",
    "doctor.connection": "Funciona: {name}.",
    "doctor.connection_none": "Nenhuma conexão cadastrada. Comece pelo guia, em Conexões.",
    "doctor.tasks": "Em dia; {count} ativas.",
    "doctor.tasks_paused": "Tudo está pausado. Retome na janela quando quiser que as tarefas rodem.",
    "doctor.tasks_behind": "{count} passaram da hora e não rodaram: {names}. Deixe o programa aberto (na "
    "bandeja serve); se já estava, feche-o e abra de novo.",
    "doctor.pending": "{count} registros esperam. Veja Pendências: cada um diz o que fazer.",
    "doctor.pending_none": "Nada espera.",
    "doctor.zone": "O computador segue o fuso da loja ({zone}).",
    "doctor.zone_other": "O computador está em UTC{own}, a loja em UTC{shop} ({zone}). Os horários do "
    "programa são os da loja; acerte o fuso do computador para que batam com os do sistema.",
    "bundle.write": "O pacote não pôde ser gravado ({detail}). Escolha outra pasta.",
    "deed.preference": "Preferência “{name}”: {before} → {after}",
    "deed.pin_set": "PIN do técnico definido",
    "deed.pin_removed": "PIN do técnico removido",
    "deed.profile_out": "Perfil exportado (com senhas: {secrets})",
    "deed.profile_in": "Perfil importado: {connections} conexões, {tasks} tarefas",
    "deed.connection_added": "Conexão “{name}” criada",
    "deed.connection_changed": "Conexão “{name}” alterada",
    "deed.connection_deleted": "Conexão “{name}” excluída",
    "deed.keys_anew": "Arquivo cifrado das chaves apagado, para começar de novo",
    "deed.bundle": "Pacote para o suporte gravado",
    "deed.link": "Vínculo de transportadora em “{store}”: {reference} → {carrier}",
    "deed.unlink": "Vínculo de transportadora removido em “{store}”: {reference}",
    "deed.status": "Situação em “{store}”: {word} → {status}",
    "deed.task_made": "Tarefa criada: {task}",
    "deed.task_edited": "Tarefa alterada: {task}",
    "deed.task_on": "Tarefa ativada: {task}",
    "deed.task_off": "Tarefa desativada: {task}",
    "deed.task_deleted": "Tarefa excluída: {task}",
    "deed.brake": "Freio de segurança liberado uma vez: {task} ({count} itens)",
    "deed.undo": "Desfazer pedido: {task}, execução {run}",
    "deed.ignored": "{count} pendências ignoradas",
}
