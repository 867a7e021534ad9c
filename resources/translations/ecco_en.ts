<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="pt_BR">
<context><name>Ecco</name>
<message><source> dias</source><translation> days</translation></message>
<message><source> e mais {0}</source><translation> and {0} more</translation></message>
<message><source> minutos</source><translation> minutes</translation></message>
<message><source>! Atenção</source><translation>! Attention</translation></message>
<message><source>1 pendência</source><translation>1 pending item</translation></message>
<message><source>1 pendência à espera de solução</source><translation>1 pending item waiting to be solved</translation></message>
<message><source>1 problema. A linha com ✗ diz o que fazer.</source><translation>1 problem. The line with ✗ says what to do.</translation></message>
<message><source>1 tarefa ativa</source><translation>1 active task</translation></message>
<message><source>30 dias</source><translation>30 days</translation></message>
<message><source>7 dias</source><translation>7 days</translation></message>
<message><source>A Jadlog emite um token para cada cliente; peça ao seu contato comercial. Com ou sem a palavra Bearer na frente.</source><translation>Jadlog issues a token for each customer; ask your sales contact. With or without the word Bearer before it.</translation></message>
<message><source>A Nuvemshop suspendeu a loja da conexão “{connection}” por falta de pagamento. Regularize o plano no painel da loja.</source><translation>Nuvemshop suspended the store of the connection “{connection}” for lack of payment. Settle the plan in the store's admin.</translation></message>
<message><source>A VTEX responde um produto por chamada; várias ao mesmo tempo encurtam a leitura.</source><translation>VTEX answers one product a call; several at a time shorten the reading.</translation></message>
<message><source>A cada</source><translation>Every</translation></message>
<message><source>A categoria “{name}” da loja não existe no ERP, no mesmo lugar da árvore. Cadastre-a lá (a API do Eccosys não cria categorias) e ela é vinculada na próxima vez.</source><translation>The store's category “{name}” does not exist in the ERP at the same place of the tree. Create it there (the Eccosys API cannot create categories) and it is linked next time.</translation></message>
<message><source>A chave da conexão “{connection}” já entrega pedidos a outro integrador, e um tiraria pedidos do outro. Crie na VTEX uma chave só para o Ecco.</source><translation>The key of connection “{connection}” already hands orders to another integrator, and each would take orders from the other. Create a key in VTEX for Ecco alone.</translation></message>
<message><source>A chave de acesso de “{connection}” não tem permissão para isto ({detail}). Gere uma chave com permissão de leitura e escrita.</source><translation>The access key of “{connection}” has no permission for this ({detail}). Generate a key with read and write permission.</translation></message>
<message><source>A chave funciona sem prefixo. Escolha “Token sem prefixo” na forma de acesso.</source><translation>The key works without a prefix. Choose “Token without prefix” as the form of access.</translation></message>
<message><source>A chave “{field}” da conexão “{connection}” não está no cofre de senhas deste computador, nem na variável ECCO_SECRET_{variable}. Informe-a de novo.</source><translation>The key “{field}” of the connection “{connection}” is not in this computer's keyring, nor in the variable ECCO_SECRET_{variable}. Enter it again.</translation></message>
<message><source>A coluna “Antes” é o que volta para a loja. O que alguém mudou desde então fica como está. Depois de desfazer, a tarefa é desativada, para não enviar tudo de novo.</source><translation>The “Before” column is what goes back to the store. What somebody has changed since stays as it is. After undoing, the task is switched off so that it does not send everything again.</translation></message>
<message><source>A conexão com {host} caiu no meio da resposta. A tarefa tenta de novo sozinha.</source><translation>The connection to {host} dropped in the middle of the answer. The task tries again by itself.</translation></message>
<message><source>A conexão “{name}” tem tarefas. Exclua-as antes.</source><translation>The connection “{name}” has tasks. Delete them first.</translation></message>
<message><source>A conta deste envio não foi guardada.</source><translation>The arithmetic of this send was not kept.</translation></message>
<message><source>A cópia de segurança dos dados não pôde ser feita: {detail}. Nada foi perdido e as tarefas continuam. Libere espaço no disco e confira a pasta de dados; o programa tenta de novo sozinho.</source><translation>The backup of the data could not be made: {detail}. Nothing was lost and the tasks go on. Free some disk space and check the data folder; the program tries again by itself.</translation></message>
<message><source>A cópia está sendo feita…</source><translation>The backup is being made…</translation></message>
<message><source>A cópia não pôde ser restaurada: {detail}. Libere espaço no disco ou confira a permissão da pasta de dados, e tente de novo. Nada foi apagado.</source><translation>The backup could not be restored: {detail}. Free some disk space or check the permission of the data folder, and try again. Nothing was deleted.</translation></message>
<message><source>A cópia {file} está danificada ou não é do Ecco Desktop. Nada foi mudado; escolha outra.</source><translation>The backup {file} is damaged or is not from Ecco Desktop. Nothing was changed; choose another.</translation></message>
<message><source>A execução anterior foi interrompida (programa fechado ou energia cortada). Nada se perdeu; ela continua de onde parou.</source><translation>The previous run was interrupted (program closed or power cut). Nothing was lost; it goes on from where it stopped.</translation></message>
<message><source>A execução já dura {minutes} min, muito mais que o habitual. Veja o log da tarefa; se nada avança, pare-a e inicie de novo.</source><translation>The run has lasted {minutes} min, far longer than usual. Look at the task's log; if nothing moves, stop it and start again.</translation></message>
<message><source>A execução terminou, mas o resultado ainda não pôde ser gravado neste computador. Libere espaço no disco e verifique a pasta de dados; a próxima execução grava e continua.</source><translation>The run ended, but its result could not be written on this computer yet. Free some disk space and check the data folder; the next run writes it and goes on.</translation></message>
<message><source>A execução {run} não enviou nada que se possa devolver.</source><translation>Run {run} sent nothing that can be given back.</translation></message>
<message><source>A janela de horas não permite nenhuma execução.</source><translation>The window of hours allows no run at all.</translation></message>
<message><source>A loja VTEX tem mais de um estoque ativo ({names}). Escolha na conexão “{connection}” qual deles recebe as quantidades.</source><translation>The VTEX store has more than one active warehouse ({names}). Choose in connection “{connection}” which of them gets the quantities.</translation></message>
<message><source>A loja aceita no máximo 100.</source><translation>The store accepts 100 at most.</translation></message>
<message><source>A loja aceita no máximo 50; diminua se ela pedir para esperar com frequência.</source><translation>The store takes 50 at most; lower it if the store often asks to wait.</translation></message>
<message><source>A loja de “{connection}” não tem o depósito “{location}”. Os que existem: {known}.</source><translation>The store of “{connection}” has no location “{location}”. Those it has: {known}.</translation></message>
<message><source>A loja de “{connection}” tem mais de um depósito ({known}). Informe na conexão qual deles recebe o estoque do ERP.</source><translation>The store of “{connection}” has more than one location ({known}). Say in the connection which of them gets the ERP's stock.</translation></message>
<message><source>A loja não aceita “{status}” de um programa: só ela mesma passa um pedido a isso.</source><translation>The store does not take “{status}” from a program: only the store itself moves an order to it.</translation></message>
<message><source>A loja não disse se {what} existe ou não, e sem essa certeza nada foi criado nem alterado. A tarefa pergunta de novo sozinha.</source><translation>The store did not say whether {what} exists or not, and without being sure nothing was created or changed. The task asks again by itself.</translation></message>
<message><source>A loja não tem a situação “{status}”. As que existem: {known}.</source><translation>The store has no status “{status}”. Those that exist: {known}.</translation></message>
<message><source>A loja não vende em reais: preços não são enviados e pedidos não entram, porque os números significariam outra coisa. Só o estoque pode ser sincronizado.</source><translation>The store does not sell in reais: prices are not sent and orders do not come in, for the numbers would mean something else. Only stock can be kept in step.</translation></message>
<message><source>A loja recusou a assinatura da chamada porque o relógio deste computador está errado. Acerte a data e a hora.</source><translation>The store refused the signature of the call because this computer's clock is wrong. Set date and time right.</translation></message>
<message><source>A loja recusou o item: {detail}</source><translation>The store refused the item: {detail}</translation></message>
<message><source>A loja {host} está com os links permanentes no modo “simples”, e assim a API não existe. No WordPress, abra Configurações &gt; Links permanentes e escolha “Nome do post”.</source><translation>The store {host} uses “plain” permalinks, and so its API does not exist. In WordPress open Settings &gt; Permalinks and choose “Post name”.</translation></message>
<message><source>A loja {host} está em manutenção (o WordPress está se atualizando). A tarefa tenta de novo sozinha.</source><translation>The store {host} is in maintenance (WordPress is updating). The task tries again by itself.</translation></message>
<message><source>A mais nova é de {at}.</source><translation>The newest is of {at}.</translation></message>
<message><source>A mais nova é de {at}. O programa faz uma por dia enquanto está aberto: deixe-o aberto na bandeja.</source><translation>The newest is of {at}. The program makes one a day while it is open: leave it open in the tray.</translation></message>
<message><source>A marca “{name}” da loja não existe no ERP. Cadastre-a lá e ela é vinculada na próxima vez.</source><translation>The store's brand “{name}” does not exist in the ERP. Create it there and it is linked next time.</translation></message>
<message><source>A opção “{option}” não existe. As que existem: {known}.</source><translation>The option “{option}” does not exist. Those that exist: {known}.</translation></message>
<message><source>A plataforma exige um contato em cada chamada; use o e-mail de quem cuida do sistema.</source><translation>The platform wants a contact in each call; use the e-mail of whoever looks after the system.</translation></message>
<message><source>A plataforma {platform} não permite copiar cancelamentos nesta direção.</source><translation>The platform {platform} does not allow cancellations to be copied in this direction.</translation></message>
<message><source>A plataforma {platform} não tem uma situação de entregue. Informe uma na conexão.</source><translation>The platform {platform} has no delivered status. Enter one in the connection.</translation></message>
<message><source>A senha das chaves precisa de ao menos {count} caracteres.</source><translation>The passphrase of the keys needs at least {count} characters.</translation></message>
<message><source>A senha do perfil está errada. Nada foi mudado.</source><translation>The profile's passphrase is wrong. Nothing was changed.</translation></message>
<message><source>A senha do perfil precisa de ao menos {count} caracteres.</source><translation>The profile's passphrase needs at least {count} characters.</translation></message>
<message><source>A simulação não chegou ao fim</source><translation>The simulation did not come to its end</translation></message>
<message><source>A tarefa desta execução foi excluída; o log dela está no histórico.</source><translation>The task of this run was deleted; its log is in the history.</translation></message>
<message><source>A tarefa está desativada.</source><translation>The task is switched off.</translation></message>
<message><source>A tarefa está parada.</source><translation>The task is idle.</translation></message>
<message><source>A tarefa foi desativada, senão enviaria tudo de novo. Ative-a quando o ERP estiver certo.</source><translation>The task was switched off, or it would send everything again. Switch it on when the ERP is right.</translation></message>
<message><source>A tarefa já está ativa.</source><translation>The task is already switched on.</translation></message>
<message><source>A tarefa já está desativada.</source><translation>The task is already switched off.</translation></message>
<message><source>A tarefa já está na fila ou em execução.</source><translation>The task is already queued or running.</translation></message>
<message><source>A tarefa já está parando.</source><translation>The task is already stopping.</translation></message>
<message><source>A transportadora “{carrier}” não tem a forma de envio {form} ativa. As ativas: {known}.</source><translation>The carrier “{carrier}” has no active shipping form {form}. The active ones: {known}.</translation></message>
<message><source>A variação usa o estoque do produto pai na loja. Marque “Gerenciar estoque” na variação para que a quantidade seja enviada.</source><translation>The variation uses its parent's stock in the store. Tick “Manage stock” on the variation so that the quantity can be sent.</translation></message>
<message><source>A última execução desta tarefa não foi parada pelo freio; não há o que confirmar.</source><translation>The last run of this task was not stopped by the brake; there is nothing to confirm.</translation></message>
<message><source>AAAA-MM-DD</source><translation>YYYY-MM-DD</translation></message>
<message><source>Abaixo do mínimo</source><translation>Below the minimum</translation></message>
<message><source>Abandonado</source><translation>Abandoned</translation></message>
<message><source>Abrindo os dados…</source><translation>Opening the data…</translation></message>
<message><source>Abrir</source><translation>Open</translation></message>
<message><source>Abrir a pasta de dados</source><translation>Open the data folder</translation></message>
<message><source>Abrir as chaves</source><translation>Open the keys</translation></message>
<message><source>Abrir o guia</source><translation>Open the guide</translation></message>
<message><source>Abrir o registro técnico</source><translation>Open the technical log</translation></message>
<message><source>Abrir pasta</source><translation>Open folder</translation></message>
<message><source>Acima do máximo</source><translation>Above the maximum</translation></message>
<message><source>Acompanhar as linhas novas</source><translation>Follow new lines</translation></message>
<message><source>Acompanhar as tarefas</source><translation>Watching the tasks</translation></message>
<message><source>Acompanhar um pedido</source><translation>Following an order</translation></message>
<message><source>Agendamentos — {0}</source><translation>Schedule — {0}</translation></message>
<message><source>Agendar para hoje às {0}</source><translation>Book for today at {0}</translation></message>
<message><source>Aguardando</source><translation>On hold</translation></message>
<message><source>Aguardando autorização</source><translation>Waiting for authorization</translation></message>
<message><source>Aguardando autorização do marketplace</source><translation>Waiting for the marketplace's authorization</translation></message>
<message><source>Aguardando autorização do pedido</source><translation>Waiting for the order's authorization</translation></message>
<message><source>Aguardando autorização manual</source><translation>Waiting for manual authorization</translation></message>
<message><source>Aguardando autorização para despachar</source><translation>Waiting for authorization to dispatch</translation></message>
<message><source>Aguardando decisão do seller</source><translation>Waiting for the seller's decision</translation></message>
<message><source>Aguardando manuseio do seller</source><translation>Waiting for the seller's handling</translation></message>
<message><source>Ainda não há nenhuma cópia.</source><translation>There is no backup yet.</translation></message>
<message><source>Ainda não há nenhuma. A primeira é feita sozinha; se amanhã não houver, avise o suporte.</source><translation>There is none yet. The first is made by itself; if there is none tomorrow, tell support.</translation></message>
<message><source>Ajuda</source><translation>Help</translation></message>
<message><source>Ajustes</source><translation>Settings</translation></message>
<message><source>Ajustes e avisos</source><translation>Settings and notices</translation></message>
<message><source>Ambiente de demonstração: loja, ERP, clientes e pedidos são fictícios. Nada sai deste computador.</source><translation>Demo environment: store, ERP, customers and orders are fictitious. Nothing leaves this computer.</translation></message>
<message><source>Ambiente ou endereço</source><translation>Environment or address</translation></message>
<message><source>Anotação</source><translation>Note</translation></message>
<message><source>Antes</source><translation>Before</translation></message>
<message><source>Ao fechar, minimizar para a barra de tarefas em vez da bandeja</source><translation>On closing, minimise to the taskbar instead of the tray</translation></message>
<message><source>Apagar as chaves</source><translation>Delete the keys</translation></message>
<message><source>Apagar o arquivo cifrado e começar de novo?

Todas as chaves de acesso guardadas neste computador se perdem e precisam ser informadas outra vez em Conexões. Pedidos, histórico e configuração ficam.</source><translation>Delete the encrypted file and begin anew?

