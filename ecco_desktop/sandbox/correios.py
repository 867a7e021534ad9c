"""The Correios APIs: a token by posting card, and parcels that each tell a story."""

import base64
from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.seed import keys
from ecco_desktop.sandbox.world import Json, World

AT_ONCE = 50
# Family, number, what it says, hours after the posting.
POSTED = ("PO", "01", "Objeto postado", 0)
TRANSIT = ("RO", "01", "Objeto em transferência - por favor aguarde", 20)
OUT = ("OEC", "01", "Objeto saiu para entrega ao destinatário", 100)
DELIVERED = ("BDE", "01", "Objeto entregue ao destinatário", 108)
STORIES: dict[str, tuple[tuple[str, str, str, int], ...]] = {
    "posted": (POSTED,),
    "transit": (POSTED, TRANSIT),
    "out": (POSTED, TRANSIT, OUT),
    "delivered": (POSTED, TRANSIT, OUT, DELIVERED),
    "absent": (POSTED, TRANSIT, OUT, ("BDE", "20", "Carteiro não atendido", 106)),
    "returned": (
        POSTED,
        TRANSIT,
        OUT,
        ("BDE", "04", "Cliente recusou-se a receber", 104),
        ("BDE", "23", "Objeto entregue ao remetente", 120),
    ),
    "waiting": (POSTED, TRANSIT, ("LDI", "01", "Objeto aguardando retirada no endereço indicado", 90)),
    # A delivery that was written by mistake and taken back.
    "reversed": (
        POSTED,
        OUT,
        DELIVERED,
        ("EST", "01", "Favor desconsiderar a informação anterior", 109),
        ("DO", "01", "Objeto em transferência - por favor aguarde", 110),
    ),
    "late_scan": (POSTED, TRANSIT, OUT, DELIVERED, ("RO", "01", "Objeto em transferência", 115)),
    "strange": (POSTED, ("XYZ", "7", "Evento novo dos Correios", 30)),
    # Two events of one second, and a delivery that ended at the sender's door after all.
    "undone": (
        POSTED,
        OUT,
        DELIVERED,
        ("BDE", "04", "Objeto será devolvido ao remetente", 108),
        ("BDE", "23", "Objeto entregue ao remetente", 130),
    ),
    # A year mistyped at the counter; and what is only a label yet.
    "future": (POSTED, ("BDE", "01", "Objeto entregue ao destinatário", 24 * 365 * 36)),
    "not_posted": (("XYZ", "1", "Etiqueta emitida: objeto ainda não postado", 0),),
    "twice": (POSTED, POSTED, OUT, OUT, DELIVERED, DELIVERED, ("EST", "01", "Favor desconsiderar", 109)),
}


def correios(world: World) -> Blueprint:
    """The routes."""
    api = Blueprint("correios", __name__, url_prefix="/correios")
    api.add_url_rule(
        "/token/v1/autentica/cartaopostagem", "token", world.locked(lambda: token(world)), methods=["POST"]
    )
    api.add_url_rule("/srorastro/v1/objetos", "many", world.locked(lambda: objects(world)))
    api.add_url_rule("/srorastro/v1/objetos/<code>", "one", world.locked(lambda code: objects(world, code)))
    return api


def token(world: World) -> Response:
    """A token for a day; success is 201."""
    kept = keys(world.state["seed"])
    pair = f"{kept['correios_user']}:{kept['correios_code']}"
    wanted = "Basic " + base64.b64encode(pair.encode()).decode()
    if request.headers.get("Authorization") != wanted:
        return answer({"msgs": ["Usuário ou código de acesso inválido"], "stackTrace": "at br.com…"}, 401)
    if request.get_json(force=True).get("numero") != kept["correios_card"]:
        return answer({"msgs": ["Cartão de postagem inválido"]}, 400)
    local = datetime.now(UTC).replace(tzinfo=None, microsecond=0) - timedelta(hours=3)
    world.count("correios token")
    world.tokens += 1
    body = {
        "token": f"{kept['correios_token']}.{world.tokens}",
        "emissao": local.isoformat(),
        "expiraEm": (local + timedelta(hours=24)).isoformat(),
        "zoneOffset": "-03:00",
        "api": [5, 87],
        "ip": "127.0.0.1",
    }
    return answer(body, 201)


def objects(world: World, code: str = "") -> Response:
    """Parcels with all their events."""
    living = f"Bearer {keys(world.state['seed'])['correios_token']}.{world.tokens}"
    if request.headers.get("Authorization") != living:
        return answer({"msgs": ["Token inválido"]}, 401)
    codes = [code] if code else [part for part in request.args.get("codigosObjetos", "").split(",") if part]
    if len(codes) > AT_ONCE:
        world.count("correios too many")
        return answer({"msgs": [f"Máximo de {AT_ONCE} objetos"]}, 400)
    for each in codes:
        if refusal := refused_with(world.parcels.get(each)):
            return answer({"msgs": ["Objeto inválido na lista"], "stackTrace": "at br.com…"}, refusal)
    shown = [shown_parcel(world, each) for each in codes]
    return answer({"versao": "1.1.5", "quantidade": len(shown), "objetos": shown, "tipoResultado": "T"})


def refused_with(kept: Json | None) -> int:
    """The status a question about this parcel is refused with; 0 where it is answered."""
    return int(kept.get("refusal", 400)) if kept is not None and kept["story"] == "refused" else 0


def shown_parcel(world: World, code: str) -> Json:
    """A parcel as Correios shows it."""
    kept = world.parcels.get(code, {})
    story = kept.get("story", "unknown")
    if story == "invalid":
        return {"codObjeto": code, "mensagem": "SRO-019: Objeto inválido"}
    if story in ("unknown", "label", "canceled"):
        return {
            "codObjeto": code,
            "mensagem": "SRO-020: Objeto não encontrado na base de dados dos Correios.",
        }
    posted = datetime.fromisoformat(kept["posted"])
    return {
        "codObjeto": code,
        "tipoPostal": {"sigla": code[:2], "descricao": "SEDEX", "categoria": "SEDEX"},
        "dtPrevista": (posted + timedelta(days=8)).replace(hour=23, minute=59).isoformat(),
        "contrato": "9912345678",
        "eventos": events_of(story, posted),
    }


def events_of(story: str, posted: datetime) -> list[Json]:
    """The events of a story, newest first."""
    events: list[Json] = []
    for family, number, text, hours in STORIES[story]:
        event: Json = {
            "codigo": family,
            "tipo": number,
            "dtHrCriado": (posted + timedelta(hours=hours)).isoformat(),
            "descricao": text,
            "unidade": {"tipo": "Unidade de Distribuição", "endereco": {"cidade": "SAO PAULO", "uf": "SP"}},
        }
        if family == "BDE" and number == "01":
            event["recebedor"] = {"nome": "FULANO DE TAL", "documento": "52998224725"}
        if family == "LDI":
            event["dtLimiteRetirada"] = (posted + timedelta(days=10)).date().isoformat()
        events.insert(0, event)
    return events
