BEGIN TRANSACTION;
CREATE TABLE bookmark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  automation TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
  UNIQUE (connection_id, automation, name));
INSERT INTO "bookmark" VALUES(5,2,'install_catalog','page','');
INSERT INTO "bookmark" VALUES(8,2,'import_orders','orders','2026-11-27T09:42:22+00:00');
INSERT INTO "bookmark" VALUES(9,2,'import_orders','rules','paid|None|cancelled=None,checkout-draft=None,completed=open,failed=None,on-hold=payment_pending,pending=payment_pending,processing=open,refunded=None');
INSERT INTO "bookmark" VALUES(10,2,'sync_order_status','states','2026-11-27T09:42:22+00:00');
INSERT INTO "bookmark" VALUES(11,2,'sync_cancelled_orders','states','2026-11-27T19:01:25+00:00');
INSERT INTO "bookmark" VALUES(12,2,'sync_stock','verified','2026-11-27T19:01:25.909475+00:00');
CREATE TABLE carrier_link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  reference_key TEXT NOT NULL, reference TEXT NOT NULL, carrier_id TEXT NOT NULL,
  carrier_name TEXT NOT NULL, form_id TEXT NOT NULL, carrier_code TEXT NOT NULL,
  UNIQUE (connection_id, reference_key));
INSERT INTO "carrier_link" VALUES(1,2,'pac','PAC','480000777','Correios','345','CORREIOS');
INSERT INTO "carrier_link" VALUES(2,2,'sedex','SEDEX','480000777','Correios','346','CORREIOS');
INSERT INTO "carrier_link" VALUES(3,2,'pac contrato','PAC Contrato','480000777','Correios','345','CORREIOS');
INSERT INTO "carrier_link" VALUES(4,2,'jadlog .package','Jadlog .Package','480000778','Jadlog','348','JADLOG');
INSERT INTO "carrier_link" VALUES(5,2,'retirada na loja','Retirada na loja','480000779','Retirada na loja','349','RETIRADA');
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT, run_id INTEGER NOT NULL, connection_id INTEGER NOT NULL,
  kind TEXT NOT NULL, key TEXT NOT NULL, outside_id TEXT NOT NULL, name TEXT NOT NULL,
  before TEXT NOT NULL, after TEXT NOT NULL, outcome TEXT NOT NULL, at INTEGER NOT NULL,
  detail TEXT NOT NULL);
INSERT INTO "change" VALUES(594,11,2,'price','VES-0276','502','preço','159.90','143.91/159.90','done',1795806086272462,'{}');
INSERT INTO "change" VALUES(595,11,2,'price','CAL-0282','510','preço','129.90','142.89','done',1795806086272467,'{}');
INSERT INTO "change" VALUES(596,11,2,'price','CAN-0286','514','preço','34.50','31.05/34.50','done',1795806086272472,'{}');
INSERT INTO "change" VALUES(597,11,2,'price','GAR-0304','540','preço','79.90','87.89','done',1795806086272477,'{}');
INSERT INTO "change" VALUES(598,11,2,'price','LUM-0311','550','preço','99.90','89.91/99.90','done',1795806086272482,'{}');
INSERT INTO "change" VALUES(599,11,2,'price','LUM-0319','562','preço','99.90','89.91/99.90','done',1795806086272487,'{}');
INSERT INTO "change" VALUES(600,11,2,'price','CAN-0022-G','132/135','preço','34.50','37.95','done',1795806086276266,'{}');
INSERT INTO "change" VALUES(601,11,2,'price','VES-0036-P','153/154','preço','159.90','143.91/159.90','done',1795806086277948,'{}');
INSERT INTO "change" VALUES(602,11,2,'price','TEN-0043-P','164/165','preço','259.90','285.89','done',1795806086281282,'{}');
INSERT INTO "change" VALUES(603,11,2,'price','TEN-0043-M','164/166','preço','259.90','233.91/259.90','done',1795806086281292,'{}');
INSERT INTO "change" VALUES(604,11,2,'price','CAL-0050-GG','174/178','preço','129.90','116.91/129.90','done',1795806086284289,'{}');
INSERT INTO "change" VALUES(605,11,2,'price','VES-0092-P','237/238','preço','159.90','143.91/159.90','done',1795806086286695,'{}');
INSERT INTO "change" VALUES(606,11,2,'price','VES-0092-G','237/240','preço','159.90','175.89','done',1795806086286703,'{}');
INSERT INTO "change" VALUES(607,11,2,'price','TEN-0099-M','248/250','preço','259.90','233.91/259.90','done',1795806086288423,'{}');
INSERT INTO "change" VALUES(608,11,2,'price','CAL-0106-GG','258/262','preço','129.90','116.91/129.90','done',1795806086291354,'{}');
INSERT INTO "change" VALUES(609,11,2,'price','CAM-0113-P','269/270','preço','49.90','54.89','done',1795806086292712,'{}');
INSERT INTO "change" VALUES(610,11,2,'price','CAN-0134-M','298/300','preço','34.50','37.95','done',1795806086299439,'{}');
INSERT INTO "change" VALUES(611,11,2,'price','MOC-0141-G','307/310','preço','189.00','170.10/189.00','done',1795806086299681,'{}');
INSERT INTO "change" VALUES(612,11,2,'price','TEN-0155-G','327/330','preço','259.90','285.89','done',1795806086302322,'{}');
INSERT INTO "change" VALUES(613,11,2,'price','GAR-0176-M','356/358','preço','79.90','71.91/79.90','done',1795806086305242,'{}');
INSERT INTO "change" VALUES(614,11,2,'price','CAL-0218-M','416/418','preço','129.90','116.91/129.90','done',1795806086310702,'{}');
INSERT INTO "change" VALUES(615,11,2,'price','MOC-0253-P','465/466','preço','189.00','170.10/189.00','done',1795806086310936,'{}');
INSERT INTO "change" VALUES(616,11,2,'price','VES-0260-G','475/478','preço','159.90','143.91/159.90','done',1795806086315352,'{}');
INSERT INTO "change" VALUES(617,11,2,'price','LUM-0295-P','525/526','preço','99.90','89.91/99.90','done',1795806086315698,'{}');
INSERT INTO "change" VALUES(618,11,2,'price','CAN-0302-M','536/538','preço','34.50','31.05/34.50','done',1795806086322375,'{}');
INSERT INTO "change" VALUES(619,13,2,'status','10001','10001','despacho no ERP','não','sim','done',1795806086538392,'{}');
INSERT INTO "change" VALUES(620,13,2,'tracking','10001','10001','passo da entrega','','em trânsito','done',1795806086558642,'{}');
INSERT INTO "change" VALUES(621,13,2,'status','10008','10008','despacho no ERP','não','sim','done',1795806086566212,'{}');
INSERT INTO "change" VALUES(622,13,2,'tracking','10008','10008','passo da entrega','','saiu para entrega','done',1795806086582441,'{}');
INSERT INTO "change" VALUES(623,13,2,'status','10009','10009','despacho no ERP','não','sim','done',1795806086589943,'{}');
INSERT INTO "change" VALUES(624,13,2,'status','10012','10012','despacho no ERP','não','sim','done',1795806086594063,'{}');
INSERT INTO "change" VALUES(625,13,2,'status','10013','10013','despacho no ERP','não','sim','done',1795806086601878,'{}');
INSERT INTO "change" VALUES(626,13,2,'tracking','10013','10013','passo da entrega','','postado','done',1795806086614318,'{}');
INSERT INTO "change" VALUES(627,13,2,'status','10014','10014','despacho no ERP','não','sim','done',1795806086621888,'{}');
INSERT INTO "change" VALUES(628,13,2,'tracking','10014','10014','passo da entrega','','em trânsito','done',1795806086634295,'{}');
INSERT INTO "change" VALUES(629,13,2,'status','10016','10016','despacho no ERP','não','sim','done',1795806086641835,'{}');
INSERT INTO "change" VALUES(630,13,2,'status','10017','10017','despacho no ERP','não','sim','done',1795806086649867,'{}');
INSERT INTO "change" VALUES(631,13,2,'tracking','10017','10017','passo da entrega','','em trânsito','done',1795806086663029,'{}');
INSERT INTO "change" VALUES(632,13,2,'status','10024','10024','despacho no ERP','não','sim','done',1795806086669899,'{}');
INSERT INTO "change" VALUES(633,13,2,'tracking','10024','10024','passo da entrega','','saiu para entrega','done',1795806086682138,'{}');
CREATE TABLE connection (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, role TEXT NOT NULL, "values" TEXT NOT NULL);
INSERT INTO "connection" VALUES(1,'Eccosys (demonstração)','eccosys (demonstração)','eccosys','erp','{"address": "http://127.0.0.1:44437/eccosys/api", "auth": "bearer", "timeout": "60", "requests_per_minute": "60000", "page_size": "100", "stock_page_size": "1000"}');
INSERT INTO "connection" VALUES(2,'Loja Demo','loja demo','woocommerce','store','{"address": "http://127.0.0.1:44437/woocommerce", "auth": "auto", "allow_http": "no", "timeout": "30", "batch_size": "100", "requests_per_minute": "60000", "at_once": "2", "meta_cpf": "_billing_cpf", "meta_cnpj": "_billing_cnpj", "meta_number": "_number", "meta_neighborhood": "_neighborhood", "delivered_status": "completed", "brake_zero_percent": "20", "brake_price_percent": "20", "brake_price_move": "50"}');
INSERT INTO "connection" VALUES(3,'Correios (demonstração)','correios (demonstração)','correios','carrier','{"user": "lojademo", "posting_card": "0012345678", "address": "http://127.0.0.1:44437/correios", "timeout": "30", "requests_per_minute": "60000"}');
CREATE TABLE deed (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, actor TEXT NOT NULL, key TEXT NOT NULL,
  "values" TEXT NOT NULL);
INSERT INTO "deed" VALUES(1,1795807800000000,'technician','deed.situation','{"store": "Loja Demo", "word": "processing", "status": "Em aberto"}');
CREATE TABLE intent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, outside_id TEXT NOT NULL, external_number TEXT NOT NULL,
  opened_at INTEGER NOT NULL, UNIQUE (connection_id, kind, outside_id));
INSERT INTO "intent" VALUES(103,2,'product','erp:1890000999','SKU-999',1795807800000000);
CREATE TABLE link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, erp_id TEXT NOT NULL, outside_id TEXT NOT NULL, label TEXT NOT NULL,
  UNIQUE (connection_id, kind, erp_id), UNIQUE (connection_id, kind, outside_id));