All access keys kept on this computer are lost and must be typed again in Connections. Orders, history and configuration stay.</translation></message>
<message><source>Apague a busca ou escolha “Todas”.</source><translation>Clear the search or choose “All”.</translation></message>
<message><source>Aparência</source><translation>Appearance</translation></message>
<message><source>Aplicativo com permissão de leitura e escrita de produtos e pedidos e de leitura de clientes. Um token novo, ou a desinstalação do aplicativo, invalida o anterior.</source><translation>An app that may read and write products and orders and read customers. A new token, or removing the app, makes the earlier one invalid.</translation></message>
<message><source>Aprovar pagamento</source><translation>Approve payment</translation></message>
<message><source>Arquivo</source><translation>File</translation></message>
<message><source>Arquivo cifrado das chaves apagado, para começar de novo</source><translation>Encrypted file of keys deleted, to begin anew</translation></message>
<message><source>As chaves de acesso estão num arquivo cifrado que ainda não foi aberto, por isso nada foi enviado nem lido. Feche e abra o programa e informe a senha das chaves; sem janela nem terminal, ponha a senha na variável {variable}.</source><translation>The access keys are in an encrypted file that has not been opened yet, so nothing was sent or read. Close and open the program and enter the passphrase of the keys; without a window or a terminal, put the passphrase into the variable {variable}.</translation></message>
<message><source>As chaves não puderam ser gravadas ({detail}); as de antes continuam guardadas. Verifique o disco e a pasta de dados e tente de novo.</source><translation>The keys could not be written ({detail}); those kept before are still there. Check the disk and the data folder and try again.</translation></message>
<message><source>As duas senhas são diferentes.</source><translation>The two passphrases differ.</translation></message>
<message><source>As tarefas trazem os pedidos da loja e levam o estoque até ela. Crie a primeira em “Nova tarefa”.</source><translation>Tasks bring the store's orders in and take the stock out to it. Create the first one with “New task”.</translation></message>
<message><source>Atenção</source><translation>Attention</translation></message>
<message><source>Ativar</source><translation>Switch on</translation></message>
<message><source>Ativar agora</source><translation>Switch on now</translation></message>
<message><source>Ativar e rodar agora</source><translation>Switch on and run now</translation></message>
<message><source>Ativar sem recorrência</source><translation>Switch on without recurrence</translation></message>
<message><source>Ativas</source><translation>Active</translation></message>
<message><source>Atualizados</source><translation>Updated</translation></message>
<message><source>Atualizar Preços</source><translation>Update Prices</translation></message>
<message><source>Atualizar Status na Logística</source><translation>Update Logistics Status</translation></message>
<message><source>Até</source><translation>To</translation></message>
<message><source>Até amanhã às 6h</source><translation>Until tomorrow at 6 am</translation></message>
<message><source>Até eu retomar</source><translation>Until I resume</translation></message>
<message><source>Até {0} chamadas por minuto.</source><translation>Up to {0} calls a minute.</translation></message>
<message><source>Automação</source><translation>Automation</translation></message>
<message><source>Automações</source><translation>Automations</translation></message>
<message><source>Automações que {0} oferece</source><translation>Automations that {0} offers</translation></message>
<message><source>Automática</source><translation>Automatic</translation></message>
<message><source>Autorizar despacho</source><translation>Authorize dispatch</translation></message>
<message><source>Avançar</source><translation>Next</translation></message>
<message><source>Avisa quais produtos estão abaixo do mínimo ou acima do máximo.</source><translation>Tells which products are below the minimum or above the maximum.</translation></message>
<message><source>Avisar o comprador do cancelamento por e-mail</source><translation>Tell the buyer of a cancellation by e-mail</translation></message>
<message><source>Avisar o comprador do envio por e-mail</source><translation>Tell the buyer of the shipment by e-mail</translation></message>
<message><source>Avisar quando:</source><translation>Notify when:</translation></message>
<message><source>Avisar se nada funciona há</source><translation>Notify if nothing has worked for</translation></message>
<message><source>Aviso</source><translation>Notice</translation></message>
<message><source>Avisos</source><translation>Notices</translation></message>
<message><source>Avisos: {0} não lidos</source><translation>Notices: {0} unread</translation></message>
<message><source>Ações da tarefa</source><translation>Task actions</translation></message>
<message><source>Banco de dados</source><translation>Database</translation></message>
<message><source>Bem-vindo ao Ecco Desktop</source><translation>Welcome to Ecco Desktop</translation></message>
<message><source>Bloquear</source><translation>Lock</translation></message>
<message><source>Bloquear as telas do técnico</source><translation>Lock the technician's screens</translation></message>
<message><source>Buscar SKU…</source><translation>Search SKU…</translation></message>
<message><source>Buscar motivo ou loja…</source><translation>Search reason or store…</translation></message>
<message><source>Buscar no log</source><translation>Search the log</translation></message>
<message><source>Buscar no log…</source><translation>Search the log…</translation></message>
<message><source>Buscar tarefa ou loja</source><translation>Search task or store</translation></message>
<message><source>Buscar tarefa ou loja…</source><translation>Search task or store…</translation></message>
<message><source>CNPJ do remetente</source><translation>Sender's CNPJ</translation></message>
<message><source>Cada instalação usa um ERP só.</source><translation>Each installation uses one ERP only.</translation></message>
<message><source>Cada quantidade enviada pela tarefa Sincronizar Estoque aparece aqui, com a conta.</source><translation>Every quantity sent by the task Synchronise Stock appears here, with its arithmetic.</translation></message>
<message><source>Cadastre antes uma conexão para esta automação.</source><translation>Create a connection for this automation first.</translation></message>
<message><source>Cadastre antes uma loja ou transportadora em Conexões.</source><translation>Create a store or a carrier in Connections first.</translation></message>
<message><source>Calcular a data prevista</source><translation>Work out the expected date</translation></message>
<message><source>Campo do CNPJ</source><translation>CNPJ field</translation></message>
<message><source>Campo do CPF</source><translation>CPF field</translation></message>
<message><source>Canal de venda</source><translation>Sales channel</translation></message>
<message><source>Cancelado</source><translation>Cancelled</translation></message>
<message><source>Cancelamento na loja chega ao ERP</source><translation>A cancellation in the store reaches the ERP</translation></message>
<message><source>Cancelamento no ERP chega à loja</source><translation>A cancellation in the ERP reaches the store</translation></message>
<message><source>Cancelamento solicitado</source><translation>Cancellation requested</translation></message>
<message><source>Cancelamentos — {ways}. Um cancelamento nunca devolve dinheiro, mas a loja pode avisar o comprador por e-mail. Ativar assim?</source><translation>Cancellations — {ways}. A cancellation never refunds money, but the store may tell the buyer by e-mail. Switch on like this?</translation></message>
<message><source>Cancelando</source><translation>Being cancelled</translation></message>
<message><source>Cancelar</source><translation>Cancel</translation></message>
<message><source>Cartão de postagem</source><translation>Posting card</translation></message>
<message><source>Carência para cancelamento</source><translation>Window to cancel</translation></message>
<message><source>Carência para mudança de seller</source><translation>Window to change the seller</translation></message>
<message><source>Categoria dos produtos novos</source><translation>Category of new products</translation></message>
<message><source>Catálogo instalado. A tarefa se desativou; ative-a de novo quando precisar.</source><translation>Catalogue installed. The task switched itself off; switch it on again when you need it.</translation></message>
<message><source>Certo, pela hora de {host}.</source><translation>Right, by the time of {host}.</translation></message>
<message><source>Chamadas</source><translation>Calls</translation></message>
<message><source>Chamadas ao mesmo tempo</source><translation>Calls at a time</translation></message>
<message><source>Chamadas por dia</source><translation>Calls a day</translation></message>
<message><source>Chamadas por minuto</source><translation>Calls a minute</translation></message>
<message><source>Chave (app key)</source><translation>App key</translation></message>
<message><source>Chave da API (contas antigas)</source><translation>API key (old accounts)</translation></message>
<message><source>Chave do cliente (ck_…)</source><translation>Consumer key (ck_…)</translation></message>
<message><source>Chave e assinatura (contas antigas)</source><translation>Key and signature (old accounts)</translation></message>
<message><source>Claro</source><translation>Light</translation></message>
<message><source>Cofre de senhas</source><translation>Keyring</translation></message>
<message><source>Com a cópia podem faltar os vínculos, as tarefas e os ajustes feitos depois dela, e o histórico. As chaves de acesso continuam no cofre de senhas.</source><translation>With the backup, links, tasks and settings made after it may be missing, and so may the history. The access keys are still in the password store.</translation></message>
<message><source>Com avisos</source><translation>With warnings</translation></message>
<message><source>Com ele, pedidos sem código de rastreio são encontrados pelo número da nota fiscal. É o CNPJ que emite as notas.</source><translation>With it, orders without a tracking code are found by the number of their invoice. It is the CNPJ that issues the invoices.</translation></message>
<message><source>Com erro</source><translation>With errors</translation></message>
<message><source>Com o estoque vindo do ERP, deixe “não”: a próxima sincronização já o acerta.</source><translation>With stock coming from the ERP, leave “no”: the next synchronisation puts it right.</translation></message>
<message><source>Com um PIN, só o técnico muda conexões e tarefas. Quem esqueceu o PIN apaga o arquivo tecnico.json da pasta de dados.</source><translation>With a PIN only the technician changes connections and tasks. Whoever forgot the PIN deletes the file tecnico.json in the data folder.</translation></message>
<message><source>Começando…</source><translation>Beginning…</translation></message>
<message><source>Começar com dados novos</source><translation>Begin with new data</translation></message>
<message><source>Começar com dados novos?

Conexões, tarefas e histórico deste computador terão de ser feitos de novo. Prefira a cópia, se há uma.</source><translation>Begin with new data?

Connections, tasks and history of this computer must be made again. Prefer the backup, if there is one.</translation></message>
<message><source>Começar com dados novos…</source><translation>Begin with new data…</translation></message>
<message><source>Começou: {automation} em {connection}.</source><translation>Started: {automation} on {connection}.</translation></message>
<message><source>Como esta conexão aparece nas telas.</source><translation>How this connection appears on the screens.</translation></message>
<message><source>Como está em Configurações da loja; o costume da VTEX são gramas.</source><translation>As it stands in the store's settings; grams are usual at VTEX.</translation></message>
<message><source>Como o sistema</source><translation>As the system</translation></message>
<message><source>Concluir</source><translation>Finish</translation></message>
<message><source>Concluído</source><translation>Completed</translation></message>
<message><source>Conectado e salvo: {0}.</source><translation>Connected and saved: {0}.</translation></message>
<message><source>Conectado: {0}.</source><translation>Connected: {0}.</translation></message>
<message><source>Conecte a loja virtual. A chave precisa de permissão de leitura e escrita.</source><translation>Connect the online store. The key needs read and write permission.</translation></message>
<message><source>Conecte o Eccosys. O token da API é gerado na conta do Eccosys, nas integrações.</source><translation>Connect Eccosys. The API token is generated in the Eccosys account, under integrations.</translation></message>
<message><source>Conexão</source><translation>Connection</translation></message>
<message><source>Conexão “{name}” alterada</source><translation>Connection “{name}” changed</translation></message>
<message><source>Conexão “{name}” criada</source><translation>Connection “{name}” created</translation></message>
<message><source>Conexão “{name}” excluída</source><translation>Connection “{name}” deleted</translation></message>
<message><source>Conexões</source><translation>Connections</translation></message>
<message><source>Conferir a loja a cada (minutos)</source><translation>Check the store every (minutes)</translation></message>
<message><source>Configurar minha loja</source><translation>Set up my shop</translation></message>
<message><source>Configurações da conta &gt; Chaves de aplicação. Use uma chave só para o Ecco: dois programas com a mesma chave tiram pedidos um do outro.</source><translation>Account settings &gt; Application keys. Use a key for Ecco alone: two programs with one key take orders from each other.</translation></message>
<message><source>Confira o número. Pedidos de antes da instalação do programa não aparecem aqui.</source><translation>Check the number. Orders from before the program was installed do not appear here.</translation></message>
<message><source>Consultar Data de Entrega dos Pedidos</source><translation>Check Delivery Dates of Orders</translation></message>
<message><source>Consultar Estoque Mínimo e Máximo</source><translation>Check Minimum and Maximum Stock</translation></message>
<message><source>Consultar Status de Pedidos com Pagamento Pendente</source><translation>Check Status of Orders with Payment Pending</translation></message>
<message><source>Conta</source><translation>Arithmetic</translation></message>
<message><source>Contas</source><translation>Counts</translation></message>
<message><source>Continua da página {page} do catálogo.</source><translation>Goes on from page {page} of the catalogue.</translation></message>
<message><source>Continua de onde parou ({at}).</source><translation>Goes on from where it stopped ({at}).</translation></message>
<message><source>Continuar depois</source><translation>Continue later</translation></message>
<message><source>Continuar o guia de primeiros passos</source><translation>Go on with the guide of first steps</translation></message>
<message><source>Continuar trabalhando</source><translation>Keep working</translation></message>
<message><source>Copia cancelamentos nas direções escolhidas. Nunca devolve dinheiro.</source><translation>Copies cancellations in the chosen directions. Never refunds money.</translation></message>
<message><source>Copiado.</source><translation>Copied.</translation></message>
<message><source>Copiar</source><translation>Copy</translation></message>
<message><source>Copiar as linhas escolhidas (Ctrl+C)</source><translation>Copy the chosen lines (Ctrl+C)</translation></message>
<message><source>Corrigir na loja</source><translation>Mend in the store</translation></message>
<message><source>Corrigir no ERP</source><translation>Mend in the ERP</translation></message>
<message><source>Corrija na loja; o programa tenta de novo sozinho, ou já com “Tentar de novo”.</source><translation>Mend it in the store; the program tries again by itself, or at once with “Try again”.</translation></message>
<message><source>Corrija no ERP; o programa tenta de novo sozinho, ou já com “Tentar de novo”.</source><translation>Mend it in the ERP; the program tries again by itself, or at once with “Try again”.</translation></message>
<message><source>Cria na loja os produtos do ERP marcados para venda on-line e atualiza o que mudou.</source><translation>Creates in the store the ERP's products marked for online sale, and updates what changed.</translation></message>
<message><source>Criados</source><translation>Created</translation></message>
<message><source>Criar produtos que faltam na loja</source><translation>Create products the store lacks</translation></message>
<message><source>Criar vínculo</source><translation>Create link</translation></message>
<message><source>Criar vínculo…</source><translation>Create link…</translation></message>
<message><source>Criar/Atualizar Produtos</source><translation>Create/Update Products</translation></message>
<message><source>Crie o vínculo e os pedidos entram sozinhos, agora mesmo.</source><translation>Create the link and the orders come in by themselves, right now.</translation></message>
<message><source>Código de acesso à API</source><translation>API access code</translation></message>
<message><source>Código do canal de venda no ERP.</source><translation>Code of the sales channel in the ERP.</translation></message>
<message><source>Código, ou o caminho com barras; vale para produtos sem categoria vinculada.</source><translation>An id, or the path with slashes; for products without a linked category.</translation></message>
<message><source>Cópia</source><translation>Backup</translation></message>
<message><source>Cópia de segurança</source><translation>Backup</translation></message>
<message><source>Cópias de segurança</source><translation>Backups</translation></message>
<message><source>Dados</source><translation>Data</translation></message>
<message><source>Dados deste computador</source><translation>Data of this computer</translation></message>
<message><source>Dados novos</source><translation>New data</translation></message>
<message><source>Dados restaurados</source><translation>Data restored</translation></message>
<message><source>Dados restaurados da cópia de {at}</source><translation>Data restored from the backup of {at}</translation></message>
<message><source>Das</source><translation>From</translation></message>
<message><source>Data de corte</source><translation>Cut-off date</translation></message>
<message><source>Data e hora</source><translation>Date and time</translation></message>
<message><source>De tempos em tempos, contados do fim da última execução</source><translation>From time to time, counted from the end of the last run</translation></message>
<message><source>Definir PIN</source><translation>Set PIN</translation></message>
<message><source>Definir PIN do técnico</source><translation>Set the technician's PIN</translation></message>
<message><source>Definir PIN…</source><translation>Set PIN…</translation></message>
<message><source>Definir recorrência</source><translation>Set recurrence</translation></message>
<message><source>Depois</source><translation>After</translation></message>
<message><source>Depósito da loja: {name} ({id}), desativado.</source><translation>Store warehouse: {name} ({id}), inactive.</translation></message>
<message><source>Depósito da loja: {name} ({id}).</source><translation>Store warehouse: {name} ({id}).</translation></message>
<message><source>Depósito do estoque</source><translation>Stock location</translation></message>
<message><source>Deram certo</source><translation>Went well</translation></message>
<message><source>Desativada</source><translation>Switched off</translation></message>
<message><source>Desativada: não roda sozinha.</source><translation>Switched off: does not run by itself.</translation></message>
<message><source>Desativar</source><translation>Switch off</translation></message>
<message><source>Desbloquear</source><translation>Unlock</translation></message>
<message><source>Desbloquear as telas do técnico</source><translation>Unlock the technician's screens</translation></message>
<message><source>Desde</source><translation>Since</translation></message>
<message><source>Desfazer</source><translation>Undo</translation></message>
<message><source>Desfazer este envio</source><translation>Undo this send</translation></message>
<message><source>Desfazer este envio…</source><translation>Undo this send…</translation></message>
<message><source>Desfazer pedido: {task}, execução {run}</source><translation>Undo asked: {task}, run {run}</translation></message>
<message><source>Desfazer: {automation} em {connection}.</source><translation>Undo: {automation} on {connection}.</translation></message>
<message><source>Devolver o estoque ao cancelar</source><translation>Give stock back on cancelling</translation></message>
<message><source>Devolveu outra coisa do que guardou. Reinicie o computador; se continuar, avise o suporte.</source><translation>It gave back something other than it kept. Restart the computer; if it goes on, tell support.</translation></message>
<message><source>Diagnóstico</source><translation>Check-up</translation></message>
<message><source>Diagnóstico…</source><translation>Check-up…</translation></message>
<message><source>Dias</source><translation>Days</translation></message>
<message><source>Dias da primeira leitura de pedidos</source><translation>Days of the first reading of orders</translation></message>
<message><source>Dias para trás</source><translation>Days back</translation></message>
<message><source>Diga a que transportadora do ERP pertence cada forma de entrega da loja (PAC, SEDEX, retirada…). Pedidos de uma forma sem vínculo não se perdem: esperam em Pendências até o vínculo existir. As situações já vêm com um mapa usual; veja-o em Conexões &gt; Situações.</source><translation>Say which ERP carrier each of the store's shipping methods belongs to (PAC, SEDEX, pick-up…). Orders with a method that has no link are not lost: they wait in Pending until the link exists. Statuses come with a usual map; see it in Connections &gt; Statuses.</translation></message>
<message><source>Disponível</source><translation>Available</translation></message>
<message><source>Domingo</source><translation>Sunday</translation></message>
<message><source>Duas bastam para aproveitar o limite de costume.</source><translation>Two are enough to use the usual limit.</translation></message>
<message><source>Duração</source><translation>Duration</translation></message>
<message><source>Duração das últimas execuções, em segundos</source><translation>Duration of the latest runs, in seconds</translation></message>
<message><source>Dê um nome à conexão.</source><translation>Give the connection a name.</translation></message>
<message><source>E-mail para contato</source><translation>Contact e-mail</translation></message>
<message><source>ERP</source><translation>ERP</translation></message>
<message><source>ERP → loja</source><translation>ERP → store</translation></message>
<message><source>Editar tarefa</source><translation>Edit task</translation></message>
<message><source>Editar: {0}</source><translation>Edit: {0}</translation></message>
<message><source>Editar…</source><translation>Edit…</translation></message>
<message><source>Ele liga o Eccosys às suas lojas e transportadoras: importa pedidos, mantém situações e estoque em dia, e avisa quando algo precisa de você.</source><translation>It ties Eccosys to your stores and carriers: imports orders, keeps statuses and stock up to date, and tells you when something needs you.</translation></message>
<message><source>Em dia; {count} ativas.</source><translation>On time; {count} active.</translation></message>
<message><source>Em execução</source><translation>Running</translation></message>
<message><source>Em horas fixas</source><translation>At fixed hours</translation></message>
<message><source>Embalado</source><translation>Packed</translation></message>
<message><source>Endereço da API</source><translation>API address</translation></message>
<message><source>Endereço da loja</source><translation>Store address</translation></message>
<message><source>Endereço dos preços</source><translation>Address of the prices</translation></message>
<message><source>Entendi</source><translation>Understood</translation></message>
<message><source>Entre uma conferência e outra, compara-se com o último envio confirmado. Iniciar à mão sempre confere. 0 confere sempre.</source><translation>Between one check and the next it compares with the last confirmed send. Starting by hand always checks. 0 always checks.</translation></message>
<message><source>Entrega</source><translation>Delivery</translation></message>
<message><source>Entregue</source><translation>Delivered</translation></message>
<message><source>Envia à loja o estoque disponível de cada produto, só o que mudou.</source><translation>Sends the store the available stock of each product, only what changed.</translation></message>
<message><source>Envia à loja o preço e o “de/por” de cada produto, só o que mudou.</source><translation>Sends the store the price and the “was/now” price of each product, only what changed.</translation></message>
<message><source>Enviado</source><translation>Sent</translation></message>
<message><source>Enviar Informação de Entrega para Loja Virtual</source><translation>Send Delivery Information to the Online Store</translation></message>
<message><source>Enviar assim mesmo</source><translation>Send anyway</translation></message>
<message><source>Enviar nota fiscal e rastreio à loja</source><translation>Send invoice and tracking to the store</translation></message>
<message><source>Envios por dia</source><translation>Sends a day</translation></message>
<message><source>Erro</source><translation>Error</translation></message>
<message><source>Erro ao criar o pedido</source><translation>Error creating the order</translation></message>
<message><source>Erro inesperado do programa. Nada foi perdido; os detalhes estão no registro técnico. Avise o suporte se repetir.</source><translation>Unexpected error of the program. Nothing was lost; the details are in the technical log. Tell support if it happens again.</translation></message>
<message><source>Erro na criação do pedido</source><translation>Error in the order's creation</translation></message>
<message><source>Erros</source><translation>Errors</translation></message>
<message><source>Escolha ao menos um dia da semana.</source><translation>Choose at least one day of the week.</translation></message>
<message><source>Escolha o arquivo.</source><translation>Choose the file.</translation></message>
<message><source>Escolha o que o programa deve fazer sozinho. Tudo pode ser mudado depois em Tarefas; “Simular” mostra o que cada uma faria, sem enviar nada.</source><translation>Choose what the program should do by itself. All of it can be changed later in Tasks; “Simulate” shows what each one would do, sending nothing.</translation></message>
<message><source>Escolha um intervalo ou horas fixas, um dos dois.</source><translation>Choose an interval or fixed hours, one of the two.</translation></message>
<message><source>Escolher esta senha</source><translation>Choose this passphrase</translation></message>
<message><source>Escolher…</source><translation>Choose…</translation></message>
<message><source>Escreva a forma de entrega como a loja a mostra.</source><translation>Write the shipping method as the store shows it.</translation></message>
<message><source>Escuro</source><translation>Dark</translation></message>
<message><source>Espalhar o início em até</source><translation>Spread the start by up to</translation></message>
<message><source>Espalhar o início, em segundos</source><translation>Spread the start, in seconds</translation></message>
<message><source>Esqueci a senha…</source><translation>I forgot the passphrase…</translation></message>
<message><source>Esta automação já tem uma tarefa nesta conexão.</source><translation>This automation already has a task on this connection.</translation></message>
<message><source>Esta execução não enviou nada que possa voltar.</source><translation>This run sent nothing that can go back.</translation></message>
<message><source>Esta página do manual não foi instalada.</source><translation>This page of the manual was not installed.</translation></message>
<message><source>Esta tarefa não mudaria nada agora.</source><translation>This task would change nothing now.</translation></message>
<message><source>Esta tela é do técnico. Informe o PIN em “Técnico” para mudar algo.</source><translation>This screen is the technician's. Enter the PIN under “Technician” to change something.</translation></message>
<message><source>Este arquivo não é um perfil do Ecco Desktop.</source><translation>This file is not an Ecco Desktop profile.</translation></message>
<message><source>Este computador não tem cofre, e nenhuma senha foi escolhida para o arquivo cifrado. Ela é pedida quando a primeira chave for salva.</source><translation>This computer has no keyring, and no passphrase was chosen for the encrypted file. It is asked for when the first key is saved.</translation></message>
<message><source>Este computador não tem cofre; o arquivo cifrado está aberto, guarda e devolve chaves.</source><translation>This computer has no keyring; the encrypted file is open, keeps and gives back keys.</translation></message>
<message><source>Este computador não tem um cofre de senhas, e chaves nunca são guardadas sem proteção. Escolha uma senha para guardá-las num arquivo cifrado (a janela pergunta; sem janela, use a variável ECCO_PASSPHRASE), ou informe as chaves pelas variáveis ECCO_SECRET_… a cada início.</source><translation>This computer has no keyring, and keys are never kept unprotected. Choose a passphrase to keep them in an encrypted file (the window asks; without a window, use the variable ECCO_PASSPHRASE), or give the keys in the variables ECCO_SECRET_… at each start.</translation></message>
<message><source>Este computador não tem um cofre de senhas, então as chaves de acesso estão num arquivo cifrado. Informe a senha dele para que as tarefas possam trabalhar. Ela é pedida uma vez a cada início.</source><translation>This computer has no keyring, so the access keys are in an encrypted file. Enter its passphrase so that the tasks can work. It is asked for once at each start.</translation></message>
<message><source>Este computador não tem um cofre de senhas. As chaves de acesso vão para um arquivo cifrado com uma senha à sua escolha, de ao menos 8 caracteres, pedida a cada início. Anote-a: sem ela as chaves não voltam, e será preciso informá-las de novo.</source><translation>This computer has no keyring. The access keys go to a file encrypted with a passphrase of your choice, of at least 8 characters, asked for at each start. Write it down: without it the keys do not come back, and must be typed again.</translation></message>
<message><source>Este perfil é de uma versão mais nova do programa. Atualize o Ecco Desktop.</source><translation>This profile is of a newer version of the program. Update Ecco Desktop.</translation></message>
<message><source>Estes dados ainda não foram testados.

