"""The Jadlog API: one question for each parcel, answered in one list, with its errors inside a 200."""

from datetime import datetime, timedelta

from flask import Blueprint, Response, request

from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.seed import keys
from ecco_desktop.sandbox.world import Json, World

AT_ONCE = 20
Steps = tuple[tuple[str, int], ...]
# What it says, hours after the posting; oldest first, as Jadlog lists them.
POSTED = ("EMISSAO", 0)
TRANSIT: Steps = (POSTED, ("ENTRADA", 8), ("TRANSFERENCIA", 20))
OUT: Steps = (*TRANSIT, ("EM ROTA", 100))
STORIES: dict[str, Steps] = {
    "posted": (POSTED,),
    "transit": TRANSIT,
    "reversed": TRANSIT,
    "out": OUT,
    "delivered": (*OUT, ("ENTREGUE", 108)),
    "absent": (*OUT, ("DESTINATARIO AUSENTE", 106)),
    # What comes back ends in the same word as what arrives.
    "returned": (*OUT, ("RECUSADO", 104), ("DEVOLUCAO", 110), ("ENTREGUE", 120)),
    "waiting": (*TRANSIT, ("DISPONIVEL PARA RETIRADA", 90)),
    "late_scan": (*OUT, ("ENTREGUE", 108), ("TRANSFERENCIA", 115)),
    "strange": (POSTED, ("CONFERENCIA 7", 30)),
    "undone": (*OUT, ("ENTREGUE", 108), ("DEVOLUCAO", 108), ("ENTREGUE", 130)),
    "future": (POSTED, ("ENTREGUE", 24 * 365 * 36)),
    "not_posted": (("EMISSAO DE ETIQUETA: AINDA NAO POSTADO", 0),),
    "twice": (POSTED, POSTED, *OUT, *OUT),
}


def jadlog(world: World) -> Blueprint:
    """The routes."""
    api = Blueprint("jadlog", __name__, url_prefix="/jadlog/embarcador/api")
    api.add_url_rule("/tracking/consultar", "track", world.locked(lambda: track(world)), methods=["POST"])
    return api


def track(world: World) -> Response:
    """Every question's answer, in its place."""
    if request.headers.get("Authorization") != f"Bearer {keys(world.state['seed'])['jadlog_token']}":
        return answer({"erro": {"id": -1, "descricao": "Token inválido"}}, 401)
    questions = request.get_json(force=True).get("consulta", [])
    if len(questions) > AT_ONCE:
        world.count("jadlog too many")
        return answer({"erro": {"id": -98, "descricao": f"Máximo de {AT_ONCE} consultas"}}, 400)
    found = [_found(world, question) for question in questions]
    for kept in found:
        if kept is not None and kept["story"] == "refused":
            refusal = int(kept.get("refusal", 400))
            return answer({"erro": {"id": -99, "descricao": "Consulta inválida na lista"}}, refusal)
    rows = [_row(question, kept) for question, kept in zip(questions, found, strict=True)]
    return answer({"consulta": rows})


def _found(world: World, question: Json) -> Json | None:
    """The parcel a question means: numbers that begin with 11 are shipment ids, others are of a CT-e."""
    for name, code in question.items():
        if name == "df":
            return _by_invoice(world, code)
        kept: Json | None = world.parcels.get(code)
        own = (name == "shipmentId") == code.startswith("11")
        return kept if kept is not None and (own or kept["story"] == "refused") else None
    return None


def _by_invoice(world: World, document: Json) -> Json | None:
    """The invoice's number goes with the sender's CNPJ; zeros before it are not known."""
    if document.get("cnpjRemetente") != keys(world.state["seed"])["jadlog_cnpj"]:
        return None
    for kept in world.parcels.values():
        if kept.get("invoice", "").lstrip("0") == document.get("nf", "?"):
            found: Json = kept
            return found
    return None


def _row(question: Json, kept: Json | None) -> Json:
    """One answer. The question's own number comes back with it, an invoice does not."""
    echo = {name: code for name, code in question.items() if name != "df"}
    if kept is None or kept["story"] not in STORIES:
        return {**echo, "erro": {"id": 1, "descricao": "Não localizado"}}
    posted = datetime.fromisoformat(kept["posted"])
    steps = [(said, posted + timedelta(hours=hours)) for said, hours in STORIES[kept["story"]]]
    events = [
        {"data": f"{moment:%Y-%m-%d %H:%M:%S}", "status": said, "unidade": "CO SAO PAULO 01"}
        for said, moment in steps
    ]
    tracking: Json = {
        "codigo": f"{posted:%Y%m%d%H%M%S}",
        "dacte": "35260400000000000019155001000004500145009",
        "dtEmissao": f"{posted:%Y-%m-%d}",
        "status": events[-1]["status"],
        "valor": 18.9,
        "peso": 0.4,
        "eventos": events,
    }
    if events[-1]["status"] == "ENTREGUE":
        tracking["recebedor"] = {
            "nome": "FULANO DE TAL",
            "doc": "52998224725",
            "data": events[-1]["data"],
        }
    return {**echo, "previsaoEntrega": f"{posted + timedelta(days=8):%Y-%m-%d}", "tracking": tracking}