INSERT INTO "link" VALUES(522,2,'order','2149250042','10049','10049');
INSERT INTO "link" VALUES(523,2,'order','2149250043','10050','10050');
INSERT INTO "link" VALUES(524,2,'order','2149250044','10051','10051');
INSERT INTO "link" VALUES(525,2,'order','2149250045','10052','10052');
INSERT INTO "link" VALUES(526,2,'order','2149250046','10053','10053');
INSERT INTO "link" VALUES(527,2,'order','2149250047','10054','10054');
INSERT INTO "link" VALUES(528,2,'order','2149250048','10055','10055');
INSERT INTO "link" VALUES(529,2,'order','2149250049','10056','10056');
INSERT INTO "link" VALUES(530,2,'order','2149250050','10058','10058');
INSERT INTO "link" VALUES(531,2,'order','2149250051','10059','10059');
INSERT INTO "link" VALUES(532,2,'order','2149250052','10060','10060');
INSERT INTO "link" VALUES(533,2,'order','2149250053','10061','10061');
INSERT INTO "link" VALUES(534,2,'order','2149250054','10064','10064');
INSERT INTO "link" VALUES(535,2,'order','2149250055','10065','10065');
INSERT INTO "link" VALUES(536,2,'order','2149250056','10067','10067');
INSERT INTO "link" VALUES(537,2,'order','2149250057','10068','10068');
INSERT INTO "link" VALUES(538,2,'order','2149250058','10069','10069');
INSERT INTO "link" VALUES(539,2,'order','2149250059','10070','10070');
INSERT INTO "link" VALUES(540,2,'order','2149250060','10071','10071');
INSERT INTO "link" VALUES(541,2,'order','2149250061','10073','10073');
INSERT INTO "link" VALUES(542,2,'order','2149250062','10074','10074');
INSERT INTO "link" VALUES(543,2,'order','2149250063','10076','10076');
INSERT INTO "link" VALUES(544,2,'order','2149250064','10077','10077');
INSERT INTO "link" VALUES(545,2,'order','2149250065','10078','10078');
INSERT INTO "link" VALUES(546,2,'order','2149250066','10079','10079');
INSERT INTO "link" VALUES(547,2,'order','2149250067','10081','10081');
INSERT INTO "link" VALUES(548,2,'order','2149250068','10082','10082');
INSERT INTO "link" VALUES(549,2,'order','2149250069','10083','10083');
INSERT INTO "link" VALUES(550,2,'order','2149250070','10084','10084');
INSERT INTO "link" VALUES(551,2,'order','2149250071','10086','10086');
INSERT INTO "link" VALUES(552,2,'order','2149250072','10088','10088');
INSERT INTO "link" VALUES(553,2,'order','2149250073','10089','10089');
INSERT INTO "link" VALUES(554,2,'order','2149250074','10090','10090');
INSERT INTO "link" VALUES(555,2,'order','2149250075','10091','10091');
INSERT INTO "link" VALUES(556,2,'order','2149250076','10092','10092');
INSERT INTO "link" VALUES(557,2,'order','2149250077','10093','10093');
INSERT INTO "link" VALUES(558,2,'order','2149250078','10095','10095');
INSERT INTO "link" VALUES(559,2,'order','2149250079','10096','10096');
INSERT INTO "link" VALUES(560,2,'order','2149250080','10097','10097');
INSERT INTO "link" VALUES(561,2,'order','2149250081','10098','10098');
INSERT INTO "link" VALUES(562,2,'order','2149250082','10099','10099');
INSERT INTO "link" VALUES(563,2,'order','2149250083','10100','10100');
INSERT INTO "link" VALUES(564,2,'order','2149250084','10101','10101');
INSERT INTO "link" VALUES(565,2,'order','2149250085','10104','10104');
INSERT INTO "link" VALUES(566,2,'order','2149250086','10105','10105');
INSERT INTO "link" VALUES(567,2,'order','2149250087','10106','10106');
INSERT INTO "link" VALUES(568,2,'order','2149250088','10107','10107');
INSERT INTO "link" VALUES(569,2,'order','2149250089','10108','10108');
INSERT INTO "link" VALUES(570,2,'order','2149250090','10109','10109');
INSERT INTO "link" VALUES(571,2,'order','2149250091','10110','10110');
INSERT INTO "link" VALUES(572,2,'order','2149250092','10111','10111');
INSERT INTO "link" VALUES(573,2,'order','2149250093','10113','10113');
INSERT INTO "link" VALUES(574,2,'order','2149250094','10114','10114');
INSERT INTO "link" VALUES(575,2,'order','2149250095','10115','10115');
INSERT INTO "link" VALUES(576,2,'order','2149250096','10116','10116');
INSERT INTO "link" VALUES(577,2,'order','2149250097','10117','10117');
INSERT INTO "link" VALUES(578,2,'order','2149250098','10118','10118');
INSERT INTO "link" VALUES(579,2,'order','2149250099','10119','10119');
INSERT INTO "link" VALUES(580,2,'order','2149250100','10122','10122');
INSERT INTO "link" VALUES(581,2,'order','2149250101','10123','10123');
INSERT INTO "link" VALUES(582,2,'order','2149250102','10124','10124');
INSERT INTO "link" VALUES(583,2,'order','2149250103','10125','10125');
INSERT INTO "link" VALUES(584,2,'order','2149250104','10128','10128');
INSERT INTO "link" VALUES(585,2,'order','2149250105','10129','10129');
INSERT INTO "link" VALUES(586,2,'order','2149250106','10131','10131');
INSERT INTO "link" VALUES(587,2,'order','2149250107','10132','10132');
INSERT INTO "link" VALUES(588,2,'order','2149250108','10133','10133');
INSERT INTO "link" VALUES(589,2,'order','2149250109','10134','10134');
INSERT INTO "link" VALUES(590,2,'order','2149250110','10135','10135');
INSERT INTO "link" VALUES(591,2,'order','2149250111','10136','10136');
INSERT INTO "link" VALUES(592,2,'order','2149250112','10137','10137');
INSERT INTO "link" VALUES(593,2,'order','2149250113','10138','10138');
INSERT INTO "link" VALUES(594,2,'order','2149250114','10139','10139');
INSERT INTO "link" VALUES(595,2,'order','2149250115','10140','10140');
INSERT INTO "link" VALUES(596,2,'order','2149250116','10141','10141');
INSERT INTO "link" VALUES(597,2,'order','2149250117','10144','10144');
INSERT INTO "link" VALUES(598,2,'product','1890000467','570','SO-NO-ERP-2');
INSERT INTO "link" VALUES(599,2,'product','1890000468','571','NOVA-0001');
INSERT INTO "link" VALUES(600,2,'product','1890000469','571/572','NOVA-0001-P');
INSERT INTO "link" VALUES(601,2,'product','1890000470','571/573','NOVA-0001-M');
CREATE TABLE log_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT, run_id INTEGER NOT NULL, task_id INTEGER NOT NULL,
  at INTEGER NOT NULL, level TEXT NOT NULL, subject TEXT NOT NULL, key TEXT NOT NULL,
  text TEXT NOT NULL, "values" TEXT NOT NULL, search TEXT NOT NULL);
