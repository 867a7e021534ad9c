"""Sentences about the network, keys, connections and what other systems answer, by key. See `sentences`."""

from ecco_desktop.words.speech import N_

OUTSIDE: dict[str, str] = {
    # -- network and credentials (SetupProblem, TransientProblem) --
    "http.unreachable": N_(
        "Não foi possível conectar a {host}. Verifique a internet e o endereço da conexão "
        "“{connection}”; a tarefa tenta de novo sozinha."
    ),
    "http.unknown_host": N_(
        "O endereço {host} não foi encontrado. Se outros sites também não abrem neste computador, é a "
        "internet: espere ou chame o provedor. Se abrem, confira se o endereço está escrito certo na "
        "conexão “{connection}”."
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
    "http.tls_self_signed": N_(
        "O certificado de {host} não é assinado por ninguém que este computador conheça (ou só por ele "
        "mesmo), "
        "por isso nada foi enviado. Se o servidor é da loja e tem certificado próprio, aponte o arquivo "
        "da autoridade na "
        "conexão “{connection}” (campos avançados, “Certificado da autoridade”); se não, avise quem "
        "cuida do site."
    ),
    "http.tls_chain": N_(
        "{host} mandou o certificado sem os que o ligam a uma autoridade conhecida, por isso nada foi "
        "enviado. "
        "Peça a quem cuida do site para instalar a cadeia completa; se o servidor tem certificado "
        "próprio, aponte o "
        "arquivo da autoridade na conexão “{connection}”."
    ),
    "http.tls_none": N_(
        "O endereço {host} não aceitou uma conexão segura (https), por isso nada foi enviado. Confira na "
        "conexão “{connection}” se o endereço e a porta estão certos; se estiverem, peça a quem cuida do "
        "site (ou da rede) que ligue o https nesse endereço, com TLS 1.2 ou mais novo."
    ),
    "http.proxy": N_(
        "O proxy não respondeu, ou não conseguiu chegar a {host}, e nada foi enviado. Confira o proxy em "
        "Ajustes > Rede; a tarefa tenta de novo sozinha."
    ),
    "http.proxy_refused": N_(
        "O proxy não deixa chegar a {host}, por isso nada foi enviado. Peça a quem cuida da rede que "
        "libere {host} no proxy; se não é preciso passar por ele, tire-o em Ajustes > Rede."
    ),
    "http.proxy_login": N_(
        "O proxy pediu usuário e senha, ou recusou os que tem, por isso nada foi enviado a {host}. "
        "Confira-os em "
        "Ajustes > Rede."
    ),
    "network.proxy_login": N_(
        "O endereço do proxy leva um usuário ou uma senha, que ficariam à vista. Escreva só o endereço, como "
        "http://proxy:3128, e ponha usuário e senha nos campos deles."
    ),
    "network.proxy_address": N_(
        "O endereço de proxy “{value}” não serve. Escreva, por exemplo, http://proxy.empresa.local:3128."
    ),
    "network.proxy_kind": N_(
        "Um proxy do tipo {scheme} não serve: só http e https. Confira o proxy em Ajustes > Rede (ou o "
        "do sistema)."
    ),
    "network.proxy_password": N_(
        "A senha do proxy foi guardada para outro endereço e não foi enviada a {address}. Informe-a de "
        "novo em "
        "Ajustes > Rede."
    ),
    "certificate.read": N_(
        "O arquivo da autoridade de certificados da conexão “{connection}” não pôde ser lido ({file}: "
        "{detail}). "
        "Nada foi enviado. Ponha-o de volta ou escolha outro em Conexões."
    ),
    "certificate.none": N_(
        "O arquivo {file} da conexão “{connection}” não tem um certificado que se possa ler. Nada foi "
        "enviado. "
        "Exporte o da autoridade de novo, em Base64 (.pem ou .cer), e escolha-o em Conexões."
    ),
    "certificate.expired": N_(
        "O certificado da autoridade da conexão “{connection}” ({file}) venceu em {day}. Nada foi "
        "enviado. Peça o novo a "
        "quem cuida do servidor, e confira a data deste computador."
    ),
    "http.timeout": N_(
        "{host} demorou demais para responder. A tarefa tenta de novo sozinha; se continuar, "
        "avise o suporte de “{connection}”."
    ),
    "http.cut": N_("A conexão com {host} caiu no meio da resposta. A tarefa tenta de novo sozinha."),
    "http.busy": N_(
        "{host} pediu para esperar: muitas chamadas em pouco tempo. A tarefa continua sozinha mais "
        "tarde; não é preciso fazer nada."
    ),
    "http.asked_to_wait": N_(
        "{host} pediu para esperar (muitas chamadas em pouco tempo). O programa esperou e continuou."
    ),
    "http.asked_too_long": N_(
        "{host} pediu uma espera longa ({minutes} min ou mais). A execução termina aqui e a tarefa "
        "volta no próximo horário; se acontecer todo dia, diminua as “Chamadas por minuto” da "
        "conexão."
    ),
    "http.server": N_(
        "{host} está com problemas (erro {status}). A tarefa tenta de novo sozinha; se continuar por "
        "horas, avise quem cuida desse site ou o suporte dele."
    ),
    "http.not_json": N_(
        "{host} respondeu com uma página, ou com outra coisa, em vez dos dados. Pode ser manutenção, ou "
        "a proteção do site barrando o programa; a tarefa tenta de novo sozinha. Se continuar, abra o "
        "endereço da conexão “{connection}” no navegador: se a loja abrir, peça a quem cuida "
        "do site que libere a API para este computador. A chave não é a causa."
    ),
    "http.firewall": N_(
        "A proteção do site {host} ({wall}) barrou o programa (erro {status}). A chave e o endereço "
        "não são a causa: não os troque. Peça à hospedagem, ou a quem cuida do site, que libere no "
        "{wall} as chamadas deste computador à API. A tarefa tenta de novo sozinha."
    ),
    "http.maintenance": N_(
        "{host} está em manutenção. A tarefa tenta de novo sozinha; não é preciso fazer nada."
    ),
    "http.unserved": N_(
        "{host} respondeu que o endereço da consulta não existe: o registro não foi procurado, e nada foi "
        "concluído disso. A tarefa tenta de novo sozinha; se continuar, confira o endereço da conexão."
    ),
    "http.suspended": N_(
        "A hospedagem suspendeu o site {host}, e por isso ele não responde. Fale com a hospedagem "
        "(costuma ser pagamento ou limite do plano); a chave e o endereço da conexão “{connection}” "
        "não são a causa."
    ),
    "http.portal": N_(
        "A rede deste computador pede uma entrada (login) antes de deixar sair para a internet, e "
        "{host} não foi alcançado. Abra o navegador, entre na rede, e a tarefa continua sozinha."
    ),
    "http.noise": N_(
        "{connection}: as respostas de {host} vêm com um aviso no meio ({source}). Os dados foram "
        "lidos mesmo assim. Peça a quem cuida do site que corrija ou atualize esse plugin, ou que "
        "deixe de mostrar avisos do PHP (display_errors)."
    ),
    "http.stray": N_(
        "{host} recusou a chave de “{connection}” (erro {status}) e a aceitou logo em seguida. Foi um "
        "tropeço do lado de lá: a chave está boa e não é preciso trocá-la."
    ),
    "http.cached": N_(
        "{host} respondeu com dados guardados num cache, e não com os de agora, e a leitura parou para não "
        "errar. Peça à hospedagem que a API fique fora do cache (no WordPress: o endereço /wp-json)."
    ),
    "http.repeated_page": N_(
        "{host} repetiu a mesma página, e a leitura parou para não errar. A tarefa tenta de novo sozinha."
    ),
    "http.too_big": N_("{host} enviou uma resposta grande demais e ela foi recusada. Avise o suporte."),
    "http.redirect": N_(
        "{here} quis levar a chamada para {address}, que é outro site, e a chave não foi enviada para "
        "lá. Se a loja mudou para esse endereço, corrija a conexão “{connection}”. Se não o conhece, "
        "não mude nada: abra o navegador e veja se a rede deste computador pede uma entrada (login), "
        "ou avise quem cuida do site."
    ),
    "http.redirect_spelling": N_(
        "O site atende por {address}, e não por {here}. Na conexão “{connection}”, troque o endereço "
        "por {address}. A chave não foi enviada a lugar nenhum e continua valendo."
    ),
    "http.redirect_down": N_(
        "{here} quis levar a chamada para um endereço sem segurança ({address}), e a chave não foi "
        "enviada para lá. Não mude a conexão “{connection}”: peça à hospedagem que o site fique em "
        "https."
    ),
    "http.redirect_path": N_(
        "{here} desviou um envio para outro caminho ({path}), e nada foi gravado. Costuma ser um "
        "plugin de redirecionamento ou de idiomas: peça a quem cuida do site que a API fique fora do "
        "desvio. A chave de “{connection}” não é a causa."
    ),
    "http.redirect_loop": N_(
        "{here} manda a chamada em círculos, e a leitura parou. Peça a quem cuida do site que a API "
        "fique fora dos redirecionamentos; a chave de “{connection}” não é a causa."
    ),
    "http.refused": N_(
        "{host} recusou a chamada (erro {status}: {detail}). Avise o suporte, com esta frase."
    ),
    "http.credentials": N_(
        "{host} recusou a chave de acesso, também ao perguntar de novo. Confira na conexão "
        "“{connection}” se a chave é desta loja ou conta, se foi copiada inteira e se ainda está "
        "ativa no painel de lá. Só gere outra se esta foi apagada ou venceu."
    ),
    "http.permission": N_(
        "A chave de acesso de “{connection}” é aceita, mas não tem permissão para isto (resposta: "
        "{detail}). Dê a ela a permissão que falta no painel onde foi criada (leitura e escrita); só "
        "onde uma chave não pode ser mudada, crie outra."
    ),
    "http.outcome_unknown": N_(
        "Não se sabe se {host} fez o que foi enviado: a resposta não chegou ou não dá para entender. "
        "O programa confere antes de tentar de novo; não é preciso fazer nada."
    ),
    "http.plain_http": N_(
        "O endereço {host} não é seguro (http sem s). Use https, ou permita expressamente na "
        "conexão “{connection}”."
    ),
    "connection.address": N_("O endereço “{value}” não serve. Escreva, por exemplo, {example}."),
    "connection.address_login": N_(
        "O endereço da conexão “{connection}” leva um usuário ou uma senha (o que vem antes de @), que "
        "ficariam "
        "à vista. Nada foi enviado. Escreva só o endereço, como https://loja.com.br, e ponha as chaves "
        "nos campos "
        "delas."
    ),
    "connection.address_tail": N_(
        "O endereço da conexão “{connection}” leva algo depois de “?” ou “#”: chaves coladas ali ficariam à "
        "vista. Nada foi enviado. Escreva só o endereço, como https://loja.com.br, e ponha as chaves nos "
        "campos delas."
    ),
    "connection.secret_anew": N_(
        "O endereço da conexão “{connection}” passa de {before} para {after}, e a chave guardada só vale "
        "para o "
        "de antes: ela não foi enviada ao novo. Informe “{field}” de novo. Nada foi alterado ainda."
    ),
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
    "connection.number": N_(
        "“{value}” não serve para “{field}”. Informe um número inteiro de {least} a {most}, só "
        "com algarismos."
    ),
    "connection.no_erp": N_("Falta a conexão com o ERP. Cadastre o Eccosys antes de criar tarefas."),
    "connection.two_erps": N_("Já existe uma conexão com o ERP (“{name}”). Cada instalação usa um ERP só."),
    "connection.not_store": N_("“{name}” não é uma loja. Esta automação é ligada a uma loja."),
    "connection.which_shop": N_(
        "A conexão “{name}” passa de {before} para {after}. É a mesma loja (ou empresa)? Se for, os vínculos "
        "ficam e são conferidos de novo. Se for outra, ela começa vazia, e os vínculos da primeira ficam "
        "guardados para quando voltar. Nada foi alterado ainda."
    ),
    "connection.which_word": N_("{name}: “{word}” não serve. Diga same (a mesma loja) ou other (outra)."),
    "connection.led_elsewhere": N_(
        "A conexão “{name}” leva a um endereço ou a uma empresa que não é o dos seus vínculos. Nada foi "
        "feito. Salve-a de novo em Conexões e diga se é a mesma loja ou outra."
    ),
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
    "secrets.elsewhere": N_(
        "A chave da conexão “{connection}” foi guardada para {before} e não foi enviada a {after}. "
        "Alguém mudou o "
        "endereço fora do programa, ou por um perfil: confira-o em Conexões e informe a chave de novo."
    ),
    "secrets.id_damaged": N_(
        "O arquivo {file} da pasta de dados, que diz quais chaves do cofre são dela, está danificado. "
        "Recupere-o "
        "de uma cópia da pasta, ou apague-o e informe as chaves de novo em Conexões."
    ),
    "secrets.not_kept": N_(
        "O cofre de senhas disse que guardou a chave, mas ela não está lá. As que faltam continuam no "
        "arquivo "
        "cifrado, como antes."
    ),
    "secrets.locked": N_(
        "O cofre de senhas do computador está trancado ou não respondeu. Destranque-o e tente de novo."
    ),
    # -- what any store may answer (a connector's own sentences stand in its manifest) --
    "store.item_missing": N_(
        "O produto não existe mais na loja (id {id}). Se foi excluído de propósito, tire-o da venda "
        "on-line no ERP; se não, crie-o de novo na loja com o mesmo SKU."
    ),
    "store.item_refused": N_(
        "A loja recusou o item (resposta: {detail}). Abra o produto no painel da loja e acerte o que "
        "ela aponta; o envio é tentado de novo sozinho."
    ),
    "store.not_whole": N_(
        "A loja mostrou só em parte o que guarda deste produto (campo {detail}), e gravar assim apagaria o "
        "resto: nada foi alterado. O envio é tentado de novo sozinho; se continuar, confira o produto no "
        "painel da loja."
    ),
    "store.unclear": N_(
        "A loja não disse se {what} existe ou não, e sem essa certeza nada foi criado nem alterado. A tarefa "
        "pergunta de novo sozinha."
    ),
    "store.foreign_currency": N_(
        "A loja não vende em reais: preços não são enviados e pedidos não entram, porque os números "
        "significariam outra coisa. Só o estoque pode ser sincronizado."
    ),
    # -- Eccosys --
    "ecco.unclear": N_(
        "O Eccosys não disse se {what} existe ou não, e sem essa certeza nada foi criado nem alterado. A "
        "tarefa pergunta de novo sozinha; se continuar, fale com o suporte do Eccosys."
    ),
    "ecco.refused": N_(
        "O Eccosys recusou o pedido {order} (resposta: {detail}). Acerte no Eccosys, ou no pedido da "
        "loja, o que ele aponta; o pedido é tentado de novo sozinho."
    ),
    "ecco.use_raw": N_("A chave funciona sem prefixo. Escolha “Token sem prefixo” na forma de acesso."),
    "ecco.channel": N_(
        "O canal de venda {channel} não existe no Eccosys. Confira a opção “Canal de venda” da tarefa."
    ),
}