Salvar assim mesmo?</source><translation>These values have not been tested yet.

Save anyway?</translation></message>
<message><source>Estoque</source><translation>Stock</translation></message>
<message><source>Estoque (depósito)</source><translation>Stock (warehouse)</translation></message>
<message><source>Estoque da loja conferido: {count} itens lidos, {different} diferentes.</source><translation>The store's stock was checked: {count} items read, {different} different.</translation></message>
<message><source>Estoque de segurança</source><translation>Safety stock</translation></message>
<message><source>Estoque mínimo e máximo</source><translation>Minimum and maximum stock</translation></message>
<message><source>Está danificado ({detail}). Feche o programa e abra de novo: ele oferece a cópia boa mais nova.</source><translation>It is damaged ({detail}). Close the program and open it again: it offers the newest sound copy.</translation></message>
<message><source>Está {minutes} min adiantado em relação a {host}. Acerte data e hora do computador (de preferência automáticas): pedidos podem ser lidos pela metade.</source><translation>It is {minutes} min ahead of {host}. Set date and time of the computer (best automatically): orders may be read by halves.</translation></message>
<message><source>Está {minutes} min atrasado em relação a {host}. Acerte data e hora do computador (de preferência automáticas): pedidos podem ser lidos pela metade.</source><translation>It is {minutes} min behind {host}. Set date and time of the computer (best automatically): orders may be read by halves.</translation></message>
<message><source>Excluir</source><translation>Delete</translation></message>
<message><source>Excluir a conexão “{0}”?

Vínculos, mapas e senhas dela se perdem. O histórico fica guardado.</source><translation>Delete the connection “{0}”?

Its links, maps and keys are lost. The history is kept.</translation></message>
<message><source>Excluir “{name}”?

A configuração da tarefa se perde e precisará ser refeita. O histórico e o log continuam guardados.</source><translation>Delete “{name}”?

The task's configuration is lost and will have to be made again. History and log are kept.</translation></message>
<message><source>Excluir…</source><translation>Delete…</translation></message>
<message><source>Execução</source><translation>Run</translation></message>
<message><source>Execuções</source><translation>Runs</translation></message>
<message><source>Execuções por dia</source><translation>Runs a day</translation></message>
<message><source>Experimentar com dados de demonstração</source><translation>Try it with demo data</translation></message>
<message><source>Exportar</source><translation>Export</translation></message>
<message><source>Exportar (CSV)</source><translation>Export (CSV)</translation></message>
<message><source>Exportar a história do pedido</source><translation>Export the story of the order</translation></message>
<message><source>Exportar a história do pedido (CSV)</source><translation>Export the story of the order (CSV)</translation></message>
<message><source>Exportar o log</source><translation>Export the log</translation></message>
<message><source>Exportar o log (CSV)</source><translation>Export the log (CSV)</translation></message>
<message><source>Exportar perfil</source><translation>Export profile</translation></message>
<message><source>Falar com a transportadora</source><translation>Talk to the carrier</translation></message>
<message><source>Fale com a transportadora; o programa volta a consultar sozinho.</source><translation>Talk to the carrier; the program asks again by itself.</translation></message>
<message><source>Falha</source><translation>Failure</translation></message>
<message><source>Falharam</source><translation>Failed</translation></message>
<message><source>Falhas e voltas ao normal aparecem aqui.</source><translation>Failures and recoveries appear here.</translation></message>
<message><source>Falhas por motivo</source><translation>Failures by reason</translation></message>
<message><source>Falhou</source><translation>Failed</translation></message>
<message><source>Falhou: {0}{1}. Veja o motivo no log da tarefa.</source><translation>Failed: {0}{1}. See the reason in the task's log.</translation></message>
<message><source>Falta a conexão com o ERP. Cadastre o Eccosys antes de criar tarefas.</source><translation>The connection to the ERP is missing. Add Eccosys before creating tasks.</translation></message>
<message><source>Falta preencher “{field}” na conexão “{connection}”.</source><translation>“{field}” of the connection “{connection}” is not filled in.</translation></message>
<message><source>Faturado</source><translation>Invoiced</translation></message>
<message><source>Faturando</source><translation>Being invoiced</translation></message>
<message><source>Faturar após cancelamento negado</source><translation>Invoice after a denied cancellation</translation></message>
<message><source>Fazer cópia agora</source><translation>Back up now</translation></message>
<message><source>Fechar</source><translation>Close</translation></message>
<message><source>Final do campo do bairro (após _billing e _shipping)</source><translation>End of the neighbourhood field (after _billing and _shipping)</translation></message>
<message><source>Final do campo do número (após _billing e _shipping)</source><translation>End of the number field (after _billing and _shipping)</translation></message>
<message><source>Foram enviadas {count} notas e rastreios nesta vez; os outros vão nas próximas.</source><translation>{count} invoices and tracking codes were sent this time; the others go next time.</translation></message>
<message><source>Forma de acesso</source><translation>Form of access</translation></message>
<message><source>Forma de entrega na loja</source><translation>Shipping method in the store</translation></message>
<message><source>Forma de envio</source><translation>Shipping form</translation></message>
<message><source>Forma de envio no ERP</source><translation>Shipping form in the ERP</translation></message>
<message><source>Freio de segurança liberado uma vez: {task} ({count} itens)</source><translation>Safety brake released once: {task} ({count} items)</translation></message>
<message><source>Freio de segurança — {0}</source><translation>Safety brake — {0}</translation></message>
<message><source>Freio de segurança: este envio mudaria muito {count} de {total} preços ({percent} %; o limite é {limit} %). Nada foi enviado. Confira os preços no ERP e, se estão certos, confirme.</source><translation>Safety brake: this send would change {count} of {total} prices by much ({percent} %; the limit is {limit} %). Nothing was sent. Check the prices in the ERP and, if they are right, confirm.</translation></message>
<message><source>Freio de segurança: este envio zeraria {count} de {total} itens em estoque ({percent} %; o limite é {limit} %). Nada foi enviado. Confira o estoque no ERP e, se está certo, confirme.</source><translation>Safety brake: this send would set {count} of {total} items in stock to zero ({percent} %; the limit is {limit} %). Nothing was sent. Check the stock in the ERP and, if it is right, confirm.</translation></message>
<message><source>Freio: itens que zeram (%)</source><translation>Brake: items going to zero (%)</translation></message>
<message><source>Freio: o que é mudar muito (%)</source><translation>Brake: what is a large change (%)</translation></message>
<message><source>Freio: preços que mudam muito (%)</source><translation>Brake: prices that change by much (%)</translation></message>
<message><source>Funciona: {name}.</source><translation>Works: {name}.</translation></message>
<message><source>Funcionamento</source><translation>Working</translation></message>
<message><source>Fuso das datas</source><translation>Time zone of dates</translation></message>
<message><source>Fuso horário</source><translation>Time zone</translation></message>
<message><source>Físico</source><translation>Physical</translation></message>
<message><source>Gere em cws.correios.com.br &gt; Gestão de acesso a APIs.</source><translation>Generate it at cws.correios.com.br &gt; Gestão de acesso a APIs.</translation></message>
<message><source>Gere no painel, em Gerenciar &gt; Tokens, com as permissões de ver pedidos (orders-read) e rastrear (shipping-tracking). É um texto bem longo: copie-o inteiro.</source><translation>Generate it in the panel under Gerenciar &gt; Tokens, with the permissions to see orders (orders-read) and to track (shipping-tracking). It is a very long text: copy all of it.</translation></message>
<message><source>Guarda e devolve chaves.</source><translation>Keeps and gives back keys.</translation></message>
<message><source>Guardar as falhas por</source><translation>Keep failures for</translation></message>
<message><source>Guardar o histórico por</source><translation>Keep history for</translation></message>
<message><source>Guia</source><translation>Guide</translation></message>
<message><source>História do pedido</source><translation>Story of the order</translation></message>
<message><source>Histórico de estoque</source><translation>Stock history</translation></message>
<message><source>Histórico de integração de estoque</source><translation>Stock integration history</translation></message>
<message><source>Hoje</source><translation>Today</translation></message>
<message><source>Hora</source><translation>Time</translation></message>
<message><source>Horas</source><translation>Hours</translation></message>
<message><source>Horas fixas</source><translation>Fixed hours</translation></message>
<message><source>Horário de Brasília</source><translation>Brasília time</translation></message>
<message><source>Horário de silêncio: avisos só na lista</source><translation>Quiet hours: notices only in the list</translation></message>
<message><source>Há contas que usam https://prd-traffic.jadlogtech.com.br/embarcador/api: pergunte à Jadlog.</source><translation>Some accounts use https://prd-traffic.jadlogtech.com.br/embarcador/api: ask Jadlog.</translation></message>
<message><source>Há mais de {hours} h nenhuma execução termina bem. Verifique a internet e as conexões.</source><translation>For more than {hours} h no run has ended well. Check the internet and the connections.</translation></message>
<message><source>Há tarefas em execução. Elas param no registro em que estão e continuam dali na próxima vez.

Sair?</source><translation>Tasks are running. They stop at the record in hand and go on from there next time.

Quit?</translation></message>
<message><source>Idioma</source><translation>Language</translation></message>
<message><source>Ignorar</source><translation>Ignore</translation></message>
<message><source>Ignorar {0} registros?

Eles saem da lista e uma nova falha não os traz de volta. Um pedido ignorado não entra no ERP.</source><translation>Ignore {0} records?