INSERT INTO "log_line" VALUES(1131,11,11,1795806086294774,'info','CAM-0113-P','price.sent','CAM-0113-P: R$ 49,90 → R$ 54,89','{"sku": "CAM-0113-P", "before": "R$ 49,90", "after": "R$ 54,89"}','cam-0113-p cam-0113-p: r$ 49,90 → r$ 54,89');
INSERT INTO "log_line" VALUES(1132,11,11,1795806086299641,'info','CAN-0134-M','price.sent','CAN-0134-M: R$ 34,50 → R$ 37,95','{"sku": "CAN-0134-M", "before": "R$ 34,50", "after": "R$ 37,95"}','can-0134-m can-0134-m: r$ 34,50 → r$ 37,95');
INSERT INTO "log_line" VALUES(1133,11,11,1795806086299796,'info','MOC-0141-G','price.sent','MOC-0141-G: R$ 189,00 → R$ 170,10 (de R$ 189,00)','{"sku": "MOC-0141-G", "before": "R$ 189,00", "after": "R$ 170,10 (de R$ 189,00)"}','moc-0141-g moc-0141-g: r$ 189,00 → r$ 170,10 (de r$ 189,00)');
INSERT INTO "log_line" VALUES(1134,11,11,1795806086302910,'info','TEN-0155-G','price.sent','TEN-0155-G: R$ 259,90 → R$ 285,89','{"sku": "TEN-0155-G", "before": "R$ 259,90", "after": "R$ 285,89"}','ten-0155-g ten-0155-g: r$ 259,90 → r$ 285,89');
INSERT INTO "log_line" VALUES(1135,11,11,1795806086306728,'info','GAR-0176-M','price.sent','GAR-0176-M: R$ 79,90 → R$ 71,91 (de R$ 79,90)','{"sku": "GAR-0176-M", "before": "R$ 79,90", "after": "R$ 71,91 (de R$ 79,90)"}','gar-0176-m gar-0176-m: r$ 79,90 → r$ 71,91 (de r$ 79,90)');
INSERT INTO "log_line" VALUES(1136,11,11,1795806086310906,'info','CAL-0218-M','price.sent','CAL-0218-M: R$ 129,90 → R$ 116,91 (de R$ 129,90)','{"sku": "CAL-0218-M", "before": "R$ 129,90", "after": "R$ 116,91 (de R$ 129,90)"}','cal-0218-m cal-0218-m: r$ 129,90 → r$ 116,91 (de r$ 129,90)');
INSERT INTO "log_line" VALUES(1137,11,11,1795806086311047,'info','MOC-0253-P','price.sent','MOC-0253-P: R$ 189,00 → R$ 170,10 (de R$ 189,00)','{"sku": "MOC-0253-P", "before": "R$ 189,00", "after": "R$ 170,10 (de R$ 189,00)"}','moc-0253-p moc-0253-p: r$ 189,00 → r$ 170,10 (de r$ 189,00)');
INSERT INTO "log_line" VALUES(1138,11,11,1795806086315668,'info','VES-0260-G','price.sent','VES-0260-G: R$ 159,90 → R$ 143,91 (de R$ 159,90)','{"sku": "VES-0260-G", "before": "R$ 159,90", "after": "R$ 143,91 (de R$ 159,90)"}','ves-0260-g ves-0260-g: r$ 159,90 → r$ 143,91 (de r$ 159,90)');
INSERT INTO "log_line" VALUES(1139,11,11,1795806086315809,'info','LUM-0295-P','price.sent','LUM-0295-P: R$ 99,90 → R$ 89,91 (de R$ 99,90)','{"sku": "LUM-0295-P", "before": "R$ 99,90", "after": "R$ 89,91 (de R$ 99,90)"}','lum-0295-p lum-0295-p: r$ 99,90 → r$ 89,91 (de r$ 99,90)');
INSERT INTO "log_line" VALUES(1140,11,11,1795806086322590,'info','CAN-0302-M','price.sent','CAN-0302-M: R$ 34,50 → R$ 31,05 (de R$ 34,50)','{"sku": "CAN-0302-M", "before": "R$ 34,50", "after": "R$ 31,05 (de R$ 34,50)"}','can-0302-m can-0302-m: r$ 34,50 → r$ 31,05 (de r$ 34,50)');
INSERT INTO "log_line" VALUES(1141,11,11,1795806086323070,'info','','run.ended','Terminou: 423 lidos, 0 criados, 63 atualizados, 360 iguais, 0 ignorados, 0 com erro.','{"read": "423", "created": "0", "updated": "63", "unchanged": "360", "skipped": "0", "failed": "0"}',' terminou: 423 lidos, 0 criados, 63 atualizados, 360 iguais, 0 ignorados, 0 com erro.');
INSERT INTO "log_line" VALUES(1142,12,12,1795806086329440,'info','','run.started','Começou: Consultar Estoque Mínimo e Máximo em Loja Demo.','{"automation": "Consultar Estoque Mínimo e Máximo", "connection": "Loja Demo"}',' comecou: consultar estoque minimo e maximo em loja demo.');
INSERT INTO "log_line" VALUES(1143,12,12,1795806086421456,'warning','MOC-0005','limit.below','MOC-0005 (Mochila Clássica 005): 1 disponíveis, abaixo do mínimo de 2.','{"sku": "MOC-0005", "name": "Mochila Clássica 005", "available": "1", "limit": "2"}','moc-0005 moc-0005 (mochila classica 005): 1 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1144,12,12,1795806086421516,'warning','CAN-0006','limit.below','CAN-0006 (Caneca Básica 006): -2 disponíveis, abaixo do mínimo de 2.','{"sku": "CAN-0006", "name": "Caneca Básica 006", "available": "-2", "limit": "2"}','can-0006 can-0006 (caneca basica 006): -2 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1145,12,12,1795806086421542,'warning','LUM-0007','limit.below','LUM-0007 (Luminária Básica 007): -4 disponíveis, abaixo do mínimo de 2.','{"sku": "LUM-0007", "name": "Luminária Básica 007", "available": "-4", "limit": "2"}','lum-0007 lum-0007 (luminaria basica 007): -4 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1146,12,12,1795806086421564,'warning','CAM-0009','limit.below','CAM-0009 (Camiseta Serra 009): -3 disponíveis, abaixo do mínimo de 2.','{"sku": "CAM-0009", "name": "Camiseta Serra 009", "available": "-3", "limit": "2"}','cam-0009 cam-0009 (camiseta serra 009): -3 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1147,12,12,1795806086421586,'warning','LUM-0015-P','limit.below','LUM-0015-P (Luminária Premium 015 P): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "LUM-0015-P", "name": "Luminária Premium 015 P", "available": "0", "limit": "2"}','lum-0015-p lum-0015-p (luminaria premium 015 p): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1148,12,12,1795806086421614,'warning','CAL-0026','limit.below','CAL-0026 (Calça Básica 026): -2 disponíveis, abaixo do mínimo de 2.','{"sku": "CAL-0026", "name": "Calça Básica 026", "available": "-2", "limit": "2"}','cal-0026 cal-0026 (calca basica 026): -2 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1149,12,12,1795806086421653,'warning','LUM-0055','limit.below','LUM-0055 (Luminária Básica 055): -2 disponíveis, abaixo do mínimo de 2.','{"sku": "LUM-0055", "name": "Luminária Básica 055", "available": "-2", "limit": "2"}','lum-0055 lum-0055 (luminaria basica 055): -2 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1150,12,12,1795806086421671,'warning','VES-0060','limit.below','VES-0060 (Vestido Esporte 060): 1 disponíveis, abaixo do mínimo de 2.','{"sku": "VES-0060", "name": "Vestido Esporte 060", "available": "1", "limit": "2"}','ves-0060 ves-0060 (vestido esporte 060): 1 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1151,12,12,1795806086421693,'warning','LUM-0071-P','limit.below','LUM-0071-P (Luminária Clássica 071 P): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "LUM-0071-P", "name": "Luminária Clássica 071 P", "available": "0", "limit": "2"}','lum-0071-p lum-0071-p (luminaria classica 071 p): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1152,12,12,1795806086421714,'warning','CAN-0078-G','limit.below','CAN-0078-G (Caneca Clássica 078 G): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "CAN-0078-G", "name": "Caneca Clássica 078 G", "available": "0", "limit": "2"}','can-0078-g can-0078-g (caneca classica 078 g): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1153,12,12,1795806086421739,'warning','VES-0092-GG','limit.below','VES-0092-GG (Vestido Básica 092 GG): 1 disponíveis, abaixo do mínimo de 2.','{"sku": "VES-0092-GG", "name": "Vestido Básica 092 GG", "available": "1", "limit": "2"}','ves-0092-gg ves-0092-gg (vestido basica 092 gg): 1 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1154,12,12,1795806086421786,'warning','CAN-0134-P','limit.below','CAN-0134-P (Caneca Clássica 134 P): -1 disponíveis, abaixo do mínimo de 2.','{"sku": "CAN-0134-P", "name": "Caneca Clássica 134 P", "available": "-1", "limit": "2"}','can-0134-p can-0134-p (caneca classica 134 p): -1 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1155,12,12,1795806086421800,'warning','LUM-0135','limit.below','LUM-0135 (Luminária Urbana 135): -1 disponíveis, abaixo do mínimo de 2.','{"sku": "LUM-0135", "name": "Luminária Urbana 135", "available": "-1", "limit": "2"}','lum-0135 lum-0135 (luminaria urbana 135): -1 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1156,12,12,1795806086421821,'warning','GAR-0144','limit.below','GAR-0144 (Garrafa térmica Urbana 144): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "GAR-0144", "name": "Garrafa térmica Urbana 144", "available": "0", "limit": "2"}','gar-0144 gar-0144 (garrafa termica urbana 144): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1157,12,12,1795806086421851,'warning','CAM-0169-G','limit.below','CAM-0169-G (Camiseta Premium 169 G): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "CAM-0169-G", "name": "Camiseta Premium 169 G", "available": "0", "limit": "2"}','cam-0169-g cam-0169-g (camiseta premium 169 g): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1158,12,12,1795806086421870,'warning','GAR-0176-M','limit.below','GAR-0176-M (Garrafa térmica Serra 176 M): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "GAR-0176-M", "name": "Garrafa térmica Serra 176 M", "available": "0", "limit": "2"}','gar-0176-m gar-0176-m (garrafa termica serra 176 m): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1159,12,12,1795806086421911,'warning','VES-0212','limit.below','VES-0212 (Vestido Infantil 212): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "VES-0212", "name": "Vestido Infantil 212", "available": "0", "limit": "2"}','ves-0212 ves-0212 (vestido infantil 212): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1160,12,12,1795806086421932,'warning','VES-0220','limit.below','VES-0220 (Vestido Infantil 220): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "VES-0220", "name": "Vestido Infantil 220", "available": "0", "limit": "2"}','ves-0220 ves-0220 (vestido infantil 220): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1161,12,12,1795806086421951,'warning','CAM-0225-G','limit.below','CAM-0225-G (Camiseta Praia 225 G): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "CAM-0225-G", "name": "Camiseta Praia 225 G", "available": "0", "limit": "2"}','cam-0225-g cam-0225-g (camiseta praia 225 g): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1162,12,12,1795806086421967,'warning','LUM-0231','limit.below','LUM-0231 (Luminária Básica 231): 1 disponíveis, abaixo do mínimo de 2.','{"sku": "LUM-0231", "name": "Luminária Básica 231", "available": "1", "limit": "2"}','lum-0231 lum-0231 (luminaria basica 231): 1 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1163,12,12,1795806086421982,'warning','GAR-0232-M','limit.below','GAR-0232-M (Garrafa térmica Premium 232 M): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "GAR-0232-M", "name": "Garrafa térmica Premium 232 M", "available": "0", "limit": "2"}','gar-0232-m gar-0232-m (garrafa termica premium 232 m): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1164,12,12,1795806086422016,'warning','VES-0260-G','limit.below','VES-0260-G (Vestido Infantil 260 G): 1 disponíveis, abaixo do mínimo de 2.','{"sku": "VES-0260-G", "name": "Vestido Infantil 260 G", "available": "1", "limit": "2"}','ves-0260-g ves-0260-g (vestido infantil 260 g): 1 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1165,12,12,1795806086422034,'warning','CAM-0265','limit.below','CAM-0265 (Camiseta Clássica 265): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "CAM-0265", "name": "Camiseta Clássica 265", "available": "0", "limit": "2"}','cam-0265 cam-0265 (camiseta classica 265): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1166,12,12,1795806086422048,'warning','CAL-0266','limit.below','CAL-0266 (Calça Praia 266): -1 disponíveis, abaixo do mínimo de 2.','{"sku": "CAL-0266", "name": "Calça Praia 266", "available": "-1", "limit": "2"}','cal-0266 cal-0266 (calca praia 266): -1 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1167,12,12,1795806086422069,'warning','CAL-0274-P','limit.below','CAL-0274-P (Calça Serra 274 P): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "CAL-0274-P", "name": "Calça Serra 274 P", "available": "0", "limit": "2"}','cal-0274-p cal-0274-p (calca serra 274 p): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1168,12,12,1795806086422099,'warning','LUM-0295-GG','limit.below','LUM-0295-GG (Luminária Clássica 295 GG): -1 disponíveis, abaixo do mínimo de 2.','{"sku": "LUM-0295-GG", "name": "Luminária Clássica 295 GG", "available": "-1", "limit": "2"}','lum-0295-gg lum-0295-gg (luminaria classica 295 gg): -1 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1169,12,12,1795806086422119,'warning','TEN-0307','limit.below','TEN-0307 (Tênis Serra 307): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "TEN-0307", "name": "Tênis Serra 307", "available": "0", "limit": "2"}','ten-0307 ten-0307 (tenis serra 307): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1170,12,12,1795806086422136,'warning','CAM-0313','limit.below','CAM-0313 (Camiseta Básica 313): 0 disponíveis, abaixo do mínimo de 2.','{"sku": "CAM-0313", "name": "Camiseta Básica 313", "available": "0", "limit": "2"}','cam-0313 cam-0313 (camiseta basica 313): 0 disponiveis, abaixo do minimo de 2.');
INSERT INTO "log_line" VALUES(1171,12,12,1795806086422158,'warning','SO-NO-ERP-1','limit.above','SO-NO-ERP-1 (Etiqueta interna): 500 disponíveis, acima do máximo de 100.','{"sku": "SO-NO-ERP-1", "name": "Etiqueta interna", "available": "500", "limit": "100"}','so-no-erp-1 so-no-erp-1 (etiqueta interna): 500 disponiveis, acima do maximo de 100.');
INSERT INTO "log_line" VALUES(1172,12,12,1795806086422619,'info','','limit.summary','28 produtos abaixo do mínimo, 1 acima do máximo.','{"below": "28", "above": "1"}',' 28 produtos abaixo do minimo, 1 acima do maximo.');
INSERT INTO "log_line" VALUES(1173,12,12,1795806086423853,'info','','run.ended','Terminou: 426 lidos, 0 criados, 0 atualizados, 397 iguais, 0 ignorados, 0 com erro.','{"read": "426", "created": "0", "updated": "0", "unchanged": "397", "skipped": "0", "failed": "0"}',' terminou: 426 lidos, 0 criados, 0 atualizados, 397 iguais, 0 ignorados, 0 com erro.');
INSERT INTO "log_line" VALUES(1174,13,13,1795806086446936,'info','','run.started','Começou: Atualizar Status na Logística em Loja Demo.','{"automation": "Atualizar Status na Logística", "connection": "Loja Demo"}',' comecou: atualizar status na logistica em loja demo.');
INSERT INTO "log_line" VALUES(1175,13,13,1795806086538787,'info','10001','logistics.dispatched','Pedido 10001: despachado (74639001).','{"order": "10001", "erp": "74639001"}','10001 pedido 10001: despachado (74639001).');
INSERT INTO "log_line" VALUES(1176,13,13,1795806086558839,'info','10001','logistics.step','Pedido 10001: em trânsito; a loja foi avisada.','{"order": "10001", "step": "em trânsito"}','10001 pedido 10001: em transito; a loja foi avisada.');
INSERT INTO "log_line" VALUES(1177,13,13,1795806086566544,'info','10008','logistics.dispatched','Pedido 10008: despachado (74639008).','{"order": "10008", "erp": "74639008"}','10008 pedido 10008: despachado (74639008).');
INSERT INTO "log_line" VALUES(1178,13,13,1795806086582624,'info','10008','logistics.step','Pedido 10008: saiu para entrega; a loja foi avisada.','{"order": "10008", "step": "saiu para entrega"}','10008 pedido 10008: saiu para entrega; a loja foi avisada.');
INSERT INTO "log_line" VALUES(1179,13,13,1795806086590213,'info','10009','logistics.dispatched','Pedido 10009: despachado (74639009).','{"order": "10009", "erp": "74639009"}','10009 pedido 10009: despachado (74639009).');
INSERT INTO "log_line" VALUES(1180,13,13,1795806086594296,'info','10012','logistics.dispatched','Pedido 10012: despachado (74639012).','{"order": "10012", "erp": "74639012"}','10012 pedido 10012: despachado (74639012).');
INSERT INTO "log_line" VALUES(1181,13,13,1795806086602096,'info','10013','logistics.dispatched','Pedido 10013: despachado (74639013).','{"order": "10013", "erp": "74639013"}','10013 pedido 10013: despachado (74639013).');
INSERT INTO "log_line" VALUES(1182,13,13,1795806086614468,'info','10013','logistics.step','Pedido 10013: postado; a loja foi avisada.','{"order": "10013", "step": "postado"}','10013 pedido 10013: postado; a loja foi avisada.');
INSERT INTO "log_line" VALUES(1183,13,13,1795806086622112,'info','10014','logistics.dispatched','Pedido 10014: despachado (74639014).','{"order": "10014", "erp": "74639014"}','10014 pedido 10014: despachado (74639014).');
INSERT INTO "log_line" VALUES(1184,13,13,1795806086634447,'info','10014','logistics.step','Pedido 10014: em trânsito; a loja foi avisada.','{"order": "10014", "step": "em trânsito"}','10014 pedido 10014: em transito; a loja foi avisada.');
INSERT INTO "log_line" VALUES(1185,13,13,1795806086642052,'info','10016','logistics.dispatched','Pedido 10016: despachado (74639016).','{"order": "10016", "erp": "74639016"}','10016 pedido 10016: despachado (74639016).');
INSERT INTO "log_line" VALUES(1186,13,13,1795806086650079,'info','10017','logistics.dispatched','Pedido 10017: despachado (74639017).','{"order": "10017", "erp": "74639017"}','10017 pedido 10017: despachado (74639017).');
INSERT INTO "log_line" VALUES(1187,13,13,1795806086663181,'info','10017','logistics.step','Pedido 10017: em trânsito; a loja foi avisada.','{"order": "10017", "step": "em trânsito"}','10017 pedido 10017: em transito; a loja foi avisada.');
INSERT INTO "log_line" VALUES(1188,13,13,1795806086670139,'info','10024','logistics.dispatched','Pedido 10024: despachado (74639024).','{"order": "10024", "erp": "74639024"}','10024 pedido 10024: despachado (74639024).');
INSERT INTO "log_line" VALUES(1189,13,13,1795806086682285,'info','10024','logistics.step','Pedido 10024: saiu para entrega; a loja foi avisada.','{"order": "10024", "step": "saiu para entrega"}','10024 pedido 10024: saiu para entrega; a loja foi avisada.');
INSERT INTO "log_line" VALUES(1190,13,13,1795806086682557,'info','','run.ended','Terminou: 11 lidos, 0 criados, 15 atualizados, 0 iguais, 0 ignorados, 0 com erro.','{"read": "11", "created": "0", "updated": "15", "unchanged": "0", "skipped": "0", "failed": "0"}',' terminou: 11 lidos, 0 criados, 15 atualizados, 0 iguais, 0 ignorados, 0 com erro.');
CREATE TABLE memory (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, ref TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
  UNIQUE (connection_id, kind, ref));
