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
    "storage.replaced": N_(
        "O arquivo de dados em {folder} foi trocado por outro (uma cópia antiga, um programa de "
        "sincronização ou de cópia) com o Ecco Desktop aberto. Nada mais é executado nem enviado. Feche o "
        "Ecco Desktop, confira qual arquivo deve ficar na pasta e abra de novo; para pôr uma cópia no lugar "
        "use: ecco-desktop restore"
    ),
    "run.taken": N_(
        "A execução parou antes do próximo envio: o programa ficou parado (computador dormindo ou travado) e "
        "outro Ecco Desktop desta pasta assumiu a tarefa. Nada se perdeu; a próxima execução continua."
    ),
    "folder.elsewhere": N_(
        "Esta pasta de dados veio de outro computador ou de outra pasta. Mudou de computador ou é cópia? Até "
        "a resposta nada é enviado ao ERP nem às lojas, para que nenhum pedido entre duas vezes. Responda na "
        "janela, ou com: ecco-desktop folder --moved (mudou) ou ecco-desktop folder --copy (é cópia)."
    ),
    "folder.copy": N_(
        "Esta pasta de dados é uma cópia: serve para consultar e simular, e nenhuma tarefa roda nela. Se o "
        "trabalho deve continuar aqui, feche o programa no outro lugar e use: ecco-desktop folder --moved"
    ),
    "folder.unknown": N_(
        "O cofre de senhas está trancado, e sem ele não se sabe se esta pasta de dados é deste computador. "
        "Nada é enviado até lá. Destranque o cofre e tente de novo."
    ),
    "folder.no_name": N_(
        "Este computador não consegue guardar quem ele é: nem o cofre de senhas nem a pasta do usuário "
        "aceitam gravação. Libere a gravação, ou dê um nome ao computador na variável ECCO_MACHINE."
    ),
    "storage.damaged": N_(
        "O arquivo de dados em {folder} está danificado e não foi alterado. O ERP e as lojas "
        "não foram atingidos. Feche o programa e restaure a cópia boa mais nova: ecco-desktop "
        "restore (para ver "
        "as cópias: ecco-desktop restore --list)."
    ),
    "storage.foreign": N_(
        "O arquivo {file} é um banco de dados de outro programa, e não foi tocado. Escolha outra pasta de "
        "dados (--data-dir), ou mude esse arquivo de lugar."
    ),
    "storage.link": N_(
        "No lugar do arquivo de dados há um atalho (link): {file}. Ele não foi seguido. Ponha o próprio "
        "arquivo na pasta de dados, ou escolha com --data-dir a pasta onde ele está."
    ),
    "storage.journal": N_(
        "O disco da pasta {folder} não guarda o que é gravado (modo {mode}): uma queda de energia perderia "
        "pedidos. Nada foi aberto. Escolha com --data-dir uma pasta no disco deste computador."
    ),
    "storage.no_wal": N_(
        "O disco da pasta {folder} não oferece o modo de gravação de costume (deu {mode}). O programa "
        "grava mais devagar, esperando o disco a cada vez. Prefira uma pasta no disco deste computador "
        "(--data-dir)."
    ),
    "storage.network": N_(
        "A pasta de dados {folder} está na rede ou é compartilhada ({kind}). Se dois computadores a "
        "abrirem, ou se a rede cair no meio de uma gravação, o arquivo pode se perder. Feche o programa e "
        "mude a pasta para o disco deste computador (--data-dir)."
    ),
    "storage.synced": N_(
        "A pasta de dados {folder} é sincronizada por outro programa ({service}), que copia o arquivo pela"
        " metade e pode trocá-lo por um antigo. Feche o programa e mude a pasta para fora dela "
        "(--data-dir); para ter cópias, exporte o perfil."
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
    "price.not_kept": N_(
        "{sku}: a loja confirmou o preço {wanted} e continua mostrando {shown}, duas vezes. Veja se um "
        "plugin, um cache ou outro sistema muda o preço na loja; depois tente de novo."
    ),
    "stock.fell": N_(
        "{sku}: a loja mostra {shown}, menos que os {known} confirmados antes. Pode ser uma venda que "
        "ainda não "
        "chegou: só sobe na próxima execução."
    ),
    "stock.import_off": N_(
        "A tarefa “{task}” está desligada: {count} unidades vendidas na loja desde a última importação "
        "contam como reservadas, para não voltarem à venda. Ligue a tarefa, ou exclua-a se os pedidos "
        "entram de outro modo."
    ),
    "stock.held_unread": N_(
        "{count} itens esperam para subir: não se sabe ao certo o que alguns pedidos da loja seguram. "
        "Execute “Importar Pedidos de Venda”."
    ),
    "deed.folder_moved": N_("Pasta de dados adotada neste computador (“mudou de computador”)"),
    "deed.folder_copy": N_("Pasta de dados marcada como cópia: nada roda nela"),
    "deed.restored": N_("Dados restaurados da cópia de {at}"),
}