They leave the list and a new failure does not bring them back. An ignored order does not come into the ERP.</translation></message>
<message><source>Ignorar…</source><translation>Ignore…</translation></message>
<message><source>Importar</source><translation>Import</translation></message>
<message><source>Importar Pedidos de Venda</source><translation>Import Sale Orders</translation></message>
<message><source>Importar Produtos Novos</source><translation>Import New Products</translation></message>
<message><source>Importar pedidos de outros vendedores do marketplace</source><translation>Import orders of other sellers of the marketplace</translation></message>
<message><source>Importar perfil</source><translation>Import profile</translation></message>
<message><source>Importar perfil…</source><translation>Import profile…</translation></message>
<message><source>Info</source><translation>Info</translation></message>
<message><source>Informe a senha que vai cifrar as chaves.</source><translation>Enter the passphrase that will encrypt the keys.</translation></message>
<message><source>Informe em Conexões as chaves de: {0}. Depois ative as tarefas.</source><translation>Enter in Connections the keys of: {0}. Then switch the tasks on.</translation></message>
<message><source>Informe o PIN do técnico.</source><translation>Enter the technician's PIN.</translation></message>
<message><source>Iniciar agora</source><translation>Start now</translation></message>
<message><source>Iniciar junto com o computador, na bandeja</source><translation>Start with the computer, in the tray</translation></message>
<message><source>Iniciar manuseio</source><translation>Start handling</translation></message>
<message><source>Instalador Multiplataforma</source><translation>Multi-platform Installer</translation></message>
<message><source>Interrompidas</source><translation>Interrupted</translation></message>
<message><source>Início</source><translation>Start</translation></message>
<message><source>Itens atingidos: {0} de {1} ({2} %). Limite desta conexão: {3} %.</source><translation>Items affected: {0} of {1} ({2} %). Limit of this connection: {3} %.</translation></message>
<message><source>Itens por envio</source><translation>Items a send</translation></message>
<message><source>Já existe a tarefa “{name}” nesta loja.</source><translation>The task “{name}” already exists on this store.</translation></message>
<message><source>Já existe uma conexão chamada “{name}”. Escolha outro nome.</source><translation>There is already a connection called “{name}”. Choose another name.</translation></message>
<message><source>Já existe uma conexão com o ERP (“{name}”). Cada instalação usa um ERP só.</source><translation>There is already a connection to the ERP (“{name}”). Each installation uses one ERP only.</translation></message>
<message><source>Lendo as transportadoras do ERP…</source><translation>Reading the ERP's carriers…</translation></message>
<message><source>Lendo os dois lados</source><translation>Reading both sides</translation></message>
<message><source>Levar também as chaves de acesso, cifradas com uma senha</source><translation>Take the access keys too, encrypted with a passphrase</translation></message>
<message><source>Lidos</source><translation>Read</translation></message>
<message><source>Ligue só se a nota fiscal e o envio desses pedidos são feitos por esta empresa.</source><translation>Turn on only if this company issues the invoice and ships those orders.</translation></message>
<message><source>Limite</source><translation>Limit</translation></message>
<message><source>Linhas por página</source><translation>Rows a page</translation></message>
<message><source>Linhas por página do estoque</source><translation>Stock rows a page</translation></message>
<message><source>Log da execução</source><translation>Log of the run</translation></message>
<message><source>Log da tarefa</source><translation>Log of the task</translation></message>
<message><source>Log — {0}</source><translation>Log — {0}</translation></message>
<message><source>Loja</source><translation>Store</translation></message>
<message><source>Loja → ERP</source><translation>Store → ERP</translation></message>
<message><source>Loja, ERP e pedidos fictícios, neste computador.</source><translation>Fictitious store, ERP and orders, on this computer.</translation></message>
<message><source>Mais ações</source><translation>More actions</translation></message>
<message><source>Malsucedido</source><translation>Failed</translation></message>
<message><source>Mantém a situação dos pedidos igual nos dois lados, sem nunca voltar um pedido faturado.</source><translation>Keeps the status of orders equal on both sides, never taking an invoiced order back.</translation></message>
<message><source>Manual</source><translation>Manual</translation></message>
<message><source>Manual (F1)</source><translation>Manual (F1)</translation></message>
<message><source>Manual do Ecco Desktop</source><translation>Ecco Desktop manual</translation></message>
<message><source>Marca dos produtos novos</source><translation>Brand of new products</translation></message>
<message><source>Marca o despacho no ERP e leva à loja o rastreio e os passos da entrega.</source><translation>Marks the dispatch in the ERP and takes tracking and delivery steps to the store.</translation></message>
<message><source>Marcas</source><translation>Brands</translation></message>
<message><source>Mensagem</source><translation>Message</translation></message>
<message><source>Minutos entre execuções</source><translation>Minutes between runs</translation></message>
<message><source>Mostrar as tarefas de</source><translation>Show the tasks of</translation></message>
<message><source>Mostrar campos avançados</source><translation>Show advanced fields</translation></message>
<message><source>Mostrar {0}</source><translation>Show {0}</translation></message>
<message><source>Motivo</source><translation>Reason</translation></message>
<message><source>Mudar PIN…</source><translation>Change PIN…</translation></message>
<message><source>Mude o período, a loja ou o resultado, ou apague a busca.</source><translation>Change the period, the store or the result, or clear the search.</translation></message>
<message><source>Mude só para o ambiente de testes do Melhor Envio.</source><translation>Change it only for the test environment of Melhor Envio.</translation></message>
<message><source>Mude só para o ambiente de testes dos Correios.</source><translation>Change it only for the Correios test environment.</translation></message>
<message><source>Muitas tentativas erradas. Espere {seconds} s e tente de novo.</source><translation>Too many wrong tries. Wait {seconds} s and try again.</translation></message>
<message><source>Na fila</source><translation>Queued</translation></message>
<message><source>Nada duplica: cada pedido é procurado no ERP antes de ser criado, o que mudou desde a cópia é lido de novo, e o estoque da loja é conferido por inteiro.</source><translation>Nothing is doubled: each order is looked up in the ERP before it is created, what changed since the backup is read again, and the stock of the store is compared in full.</translation></message>
<message><source>Nada espera.</source><translation>Nothing waits.</translation></message>
<message><source>Nada foi salvo: as chaves precisam da senha.</source><translation>Nothing was saved: the keys need the passphrase.</translation></message>
<message><source>Nada no log com este filtro. O que a tarefa fizer aparece aqui.</source><translation>Nothing in the log with this filter. What the task does appears here.</translation></message>
<message><source>Nada no período.</source><translation>Nothing in the period.</translation></message>
<message><source>Nenhum aviso</source><translation>No notices</translation></message>
<message><source>Nenhum dado é gravado fora deste computador.</source><translation>No data is written outside this computer.</translation></message>
<message><source>Nenhum envio com este filtro</source><translation>No send with this filter</translation></message>
<message><source>Nenhum envio no período</source><translation>No send in the period</translation></message>
<message><source>Nenhum pedido ainda</source><translation>No order yet</translation></message>
<message><source>Nenhum pedido com este número</source><translation>No order with this number</translation></message>
<message><source>Nenhum pedido espera por um vínculo.</source><translation>No order waits for a link.</translation></message>
<message><source>Nenhuma conexão ainda</source><translation>No connection yet</translation></message>
<message><source>Nenhuma conexão cadastrada. Comece pelo guia, em Conexões.</source><translation>No connection yet. Begin with the guide, in Connections.</translation></message>
<message><source>Nenhuma direção de cancelamento está ligada nas opções da tarefa. Nada foi feito.</source><translation>No direction of cancellation is switched on in the task's options. Nothing was done.</translation></message>
<message><source>Nenhuma pendência</source><translation>Nothing pending</translation></message>
<message><source>Nenhuma tarefa ainda</source><translation>No task yet</translation></message>
<message><source>Nenhuma tarefa ativa</source><translation>No active task</translation></message>
<message><source>Nenhuma tarefa com este filtro</source><translation>No task with this filter</translation></message>
<message><source>Nenhuma tarefa está funcionando</source><translation>No task is working</translation></message>
<message><source>No ERP</source><translation>In the ERP</translation></message>
<message><source>Nome</source><translation>Name</translation></message>
<message><source>Nome da conta</source><translation>Account name</translation></message>
<message><source>Nome ou código do estoque da VTEX que recebe as quantidades. Vazio: o único ativo.</source><translation>Name or id of the VTEX warehouse that gets the quantities. Empty: the only active one.</translation></message>
<message><source>Nome ou código. A VTEX não aceita produto sem marca.</source><translation>Name or id. VTEX takes no product without a brand.</translation></message>
<message><source>Nomes desta transportadora no ERP</source><translation>Names of this carrier in the ERP</translation></message>
<message><source>Nota fiscal</source><translation>Invoice</translation></message>
<message><source>Nova conexão</source><translation>New connection</translation></message>
<message><source>Nova tarefa</source><translation>New task</translation></message>
<message><source>Nunca executada.</source><translation>Never run.</translation></message>
<message><source>Não avisar desta tarefa</source><translation>Do not notify of this task</translation></message>
<message><source>Não conferido: nenhum servidor seguro (https) das conexões disse a hora.</source><translation>Not checked: no secure server (https) of the connections told the time.</translation></message>
<message><source>Não enviar</source><translation>Do not send</translation></message>
<message><source>Não foi possível abrir os dados</source><translation>The data could not be opened</translation></message>
<message><source>Não foi possível conectar a {host}. Verifique a internet e o endereço da conexão “{connection}”; a tarefa tenta de novo sozinha.</source><translation>Could not connect to {host}. Check the internet and the address of the connection “{connection}”; the task tries again by itself.</translation></message>
<message><source>Não foi possível gravar no computador ({detail}). Libere espaço no disco e verifique a pasta de dados.</source><translation>Could not write to this computer ({detail}). Free some disk space and check the data folder.</translation></message>
<message><source>Não foi possível ler o log</source><translation>The log could not be read</translation></message>
<message><source>Não foi possível ler os dados</source><translation>The data could not be read</translation></message>
<message><source>Não foi possível terminar</source><translation>Could not finish</translation></message>
<message><source>Não foi possível usar a pasta de dados {folder}: {detail}. Libere espaço no disco ou confira a permissão da pasta, e tente de novo.</source><translation>The data folder {folder} could not be used: {detail}. Free some disk space or check the folder's permission, and try again.</translation></message>
<message><source>Não há automação “{automation}”. As que existem: {known}.</source><translation>There is no automation “{automation}”. Those that exist: {known}.</translation></message>
<message><source>Não há conector “{kind}”. Os que existem: {known}.</source><translation>There is no connector “{kind}”. Those that exist: {known}.</translation></message>
<message><source>Não há conexão chamada “{name}”. As que existem: {known}.</source><translation>There is no connection called “{name}”. Those that exist: {known}.</translation></message>
<message><source>Não há execução {run}.</source><translation>There is no run {run}.</translation></message>
<message><source>Não há nenhuma cópia boa. Para começar com dados novos: ecco-desktop restore --anew. O arquivo atual é guardado, não apagado.</source><translation>There is no sound backup. To begin with new data: ecco-desktop restore --anew. The present file is kept, not deleted.</translation></message>
<message><source>Não há nenhuma cópia boa. Se você tem um perfil exportado, comece com dados novos e importe-o; ou feche e chame o suporte.</source><translation>There is no sound backup. If you have an exported profile, begin with new data and import it; or close and call support.</translation></message>
<message><source>Não há pendência {id}. Veja a lista com: ecco-desktop pending</source><translation>There is no pending record {id}. See the list with: ecco-desktop pending</translation></message>
<message><source>Não há tarefa “{name}”. Veja a lista com: ecco-desktop list</source><translation>There is no task “{name}”. See the list with: ecco-desktop list</translation></message>
<message><source>Não há uma loja WooCommerce em {host}. Confira o endereço da conexão “{connection}”.</source><translation>There is no WooCommerce store at {host}. Check the address of the connection “{connection}”.</translation></message>
<message><source>Não pode ser gravada ({detail}), e sem ela o programa não trabalha. Confira as permissões da pasta e o disco.</source><translation>It cannot be written ({detail}), and without it the program does not work. Check the permissions of the folder and the disk.</translation></message>
<message><source>Não se sabe se {host} recebeu o envio: a resposta não chegou. O programa confere antes de tentar de novo.</source><translation>It is not known whether {host} received it: the answer did not arrive. The program checks before trying again.</translation></message>
<message><source>Nível</source><translation>Level</translation></message>
<message><source>Número da loja (id)</source><translation>Store number (id)</translation></message>
<message><source>Número na loja ou no ERP…</source><translation>Number in the store or the ERP…</translation></message>
<message><source>O CNPJ do remetente da conexão “{connection}” não é válido. Confira os 14 caracteres, ou deixe-o vazio para consultar só pelo código de rastreio.</source><translation>The sender's CNPJ of the connection “{connection}” is not valid. Check its 14 characters, or leave it empty to ask by tracking code only.</translation></message>
<message><source>O ERP e as lojas não foram atingidos: só o que o programa guarda aqui.</source><translation>The ERP and the stores are not affected: only what the program keeps here.</translation></message>
<message><source>O ERP não tem transportadora “{carrier}”. As que existem: {known}.</source><translation>The ERP has no carrier “{carrier}”. Those that exist: {known}.</translation></message>
<message><source>O ERP não tem transportadoras. Cadastre uma lá antes.</source><translation>The ERP has no carriers. Create one there first.</translation></message>
<message><source>O ERP permite {0} chamadas por minuto; nenhuma execução longa no período.</source><translation>The ERP allows {0} calls a minute; no long run in the period.</translation></message>
<message><source>O Ecco Desktop está aberto nesta pasta de dados. Feche-o (também na bandeja, ao lado do relógio) e tente de novo. Nada foi mudado.</source><translation>Ecco Desktop is open on this data folder. Close it (also in the tray, beside the clock) and try again. Nothing was changed.</translation></message>
<message><source>O Eccosys não disse se {what} existe ou não, e sem essa certeza nada foi criado nem alterado. A tarefa pergunta de novo sozinha; se continuar, fale com o suporte do Eccosys.</source><translation>Eccosys did not say whether {what} exists or not, and without being sure nothing was created or changed. The task asks again by itself; if it goes on, talk to Eccosys support.</translation></message>
<message><source>O Eccosys recusou o pedido {order}: {detail}</source><translation>Eccosys refused the order {order}: {detail}</translation></message>
<message><source>O Eccosys respondeu de uma forma inesperada em {what}. Nada foi perdido; a tarefa tenta de novo. Se continuar, avise o suporte.</source><translation>Eccosys answered in an unexpected way in {what}. Nothing was lost; the task tries again. If it goes on, tell support.</translation></message>
<message><source>O Melhor Envio despacha por outras transportadoras. Se no ERP o pedido leva o nome delas (Jadlog, Correios…), escreva aqui esses nomes, separados por vírgula; um pedaço do nome basta. Vazio: só os que se chamam Melhor Envio.</source><translation>Melhor Envio ships through other carriers. Where the order bears their name in the ERP (Jadlog, Correios…), write those names here, separated by commas; a part of the name is enough. Empty: only those called Melhor Envio.</translation></message>
<message><source>O Melhor Envio não diz o fuso. Confira na primeira entrega: se a hora aparecer três horas adiantada ou atrasada, mude aqui.</source><translation>Melhor Envio does not say the time zone. Check it with the first delivery: where the hour is three hours early or late, change it here.</translation></message>
<message><source>O Melhor Envio não informa a data prevista: ela é a postagem mais o prazo da etiqueta, em dias úteis, sem contar feriados.</source><translation>Melhor Envio does not tell the expected date: it is the posting plus the label's time limit in working days; holidays are not counted.</translation></message>
<message><source>O PIN protege as telas de configuração.</source><translation>The PIN protects the configuration screens.</translation></message>
<message><source>O PIN tem de {shortest} a {longest} algarismos.</source><translation>The PIN has {shortest} to {longest} digits.</translation></message>
<message><source>O WooCommerce está desativado na loja {host}. Ative o plugin no WordPress.</source><translation>WooCommerce is deactivated on the store {host}. Activate the plugin in WordPress.</translation></message>
<message><source>O WooCommerce não tem “entregue”; informe “completed” ou a situação do seu plugin.</source><translation>WooCommerce has no “delivered”; enter “completed” or your plugin's status.</translation></message>
<message><source>O ambiente de demonstração não começou a responder: {detail}</source><translation>The demo environment did not begin to answer: {detail}</translation></message>
<message><source>O ambiente de demonstração não está instalado. Instale com: pip install ecco-desktop[demo]</source><translation>The demo environment is not installed. Install it with: pip install ecco-desktop[demo]</translation></message>
<message><source>O aplicativo de “{connection}” não tem permissão para mudar envios (fulfillment orders). Inclua a permissão no aplicativo e autorize-o de novo na loja.</source><translation>The app of “{connection}” may not change shipments (fulfillment orders). Add the permission to the app and authorise it again in the store.</translation></message>
<message><source>O arquivo atual é guardado na pasta de dados, nunca apagado.</source><translation>The present file is kept in the data folder, never deleted.</translation></message>
<message><source>O arquivo cifrado das chaves está danificado; ele ficou como estava. Comece de novo e informe as chaves outra vez.</source><translation>The encrypted file of keys is damaged; it was left as it is. Begin anew and type the keys again.</translation></message>
<message><source>O arquivo cifrado das chaves não pôde ser lido ({detail}). Verifique a pasta de dados e tente de novo.</source><translation>The encrypted file of keys could not be read ({detail}). Check the data folder and try again.</translation></message>
<message><source>O arquivo de dados deste computador está danificado</source><translation>The data file of this computer is damaged</translation></message>
<message><source>O arquivo de dados deste computador está danificado ({detail}), e a execução parou sem perder o que já fez no ERP e na loja. Feche o Ecco Desktop e abra de novo: ele confere o arquivo e oferece a cópia mais nova.</source><translation>The data file of this computer is damaged ({detail}), and the run stopped without losing what it did in the ERP and in the store. Close Ecco Desktop and open it again: it checks the file and offers the newest backup.</translation></message>
<message><source>O arquivo de dados deste computador sumiu</source><translation>The data file of this computer is gone</translation></message>
<message><source>O arquivo de dados em {folder} está danificado e não foi alterado. O ERP e as lojas não foram atingidos. Feche o programa e restaure a cópia boa mais nova: ecco-desktop restore (para ver as cópias: ecco-desktop restore --list).</source><translation>The data file in {folder} is damaged and was not changed. The ERP and the stores are not affected. Close the program and restore the newest sound backup: ecco-desktop restore (to see the backups: ecco-desktop restore --list).</translation></message>
<message><source>O arquivo de dados em {folder} sumiu ou está vazio (queda de energia, antivírus ou limpeza do disco). O ERP e as lojas não foram atingidos. Restaure a cópia boa mais nova: ecco-desktop restore (para ver as cópias: ecco-desktop restore --list).</source><translation>The data file in {folder} is gone or empty (power cut, antivirus or disk cleaning). The ERP and the stores are not affected. Restore the newest sound backup: ecco-desktop restore (to see the backups: ecco-desktop restore --list).</translation></message>
<message><source>O arquivo não pôde ser lido ({detail}).</source><translation>The file could not be read ({detail}).</translation></message>
<message><source>O atributo “{name}” da loja não existe no ERP. Cadastre-o lá e ele é vinculado na próxima vez.</source><translation>The store's attribute “{name}” does not exist in the ERP. Create it there and it is linked next time.</translation></message>
<message><source>O atributo “{name}” não tem no ERP as opções {options}. Cadastre-as lá.</source><translation>The attribute “{name}” lacks the options {options} in the ERP. Create them there.</translation></message>
<message><source>O campo “{field}” é secreto e não pode ir na linha de comando. Use a variável {variable} ou responda à pergunta.</source><translation>The field “{field}” is secret and cannot go on the command line. Use the variable {variable} or answer the question.</translation></message>
<message><source>O canal de venda {channel} não existe no Eccosys. Confira a opção “Canal de venda” da tarefa.</source><translation>The sales channel {channel} does not exist in Eccosys. Check the task's option “Sales channel”.</translation></message>
<message><source>O cancelamento precisa de uma situação na loja. Se ele não deve ser enviado, desligue a direção na tarefa de cancelamentos.</source><translation>A cancellation needs a status in the store. If it should not be sent, switch the direction off in the cancellations task.</translation></message>
<message><source>O certificado de segurança apresentado por {host} é de outro endereço, por isso nada foi enviado. Confira o endereço na conexão “{connection}”; se estiver certo, avise quem cuida do site.</source><translation>The security certificate {host} showed belongs to another address, so nothing was sent. Check the address in the connection “{connection}”; if it is right, tell whoever looks after the site.</translation></message>
<message><source>O certificado de segurança de {host} não vale na data deste computador ({today}), por isso nada foi enviado. Confira a data e a hora do computador; se estiverem certas, peça a quem cuida do site para renovar o certificado.</source><translation>The security certificate of {host} does not hold on this computer's date ({today}), so nothing was sent. Check the date and time of the computer; if they are right, ask whoever looks after the site to renew the certificate.</translation></message>
<message><source>O certificado de segurança de {host} não é válido, por isso nada foi enviado. Peça a quem cuida do site para renovar o certificado (e confira a data do computador).</source><translation>The security certificate of {host} is not valid, so nothing was sent. Ask whoever looks after the site to renew the certificate (and check this computer's date).</translation></message>
<message><source>O cofre de senhas do computador está trancado ou não respondeu. Destranque-o e tente de novo.</source><translation>The computer's keyring is locked or did not answer. Unlock it and try again.</translation></message>
<message><source>O começo do endereço do painel: em minhaloja.myvtex.com, a conta é minhaloja.</source><translation>The beginning of the panel's address: in minhaloja.myvtex.com the account is minhaloja.</translation></message>
<message><source>O computador está em UTC{own}, a loja em UTC{shop} ({zone}). Os horários do programa são os da loja; acerte o fuso do computador para que batam com os do sistema.</source><translation>The computer is in UTC{own}, the shop in UTC{shop} ({zone}). The times of the program are the shop's; set the computer's time zone so that they agree with the system's.</translation></message>
<message><source>O computador segue o fuso da loja ({zone}).</source><translation>The computer follows the shop's time zone ({zone}).</translation></message>
<message><source>O conector {kind} não tem o campo “{field}”. Os que existem: {known}.</source><translation>The connector {kind} has no field “{field}”. Those that exist: {known}.</translation></message>
<message><source>O contato “{value}” não serve. Escreva um e-mail, como loja@minhaloja.com.br.</source><translation>The contact “{value}” will not do. Write an e-mail, such as loja@minhaloja.com.br.</translation></message>
<message><source>O contrato dos Correios da conexão “{connection}” não inclui o rastreamento (API 87). Peça a inclusão à sua agência ou ao gerente da conta.</source><translation>The Correios contract of the connection “{connection}” does not include tracking (API 87). Ask your agency or account manager to include it.</translation></message>
<message><source>O disco está cheio ({free} GB livres). Libere espaço agora; depois as tarefas seguem de onde pararam.</source><translation>The disk is full ({free} GB free). Free some space now; then the tasks go on from where they stopped.</translation></message>
<message><source>O endereço do site, como os clientes o abrem.</source><translation>The address of the site, as customers open it.</translation></message>
<message><source>O endereço {host} não existe na internet. Confira se está escrito certo na conexão “{connection}”.</source><translation>The address {host} does not exist on the internet. Check that it is written right in the connection “{connection}”.</translation></message>
<message><source>O endereço {host} não é seguro (http sem s). Use https, ou permita expressamente na conexão “{connection}”.</source><translation>The address {host} is not secure (http without s). Use https, or allow it expressly in the connection “{connection}”.</translation></message>
<message><source>O endereço “{value}” não serve. Escreva, por exemplo, {example}.</source><translation>The address “{value}” will not do. Write, for example, {example}.</translation></message>
<message><source>O envio parou antes de mudar qualquer coisa</source><translation>The send stopped before changing anything</translation></message>
<message><source>O estoque “{name}” não existe na loja VTEX. Os que existem: {names}. Corrija a conexão “{connection}”.</source><translation>There is no warehouse “{name}” in the VTEX store. Those that exist: {names}. Correct connection “{connection}”.</translation></message>
<message><source>O freio de segurança pararia este envio: mudaria muito {count} de {total} preços ({percent} %; o limite é {limit} %).</source><translation>The safety brake would stop this send: it would change {count} of {total} prices by much ({percent} %; the limit is {limit} %).</translation></message>
<message><source>O freio de segurança pararia este envio: zeraria {count} de {total} itens ({percent} %; o limite é {limit} %).</source><translation>The safety brake would stop this send: it would set {count} of {total} items to zero ({percent} %; the limit is {limit} %).</translation></message>
<message><source>O guia conecta o ERP, a loja e as transportadoras, e testa cada um.</source><translation>The guide connects the ERP, the store and the carriers, and tests each.</translation></message>
<message><source>O histórico das falhas não pode ficar guardado por menos tempo que o das outras execuções.</source><translation>The history of failures cannot be kept for less time than that of the other runs.</translation></message>
<message><source>O histórico fica guardado entre {shortest} e {longest} dias.</source><translation>History is kept between {shortest} and {longest} days.</translation></message>
<message><source>O id do depósito que recebe o estoque; só para lojas com mais de um.</source><translation>The id of the location that gets the stock; only for stores with more than one.</translation></message>
<message><source>O instalador pode levar horas e não é iniciado à mão: ative a tarefa e ele roda uma vez, em segundo plano.</source><translation>The installer can take hours and is not started by hand: switch the task on and it runs once, in the background.</translation></message>
<message><source>O intervalo mínimo é de 10 minutos (limite do próprio ERP).</source><translation>The shortest interval is 10 minutes (the ERP's own limit).</translation></message>
<message><source>O início automático não pôde ser mudado ({detail}).</source><translation>Starting with the session could not be changed ({detail}).</translation></message>
<message><source>O limite da conta é de 250, dividido com os outros programas da loja.</source><translation>The account's limit is 250, shared with the shop's other programs.</translation></message>
<message><source>O limite do Eccosys é de cerca de 60 por minuto para a conta inteira.</source><translation>The limit of Eccosys is about 60 a minute for the whole account.</translation></message>
<message><source>O mesmo usuário do site Meu Correios.</source><translation>The same user as on the Meu Correios site.</translation></message>
<message><source>O nome da empresa no endereço do Eccosys, ou o endereço inteiro (contas de teste).</source><translation>The company's name in the Eccosys address, or the whole address (test accounts).</translation></message>
<message><source>O número da loja “{value}” não serve: são só algarismos, e vem junto com o token.</source><translation>The store number “{value}” will not do: it is digits only, and comes with the token.</translation></message>
<message><source>O número do cartão de postagem do seu contrato.</source><translation>The number of your contract's posting card.</translation></message>
<message><source>O pacote não pôde ser gravado ({detail}). Escolha outra pasta.</source><translation>The package could not be written ({detail}). Choose another folder.</translation></message>
<message><source>O perfil foi alterado ou está danificado. Nada foi mudado; exporte-o de novo.</source><translation>The profile was altered or is damaged. Nothing was changed; export it again.</translation></message>
<message><source>O perfil leva conexões, mapas, tarefas e preferências para outro computador. Não leva pedidos, clientes nem histórico.</source><translation>The profile takes connections, maps, tasks and preferences to another computer. It takes no orders, customers or history.</translation></message>
<message><source>O perfil não pôde ser gravado ({detail}). Escolha outra pasta.</source><translation>The profile could not be written ({detail}). Choose another folder.</translation></message>
<message><source>O perfil tem um conteúdo que não se entende. Nada foi mudado.</source><translation>The profile holds something that cannot be understood. Nothing was changed.</translation></message>
<message><source>O produto não controla estoque na loja; o controle foi pedido e não foi aceito.</source><translation>The product does not manage stock in the store; managing was asked for and not accepted.</translation></message>
<message><source>O produto não existe mais na loja (id {id}).</source><translation>The product no longer exists in the store (id {id}).</translation></message>
<message><source>O programa começou com dados novos. Configure as conexões e as tarefas, ou importe um perfil. Nada duplica: cada pedido é procurado no ERP antes de ser criado. O arquivo anterior ficou em {aside}.</source><translation>The program began with new data. Set up the connections and the tasks, or import a profile. Nothing is doubled: each order is looked up in the ERP before it is created. The earlier file is in {aside}.</translation></message>
<message><source>O programa continua trabalhando aqui, ao lado do relógio. Para encerrar, use Sair.</source><translation>The program keeps working here, beside the clock. To end it, use Quit.</translation></message>
<message><source>O programa está fechando. Abra-o de novo e inicie a tarefa.</source><translation>The program is closing. Open it again and start the task.</translation></message>
<message><source>O programa tenta de novo sozinho; “Tentar de novo” tenta já.</source><translation>The program tries again by itself; “Try again” tries at once.</translation></message>
<message><source>O que aconteceu</source><translation>What happened</translation></message>
<message><source>O que cada automação faz</source><translation>What each automation does</translation></message>
<message><source>O que cada conector faz</source><translation>What each connector does</translation></message>
<message><source>O que ela alterou</source><translation>What it changed</translation></message>
<message><source>O que fazer</source><translation>What to do</translation></message>
<message><source>O que houve</source><translation>What happened</translation></message>
<message><source>O que houve e o que fazer</source><translation>What happened and what to do</translation></message>
<message><source>O que mudou</source><translation>What changed</translation></message>
<message><source>O que oferece</source><translation>What it offers</translation></message>
<message><source>O que tiver o mesmo nome é substituído; o resto fica como está. As tarefas só são ativadas quando as chaves de acesso estão no cofre deste computador.</source><translation>What has the same name is replaced; the rest stays as it is. Tasks are only switched on when the access keys are in this computer's keyring.</translation></message>
<message><source>O quê</source><translation>What</translation></message>
<message><source>O técnico já preparou um arquivo de configuração.</source><translation>The technician has prepared a configuration file.</translation></message>
<message><source>OAuth 1.0a (site atrás de um proxy que esconde o https)</source><translation>OAuth 1.0a (site behind a proxy that hides https)</translation></message>
<message><source>Opções</source><translation>Options</translation></message>
<message><source>Origem</source><translation>Origin</translation></message>
<message><source>Os dados desta pasta são de uma versão mais nova do programa. Atualize o Ecco Desktop.</source><translation>The data in this folder is of a newer version of the program. Update Ecco Desktop.</translation></message>
<message><source>Os dados deste computador foram restaurados da cópia de {at}. Podem faltar vínculos, tarefas e ajustes feitos depois disso, e o histórico. Nada duplica: cada pedido é procurado no ERP antes de ser criado, o que mudou desde a cópia é lido de novo, e o estoque da loja é conferido por inteiro. Até lá o estoque só diminui. Confira conexões e tarefas. O arquivo anterior ficou em {aside}.</source><translation>The data of this computer was restored from the backup of {at}. Links, tasks and settings made after it may be missing, and so may the history. Nothing is doubled: each order is looked up in the ERP before it is created, what changed since the backup is read again, and the stock of the store is compared in full. Until then stock only goes down. Check connections and tasks. The earlier file is in {aside}.</translation></message>
<message><source>Os dados mudaram desde o teste.</source><translation>The values have changed since the test.</translation></message>
<message><source>Os dados não puderam ser abertos</source><translation>The data could not be opened</translation></message>
<message><source>Os dois PINs são diferentes.</source><translation>The two PINs differ.</translation></message>
<message><source>Os pedidos que as tarefas tratarem aparecem aqui, com tudo o que aconteceu a cada um.</source><translation>The orders that the tasks handle appear here, with all that happened to each.</translation></message>
<message><source>Os planos Next e Evolução permitem dez vezes mais.</source><translation>The plans Next and Evolução allow ten times as much.</translation></message>
<message><source>PIN</source><translation>PIN</translation></message>
<message><source>PIN de novo</source><translation>PIN again</translation></message>
<message><source>PIN do técnico</source><translation>Technician's PIN</translation></message>
<message><source>PIN do técnico definido</source><translation>Technician's PIN set</translation></message>
<message><source>PIN do técnico removido</source><translation>Technician's PIN removed</translation></message>
<message><source>PIN errado. Confira e tente de novo.</source><translation>Wrong PIN. Check it and try again.</translation></message>
<message><source>Pacote para o suporte gravado</source><translation>Package for support written</translation></message>
<message><source>Pacote salvo em {0}. Não leva chaves nem dados de clientes; confira antes de enviar.</source><translation>Package saved in {0}. It holds no keys and no customers' data; look at it before you send it.</translation></message>
<message><source>Pagamento aprovado</source><translation>Payment approved</translation></message>
<message><source>Pagamento autorizado</source><translation>Payment authorised</translation></message>
<message><source>Pagamento pendente</source><translation>Payment pending</translation></message>
<message><source>Pagamento recusado</source><translation>Payment refused</translation></message>
<message><source>Pago</source><translation>Paid</translation></message>
<message><source>Para o técnico: conexões e mapas</source><translation>For the technician: connections and maps</translation></message>
<message><source>Para o técnico: linha de comando</source><translation>For the technician: command line</translation></message>
<message><source>Para o técnico: lojas e transportadoras</source><translation>For the technician: stores and carriers</translation></message>
<message><source>Para quem cuida da loja: o que fazer se esta tarefa falhar…</source><translation>For whoever looks after the shop: what to do if this task fails…</translation></message>
<message><source>Parada</source><translation>Idle</translation></message>
<message><source>Parado a pedido. Ative a tarefa de novo para continuar de onde parou.</source><translation>Stopped on request. Switch the task on again to go on from where it stopped.</translation></message>
<message><source>Parado a pedido. O que foi feito fica; a próxima execução continua daqui.</source><translation>Stopped on request. What was done stays; the next run goes on from here.</translation></message>
<message><source>Parando…</source><translation>Stopping…</translation></message>
<message><source>Parar tarefa</source><translation>Stop task</translation></message>
<message><source>Pare a tarefa antes de excluir.</source><translation>Stop the task before deleting it.</translation></message>
<message><source>Pasta de dados</source><translation>Data folder</translation></message>
<message><source>Pasta, banco, cofre, relógio e cada conexão. Um servidor que se cala pode levar minutos.</source><translation>Folder, database, keyring, clock and each connection. A silent server may take minutes.</translation></message>
<message><source>Pausar tudo</source><translation>Pause all</translation></message>
<message><source>Pedido</source><translation>Order</translation></message>
<message><source>Pedido aceito</source><translation>Order accepted</translation></message>
<message><source>Pedido cancelado na loja é cancelado no ERP, menos se já foi faturado.</source><translation>An order cancelled in the store is cancelled in the ERP, unless it was invoiced already.</translation></message>
<message><source>Pedido cancelado no ERP é cancelado na loja. O comprador pode receber um e-mail da loja.</source><translation>An order cancelled in the ERP is cancelled in the store. The buyer may get an e-mail from the store.</translation></message>
<message><source>Pedido concluído</source><translation>Order completed</translation></message>
<message><source>Pedido concluído no seller</source><translation>Order completed at the seller</translation></message>
<message><source>Pedido criado</source><translation>Order created</translation></message>
<message><source>Pedido entregue no ERP passa a entregue na loja, uma única vez.</source><translation>An order delivered in the ERP becomes delivered in the store, once.</translation></message>
<message><source>Pedido ou SKU</source><translation>Order or SKU</translation></message>
<message><source>Pedido que espera pagamento no ERP passa a em aberto quando a loja recebe.</source><translation>An order waiting for payment in the ERP becomes open when the store is paid.</translation></message>
<message><source>Pedido {0} — {1}</source><translation>Order {0} — {1}</translation></message>
<message><source>Pedido {order} ainda não foi pago; será importado quando for.</source><translation>Order {order} has not been paid yet; it will be imported when it is.</translation></message>
<message><source>Pedido {order} aparece {count} vezes no ERP. Outro integrador pode estar importando os mesmos pedidos: desligue um dos dois e cancele a cópia no ERP.</source><translation>Order {order} appears {count} times in the ERP. Another integrator may be importing the same orders: switch one of them off and cancel the copy in the ERP.</translation></message>
<message><source>Pedido {order} está em {currency}. O ERP recebe apenas pedidos em reais.</source><translation>Order {order} is in {currency}. The ERP takes orders in reais only.</translation></message>
<message><source>Pedido {order} importado → {erp} · {total}</source><translation>Order {order} imported → {erp} · {total}</translation></message>
<message><source>Pedido {order} já estava no ERP ({erp}); apenas vinculado.</source><translation>Order {order} was in the ERP already ({erp}); only linked.</translation></message>
<message><source>Pedido {order} não existe mais na loja. Saiu da lista de pendências.</source><translation>Order {order} no longer exists in the store. It left the pending list.</translation></message>
<message><source>Pedido {order} não tem CPF nem CNPJ. Preencha na loja e ele entra sozinho.</source><translation>Order {order} has no CPF or CNPJ. Fill it in in the store and it comes in by itself.</translation></message>
<message><source>Pedido {order} não tem forma de entrega. Escolha uma na loja e ele entra sozinho.</source><translation>Order {order} has no shipping method. Choose one in the store and it comes in by itself.</translation></message>
<message><source>Pedido {order} não tem itens. Corrija-o na loja; ele espera em Pendências.</source><translation>Order {order} has no items. Mend it in the store; it waits in Pending.</translation></message>
<message><source>Pedido {order} sem vínculo de transportadora para “{reference}”. Crie o vínculo e ele entra sozinho.</source><translation>Order {order} has no carrier link for “{reference}”. Create the link and it comes in by itself.</translation></message>
<message><source>Pedido {order} é de antes da data de corte ({cutoff}).</source><translation>Order {order} is from before the cut-off date ({cutoff}).</translation></message>
<message><source>Pedido {order} é pago na entrega e a tarefa importa só pedidos pagos. Para importá-lo, mude a opção para “todos”.</source><translation>Order {order} is paid on delivery and the task imports paid orders only. To import it, change the option to “all”.</translation></message>
<message><source>Pedido {order}: a loja arredondou {amount} de outro jeito; o valor entrou no desconto ou no frete, e o total é o que o cliente pagou.</source><translation>Order {order}: the store rounded {amount} in another way; the amount went into the discount or the freight, and the total is what the customer paid.</translation></message>
<message><source>Pedido {order}: a loja diz “{wanted}”, mas a situação dele no ERP ({erp}) é própria da sua conta e não foi mexida.</source><translation>Order {order}: the store says “{wanted}”, but its status in the ERP ({erp}) is your account's own and was not touched.</translation></message>
<message><source>Pedido {order}: a loja diz “{wanted}”, mas ele está cancelado no ERP ({erp}) e continua assim. Se a venda vale, reabra-o no ERP.</source><translation>Order {order}: the store says “{wanted}”, but it is cancelled in the ERP ({erp}) and stays so. If the sale stands, reopen it in the ERP.</translation></message>
<message><source>Pedido {order}: a loja diz “{wanted}”, mas ele já foi faturado no ERP ({erp}) e continua {kept}. Um pedido faturado nunca volta por causa da loja.</source><translation>Order {order}: the store says “{wanted}”, but it was invoiced in the ERP ({erp}) and stays {kept}. An invoiced order never goes back because of the store.</translation></message>
<message><source>Pedido {order}: a loja recusou a mudança: {detail}</source><translation>Order {order}: the store refused the change: {detail}</translation></message>
<message><source>Pedido {order}: a loja só recebe o rastreio depois da nota fiscal; ele vai sozinho quando ela for enviada.</source><translation>Order {order}: the store takes the tracking code only after the invoice; it goes by itself once that is sent.</translation></message>
<message><source>Pedido {order}: a quantidade de “{sku}” não serve ({quantity}). Corrija na loja.</source><translation>Order {order}: the quantity of “{sku}” will not do ({quantity}). Mend it in the store.</translation></message>
<message><source>Pedido {order}: a resposta anterior se perdeu, mas ele está no ERP ({erp}). Vinculado, sem duplicar.</source><translation>Order {order}: the earlier answer was lost, but it is in the ERP ({erp}). Linked, without doubling.</translation></message>
<message><source>Pedido {order}: a situação “{status}” da loja está marcada como “não importar”.</source><translation>Order {order}: the store's status “{status}” is marked “do not import”.</translation></message>
<message><source>Pedido {order}: cancelado no ERP, mas a loja já diz “{kept}”. Confira e resolva à mão: pode ser preciso devolver.</source><translation>Order {order}: cancelled in the ERP, but the store already says “{kept}”. Check and settle it by hand: a return may be needed.</translation></message>
<message><source>Pedido {order}: de “{before}” a loja não passa a “{after}”. Faça a mudança no painel da loja, se ela ainda vale.</source><translation>Order {order}: the store does not go from “{before}” to “{after}”. Make the change in the store's own panel, if it still holds.</translation></message>
<message><source>Pedido {order}: despachado ({erp}).</source><translation>Order {order}: dispatched ({erp}).</translation></message>
<message><source>Pedido {order}: entrega prevista para {day} ({code}).</source><translation>Order {order}: delivery expected on {day} ({code}).</translation></message>
<message><source>Pedido {order}: entregue em {day} ({code}).</source><translation>Order {order}: delivered on {day} ({code}).</translation></message>
<message><source>Pedido {order}: entregue no ERP, mas na loja está “{status}”. A loja não foi mexida.</source><translation>Order {order}: delivered in the ERP, but in the store it is “{status}”. The store was not touched.</translation></message>
<message><source>Pedido {order}: espera pagamento no ERP, mas na loja está “{status}”. Fica para a sincronização de cancelados.</source><translation>Order {order}: waits for payment in the ERP, but in the store it is “{status}”. Left to the synchronising of cancellations.</translation></message>
<message><source>Pedido {order}: está {kept} no ERP, mas a loja já diz “{wanted}”, que vem depois. A loja não volta atrás.</source><translation>Order {order}: it is {kept} in the ERP, but the store already says “{wanted}”, which comes later. The store does not go back.</translation></message>
<message><source>Pedido {order}: falta no endereço de entrega: {fields}. Complete na loja e ele entra sozinho.</source><translation>Order {order}: missing in the shipping address: {fields}. Complete it in the store and it comes in by itself.</translation></message>
<message><source>Pedido {order}: há muito tempo sem notícia ({code}, {status}). Pergunte à transportadora.</source><translation>Order {order}: no news for a long time ({code}, {status}). Ask the carrier.</translation></message>
<message><source>Pedido {order}: já foi faturado na VTEX e não pode ser cancelado por aqui. Se ele voltou, emita a nota de devolução no painel da loja, que devolve o dinheiro.</source><translation>Order {order}: it was invoiced in VTEX already and cannot be cancelled from here. If it came back, issue the return invoice in the store's panel, which gives the money back.</translation></message>
<message><source>Pedido {order}: nota fiscal {invoice} enviada à loja.</source><translation>Order {order}: invoice {invoice} sent to the store.</translation></message>
<message><source>Pedido {order}: não existe mais no ERP ({erp}).</source><translation>Order {order}: no longer exists in the ERP ({erp}).</translation></message>
<message><source>Pedido {order}: o CPF/CNPJ terminado em {ending} não é válido. Corrija na loja e ele entra sozinho.</source><translation>Order {order}: the CPF/CNPJ ending in {ending} is not valid. Mend it in the store and it comes in by itself.</translation></message>
<message><source>Pedido {order}: o ERP já tem outro pedido com este número ({erp}, de {erp_total}; o da loja é de {total}). Se há duas lojas, dê um prefixo à numeração de uma delas nas opções da tarefa.</source><translation>Order {order}: the ERP already has another order with this number ({erp}, of {erp_total}; the store's is of {total}). If there are two stores, give the numbers of one of them a prefix in the task's options.</translation></message>
<message><source>Pedido {order}: o ERP não confirmou o recebimento e o pedido ainda não aparece lá. Será conferido de novo antes de qualquer novo envio.</source><translation>Order {order}: the ERP did not confirm it and the order does not show there yet. It will be checked again before any new send.</translation></message>
<message><source>Pedido {order}: o ERP não confirmou o recebimento. O programa confere antes de qualquer novo envio.</source><translation>Order {order}: the ERP did not confirm receiving it. The program checks before any new send.</translation></message>
<message><source>Pedido {order}: o Eccosys aceitou, mas não guardou o campo “{field}”. Preencha-o à mão e avise o suporte.</source><translation>Order {order}: Eccosys accepted, but did not keep the field “{field}”. Fill it in by hand and tell support.</translation></message>
<message><source>Pedido {order}: o Eccosys recusou a mudança: {detail}</source><translation>Order {order}: Eccosys refused the change: {detail}</translation></message>
<message><source>Pedido {order}: o SKU “{sku}” está em mais de um produto ativo do ERP ({ids}). Deixe só um e o pedido entra sozinho.</source><translation>Order {order}: the SKU “{sku}” is on more than one active product of the ERP ({ids}). Leave only one and the order comes in by itself.</translation></message>
<message><source>Pedido {order}: o acréscimo de {amount} foi somado ao frete (o ERP não tem campo próprio).</source><translation>Order {order}: the surcharge of {amount} was added to the freight (the ERP has no field for it).</translation></message>
<message><source>Pedido {order}: o campo “{field}” veio da loja com um valor que não se entende (“{value}”). Corrija na loja e ele entra sozinho.</source><translation>Order {order}: the field “{field}” came from the store with a value that cannot be understood (“{value}”). Mend it in the store and it comes in by itself.</translation></message>
<message><source>Pedido {order}: o item “{title}” não tem SKU nem GTIN na loja. Preencha o SKU e o pedido entra sozinho.</source><translation>Order {order}: the item “{title}” has no SKU or GTIN in the store. Fill in the SKU and the order comes in by itself.</translation></message>
<message><source>Pedido {order}: o produto do item “{title}” foi excluído da loja depois da venda, e o item ficou sem código. Lance este pedido à mão no ERP e marque-o como “não importar”.</source><translation>Order {order}: the product of item “{title}” was deleted from the store after the sale, and the item has no code left. Enter this order by hand in the ERP and mark it as “do not import”.</translation></message>
<message><source>Pedido {order}: o produto “{sku}” ({title}) não existe no ERP. Cadastre-o com o mesmo SKU e o pedido entra sozinho.</source><translation>Order {order}: the product “{sku}” ({title}) does not exist in the ERP. Create it with the same SKU and the order comes in by itself.</translation></message>
<message><source>Pedido {order}: o produto “{sku}” está inativo no ERP. Ative-o e o pedido entra sozinho.</source><translation>Order {order}: the product “{sku}” is inactive in the ERP. Activate it and the order comes in by itself.</translation></message>
<message><source>Pedido {order}: os itens, o desconto e o frete somam {ours}, mas a loja cobrou {store}; a diferença é de {missing}. Abra o pedido na loja e corrija o item, a taxa ou o desconto que falta, ou lance-o à mão no ERP, se foi pago em parte com vale ou crédito; ele não entra com valor errado.</source><translation>Order {order}: the items, the discount and the freight add up to {ours}, but the store charged {store}; the difference is {missing}. Open the order in the store and mend the item, fee or discount that is missing, or enter it by hand in the ERP if a part was paid by gift card or credit; it does not come in with a wrong amount.</translation></message>
<message><source>Pedido {order}: rastreio {code} enviado à loja.</source><translation>Order {order}: tracking code {code} sent to the store.</translation></message>
<message><source>Pedido {order}: {amount} já foi devolvido ao cliente na loja antes da importação. Lance no ERP só o que resta e marque o pedido como “não importar”.</source><translation>Order {order}: {amount} was already given back to the customer in the store before the import. Enter only what is left in the ERP and mark the order as “do not import”.</translation></message>
<message><source>Pedido {order}: {before} → {after} na loja.</source><translation>Order {order}: {before} → {after} in the store.</translation></message>
<message><source>Pedido {order}: {before} → {after} no ERP ({erp}).</source><translation>Order {order}: {before} → {after} in the ERP ({erp}).</translation></message>
<message><source>Pedido {order}: {status} ({code}: {detail}). Fale com a transportadora e com o cliente.</source><translation>Order {order}: {status} ({code}: {detail}). Talk to the carrier and to the customer.</translation></message>
<message><source>Pedido {order}: {step}; a loja foi avisada.</source><translation>Order {order}: {step}; the store was told.</translation></message>
<message><source>Pedidos</source><translation>Orders</translation></message>
<message><source>Pedidos ainda fora do ERP</source><translation>Orders not in the ERP yet</translation></message>
<message><source>Pedidos criados há mais tempo só são vistos se mudarem depois.</source><translation>Orders made before that are only seen if they change later.</translation></message>
<message><source>Pedidos e produtos que não puderam ser tratados esperam aqui até serem resolvidos.</source><translation>Orders and products that could not be handled wait here until they are solved.</translation></message>
<message><source>Pedidos esperam por um vínculo para: {0}</source><translation>Orders wait for a link for: {0}</translation></message>
<message><source>Pedidos mais antigos que este dia ficam fora.</source><translation>Orders older than this day stay out.</translation></message>
<message><source>Pedidos mais antigos que isto não são mais acompanhados.</source><translation>Orders older than this are no longer followed.</translation></message>
<message><source>Pendência resolvida: {label}.</source><translation>Pending record solved: {label}.</translation></message>
<message><source>Pendências</source><translation>Pending</translation></message>
<message><source>Pendências por motivo</source><translation>Pending by reason</translation></message>
<message><source>Perfil exportado (com senhas: {secrets})</source><translation>Profile exported (with keys: {secrets})</translation></message>
<message><source>Perfil importado: {0} conexões, {1} tarefas.</source><translation>Profile imported: {0} connections, {1} tasks.</translation></message>
<message><source>Perfil importado: {connections} conexões, {tasks} tarefas</source><translation>Profile imported: {connections} connections, {tasks} tasks</translation></message>
<message><source>Pergunta à transportadora a data prevista e a entrega de cada pedido, e grava no ERP.</source><translation>Asks the carrier for the expected date and the delivery of each order, and writes them to the ERP.</translation></message>
<message><source>Permitir endereço sem https</source><translation>Allow an address without https</translation></message>
<message><source>Período</source><translation>Period</translation></message>
<message><source>Pode ser gravada; {free} GB livres no disco.</source><translation>It can be written; {free} GB free on the disk.</translation></message>
<message><source>Por 1 dia</source><translation>For 1 day</translation></message>
<message><source>Por 1 hora</source><translation>For 1 hour</translation></message>
<message><source>Por 1 semana</source><translation>For 1 week</translation></message>
<message><source>Por onde começar</source><translation>Where to begin</translation></message>
<message><source>Por que este número?</source><translation>Why this number?</translation></message>
<message><source>Por que este número? — {0}</source><translation>Why this number? — {0}</translation></message>
<message><source>Por quê</source><translation>Why</translation></message>
<message><source>Preferência “{name}”: {before} → {after}</source><translation>Preference “{name}”: {before} → {after}</translation></message>
<message><source>Prefixo do número</source><translation>Prefix of the number</translation></message>
<message><source>Preparando entrega</source><translation>Preparing delivery</translation></message>
<message><source>Preço</source><translation>Price</translation></message>
<message><source>Primeiro uso</source><translation>First use</translation></message>
<message><source>Primeiros passos</source><translation>First steps</translation></message>
<message><source>Processando</source><translation>Processing</translation></message>
<message><source>Produto</source><translation>Product</translation></message>
<message><source>Produto “{title}” da loja (id {id}) não tem SKU nem GTIN e não pode receber estoque.</source><translation>Product “{title}” of the store (id {id}) has no SKU or GTIN and cannot receive stock.</translation></message>
<message><source>Produtos novos não têm imagens; como rascunho, alguém as põe antes de vender.</source><translation>New products have no images; as drafts, somebody adds them before selling.</translation></message>
<message><source>Pronto para o manuseio</source><translation>Ready for handling</translation></message>
<message><source>Próxima</source><translation>Next</translation></message>
<message><source>Próxima execução {0} ({1})</source><translation>Next run {0} ({1})</translation></message>
<message><source>Próxima tentativa</source><translation>Next try</translation></message>
<message><source>Próximas execuções: {0}</source><translation>Next runs: {0}</translation></message>
<message><source>Publicar os criados</source><translation>Publish the created ones</translation></message>
<message><source>Páginas do manual</source><translation>Pages of the manual</translation></message>
<message><source>Quais pedidos</source><translation>Which orders</translation></message>
<message><source>Quando</source><translation>When</translation></message>
<message><source>Quantas</source><translation>How many</translation></message>
<message><source>Quantas unidades de cada produto nunca são oferecidas na loja.</source><translation>How many units of each product are never offered in the store.</translation></message>
<message><source>Quarta-feira</source><translation>Wednesday</translation></message>
<message><source>Quem</source><translation>Who</translation></message>
<message><source>Quem mudou o quê</source><translation>Who changed what</translation></message>
<message><source>Quinta-feira</source><translation>Thursday</translation></message>
<message><source>Rascunho</source><translation>Draft</translation></message>
<message><source>Rastreio</source><translation>Tracking</translation></message>
<message><source>Recorrência</source><translation>Recurrence</translation></message>
<message><source>Recorrência…</source><translation>Recurrence…</translation></message>
<message><source>Recuperar a vez perdida com o programa fechado ou o PC dormindo</source><translation>Make up for the turn missed while the program was closed or the PC slept</translation></message>
<message><source>Recursos</source><translation>Features</translation></message>
<message><source>Recusado</source><translation>Refused</translation></message>
<message><source>Reembolsado</source><translation>Refunded</translation></message>
<message><source>Registros desta pendência</source><translation>Records of this pending item</translation></message>
<message><source>Relatórios</source><translation>Reports</translation></message>
<message><source>Relógio</source><translation>Clock</translation></message>
<message><source>Remover</source><translation>Remove</translation></message>
<message><source>Remover PIN</source><translation>Remove PIN</translation></message>
<message><source>Remover o PIN?

Qualquer pessoa poderá mudar conexões e tarefas neste computador.</source><translation>Remove the PIN?

Anyone will be able to change connections and tasks on this computer.</translation></message>
<message><source>Remover o vínculo de “{0}”?

Pedidos novos com ela esperam em Pendências.</source><translation>Remove the link of “{0}”?

New orders with it wait in Pending.</translation></message>
<message><source>Remover vínculo</source><translation>Remove link</translation></message>
<message><source>Reservado</source><translation>Reserved</translation></message>
<message><source>Resolver pendências</source><translation>Solving pending items</translation></message>
<message><source>Restam só {free} GB no disco. Libere espaço: sem ele o programa para.</source><translation>Only {free} GB are left on the disk. Free some space: without it the program stops.</translation></message>
<message><source>Restaurar</source><translation>Restore</translation></message>
<message><source>Restaurar a cópia de {0}</source><translation>Restore the backup of {0}</translation></message>
<message><source>Resultado</source><translation>Result</translation></message>
<message><source>Resumo</source><translation>Summary</translation></message>
<message><source>Retomar</source><translation>Resume</translation></message>
<message><source>Retomar agora</source><translation>Resume now</translation></message>
<message><source>Ritmo da execução mais intensa: {0} chamadas por minuto. O ERP permite {1}.</source><translation>Pace of the busiest run: {0} calls a minute. The ERP allows {1}.</translation></message>
<message><source>Roda só quando alguém a inicia.</source><translation>Runs only when somebody starts it.</translation></message>
<message><source>Rodar hoje às {0}</source><translation>Run today at {0}</translation></message>
<message><source>SKU</source><translation>SKU</translation></message>
<message><source>Sair</source><translation>Quit</translation></message>
<message><source>Sair da demonstração</source><translation>Leave the demo</translation></message>
<message><source>Salvando…</source><translation>Saving…</translation></message>
<message><source>Salvar</source><translation>Save</translation></message>
<message><source>Salvar pacote para o suporte</source><translation>Save package for support</translation></message>
<message><source>Salvar pacote para o suporte…</source><translation>Save package for support…</translation></message>
<message><source>Salvar sem testar</source><translation>Save without testing</translation></message>
<message><source>Salvo.</source><translation>Saved.</translation></message>
<message><source>Segredo da API (contas antigas)</source><translation>API secret (old accounts)</translation></message>
<message><source>Segredo do cliente (cs_…)</source><translation>Consumer secret (cs_…)</translation></message>
<message><source>Seguir</source><translation>Follow</translation></message>
<message><source>Seguir sem as chaves</source><translation>Go on without the keys</translation></message>
<message><source>Segunda-feira</source><translation>Monday</translation></message>
<message><source>Segurança</source><translation>Safety</translation></message>
<message><source>Selecione uma tarefa</source><translation>Choose a task</translation></message>
<message><source>Selecione uma tarefa para ver o log.</source><translation>Choose a task to see its log.</translation></message>
<message><source>Sem a senha, as tarefas falham e dizem por quê; nada se perde.</source><translation>Without the passphrase the tasks fail and say why; nothing is lost.</translation></message>
<message><source>Sem danos, versão {version}, {size} MB.</source><translation>No damage, version {version}, {size} MB.</translation></message>
<message><source>Sem resposta</source><translation>No answer</translation></message>
<message><source>Senha das chaves</source><translation>Passphrase of the keys</translation></message>
<message><source>Senha de novo</source><translation>Passphrase again</translation></message>
<message><source>Senha do perfil</source><translation>Profile passphrase</translation></message>
<message><source>Senha errada. As chaves continuam guardadas como antes. Confira e tente de novo.</source><translation>Wrong passphrase. The keys are kept as before. Check it and try again.</translation></message>
<message><source>Separados por vírgula; um pedaço do nome basta. Vazio: os nomes de costume.</source><translation>Separated by commas; part of the name is enough. Empty: the usual names.</translation></message>
<message><source>Serão tratadas na próxima execução da tarefa.</source><translation>They will be handled in the task's next run.</translation></message>
<message><source>Sexta-feira</source><translation>Friday</translation></message>
<message><source>Silêncio</source><translation>Silence</translation></message>
<message><source>Sim</source><translation>Yes</translation></message>
<message><source>Simulado</source><translation>Simulated</translation></message>
<message><source>Simulando: nada é enviado…</source><translation>Simulating: nothing is sent…</translation></message>
<message><source>Simular e ver a lista</source><translation>Simulate and see the list</translation></message>
<message><source>Simular — {0}</source><translation>Simulate — {0}</translation></message>
<message><source>Simular…</source><translation>Simulate…</translation></message>
<message><source>Simulação: {0}. Nada foi enviado.</source><translation>Simulation: {0}. Nothing was sent.</translation></message>
<message><source>Simulação: {automation} em {connection}. Nada é enviado.</source><translation>Simulation: {automation} on {connection}. Nothing is sent.</translation></message>
<message><source>Sincronizar Estoque</source><translation>Synchronise Stock</translation></message>
<message><source>Sincronizar Pedidos de Venda Cancelados</source><translation>Synchronise Cancelled Sale Orders</translation></message>
<message><source>Sincronizar Status de Pedidos de Venda</source><translation>Synchronise Status of Sale Orders</translation></message>
<message><source>Situação</source><translation>Status</translation></message>
<message><source>Situação do pedido entregue</source><translation>Status of a delivered order</translation></message>
<message><source>Situação em “{store}”: {word} → {status}</source><translation>Status on “{store}”: {word} → {status}</translation></message>
<message><source>Situação geral</source><translation>Overall health</translation></message>
<message><source>Situação na loja</source><translation>Status in the store</translation></message>
<message><source>Situação na loja de {0}</source><translation>Status in the store of {0}</translation></message>
<message><source>Situação no ERP</source><translation>Status in the ERP</translation></message>
<message><source>Situação no ERP de {0}</source><translation>Status in the ERP of {0}</translation></message>
<message><source>Situação sem descrição ({0}). Avise o suporte.</source><translation>Situation without a description ({0}). Tell support.</translation></message>
<message><source>Situações</source><translation>Statuses</translation></message>
<message><source>Sobre</source><translation>About</translation></message>
<message><source>Solicitar cancelamento</source><translation>Request cancellation</translation></message>
<message><source>Solução</source><translation>Solution</translation></message>
<message><source>Somente leitura. Estas telas são do técnico.</source><translation>Read only. These screens are the technician's.</translation></message>
<message><source>Substituído</source><translation>Replaced</translation></message>
<message><source>Sucesso</source><translation>Success</translation></message>
<message><source>Suporte</source><translation>Support</translation></message>
<message><source>Sábado</source><translation>Saturday</translation></message>
<message><source>Só dentro de uma janela de horas</source><translation>Only within a window of hours</translation></message>
<message><source>Só muda em ambientes de teste.</source><translation>Changes in test environments only.</translation></message>
<message><source>Só para redes internas: os dados dos clientes viajam sem proteção.</source><translation>For internal networks only: customers' data travels unprotected.</translation></message>
<message><source>Só à mão (não roda sozinha)</source><translation>Only by hand (does not run by itself)</translation></message>
<message><source>Tamanho do texto</source><translation>Size of text</translation></message>
<message><source>Tarefa</source><translation>Task</translation></message>
<message><source>Tarefa alterada: {task}</source><translation>Task changed: {task}</translation></message>
<message><source>Tarefa ativada: {task}</source><translation>Task switched on: {task}</translation></message>
<message><source>Tarefa criada: {task}</source><translation>Task created: {task}</translation></message>
<message><source>Tarefa desativada: {task}</source><translation>Task switched off: {task}</translation></message>
<message><source>Tarefa excluída: {task}</source><translation>Task deleted: {task}</translation></message>
<message><source>Tarefas</source><translation>Tasks</translation></message>
<message><source>Tema</source><translation>Theme</translation></message>
<message><source>Tempo limite (segundos)</source><translation>Time limit (seconds)</translation></message>
<message><source>Tentando de novo agora.</source><translation>Trying again now.</translation></message>
<message><source>Tentar de novo</source><translation>Try again</translation></message>
<message><source>Tentativas</source><translation>Tries</translation></message>
<message><source>Terminou: {read} lidos, {created} criados, {updated} atualizados, {unchanged} iguais, {skipped} ignorados, {failed} com erro.</source><translation>Ended: {read} read, {created} created, {updated} updated, {unchanged} equal, {skipped} skipped, {failed} with errors.</translation></message>
<message><source>Terça-feira</source><translation>Tuesday</translation></message>
<message><source>Testando…</source><translation>Testing…</translation></message>
<message><source>Testar conexão</source><translation>Test connection</translation></message>
<message><source>Testar e salvar</source><translation>Test and save</translation></message>
<message><source>Teste e salve a conexão antes.</source><translation>Test and save the connection first.</translation></message>
<message><source>Tipo</source><translation>Type</translation></message>
<message><source>Todas</source><translation>All</translation></message>
<message><source>Todas as lojas</source><translation>All stores</translation></message>
<message><source>Todas as tarefas</source><translation>All tasks</translation></message>
<message><source>Todo aviso fica guardado no sino, também os do horário de silêncio.</source><translation>Every notice is kept under the bell, also those of the quiet hours.</translation></message>
<message><source>Todos os resultados</source><translation>All results</translation></message>
<message><source>Token (app token)</source><translation>App token</translation></message>
<message><source>Token (atual)</source><translation>Token (current)</translation></message>
<message><source>Token da API</source><translation>API token</translation></message>
<message><source>Token da Jadlog</source><translation>Jadlog token</translation></message>
<message><source>Token de acesso</source><translation>Access token</translation></message>
<message><source>Token do Melhor Envio</source><translation>Melhor Envio token</translation></message>
<message><source>Token sem prefixo</source><translation>Token without prefix</translation></message>
<message><source>Transportadora no ERP</source><translation>Carrier in the ERP</translation></message>
<message><source>Transportadoras</source><translation>Carriers</translation></message>
<message><source>Traz o catálogo da loja para o ERP: categorias, atributos, marcas e produtos, sem imagens.</source><translation>Brings the store's catalogue to the ERP: categories, attributes, brands and products, without images.</translation></message>
<message><source>Traz os pedidos da loja para o ERP, cada um uma única vez.</source><translation>Brings the store's orders to the ERP, each of them once.</translation></message>
<message><source>Tudo</source><translation>All of it</translation></message>
<message><source>Tudo certo</source><translation>All is well</translation></message>
<message><source>Tudo certo.</source><translation>All is well.</translation></message>
<message><source>Tudo em pausa até você retomar</source><translation>All paused until you resume</translation></message>
<message><source>Tudo em pausa: volta {0}</source><translation>All paused: back {0}</translation></message>
<message><source>Tudo está pausado. Retome na janela quando quiser que as tarefas rodem.</source><translation>All is paused. Resume in the window when you want the tasks to run.</translation></message>
<message><source>Técnico</source><translation>Technician</translation></message>
<message><source>UTC (o de costume)</source><translation>UTC (the usual one)</translation></message>
<message><source>Um envio em que mais do que isto dos preços muda muito para e espera confirmação.</source><translation>A send in which more than this share of prices changes by much stops and waits for a confirmation.</translation></message>
<message><source>Um envio que zeraria mais do que isto dos itens em estoque para e espera confirmação.</source><translation>A send that would set more than this share of the items in stock to zero stops and waits for a confirmation.</translation></message>
<message><source>Um guia de quatro passos, com teste de cada conexão.</source><translation>A guide of four steps, testing each connection.</translation></message>
<message><source>Uma hospedagem fraca prefere 1; mais de 2 pouco adianta.</source><translation>A weak host prefers 1; more than 2 helps little.</translation></message>
<message><source>Uma mudança de preço maior do que isto conta como grande.</source><translation>A price change larger than this counts as large.</translation></message>
<message><source>Uma pessoa confirmou este envio ({count} de {total}).</source><translation>A person confirmed this send ({count} of {total}).</translation></message>
<message><source>Uma por dia, sete guardadas, sem as chaves de acesso.</source><translation>One a day, seven are kept, without the access keys.</translation></message>
<message><source>Uma tarefa achou algo (estoque mínimo, demora)</source><translation>A task found something (minimum stock, a delay)</translation></message>
<message><source>Uma tarefa falhou</source><translation>A task failed</translation></message>
<message><source>Uma tarefa terminou bem e mudou algo</source><translation>A task ended well and changed something</translation></message>
<message><source>Uma tarefa voltou ao normal</source><translation>A task went back to normal</translation></message>
<message><source>Uma vez</source><translation>Once</translation></message>
<message><source>Unidade de peso da loja</source><translation>The store's unit of weight</translation></message>
<message><source>Usuário do Meu Correios</source><translation>Meu Correios user</translation></message>
<message><source>Vai antes do número do pedido no ERP; use quando duas lojas numeram igual.</source><translation>Goes before the order number in the ERP; use it when two stores number alike.</translation></message>
<message><source>Vale para pedidos e estoque; catálogo e preços seguem na proporção dos seus próprios limites.</source><translation>For orders and stock; catalogue and prices follow in proportion to limits of their own.</translation></message>
<message><source>Vazio: o endereço de costume da conta.</source><translation>Empty: the account's usual address.</translation></message>
<message><source>Vem junto com o token quando o aplicativo é instalado; só algarismos.</source><translation>Comes with the token when the app is installed; digits only.</translation></message>
<message><source>Ver agendamentos</source><translation>Show schedule</translation></message>
<message><source>Ver log</source><translation>Show log</translation></message>
<message><source>Verificando…</source><translation>Checking…</translation></message>
<message><source>Verificar de novo</source><translation>Check again</translation></message>
<message><source>Versão</source><translation>Version</translation></message>
<message><source>Vez pulada</source><translation>Turn skipped</translation></message>
<message><source>Vez pulada: a execução anterior ainda não terminou.</source><translation>Turn skipped: the previous run has not ended yet.</translation></message>
<message><source>Vez pulada: outra janela do Ecco Desktop está usando a mesma loja.</source><translation>Turn skipped: another Ecco Desktop window is using the same store.</translation></message>
<message><source>Vez pulada: passou com o programa fechado ou o computador dormindo, e recuperar vezes perdidas está desligado em Ajustes.</source><translation>Turn skipped: it passed while the program was closed or the computer slept, and making up for missed turns is switched off in Settings.</translation></message>
<message><source>Vez pulada: tudo está em pausa.</source><translation>Turn skipped: everything is paused.</translation></message>
<message><source>Vezes</source><translation>Times</translation></message>
<message><source>Vincula cada produto da loja ao ERP pelo SKU ou GTIN; o que não existe lá é criado.</source><translation>Links each product of the store to the ERP by SKU or GTIN; what does not exist there is created.</translation></message>
<message><source>Voltar</source><translation>Back</translation></message>
<message><source>Voltar a avisar (em silêncio até {0})</source><translation>Notify again (muted until {0})</translation></message>
<message><source>Voltou</source><translation>Recovered</translation></message>
<message><source>Voltou ao normal</source><translation>Back to normal</translation></message>
<message><source>Várias tarefas com falha</source><translation>Several tasks failing</translation></message>
<message><source>Vários avisos</source><translation>Several notices</translation></message>
<message><source>Vários depósitos (sem isto, a loja tem um estoque único)</source><translation>Several warehouses (without this, the store has a single stock)</translation></message>
<message><source>Vínculo de transportadora em “{store}”: {reference} → {carrier}</source><translation>Carrier link on “{store}”: {reference} → {carrier}</translation></message>
<message><source>Vínculo de transportadora removido em “{store}”: {reference}</source><translation>Carrier link removed on “{store}”: {reference}</translation></message>
<message><source>Vínculo de transportadora — {0}</source><translation>Carrier link — {0}</translation></message>
<message><source>Vínculos de transportadora</source><translation>Carrier links</translation></message>
<message><source>WooCommerce &gt; Configurações &gt; Avançado &gt; API REST, permissão de leitura e escrita.</source><translation>WooCommerce &gt; Settings &gt; Advanced &gt; REST API, read and write permission.</translation></message>
<message><source>a cada {0} h</source><translation>every {0} h</translation></message>
<message><source>a cada {0} min</source><translation>every {0} min</translation></message>
<message><source>a plataforma não permite</source><translation>the platform does not allow it</translation></message>
<message><source>agenda</source><translation>schedule</translation></message>
<message><source>agora</source><translation>now</translation></message>
<message><source>aguardando pagamento</source><translation>waiting for payment</translation></message>
<message><source>atualizados</source><translation>updated</translation></message>
<message><source>até</source><translation>to</translation></message>
<message><source>cancelado</source><translation>cancelled</translation></message>
<message><source>chamadas</source><translation>calls</translation></message>
<message><source>com avisos</source><translation>with warnings</translation></message>
<message><source>com erro</source><translation>with errors</translation></message>
<message><source>criados</source><translation>created</translation></message>
<message><source>das</source><translation>from</translation></message>
<message><source>demonstração</source><translation>demo</translation></message>
<message><source>deram certo</source><translation>went well</translation></message>
<message><source>desfaz a execução</source><translation>undoes the run</translation></message>
<message><source>desfazer</source><translation>undo</translation></message>
<message><source>desligada</source><translation>off</translation></message>
<message><source>detalhe</source><translation>detail</translation></message>
<message><source>disponível</source><translation>available</translation></message>
<message><source>dom</source><translation>Sun</translation></message>
<message><source>em aberto</source><translation>open</translation></message>
<message><source>em andamento</source><translation>under way</translation></message>
<message><source>em execução: {0}</source><translation>running: {0}</translation></message>
<message><source>em separação</source><translation>picking</translation></message>
<message><source>em {0}</source><translation>in {0}</translation></message>
<message><source>entregue</source><translation>delivered</translation></message>
<message><source>enviado</source><translation>sent</translation></message>
<message><source>enviados</source><translation>sent</translation></message>
<message><source>envio mais novo deste SKU: {0} em {1}</source><translation>newer send of this SKU: {0} on {1}</translation></message>
<message><source>erro</source><translation>error</translation></message>
<message><source>espera</source><translation>waits</translation></message>
<message><source>espera por você</source><translation>waits for you</translation></message>
<message><source>exemplo: {0}</source><translation>example: {0}</translation></message>
<message><source>falharam</source><translation>failed</translation></message>
<message><source>falhou</source><translation>failed</translation></message>
<message><source>faturado</source><translation>invoiced</translation></message>
<message><source>físico</source><translation>physical</translation></message>
<message><source>físico {0} − reservado {1} = disponível {2}</source><translation>physical {0} − reserved {1} = available {2}</translation></message>
<message><source>gramas</source><translation>grams</translation></message>
<message><source>guardada no cofre; digite para trocar</source><translation>kept in the keyring; type to change it</translation></message>
<message><source>hoje {0}</source><translation>today {0}</translation></message>
<message><source>ignorados</source><translation>skipped</translation></message>
<message><source>iguais</source><translation>equal</translation></message>
<message><source>interrompida</source><translation>interrupted</translation></message>
<message><source>lidos</source><translation>read</translation></message>
<message><source>ligada</source><translation>on</translation></message>
<message><source>loja → ERP</source><translation>store → ERP</translation></message>
<message><source>menos de 1 s</source><translation>less than 1 s</translation></message>
<message><source>na fila</source><translation>queued</translation></message>
<message><source>nada a fazer</source><translation>nothing to do</translation></message>
<message><source>no ERP</source><translation>in the ERP</translation></message>
<message><source>nunca</source><translation>never</translation></message>
<message><source>não</source><translation>no</translation></message>
<message><source>não enviar</source><translation>do not send</translation></message>
<message><source>não importar</source><translation>do not import</translation></message>
<message><source>não, deixar como rascunho</source><translation>no, leave as a draft</translation></message>
<message><source>ontem {0}</source><translation>yesterday {0}</translation></message>
<message><source>outra</source><translation>other</translation></message>
<message><source>pagamento em análise</source><translation>payment under review</translation></message>
<message><source>parada a pedido</source><translation>stopped on request</translation></message>
<message><source>parcial</source><translation>partial</translation></message>
<message><source>pessoa</source><translation>person</translation></message>
<message><source>próxima consulta {0}</source><translation>next check {0}</translation></message>
<message><source>próxima: {0} {1}</source><translation>next: {0} {1}</translation></message>
<message><source>qua</source><translation>Wed</translation></message>
<message><source>qui</source><translation>Thu</translation></message>
<message><source>quilogramas</source><translation>kilograms</translation></message>
<message><source>recuperação</source><translation>recovery</translation></message>
<message><source>reservado</source><translation>reserved</translation></message>
<message><source>seg</source><translation>Mon</translation></message>
<message><source>segurança</source><translation>safety</translation></message>
<message><source>sem resposta</source><translation>no answer</translation></message>
<message><source>sex</source><translation>Fri</translation></message>
<message><source>sim</source><translation>yes</translation></message>
<message><source>simulado</source><translation>simulated</translation></message>
<message><source>simulação</source><translation>simulation</translation></message>
<message><source>sucesso</source><translation>success</translation></message>
<message><source>sáb</source><translation>Sat</translation></message>
<message><source>só pagos</source><translation>paid only</translation></message>
<message><source>só se o perfil leva chaves</source><translation>only if the profile carries keys</translation></message>
<message><source>só à mão</source><translation>only by hand</translation></message>
<message><source>ter</source><translation>Tue</translation></message>
<message><source>todos</source><translation>all</translation></message>
<message><source>vendidos fora do ERP</source><translation>sold outside the ERP</translation></message>
<message><source>vez pulada</source><translation>turn skipped</translation></message>
<message><source>vira na loja</source><translation>becomes in the store</translation></message>
<message><source>vira no ERP</source><translation>becomes in the ERP</translation></message>
<message><source>{0} de {1} execuções</source><translation>{0} of {1} runs</translation></message>
<message><source>{0} lidos</source><translation>{0} read</translation></message>
<message><source>{0} linhas exportadas</source><translation>{0} rows exported</translation></message>
<message><source>{0} linhas exportadas para {1}</source><translation>{0} rows exported to {1}</translation></message>
<message><source>{0} pendências</source><translation>{0} pending items</translation></message>
<message><source>{0} pendências à espera de solução</source><translation>{0} pending items waiting to be solved</translation></message>
<message><source>{0} problemas. As linhas com ✗ dizem o que fazer.</source><translation>{0} problems. The lines with ✗ say what to do.</translation></message>
<message><source>{0} tarefas ativas</source><translation>{0} active tasks</translation></message>
<message><source>{0} · resta {1}</source><translation>{0} · {1} left</translation></message>
<message><source>{below} produtos abaixo do mínimo, {above} acima do máximo.</source><translation>{below} products below the minimum, {above} above the maximum.</translation></message>
<message><source>{carrier} mandou um evento que o programa não conhece ({event}); foi lido como em trânsito. Avise o suporte.</source><translation>{carrier} sent an event the program does not know ({event}); it was read as in transit. Tell support.</translation></message>
<message><source>{count} imagens não foram trazidas: o instalador não importa imagens.</source><translation>{count} images were not brought: the installer does not import images.</translation></message>
<message><source>{count} itens comparados com o último envio; a loja foi conferida por inteiro em {at}.</source><translation>{count} items compared with the last send; the whole store was checked at {at}.</translation></message>
<message><source>{count} itens esperam para subir: depois de restaurar a cópia, o estoque só diminui até a importação de pedidos terminar.</source><translation>{count} items wait to go up: after the backup was restored, stock only goes down until the import of orders has ended.</translation></message>
<message><source>{count} passaram da hora e não rodaram: {names}. Deixe o programa aberto (na bandeja serve); se já estava, feche-o e abra de novo.</source><translation>{count} are past their time and did not run: {names}. Leave the program open (in the tray is enough); if it was, close it and open it again.</translation></message>
<message><source>{count} pendências ignoradas</source><translation>{count} pending records ignored</translation></message>
<message><source>{count} rastreios não são de uma transportadora conectada; só o código vai à loja.</source><translation>{count} tracking codes are not of a connected carrier; only the code goes to the store.</translation></message>
<message><source>{count} registros esperam. Veja Pendências: cada um diz o que fazer.</source><translation>{count} records wait. See Pending: each says what to do.</translation></message>
<message><source>{count} tarefas estão falhando. Abra o Ecco Desktop para ver a lista.</source><translation>{count} tasks are failing. Open Ecco Desktop to see the list.</translation></message>
<message><source>{fresh} produtos passaram a ficar abaixo do estoque mínimo ({below} ao todo).</source><translation>{fresh} products went below their minimum stock ({below} in all).</translation></message>
<message><source>{host} demorou demais para responder. A tarefa tenta de novo sozinha; se continuar, avise o suporte de “{connection}”.</source><translation>{host} took too long to answer. The task tries again by itself; if it goes on, tell the support of “{connection}”.</translation></message>
<message><source>{host} enviou uma resposta grande demais e ela foi recusada. Avise o suporte.</source><translation>{host} sent too large an answer and it was refused. Tell support.</translation></message>
<message><source>{host} está com problemas (erro {status}). A tarefa tenta de novo sozinha.</source><translation>{host} has problems (error {status}). The task tries again by itself.</translation></message>
<message><source>{host} pediu para esperar: muitas chamadas em pouco tempo. A tarefa continua sozinha mais tarde.</source><translation>{host} asked to wait: many calls in a short time. The task goes on by itself later.</translation></message>
<message><source>{host} quis desviar a chamada para outro endereço ({target}), e a chave não foi enviada para lá. Corrija o endereço na conexão “{connection}”.</source><translation>{host} wanted to divert the call to another address ({target}), and the key was not sent there. Mend the address in the connection “{connection}”.</translation></message>
<message><source>{host} recusou a chamada (erro {status}: {detail}). Avise o suporte.</source><translation>{host} refused the call (error {status}: {detail}). Tell support.</translation></message>
<message><source>{host} recusou a chave de acesso. Gere uma chave nova e atualize a conexão “{connection}”.</source><translation>{host} refused the access key. Generate a new key and update the connection “{connection}”.</translation></message>
<message><source>{host} repetiu a mesma página, e a leitura parou para não errar. A tarefa tenta de novo sozinha.</source><translation>{host} repeated the same page, and reading stopped so as not to err. The task tries again by itself.</translation></message>
<message><source>{host} respondeu com dados guardados num cache, e não com os de agora, e a leitura parou para não errar. Peça à hospedagem que a API fique fora do cache (no WordPress: o endereço /wp-json).</source><translation>{host} answered with data kept in a cache and not with those of now, and reading stopped so as not to err. Ask the hosting to leave the API out of the cache (in WordPress: the address /wp-json).</translation></message>
<message><source>{host} respondeu com uma página em vez de dados. Pode ser manutenção ou bloqueio; a tarefa tenta de novo. Se continuar, confira o endereço da conexão “{connection}”.</source><translation>{host} answered with a page instead of data. It may be maintenance or a block; the task tries again. If it goes on, check the address of the connection “{connection}”.</translation></message>
<message><source>{kind} não oferece a automação “{automation}”.</source><translation>{kind} does not offer the automation “{automation}”.</translation></message>
<message><source>{kind} não oferece esta automação.</source><translation>{kind} does not offer this automation.</translation></message>
<message><source>{platform} não tem depósitos; este passo não se aplica.</source><translation>{platform} has no warehouses; this step does not apply.</translation></message>
<message><source>{platform} não tem marcas; este passo não se aplica.</source><translation>{platform} has no brands; this step does not apply.</translation></message>
<message><source>{sku} ({name}): {available} disponíveis, abaixo do mínimo de {limit}.</source><translation>{sku} ({name}): {available} available, below the minimum of {limit}.</translation></message>
<message><source>{sku} ({name}): {available} disponíveis, acima do máximo de {limit}.</source><translation>{sku} ({name}): {available} available, above the maximum of {limit}.</translation></message>
<message><source>{sku} criado na loja (id {id}), com estoque zero até a próxima sincronização e sem imagens.</source><translation>{sku} created in the store (id {id}), with zero stock until the next synchronisation and without images.</translation></message>
<message><source>{sku} criado no ERP ({erp}), sem estoque: lance o saldo, ou a loja ficará com zero na próxima sincronização.</source><translation>{sku} created in the ERP ({erp}), without stock: enter the balance, or the store will have zero at the next synchronisation.</translation></message>
<message><source>{sku} vinculado ao produto {erp} do ERP.</source><translation>{sku} linked to the ERP's product {erp}.</translation></message>
<message><source>{sku}: a VTEX não aceita produto sem categoria. Vincule a categoria do produto, ou informe na conexão “{connection}” a categoria dos produtos novos.</source><translation>{sku}: VTEX takes no product without a category. Link the product's category, or name the category of new products in connection “{connection}”.</translation></message>
<message><source>{sku}: a VTEX não aceita produto sem marca. Informe na conexão “{connection}” a marca dos produtos novos.</source><translation>{sku}: VTEX takes no product without a brand. Name the brand of new products in connection “{connection}”.</translation></message>
<message><source>{sku}: a criação não foi confirmada. O programa procura o SKU antes de tentar de novo.</source><translation>{sku}: the creation was not confirmed. The program looks for the SKU before trying again.</translation></message>
<message><source>{sku}: a loja não aceitou a quantidade. {detail}</source><translation>{sku}: the store did not accept the quantity. {detail}</translation></message>
<message><source>{sku}: a loja não ficou com o preço enviado. Confira regras de preço ou plugins.</source><translation>{sku}: the store did not keep the price sent. Check price rules or plugins.</translation></message>
<message><source>{sku}: a loja recusou o campo {field}: {detail}</source><translation>{sku}: the store refused the field {field}: {detail}</translation></message>
<message><source>{sku}: a resposta anterior se perdeu, mas o produto está lá. Vinculado, sem duplicar.</source><translation>{sku}: the earlier answer was lost, but the product is there. Linked, without doubling.</translation></message>
<message><source>{sku}: a variação não tem atributos no ERP (tamanho, cor). Preencha-os e ela vai à loja sozinha.</source><translation>{sku}: the variation has no attributes in the ERP (size, colour). Fill them in and it goes to the store by itself.</translation></message>
<message><source>{sku}: a variação pertence a outro produto na loja, e a loja não sabe mudá-la de lugar. Exclua-a lá e ela é criada no lugar certo.</source><translation>{sku}: the variation belongs to another product in the store, and the store cannot move it. Delete it there and it is created in the right place.</translation></message>
<message><source>{sku}: devolvido de {before} para {after}.</source><translation>{sku}: given back from {before} to {after}.</translation></message>
<message><source>{sku}: dois produtos ativos do ERP têm este SKU. Deixe só um para que vá à loja.</source><translation>{sku}: two active products of the ERP have this SKU. Leave only one so that it goes to the store.</translation></message>
<message><source>{sku}: está na loja, mas não há produto com este SKU ou GTIN no ERP.</source><translation>{sku}: it is in the store, but there is no product with this SKU or GTIN in the ERP.</translation></message>
<message><source>{sku}: existe no ERP, mas está inativo. Ative-o e ele é vinculado sozinho.</source><translation>{sku}: exists in the ERP, but is inactive. Activate it and it is linked by itself.</translation></message>
<message><source>{sku}: há mais de um produto ativo com este SKU no ERP ({ids}). Deixe só um para que o estoque seja enviado.</source><translation>{sku}: more than one active product has this SKU in the ERP ({ids}). Leave only one so that the stock can be sent.</translation></message>
<message><source>{sku}: há mais de um produto ativo com este código no ERP ({ids}). Deixe só um e ele é vinculado sozinho.</source><translation>{sku}: more than one active product has this code in the ERP ({ids}). Leave only one and it is linked by itself.</translation></message>
<message><source>{sku}: há mais de um produto na loja com este SKU ({ids}); só um pode ser vinculado. Corrija na loja.</source><translation>{sku}: more than one product of the store has this SKU ({ids}); only one can be linked. Mend it in the store.</translation></message>
<message><source>{sku}: não existe mais na loja. Se foi excluído de propósito, tire a marca de venda on-line no ERP.</source><translation>{sku}: no longer exists in the store. If it was deleted on purpose, take the online sale mark off in the ERP.</translation></message>
<message><source>{sku}: não foi devolvido, porque mudou desde então (era {after}, agora {now}).</source><translation>{sku}: not given back, because it has changed since (was {after}, is {now} now).</translation></message>
<message><source>{sku}: não foi devolvido, porque não se sabe o valor de antes.</source><translation>{sku}: not given back, because the value before is not known.</translation></message>
<message><source>{sku}: o ERP não informou o estoque disponível. Nada foi enviado (nunca se envia zero por falta de informação).</source><translation>{sku}: the ERP did not tell the available stock. Nothing was sent (zero is never sent for lack of information).</translation></message>
<message><source>{sku}: o ERP não informou o preço. Nada foi enviado (nunca se vende por zero por falta de informação).</source><translation>{sku}: the ERP did not tell the price. Nothing was sent (nothing is ever sold for zero for lack of information).</translation></message>
<message><source>{sku}: o ERP não tem a opção “{option}” no atributo “{attribute}”; o produto foi criado sem ela.</source><translation>{sku}: the ERP lacks the option “{option}” of the attribute “{attribute}”; the product was created without it.</translation></message>
<message><source>{sku}: o Eccosys recusou: {detail}</source><translation>{sku}: Eccosys refused: {detail}</translation></message>
<message><source>{sku}: o disponível no ERP é negativo ({available}); a loja recebe zero.</source><translation>{sku}: what is available in the ERP is negative ({available}); the store gets zero.</translation></message>
<message><source>{sku}: o estoque não foi confirmado pela loja; será conferido na próxima vez.</source><translation>{sku}: the stock was not confirmed by the store; it will be checked next time.</translation></message>
<message><source>{sku}: o produto está inativo ou excluído no ERP; o estoque da loja não foi mexido.</source><translation>{sku}: the product is inactive or deleted in the ERP; the store's stock was not touched.</translation></message>
<message><source>{sku}: os atributos da variação ({ours}) não são os do produto na loja ({theirs}). A loja não aceita um atributo novo só numa variação; acerte-os no ERP ou na loja.</source><translation>{sku}: the attributes of the variation ({ours}) are not those of the product in the store ({theirs}). The store takes no new attribute for one variation alone; put them right in the ERP or in the store.</translation></message>
<message><source>{sku}: varia por {count} atributos, e a loja aceita no máximo 3.</source><translation>{sku}: varies by {count} attributes, and the store takes 3 at most.</translation></message>
<message><source>{sku}: {before} → {after}</source><translation>{sku}: {before} → {after}</translation></message>
<message><source>{sku}: {before} → {after} (físico {physical}, reservado {reserved}, segurança {safety})</source><translation>{sku}: {before} → {after} (physical {physical}, reserved {reserved}, safety {safety})</translation></message>
<message><source>{sku}: {before} → {after} (físico {physical}, reservado {reserved}, segurança {safety}, em pedidos da loja ainda fora do ERP {held})</source><translation>{sku}: {before} → {after} (physical {physical}, reserved {reserved}, safety {safety}, in store orders not in the ERP yet {held})</translation></message>
<message><source>{sku}: {field} {before} → {after}</source><translation>{sku}: {field} {before} → {after}</translation></message>
<message><source>É o esperado depois de um inventário ou de uma remarcação geral. Se não é o caso, confira o ERP antes de enviar: uma planilha errada ou um depósito trocado costuma ser a causa.</source><translation>It is what one expects after a stocktaking or a general re-pricing. If that is not the case, check the ERP before sending: a wrong spreadsheet or a swapped warehouse is the usual cause.</translation></message>
<message><source>Última</source><translation>Last</translation></message>
<message><source>Última cópia: {0} · {1} KB</source><translation>Last backup: {0} · {1} KB</translation></message>
<message><source>Últimos {0} dias</source><translation>Last {0} days</translation></message>
<message><source>às {0}, resposta da loja: {1}</source><translation>at {0}, the store's answer: {1}</translation></message>
<message><source>“Só pagos” espera o pagamento; “todos” importa também os que aguardam pagamento.</source><translation>“Paid only” waits for the payment; “all” also imports those that wait for payment.</translation></message>
<message><source>“{automation}” não pode ser desfeita; só envios de estoque e de preços.</source><translation>“{automation}” cannot be undone; only sends of stock and prices can.</translation></message>
<message><source>“{automation}” roda uma única vez e não tem recorrência.</source><translation>“{automation}” runs once and has no recurrence.</translation></message>
<message><source>“{name}” costuma levar {time}. Enquanto roda, as outras tarefas desta loja esperam.

Iniciar agora mesmo assim?</source><translation>“{name}” usually takes {time}. While it runs, the other tasks of this store wait.

Start now anyway?</translation></message>
<message><source>“{name}” está vinculado a outro cadastro do ERP. Deixe nomes diferentes.</source><translation>“{name}” is linked to another record of the ERP. Leave different names.</translation></message>
<message><source>“{name}” não tem recorrência: mesmo ativa, ela só roda quando for iniciada à mão.

Deseja definir de quanto em quanto tempo ela roda?</source><translation>“{name}” has no recurrence: even switched on, it only runs when it is started by hand.

Do you want to set how often it runs?</translation></message>
<message><source>“{name}” não é uma loja. Esta automação é ligada a uma loja.</source><translation>“{name}” is not a store. This automation is tied to a store.</translation></message>
<message><source>“{name}” não é uma transportadora. Esta automação é ligada a uma.</source><translation>“{name}” is not a carrier. This automation is tied to one.</translation></message>
<message><source>“{name}” roda uma única vez, em segundo plano, e pode levar horas em catálogos grandes. Se parar no meio, continua de onde parou. No fim, a tarefa se desativa sozinha.</source><translation>“{name}” runs once, in the background, and can take hours on large catalogues. If it stops midway, it goes on from where it stopped. At the end the task switches itself off.</translation></message>
<message><source>“{title}”: não tem SKU na loja, e o ERP exige um. Preencha o SKU e ele entra sozinho.</source><translation>“{title}”: has no SKU in the store, and the ERP needs one. Fill in the SKU and it comes in by itself.</translation></message>
<message><source>“{title}”: não tem SKU nem GTIN na loja. Preencha o SKU e ele entra sozinho.</source><translation>“{title}”: has no SKU or GTIN in the store. Fill in the SKU and it comes in by itself.</translation></message>
<message><source>“{value}” não serve para “{field}”. As opções: {choices}.</source><translation>“{value}” will not do for “{field}”. The choices: {choices}.</translation></message>
<message><source>“{value}” não serve para “{option}”.</source><translation>“{value}” will not do for “{option}”.</translation></message>
<message><source>“{value}” não é um intervalo. Exemplos: 10m, 2h, 08:00,14:30.</source><translation>“{value}” is not an interval. Examples: 10m, 2h, 08:00,14:30.</translation></message>
<message><source>“{value}” não é uma situação do ERP. As que existem: {known}.</source><translation>“{value}” is not an ERP status. Those that exist: {known}.</translation></message>
<message><source>− segurança {0}</source><translation>− safety {0}</translation></message>
<message><source>− vendidos na loja e ainda fora do ERP {0}</source><translation>− sold in the store and not in the ERP yet {0}</translation></message>
<message><source>✓ Certo</source><translation>✓ Fine</translation></message>
<message><source>✓ Salvo.</source><translation>✓ Saved.</translation></message>
<message><source>✗ Problema</source><translation>✗ Problem</translation></message>
</context>
</TS>
