"""Sentences of the data on this computer: copies, damage, restoring, by key. See `texts`."""

from ecco_desktop.words import N_

KEEPING: dict[str, str] = {
    "run.damaged": N_(
        "O arquivo de dados deste computador está danificado ({detail}), e a execução parou sem "
        "perder o que já fez no ERP e na loja. Feche o Ecco Desktop e abra de novo: ele confere o arquivo e "
        "oferece a cópia mais nova."
    ),
    "run.unkept": N_(
        "A execução terminou, mas o resultado ainda não pôde ser gravado neste computador. Libere "
        "espaço no disco e verifique a pasta de dados; a próxima execução grava e continua."
    ),
    "storage.damaged": N_(
        "O arquivo de dados em {folder} está danificado e não foi alterado. O ERP e as lojas "
        "não foram atingidos. Feche o programa e restaure a cópia boa mais nova: ecco-desktop "
        "restore (para ver "
        "as cópias: ecco-desktop restore --list)."
    ),
    "storage.missing": N_(
        "O arquivo de dados em {folder} sumiu ou está vazio (queda de energia, antivírus ou "
        "limpeza do disco). O ERP e as lojas não foram atingidos. Restaure a cópia boa mais nova: "
        "ecco-desktop "
        "restore (para ver as cópias: ecco-desktop restore --list)."
    ),
    "backup.failed": N_(
        "A cópia de segurança dos dados não pôde ser feita: {detail}. Nada foi perdido e as "
        "tarefas continuam. Libere espaço no disco e confira a pasta de dados; o programa tenta de "
        "novo sozinho."
    ),
    "restore.in_use": N_(
        "O Ecco Desktop está aberto nesta pasta de dados. Feche-o (também na bandeja, ao lado "
        "do relógio) e tente de novo. Nada foi mudado."
    ),
    "restore.bad": N_(
        "A cópia {file} está danificada ou não é do Ecco Desktop. Nada foi mudado; escolha outra."
    ),
    "restore.failed": N_(
        "A cópia não pôde ser restaurada: {detail}. Libere espaço no disco ou confira a "
        "permissão da pasta de dados, e tente de novo. Nada foi apagado."
    ),
    "restore.none": N_(
        "Não há nenhuma cópia boa. Para começar com dados novos: ecco-desktop restore --anew. O "
        "arquivo atual é guardado, não apagado."
    ),
    "restore.done": N_(
        "Os dados deste computador foram restaurados da cópia de {at}. Podem faltar vínculos, "
        "tarefas e ajustes feitos depois disso, e o histórico. Nada duplica: cada pedido é procurado no ERP "
        "antes de ser criado, o que mudou desde a cópia é lido de novo, e o estoque da loja é conferido por "
        "inteiro. Até lá o estoque só diminui. Confira conexões e tarefas. O arquivo anterior ficou "
        "em {aside}."
    ),
    "restore.anew": N_(
        "O programa começou com dados novos. Configure as conexões e as tarefas, ou importe um "
        "perfil. Nada duplica: cada pedido é procurado no ERP antes de ser criado. O arquivo "
        "anterior ficou em "
        "{aside}."
    ),
    "stock.waits_for_orders": N_(
        "{count} itens esperam para subir: depois de restaurar a cópia, o estoque só "
        "diminui até a importação de pedidos terminar."
    ),
    "stock.not_looked": N_(
        "{count} itens esperam para subir: os pedidos da loja não puderam ser lidos agora, e o que já foi "
        "vendido não pode voltar à venda. O estoque só diminui até a próxima execução."
    ),
    "stock.not_kept": N_(
        "{sku}: a loja confirmou {wanted} e continua mostrando {shown}, duas vezes. Veja se um plugin, "
        "um cache ou "
        "outro sistema muda o estoque na loja; depois tente de novo."
    ),
    "stock.fell": N_(
        "{sku}: a loja mostra {shown}, menos que os {known} confirmados antes. Pode ser uma venda que "
        "ainda não "
        "chegou: só sobe na próxima execução."
    ),
    "stock.held_unread": N_(
        "{count} itens esperam para subir: não se sabe ao certo o que alguns pedidos da loja seguram. "
        "Execute “Importar Pedidos de Venda”."
    ),
    "deed.restored": N_("Dados restaurados da cópia de {at}"),
}