INSERT INTO "memory" VALUES(1,3,'parcel','AD710001375BR','{"status": "in_transit", "first": "2026-11-27T19:01:22.938979+00:00", "next": "2026-11-27T22:01:22.938979+00:00", "expected": "2026-11-29"}',1795806082939030);
INSERT INTO "memory" VALUES(2,3,'parcel','AD710002742BR','{"status": "delivered", "first": "2026-11-27T19:01:22.947707+00:00", "next": "", "expected": "2026-11-29"}',1795806082947733);
INSERT INTO "memory" VALUES(3,3,'parcel','AD710010960BR','{"status": "out_for_delivery", "first": "2026-11-27T19:01:22.952128+00:00", "next": "2026-11-27T20:01:22.952128+00:00", "expected": "2026-11-29"}',1795806082952167);
INSERT INTO "memory" VALUES(4,3,'parcel','AD710012339BR','{"status": "returned", "first": "2026-11-27T19:01:22.962385+00:00", "next": "", "expected": "2026-11-29"}',1795806082962412);
INSERT INTO "memory" VALUES(5,3,'parcel','AD710013705BR','{"status": "invalid_code", "first": "2026-11-27T19:01:22.963143+00:00", "next": "", "expected": ""}',1795806082963158);
INSERT INTO "memory" VALUES(6,3,'parcel','AD710015074BR','{"status": "not_found", "first": "2026-11-27T19:01:22.963225+00:00", "next": "2026-11-28T01:01:22.963225+00:00", "expected": ""}',1795806082963245);
INSERT INTO "memory" VALUES(7,3,'parcel','AD710016446BR','{"status": "delivery_failed", "first": "2026-11-27T19:01:22.967254+00:00", "next": "2026-11-27T22:01:22.967254+00:00", "expected": "2026-11-29"}',1795806082967290);
INSERT INTO "memory" VALUES(8,3,'parcel','AD710017818BR','{"status": "posted", "first": "2026-11-27T19:01:22.978814+00:00", "next": "2026-11-27T22:01:22.978814+00:00", "expected": "2026-11-29"}',1795806082978854);
INSERT INTO "memory" VALUES(9,3,'parcel','AD710019181BR','{"status": "in_transit", "first": "2026-11-27T19:01:22.983088+00:00", "next": "2026-11-27T22:01:22.983088+00:00", "expected": "2026-11-29"}',1795806082983119);
INSERT INTO "memory" VALUES(10,3,'parcel','AD710020556BR','{"status": "delivered", "first": "2026-11-27T19:01:22.987496+00:00", "next": "", "expected": "2026-11-29"}',1795806082987517);
INSERT INTO "memory" VALUES(11,3,'parcel','AD710021928BR','{"status": "awaiting_pickup", "first": "2026-11-27T19:01:22.991628+00:00", "next": "2026-11-27T22:01:22.991628+00:00", "expected": "2026-11-29"}',1795806082991660);
INSERT INTO "memory" VALUES(12,3,'parcel','AD710023291BR','{"status": "in_transit", "first": "2026-11-27T19:01:22.995674+00:00", "next": "2026-11-27T22:01:22.995674+00:00", "expected": "2026-11-29"}',1795806082995705);
INSERT INTO "memory" VALUES(13,3,'parcel','AD710024663BR','{"status": "delivered", "first": "2026-11-27T19:01:23.000001+00:00", "next": "", "expected": "2026-11-29"}',1795806083000022);
INSERT INTO "memory" VALUES(14,3,'parcel','AD710032885BR','{"status": "out_for_delivery", "first": "2026-11-27T19:01:23.004242+00:00", "next": "2026-11-27T20:01:23.004242+00:00", "expected": "2026-11-29"}',1795806083004275);
INSERT INTO "memory" VALUES(42,2,'held','10030','243=2;337/338=1;107=2',1795806083923548);
INSERT INTO "memory" VALUES(53,2,'held','10039','245=1',1795806083994094);
INSERT INTO "memory" VALUES(54,2,'held','10040','302=1',1795806083994888);
INSERT INTO "memory" VALUES(59,2,'held','10044','461=1;222=2',1795806084027557);
INSERT INTO "memory" VALUES(62,2,'held','10048','999001=2',1795806084043716);
INSERT INTO "memory" VALUES(71,2,'held','10057','159=2',1795806084119423);
INSERT INTO "memory" VALUES(85,2,'held','10075','543=2;277=1',1795806084221602);
INSERT INTO "memory" VALUES(90,2,'held','10080','382=2;433=2',1795806084267456);
INSERT INTO "memory" VALUES(95,2,'held','10085','227/229=1;481=2;381=2',1795806084299456);
INSERT INTO "memory" VALUES(103,2,'held','10094','231=3;203=3',1795806084355490);
INSERT INTO "memory" VALUES(111,2,'held','10103','463=1;327/329=2;443=1',1795806084433508);
INSERT INTO "memory" VALUES(120,2,'held','10112','211=2',1795806084519454);
INSERT INTO "memory" VALUES(128,2,'held','10120','153/157=3;555/556=3;540=3',1795806084574117);
INSERT INTO "memory" VALUES(129,2,'held','10121','564=1;110/113=2;140=2',1795806084574548);
INSERT INTO "memory" VALUES(134,2,'held','10126','513=2;268=1',1795806084607480);
INSERT INTO "memory" VALUES(137,2,'held','10130','541=1;216/220=2;141=1',1795806084623356);
INSERT INTO "memory" VALUES(150,2,'invoice_sent','10001','004500',1795806084824514);
INSERT INTO "memory" VALUES(151,2,'tracking_sent','10001','AD710001375BR',1795806084834991);
INSERT INTO "memory" VALUES(152,2,'status_seen','10001','processing|invoiced',1795806084835325);
INSERT INTO "memory" VALUES(153,2,'invoice_sent','10002','004501',1795806084846427);
INSERT INTO "memory" VALUES(154,2,'tracking_sent','10002','AD710002742BR',1795806084857021);
INSERT INTO "memory" VALUES(155,2,'status_seen','10002','processing|delivered',1795806084857347);
INSERT INTO "memory" VALUES(156,2,'invoice_sent','10003','004502',1795806084864265);
INSERT INTO "memory" VALUES(157,2,'status_seen','10003','processing|delivered',1795806084864576);
INSERT INTO "memory" VALUES(158,2,'invoice_sent','10004','004503',1795806084874784);
INSERT INTO "memory" VALUES(159,2,'status_seen','10004','processing|invoiced',1795806084875088);
INSERT INTO "memory" VALUES(160,2,'status_seen','10005','processing|cancelled',1795806084875210);
INSERT INTO "memory" VALUES(161,2,'status_seen','10006','processing|open',1795806084875268);
INSERT INTO "memory" VALUES(162,2,'status_seen','10007','processing|picking',1795806084875320);
INSERT INTO "memory" VALUES(163,2,'invoice_sent','10008','004504',1795806084886805);
INSERT INTO "memory" VALUES(164,2,'tracking_sent','10008','AD710010960BR',1795806084894005);
INSERT INTO "memory" VALUES(165,2,'status_seen','10008','processing|invoiced',1795806084894304);
INSERT INTO "memory" VALUES(166,2,'invoice_sent','10009','004505',1795806084901418);
INSERT INTO "memory" VALUES(167,2,'tracking_sent','10009','AD710012339BR',1795806084908575);
INSERT INTO "memory" VALUES(168,2,'status_seen','10009','processing|invoiced',1795806084908965);
INSERT INTO "memory" VALUES(169,2,'invoice_sent','10010','004506',1795806084916024);
INSERT INTO "memory" VALUES(170,2,'tracking_sent','10010','AD710013705BR',1795806084934925);
INSERT INTO "memory" VALUES(171,2,'status_seen','10010','processing|invoiced',1795806084935260);
INSERT INTO "memory" VALUES(172,2,'invoice_sent','10011','004507',1795806084943431);
INSERT INTO "memory" VALUES(173,2,'tracking_sent','10011','AD710015074BR',1795806084954943);
INSERT INTO "memory" VALUES(174,2,'status_seen','10011','processing|invoiced',1795806084955253);
INSERT INTO "memory" VALUES(175,2,'invoice_sent','10012','004508',1795806084964298);
INSERT INTO "memory" VALUES(176,2,'tracking_sent','10012','AD710016446BR',1795806084975739);
INSERT INTO "memory" VALUES(177,2,'status_seen','10012','processing|invoiced',1795806084976028);
INSERT INTO "memory" VALUES(178,2,'invoice_sent','10013','004509',1795806084983009);
INSERT INTO "memory" VALUES(179,2,'tracking_sent','10013','AD710017818BR',1795806084995733);
INSERT INTO "memory" VALUES(180,2,'status_seen','10013','processing|invoiced',1795806084996025);
INSERT INTO "memory" VALUES(181,2,'invoice_sent','10014','004510',1795806085006902);
INSERT INTO "memory" VALUES(182,2,'tracking_sent','10014','AD710019181BR',1795806085016615);
INSERT INTO "memory" VALUES(183,2,'status_seen','10014','processing|invoiced',1795806085016982);
INSERT INTO "memory" VALUES(184,2,'invoice_sent','10015','004511',1795806085031739);
INSERT INTO "memory" VALUES(185,2,'tracking_sent','10015','AD710020556BR',1795806085046287);
INSERT INTO "memory" VALUES(186,2,'status_seen','10015','processing|delivered',1795806085046601);
INSERT INTO "memory" VALUES(187,2,'invoice_sent','10016','004512',1795806085053874);
INSERT INTO "memory" VALUES(188,2,'tracking_sent','10016','AD710021928BR',1795806085060985);
INSERT INTO "memory" VALUES(190,2,'invoice_sent','10017','004513',1795806085068373);
INSERT INTO "memory" VALUES(191,2,'tracking_sent','10017','AD710023291BR',1795806085083757);
INSERT INTO "memory" VALUES(193,2,'invoice_sent','10018','004514',1795806085091275);
INSERT INTO "memory" VALUES(194,2,'tracking_sent','10018','AD710024663BR',1795806085098460);
INSERT INTO "memory" VALUES(196,2,'invoice_sent','10019','004515',1795806085106382);
INSERT INTO "memory" VALUES(198,2,'invoice_sent','10020','004516',1795806085114344);
INSERT INTO "memory" VALUES(203,2,'invoice_sent','10024','004517',1795806085125074);
INSERT INTO "memory" VALUES(204,2,'tracking_sent','10024','AD710032885BR',1795806085138811);
INSERT INTO "memory" VALUES(299,2,'cancel_settled','10005','74639005',1795806085210443);
INSERT INTO "memory" VALUES(300,2,'cancel_settled','10021','74639021',1795806085213815);
INSERT INTO "memory" VALUES(301,2,'pushed','1890000001','20d6792db3bc6ebd40975512|a',1795806085496226);
INSERT INTO "memory" VALUES(302,2,'pushed','1890000002','9b8905667733fdd805fd7f6c|a',1795806085496396);
INSERT INTO "memory" VALUES(303,2,'pushed','1890000003','d77e92815d929af0e8eae80e|a',1795806085496469);
INSERT INTO "memory" VALUES(304,2,'pushed','1890000004','2f23c25b46d5a78077853b8d|a',1795806085496545);
INSERT INTO "memory" VALUES(305,2,'pushed','1890000005','82590bea416683f84e19559d|a',1795806085496613);
INSERT INTO "memory" VALUES(306,2,'pushed','1890000006','948d288d15b45d40208b77fe|a',1795806085496978);
INSERT INTO "memory" VALUES(307,2,'pushed','1890000007','da1d5fbddce280fb151c332d|a',1795806085497063);
INSERT INTO "memory" VALUES(308,2,'pushed','1890000008','cc4a8d2b1ff3ff7a3b23878c|a',1795806085497144);
INSERT INTO "memory" VALUES(309,2,'pushed','1890000009','4a6065ac25db65f2148252cb|a',1795806085497208);
INSERT INTO "memory" VALUES(310,2,'pushed','1890000010','9ed80730bc13e625b14a2c91|a',1795806085500214);
INSERT INTO "memory" VALUES(311,2,'pushed','1890000011','d2b5b555b4bacdc87e826c0b|a',1795806085500303);
INSERT INTO "memory" VALUES(312,2,'pushed','1890000012','f2958feb9017ac9a80dc229a|a',1795806085500364);
INSERT INTO "memory" VALUES(313,2,'pushed','1890000013','28934ee953a700de67fe4a7b|a',1795806085500418);
INSERT INTO "memory" VALUES(314,2,'pushed','1890000014','ad22cfac721b5ef83a1ac1f7|a',1795806085500471);
INSERT INTO "memory" VALUES(315,2,'pushed','1890000015','8ceaaa6916dabbf3c2772fdf|a',1795806085500609);
INSERT INTO "memory" VALUES(772,2,'delivery_sent','10002','2026-11-26',1795806085873585);
INSERT INTO "memory" VALUES(773,2,'delivery_sent','10003','2026-10-20',1795806085879269);
INSERT INTO "memory" VALUES(774,2,'delivery_sent','10015','2026-11-26',1795806085882373);
INSERT INTO "memory" VALUES(775,2,'delivery_sent','10018','2026-11-26',1795806085885493);
INSERT INTO "memory" VALUES(776,2,'delivery_sent','10019','2026-11-02',1795806085888326);
INSERT INTO "memory" VALUES(777,2,'stock_limits','1890000007','{"verdict": "below", "sku": "MOC-0005", "name": "Mochila Clássica 005", "available": "1", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(778,2,'stock_limits','1890000008','{"verdict": "below", "sku": "CAN-0006", "name": "Caneca Básica 006", "available": "-2", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(779,2,'stock_limits','1890000009','{"verdict": "below", "sku": "LUM-0007", "name": "Luminária Básica 007", "available": "-4", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(780,2,'stock_limits','1890000015','{"verdict": "below", "sku": "CAM-0009", "name": "Camiseta Serra 009", "available": "-3", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(781,2,'stock_limits','1890000022','{"verdict": "below", "sku": "LUM-0015-P", "name": "Luminária Premium 015 P", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(782,2,'stock_limits','1890000039','{"verdict": "below", "sku": "CAL-0026", "name": "Calça Básica 026", "available": "-2", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(783,2,'stock_limits','1890000083','{"verdict": "below", "sku": "LUM-0055", "name": "Luminária Básica 055", "available": "-2", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(784,2,'stock_limits','1890000092','{"verdict": "below", "sku": "VES-0060", "name": "Vestido Esporte 060", "available": "1", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(785,2,'stock_limits','1890000106','{"verdict": "below", "sku": "LUM-0071-P", "name": "Luminária Clássica 071 P", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(786,2,'stock_limits','1890000119','{"verdict": "below", "sku": "CAN-0078-G", "name": "Caneca Clássica 078 G", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(787,2,'stock_limits','1890000141','{"verdict": "below", "sku": "VES-0092-GG", "name": "Vestido Básica 092 GG", "available": "1", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(788,2,'stock_limits','1890000199','{"verdict": "below", "sku": "CAN-0134-P", "name": "Caneca Clássica 134 P", "available": "-1", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(789,2,'stock_limits','1890000201','{"verdict": "below", "sku": "LUM-0135", "name": "Luminária Urbana 135", "available": "-1", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(790,2,'stock_limits','1890000214','{"verdict": "below", "sku": "GAR-0144", "name": "Garrafa térmica Urbana 144", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(791,2,'stock_limits','1890000249','{"verdict": "below", "sku": "CAM-0169-G", "name": "Camiseta Premium 169 G", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(792,2,'stock_limits','1890000258','{"verdict": "below", "sku": "GAR-0176-M", "name": "Garrafa térmica Serra 176 M", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(793,2,'stock_limits','1890000310','{"verdict": "below", "sku": "VES-0212", "name": "Vestido Infantil 212", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(794,2,'stock_limits','1890000320','{"verdict": "below", "sku": "VES-0220", "name": "Vestido Infantil 220", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(795,2,'stock_limits','1890000328','{"verdict": "below", "sku": "CAM-0225-G", "name": "Camiseta Praia 225 G", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(796,2,'stock_limits','1890000335','{"verdict": "below", "sku": "LUM-0231", "name": "Luminária Básica 231", "available": "1", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(797,2,'stock_limits','1890000338','{"verdict": "below", "sku": "GAR-0232-M", "name": "Garrafa térmica Premium 232 M", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(798,2,'stock_limits','1890000378','{"verdict": "below", "sku": "VES-0260-G", "name": "Vestido Infantil 260 G", "available": "1", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(799,2,'stock_limits','1890000383','{"verdict": "below", "sku": "CAM-0265", "name": "Camiseta Clássica 265", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(800,2,'stock_limits','1890000384','{"verdict": "below", "sku": "CAL-0266", "name": "Calça Praia 266", "available": "-1", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(801,2,'stock_limits','1890000397','{"verdict": "below", "sku": "CAL-0274-P", "name": "Calça Serra 274 P", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(802,2,'stock_limits','1890000429','{"verdict": "below", "sku": "LUM-0295-GG", "name": "Luminária Clássica 295 GG", "available": "-1", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(803,2,'stock_limits','1890000443','{"verdict": "below", "sku": "TEN-0307", "name": "Tênis Serra 307", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(804,2,'stock_limits','1890000452','{"verdict": "below", "sku": "CAM-0313", "name": "Camiseta Básica 313", "available": "0", "limit": "2"}',1795806086422236);
INSERT INTO "memory" VALUES(805,2,'stock_limits','1890000466','{"verdict": "above", "sku": "SO-NO-ERP-1", "name": "Etiqueta interna", "available": "500", "limit": "100"}',1795806086422236);
INSERT INTO "memory" VALUES(806,2,'step_sent','10001','in_transit',1795806086558365);
INSERT INTO "memory" VALUES(807,2,'logistics','AD710001375BR','{"status": "in_transit", "first": "2026-11-27T19:01:26.558864+00:00", "next": "2026-11-27T22:01:26.558864+00:00", "expected": "2026-11-29"}',1795806086558912);
INSERT INTO "memory" VALUES(808,2,'step_sent','10008','out_for_delivery',1795806086582251);
INSERT INTO "memory" VALUES(809,2,'logistics','AD710010960BR','{"status": "out_for_delivery", "first": "2026-11-27T19:01:26.582647+00:00", "next": "2026-11-27T20:01:26.582647+00:00", "expected": "2026-11-29"}',1795806086582694);
INSERT INTO "memory" VALUES(810,2,'logistics','AD710012339BR','{"status": "returned", "first": "2026-11-27T19:01:26.590239+00:00", "next": "", "expected": "2026-11-29"}',1795806086590318);
INSERT INTO "memory" VALUES(811,2,'logistics','AD710013705BR','{"status": "invalid_code", "first": "2026-11-27T19:01:26.590421+00:00", "next": "", "expected": ""}',1795806086590435);
INSERT INTO "memory" VALUES(812,2,'logistics','AD710015074BR','{"status": "not_found", "first": "2026-11-27T19:01:26.590487+00:00", "next": "2026-11-28T01:01:26.590487+00:00", "expected": ""}',1795806086590559);
INSERT INTO "memory" VALUES(813,2,'logistics','AD710016446BR','{"status": "delivery_failed", "first": "2026-11-27T19:01:26.594317+00:00", "next": "2026-11-27T22:01:26.594317+00:00", "expected": "2026-11-29"}',1795806086594357);
INSERT INTO "memory" VALUES(814,2,'step_sent','10013','posted',1795806086614177);
INSERT INTO "memory" VALUES(815,2,'logistics','AD710017818BR','{"status": "posted", "first": "2026-11-27T19:01:26.614484+00:00", "next": "2026-11-27T22:01:26.614484+00:00", "expected": "2026-11-29"}',1795806086614522);
INSERT INTO "memory" VALUES(816,2,'step_sent','10014','in_transit',1795806086634152);
INSERT INTO "memory" VALUES(817,2,'logistics','AD710019181BR','{"status": "in_transit", "first": "2026-11-27T19:01:26.634465+00:00", "next": "2026-11-27T22:01:26.634465+00:00", "expected": "2026-11-29"}',1795806086634503);
INSERT INTO "memory" VALUES(818,2,'logistics','AD710021928BR','{"status": "awaiting_pickup", "first": "2026-11-27T19:01:26.642070+00:00", "next": "2026-11-27T22:01:26.642070+00:00", "expected": "2026-11-29"}',1795806086642109);
INSERT INTO "memory" VALUES(819,2,'step_sent','10017','in_transit',1795806086662891);
INSERT INTO "memory" VALUES(820,2,'logistics','AD710023291BR','{"status": "in_transit", "first": "2026-11-27T19:01:26.663197+00:00", "next": "2026-11-27T22:01:26.663197+00:00", "expected": "2026-11-29"}',1795806086663235);
INSERT INTO "memory" VALUES(821,2,'step_sent','10024','out_for_delivery',1795806086681999);
INSERT INTO "memory" VALUES(822,2,'logistics','AD710032885BR','{"status": "out_for_delivery", "first": "2026-11-27T19:01:26.682300+00:00", "next": "2026-11-27T20:01:26.682300+00:00", "expected": "2026-11-29"}',1795806086682339);
INSERT INTO "memory" VALUES(823,2,'brake','sync_stock','37',1795807800000000);
INSERT INTO "memory" VALUES(824,2,'options_due','77/78','["CAM-P", [["Tamanho", "P"]]]',1795807800000000);
INSERT INTO "memory" VALUES(825,2,'connector:journal','orders','2026-11-27T19:00:00+00:00',1795807800000000);
INSERT INTO "memory" VALUES(826,2,'connector:size','orders','50 2026-11-27T19:00:00+00:00',1795807800000000);
CREATE TABLE notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
  body TEXT NOT NULL, task_id INTEGER, seen INTEGER NOT NULL DEFAULT 0, quiet INTEGER NOT NULL DEFAULT 0);
INSERT INTO "notice" VALUES(1,1795806086423312,'finding','Consultar Estoque Mínimo e Máximo · Loja Demo','28 produtos passaram a ficar abaixo do estoque mínimo (28 ao todo).',12,0,0);
CREATE TABLE outgoing (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  status TEXT NOT NULL, word TEXT NOT NULL, UNIQUE (connection_id, status));
CREATE TABLE pending (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  automation TEXT NOT NULL, record_id TEXT NOT NULL, label TEXT NOT NULL, cause TEXT NOT NULL,
  "values" TEXT NOT NULL, tries INTEGER NOT NULL, first_at INTEGER NOT NULL, next_try_at INTEGER,
  state TEXT NOT NULL, UNIQUE (connection_id, automation, record_id));
INSERT INTO "pending" VALUES(1,3,'check_deliveries','2149250009','10009','delivery.problem','{"order": "10009", "code": "AD710012339BR", "status": "devolvido ao remetente", "detail": "Objeto entregue ao remetente"}',1,1795806082961425,NULL,'needs_person');
INSERT INTO "pending" VALUES(2,3,'check_deliveries','2149250010','10010','delivery.problem','{"order": "10010", "code": "AD710013705BR", "status": "código de rastreio inválido", "detail": "SRO-019: Objeto inválido"}',1,1795806082962558,NULL,'needs_person');
INSERT INTO "pending" VALUES(3,2,'import_new_products','category:211','Garrafa térmica','install.category_missing','{"name": "Garrafa térmica"}',2,1795806083037255,1795807883564234,'waiting');
INSERT INTO "pending" VALUES(4,2,'import_new_products','brand:302','Casa Boa','install.brand_missing','{"name": "Casa Boa"}',2,1795806083051874,1795807883579195,'waiting');
INSERT INTO "pending" VALUES(5,2,'import_new_products','564','DUP-0001','product.ambiguous','{"sku": "DUP-0001", "ids": "1890000464, 1890000465"}',2,1795806083476349,1795807883786122,'waiting');
INSERT INTO "pending" VALUES(6,2,'import_new_products','566','Produto sem código','product.no_code','{"title": "Produto sem código"}',2,1795806083488066,1795807883787206,'waiting');
INSERT INTO "pending" VALUES(7,2,'import_orders','10030','10030','order.carrier','{"order": "10030", "reference": "Transportadora do Zé", "version": "2026-10-30T00:52:22+00:00"}',1,1795806083923694,1795806683923694,'waiting');
INSERT INTO "pending" VALUES(8,2,'import_orders','10039','10039','order.carrier','{"order": "10039", "reference": "Transportadora do Zé", "version": "2026-11-01T06:37:22+00:00"}',1,1795806083994230,1795806683994230,'waiting');
INSERT INTO "pending" VALUES(9,2,'import_orders','10048','10048','order.product','{"order": "10048", "sku": "NAO-EXISTE-1", "title": "Camiseta Serra 161", "version": "2026-11-03T12:22:22+00:00"}',1,1795806084047652,1795806684047652,'waiting');
INSERT INTO "pending" VALUES(10,2,'import_orders','10057','10057','order.product_no_code','{"order": "10057", "title": "Mochila Urbana 077", "version": "2026-11-05T18:07:22+00:00"}',1,1795806084119567,1795806684119567,'waiting');
INSERT INTO "pending" VALUES(11,2,'import_orders','10066','10066','order.no_items','{"order": "10066", "version": "2026-11-07T23:52:22+00:00"}',1,1795806084167483,1795806684167483,'waiting');
INSERT INTO "pending" VALUES(12,2,'import_orders','10075','10075','order.totals','{"order": "10075", "store": "R$ 641,80", "ours": "R$ 641,70", "version": "2026-11-10T05:37:22+00:00"}',1,1795806084221748,1795806684221748,'waiting');
INSERT INTO "pending" VALUES(13,2,'import_orders','10085','10085','order.document_invalid','{"order": "10085", "ending": "36", "version": "2026-11-12T17:21:22+00:00"}',1,1795806084299588,1795806684299588,'waiting');
INSERT INTO "pending" VALUES(14,2,'import_orders','10094','10094','order.document_missing','{"order": "10094", "version": "2026-11-12T17:21:22+00:00"}',1,1795806084355610,1795806684355610,'waiting');
INSERT INTO "pending" VALUES(15,2,'import_orders','10103','10103','order.unreadable','{"order": "10103", "field": "total", "value": "abc", "version": "2026-11-17T04:51:22+00:00"}',1,1795806084433620,1795806684433620,'waiting');
INSERT INTO "pending" VALUES(16,2,'import_orders','10112','10112','order.unreadable','{"order": "10112", "field": "date_created_gmt", "value": "0000-00-00T00:00:00", "version": "2026-11-19T10:36:22+00:00"}',1,1795806084519571,1795806684519571,'waiting');
INSERT INTO "pending" VALUES(17,2,'import_orders','10121','10121','order.product_twice','{"order": "10121", "sku": "DUP-0001", "ids": "1890000464, 1890000465", "version": "2026-11-21T16:21:22+00:00"}',1,1795806084576863,1795806684576863,'waiting');
INSERT INTO "pending" VALUES(18,2,'import_orders','10130','10130','order.address','{"order": "10130", "fields": "cidade, CEP", "version": "2026-11-23T22:06:22+00:00"}',1,1795806084623498,1795806684623498,'waiting');
INSERT INTO "pending" VALUES(19,2,'push_products','1890000464','DUP-0001','product.sku_twice','{"sku": "DUP-0001"}',1,1795806085772957,1795806685772957,'waiting');
INSERT INTO "pending" VALUES(20,2,'push_products','1890000465','DUP-0001','product.sku_twice','{"sku": "DUP-0001"}',1,1795806085773946,1795806685773946,'waiting');
INSERT INTO "pending" VALUES(21,2,'sync_stock','564','DUP-0001','stock.ambiguous','{"sku": "DUP-0001", "ids": "1890000464, 1890000465"}',1,1795806085937507,1795806685937507,'waiting');
CREATE TABLE pending_try (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pending_id INTEGER NOT NULL REFERENCES pending(id) ON DELETE CASCADE,
  at INTEGER NOT NULL, cause TEXT NOT NULL, "values" TEXT NOT NULL);
INSERT INTO "pending_try" VALUES(1,1,1795806082961425,'delivery.problem','{"order": "10009", "code": "AD710012339BR", "status": "devolvido ao remetente", "detail": "Objeto entregue ao remetente"}');
INSERT INTO "pending_try" VALUES(2,2,1795806082962558,'delivery.problem','{"order": "10010", "code": "AD710013705BR", "status": "código de rastreio inválido", "detail": "SRO-019: Objeto inválido"}');
INSERT INTO "pending_try" VALUES(3,3,1795806083037255,'install.category_missing','{"name": "Garrafa térmica"}');
INSERT INTO "pending_try" VALUES(4,4,1795806083051874,'install.brand_missing','{"name": "Casa Boa"}');
INSERT INTO "pending_try" VALUES(5,5,1795806083476349,'product.ambiguous','{"sku": "DUP-0001", "ids": "1890000464, 1890000465"}');
INSERT INTO "pending_try" VALUES(6,6,1795806083488066,'product.no_code','{"title": "Produto sem código"}');
INSERT INTO "pending_try" VALUES(7,3,1795806083564234,'install.category_missing','{"name": "Garrafa térmica"}');
INSERT INTO "pending_try" VALUES(8,4,1795806083579195,'install.brand_missing','{"name": "Casa Boa"}');
INSERT INTO "pending_try" VALUES(9,5,1795806083786122,'product.ambiguous','{"sku": "DUP-0001", "ids": "1890000464, 1890000465"}');
INSERT INTO "pending_try" VALUES(10,6,1795806083787206,'product.no_code','{"title": "Produto sem código"}');
INSERT INTO "pending_try" VALUES(11,7,1795806083923694,'order.carrier','{"order": "10030", "reference": "Transportadora do Zé", "version": "2026-10-30T00:52:22+00:00"}');
INSERT INTO "pending_try" VALUES(12,8,1795806083994230,'order.carrier','{"order": "10039", "reference": "Transportadora do Zé", "version": "2026-11-01T06:37:22+00:00"}');
INSERT INTO "pending_try" VALUES(13,9,1795806084047652,'order.product','{"order": "10048", "sku": "NAO-EXISTE-1", "title": "Camiseta Serra 161", "version": "2026-11-03T12:22:22+00:00"}');
INSERT INTO "pending_try" VALUES(14,10,1795806084119567,'order.product_no_code','{"order": "10057", "title": "Mochila Urbana 077", "version": "2026-11-05T18:07:22+00:00"}');
INSERT INTO "pending_try" VALUES(15,11,1795806084167483,'order.no_items','{"order": "10066", "version": "2026-11-07T23:52:22+00:00"}');
INSERT INTO "pending_try" VALUES(16,12,1795806084221748,'order.totals','{"order": "10075", "store": "R$ 641,80", "ours": "R$ 641,70", "version": "2026-11-10T05:37:22+00:00"}');
INSERT INTO "pending_try" VALUES(17,13,1795806084299588,'order.document_invalid','{"order": "10085", "ending": "36", "version": "2026-11-12T17:21:22+00:00"}');
INSERT INTO "pending_try" VALUES(18,14,1795806084355610,'order.document_missing','{"order": "10094", "version": "2026-11-12T17:21:22+00:00"}');
INSERT INTO "pending_try" VALUES(19,15,1795806084433620,'order.unreadable','{"order": "10103", "field": "total", "value": "abc", "version": "2026-11-17T04:51:22+00:00"}');
INSERT INTO "pending_try" VALUES(20,16,1795806084519571,'order.unreadable','{"order": "10112", "field": "date_created_gmt", "value": "0000-00-00T00:00:00", "version": "2026-11-19T10:36:22+00:00"}');
INSERT INTO "pending_try" VALUES(21,17,1795806084576863,'order.product_twice','{"order": "10121", "sku": "DUP-0001", "ids": "1890000464, 1890000465", "version": "2026-11-21T16:21:22+00:00"}');
INSERT INTO "pending_try" VALUES(22,18,1795806084623498,'order.address','{"order": "10130", "fields": "cidade, CEP", "version": "2026-11-23T22:06:22+00:00"}');
INSERT INTO "pending_try" VALUES(23,19,1795806085772957,'product.sku_twice','{"sku": "DUP-0001"}');
INSERT INTO "pending_try" VALUES(24,20,1795806085773946,'product.sku_twice','{"sku": "DUP-0001"}');
INSERT INTO "pending_try" VALUES(25,21,1795806085937507,'stock.ambiguous','{"sku": "DUP-0001", "ids": "1890000464, 1890000465"}');
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL REFERENCES task(id),
  trigger TEXT NOT NULL, state TEXT NOT NULL, queued_at INTEGER NOT NULL, started_at INTEGER,
  ended_at INTEGER, tally TEXT NOT NULL, api_calls INTEGER NOT NULL DEFAULT 0,
  error_key TEXT NOT NULL DEFAULT '', error_values TEXT NOT NULL DEFAULT '{}',
  owner TEXT NOT NULL, lane TEXT NOT NULL DEFAULT '', beat_at INTEGER);
INSERT INTO "run" VALUES(1,8,'person','with_warnings',1795806082909459,1795806082913711,1795806083004489,'{"read": 14, "created": 0, "updated": 12, "unchanged": 2, "skipped": 0, "failed": 2, "warnings": 0}',27,'','{}','7329:1795806080.13','connection:3',1795806082913711);
INSERT INTO "run" VALUES(2,1,'person','with_warnings',1795806083008084,1795806083009644,1795806083533003,'{"read": 337, "created": 4, "updated": 430, "unchanged": 0, "skipped": 0, "failed": 4, "warnings": 0}',109,'','{}','7329:1795806080.13','connection:2',1795806083424501);
INSERT INTO "run" VALUES(3,2,'person','with_warnings',1795806083012518,1795806083542069,1795806083788214,'{"read": 337, "created": 0, "updated": 0, "unchanged": 335, "skipped": 0, "failed": 4, "warnings": 0}',63,'','{}','7329:1795806080.13','connection:2',1795806083542069);
INSERT INTO "run" VALUES(4,3,'person','with_warnings',1795806083013237,1795806083791733,1795806084743804,'{"read": 144, "created": 93, "updated": 0, "unchanged": 24, "skipped": 15, "failed": 12, "warnings": 0}',217,'','{}','7329:1795806080.13','connection:2',1795806084436963);
INSERT INTO "run" VALUES(5,4,'person','succeeded',1795806083013716,1795806084752342,1795806084775521,'{"read": 2, "created": 0, "updated": 2, "unchanged": 0, "skipped": 0, "failed": 0, "warnings": 0}',7,'','{}','7329:1795806080.13','connection:2',1795806084752342);
INSERT INTO "run" VALUES(6,5,'person','succeeded',1795806083014164,1795806084778986,1795806085148990,'{"read": 117, "created": 0, "updated": 32, "unchanged": 115, "skipped": 2, "failed": 0, "warnings": 0}',100,'','{}','7329:1795806080.13','connection:2',1795806084937949);
INSERT INTO "run" VALUES(7,6,'person','succeeded',1795806083014621,1795806085157180,1795806085214017,'{"read": 2, "created": 0, "updated": 2, "unchanged": 0, "skipped": 0, "failed": 0, "warnings": 0}',7,'','{}','7329:1795806080.13','connection:2',1795806085157180);
INSERT INTO "run" VALUES(8,7,'person','with_warnings',1795806083015084,1795806085217890,1795806085845475,'{"read": 473, "created": 4, "updated": 59, "unchanged": 408, "skipped": 0, "failed": 2, "warnings": 0}',130,'','{}','7329:1795806080.13','connection:2',1795806085438757);
INSERT INTO "run" VALUES(9,9,'person','succeeded',1795806083015535,1795806085850333,1795806085888507,'{"read": 5, "created": 0, "updated": 5, "unchanged": 0, "skipped": 0, "failed": 0, "warnings": 0}',8,'','{}','7329:1795806080.13','connection:2',1795806085850333);
INSERT INTO "run" VALUES(10,10,'person','failed',1795806083015975,1795806085892205,1795806086120379,'{"read": 425, "created": 0, "updated": 336, "unchanged": 86, "skipped": 2, "failed": 1, "warnings": 1}',57,'brake.stock','{"count": "37", "total": "90", "percent": "41", "limit": "20"}','7329:1795806080.13','connection:2',1795806085947981);
INSERT INTO "run" VALUES(11,11,'person','succeeded',1795806083016404,1795806086126917,1795806086323084,'{"read": 423, "created": 0, "updated": 63, "unchanged": 360, "skipped": 0, "failed": 0, "warnings": 0}',29,'','{}','7329:1795806080.13','connection:2',1795806086126917);
INSERT INTO "run" VALUES(12,12,'person','with_warnings',1795806083017773,1795806086327705,1795806086423867,'{"read": 426, "created": 0, "updated": 0, "unchanged": 397, "skipped": 0, "failed": 0, "warnings": 29}',6,'','{}','7329:1795806080.13','connection:2',1795806086327705);
INSERT INTO "run" VALUES(13,13,'person','succeeded',1795806083018358,1795806086436592,1795806086682568,'{"read": 11, "created": 0, "updated": 15, "unchanged": 0, "skipped": 0, "failed": 0, "warnings": 0}',25,'','{}','7329:1795806080.13','connection:2',1795806086457674);
CREATE TABLE "schema_migration" ("id" INTEGER NOT NULL PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "applied" DATETIME NOT NULL);
INSERT INTO "schema_migration" VALUES(1,'0001_first','2026-11-27 19:01:21.726307');
INSERT INTO "schema_migration" VALUES(2,'0002_all_automations','2026-11-27 19:01:21.726990');
INSERT INTO "schema_migration" VALUES(3,'0003_window','2026-11-27 19:01:21.728083');
INSERT INTO "schema_migration" VALUES(4,'0004_log_index','2026-11-27 19:01:21.728779');
CREATE TABLE sent_stock (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  ref TEXT NOT NULL, quantity INTEGER NOT NULL, at INTEGER NOT NULL, UNIQUE (connection_id, ref));
INSERT INTO "sent_stock" VALUES(386,2,'455/456',17,1795806086088899);
INSERT INTO "sent_stock" VALUES(387,2,'455/457',29,1795806086088911);
INSERT INTO "sent_stock" VALUES(388,2,'455/458',9,1795806085955042);
INSERT INTO "sent_stock" VALUES(389,2,'465/466',21,1795806086090678);
INSERT INTO "sent_stock" VALUES(390,2,'465/467',12,1795806086090688);
INSERT INTO "sent_stock" VALUES(391,2,'465/468',9,1795806086090696);
INSERT INTO "sent_stock" VALUES(392,2,'475/476',20,1795806086092738);
INSERT INTO "sent_stock" VALUES(393,2,'475/477',13,1795806086092751);
INSERT INTO "sent_stock" VALUES(394,2,'475/478',1,1795806086092759);
INSERT INTO "sent_stock" VALUES(395,2,'485/486',5,1795806086099966);
INSERT INTO "sent_stock" VALUES(396,2,'485/487',7,1795806086099980);
INSERT INTO "sent_stock" VALUES(397,2,'485/488',15,1795806085955042);
INSERT INTO "sent_stock" VALUES(398,2,'485/489',4,1795806086099988);
INSERT INTO "sent_stock" VALUES(399,2,'496/497',0,1795806085955042);
INSERT INTO "sent_stock" VALUES(400,2,'496/498',25,1795806086100356);
INSERT INTO "sent_stock" VALUES(401,2,'496/499',16,1795806086100364);
INSERT INTO "sent_stock" VALUES(402,2,'496/500',23,1795806086100370);
INSERT INTO "sent_stock" VALUES(403,2,'507/508',6,1795806086102427);
INSERT INTO "sent_stock" VALUES(404,2,'507/509',15,1795806086102440);
INSERT INTO "sent_stock" VALUES(405,2,'516/517',9,1795806086104763);
INSERT INTO "sent_stock" VALUES(406,2,'516/518',13,1795806086104773);
INSERT INTO "sent_stock" VALUES(407,2,'525/526',27,1795806085955042);
INSERT INTO "sent_stock" VALUES(408,2,'525/527',24,1795806086107111);
INSERT INTO "sent_stock" VALUES(409,2,'525/528',21,1795806086107118);
INSERT INTO "sent_stock" VALUES(410,2,'525/529',0,1795806086107097);
INSERT INTO "sent_stock" VALUES(411,2,'536/537',16,1795806086111077);
INSERT INTO "sent_stock" VALUES(412,2,'536/538',12,1795806085955042);
INSERT INTO "sent_stock" VALUES(413,2,'545/546',14,1795806086112577);
INSERT INTO "sent_stock" VALUES(414,2,'545/547',29,1795806085955042);
INSERT INTO "sent_stock" VALUES(415,2,'545/548',11,1795806086112590);
INSERT INTO "sent_stock" VALUES(416,2,'555/556',7,1795806086114883);
INSERT INTO "sent_stock" VALUES(417,2,'555/557',27,1795806085955042);
INSERT INTO "sent_stock" VALUES(418,2,'555/558',27,1795806086114896);
INSERT INTO "sent_stock" VALUES(419,2,'555/559',11,1795806085955042);
INSERT INTO "sent_stock" VALUES(420,2,'567/568',0,1795806086117763);
INSERT INTO "sent_stock" VALUES(421,2,'567/569',0,1795806086117776);
INSERT INTO "sent_stock" VALUES(422,2,'571/572',8,1795806086119407);
INSERT INTO "sent_stock" VALUES(423,2,'571/573',8,1795806086119419);
INSERT INTO "sent_stock" VALUES(428,2,'139',0,1795806085970933);
INSERT INTO "sent_stock" VALUES(449,2,'138',2,1795806085971067);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO "setting" VALUES('booked:1','2026-11-27T19:01:22.848780+00:00|0');
INSERT INTO "setting" VALUES('later:10','2026-11-27T19:30:00+00:00|13');
INSERT INTO "setting" VALUES('later:11','2026-11-27T19:30:00+00:00');
CREATE TABLE situation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  connection_id INTEGER NOT NULL REFERENCES connection(id) ON DELETE CASCADE,
  word TEXT NOT NULL, status TEXT, UNIQUE (connection_id, word));
CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, automation TEXT NOT NULL,
  connection_id INTEGER NOT NULL, active INTEGER NOT NULL, recurrence TEXT, options TEXT NOT NULL,
  created_at INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '', muted_until INTEGER);
INSERT INTO "task" VALUES(1,'Instalador Multiplataforma · Loja Demo','install_catalog',2,0,NULL,'{}',1795806082846811,0,'',NULL);
INSERT INTO "task" VALUES(2,'Importar Produtos Novos · Loja Demo','import_new_products',2,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082854746,0,'',NULL);
INSERT INTO "task" VALUES(3,'Importar Pedidos de Venda · Loja Demo','import_orders',2,1,'{"every": 1, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082859015,0,'',NULL);
INSERT INTO "task" VALUES(4,'Consultar Status de Pedidos com Pagamento Pendente · Loja Demo','check_pending_payments',2,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082866748,0,'',NULL);
INSERT INTO "task" VALUES(5,'Sincronizar Status de Pedidos de Venda · Loja Demo','sync_order_status',2,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082870810,0,'',NULL);
INSERT INTO "task" VALUES(6,'Sincronizar Pedidos de Venda Cancelados · Loja Demo','sync_cancelled_orders',2,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{"from_store": "yes", "to_store": "yes"}',1795806082874728,0,'',NULL);
INSERT INTO "task" VALUES(7,'Criar/Atualizar Produtos · Loja Demo','push_products',2,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{"publish": "yes"}',1795806082878759,0,'',NULL);
INSERT INTO "task" VALUES(8,'Consultar Data de Entrega dos Pedidos · Correios (demonstração)','check_deliveries',3,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082882727,0,'',NULL);
INSERT INTO "task" VALUES(9,'Enviar Informação de Entrega para Loja Virtual · Loja Demo','send_deliveries',2,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082886817,0,'',NULL);
INSERT INTO "task" VALUES(10,'Sincronizar Estoque · Loja Demo','sync_stock',2,1,'{"every": 1, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082890788,0,'',NULL);
INSERT INTO "task" VALUES(11,'Atualizar Preços · Loja Demo','push_prices',2,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082894808,0,'',NULL);
INSERT INTO "task" VALUES(12,'Consultar Estoque Mínimo e Máximo · Loja Demo','check_stock_limits',2,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082898829,0,'',NULL);
INSERT INTO "task" VALUES(13,'Atualizar Status na Logística · Loja Demo','update_logistics_status',2,1,'{"every": 2, "at": [], "weekdays": [0, 1, 2, 3, 4, 5, 6], "window": null, "jitter": 0}','{}',1795806082902743,0,'',NULL);
CREATE UNIQUE INDEX "schema_migration_name" ON "schema_migration" ("name");
CREATE UNIQUE INDEX task_once ON task (automation, connection_id) WHERE deleted = 0;
CREATE INDEX run_of_task ON run (task_id, id);
CREATE INDEX run_open ON run (state) WHERE state IN ('queued', 'running');
CREATE INDEX run_finished ON run (task_id, id) WHERE state NOT IN ('queued', 'running', 'skipped');
CREATE INDEX log_of_task ON log_line (task_id, id);
CREATE INDEX log_of_run ON log_line (run_id, id);
CREATE INDEX change_of_run ON change (run_id, id);
CREATE INDEX change_of_key ON change (kind, key COLLATE NOCASE, id);
CREATE INDEX change_at ON change (kind, at);
CREATE INDEX pending_open ON pending (connection_id, automation) WHERE state != 'solved';
CREATE INDEX try_of_pending ON pending_try (pending_id, id);
CREATE INDEX log_of_subject ON log_line (subject, id) WHERE subject != '';
CREATE INDEX link_of_label ON link (kind, label);
CREATE INDEX change_of_exact_key ON change (key, id);
CREATE INDEX pending_of_label ON pending (label)
;
CREATE INDEX notice_unseen ON notice (id) WHERE seen = 0;
CREATE INDEX run_at ON run (queued_at);
CREATE INDEX log_errors ON log_line (level, id) WHERE level != 'info'
;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('connection',3);
INSERT INTO "sqlite_sequence" VALUES('carrier_link',5);
INSERT INTO "sqlite_sequence" VALUES('task',13);
INSERT INTO "sqlite_sequence" VALUES('run',13);
INSERT INTO "sqlite_sequence" VALUES('change',633);
INSERT INTO "sqlite_sequence" VALUES('memory',830);
INSERT INTO "sqlite_sequence" VALUES('pending',21);
INSERT INTO "sqlite_sequence" VALUES('pending_try',25);
INSERT INTO "sqlite_sequence" VALUES('log_line',1190);
INSERT INTO "sqlite_sequence" VALUES('link',601);
INSERT INTO "sqlite_sequence" VALUES('bookmark',12);
INSERT INTO "sqlite_sequence" VALUES('intent',103);
INSERT INTO "sqlite_sequence" VALUES('sent_stock',759);
INSERT INTO "sqlite_sequence" VALUES('notice',1);
INSERT INTO "sqlite_sequence" VALUES('deed',1);
CREATE VIRTUAL TABLE log_index USING fts5 (line, content='', tokenize='trigram', detail=none);
CREATE VIRTUAL TABLE log_trigram USING fts5vocab (log_index, row);
COMMIT;
