"""The main jobs through the real connectors: stock of 50,000 products, orders, memory and processor time."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import requests

from ecco_desktop.connectors.http.auth import oauth1_query
from tests.support import Sandbox, running_sandbox
from tools.bench.rows import Row, exponent

PRODUCTS, ORDERS = 50_000, 1_000
LATENCY = "5"
SCRIPT = str(Path(__file__).with_name("one_shop.py"))


def shop(sandbox: Sandbox, *words: str) -> list[dict[str, Any]]:
    """What a process of its own measured on this sandbox: one object for each run."""
    with tempfile.TemporaryDirectory() as folder:
        told = [sys.executable, SCRIPT, folder, json.dumps(sandbox.hello), *words]
        done = subprocess.run(told, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def stock() -> list[Row]:
    """First run, one that compares everything and finds nothing, and one that has nothing to do."""
    found: dict[int, list[dict[str, Any]]] = {}
    for products in (PRODUCTS // 10, PRODUCTS):
        with running_sandbox(
            "--latency-ms", LATENCY, "--products", str(products), "--orders", "4"
        ) as sandbox:
            found[products] = shop(sandbox, "sync_stock", "sync_stock", "sync_stock:schedule")
            if products == PRODUCTS:
                reading, page = raw_reading(sandbox)
                single = raw_single(sandbox)
    small, (first, again, quiet) = found[PRODUCTS // 10], found[PRODUCTS]
    speeds = [run["read"] / run["seconds"] for run in (first, again)]
    growth = [exponent(a["seconds"], b["seconds"]) for a, b in zip(small, found[PRODUCTS], strict=True)]
    naive = first["updated"] * single
    cpu = again["cpu"] / again["read"] * 1e6
    return [
        Row(
            f"Estoque: {first['read']} SKUs, {first['updated']} diferentes",
            f"{first['seconds']:.1f} s, {speeds[0]:.0f} SKU/s, {first['calls']} chamadas",
            "5.000 SKU/s",
            speeds[0] >= 5000,
            f"um a um, só os envios: {naive:.0f} s ({naive / first['seconds']:.0f}×)",
            growth[0],
        ),
        Row(
            f"Estoque: {again['read']} SKUs conferidos, nada diferente",
            f"{again['seconds']:.1f} s, {speeds[1]:.0f} SKU/s, {again['calls']} chamadas, nenhum envio"
            if again["updated"] == 0
            else "ENVIOU",
            "5.000 SKU/s",
            speeds[1] >= 5000 and again["updated"] == 0,
            f"só ler as mesmas páginas com requests: {reading:.1f} s; uma página, {page * 1000:.0f} ms",
            growth[1],
        ),
        Row(
            "Processador por SKU sem mudança",
            f"{cpu:.0f} µs",
            "40 µs",
            cpu < 40,
            growth=exponent(small[1]["cpu"], again["cpu"]),
        ),
        Row(
            f"Estoque sem nada a fazer, {quiet['read']} SKUs",
            f"{quiet['seconds']:.2f} s, {quiet['calls']} chamadas ao ERP, nenhuma à loja",
            "2 s",
            quiet["seconds"] < 2,
            growth=growth[2],
        ),
        Row(
            f"Memória de pico, estoque de {first['read']} SKUs",
            f"{quiet['peak_mb']:.0f} MB",
            "150 MB",
            quiet["peak_mb"] < 150,
            f"programa parado: {first['idle_mb']:.0f} MB",
            exponent(small[2]["peak_mb"], quiet["peak_mb"]),
        ),
    ]


def orders() -> list[Row]:
    """Every order is looked up, sent, and looked up again."""
    found: list[dict[str, Any]] = []
    for count in (ORDERS // 10, ORDERS):
        with running_sandbox("--latency-ms", LATENCY, "--products", "500", "--orders", str(count)) as sandbox:
            found += shop(sandbox, "import_orders", "import_orders:schedule")
            single = raw_single(sandbox)
    small, run, quiet = found[0], found[2], found[3]
    speed = run["created"] / run["seconds"]
    calls = run["calls"] / run["created"]
    return [
        Row(
            f"Importar {run['created']} pedidos",
            f"{speed:.0f} pedidos/s, {calls:.1f} chamadas cada",
            "40 pedidos/s",
            speed >= 40,
            f"as mesmas chamadas, sem mais nada: {1 / (calls * single):.0f} pedidos/s",
            exponent(small["seconds"], run["seconds"]),
        ),
        Row(
            "Importar pedidos sem nada a fazer",
            f"{quiet['seconds']:.2f} s, {quiet['calls']} chamadas",
            "2 s, 1 chamada",
            quiet["seconds"] < 2 and quiet["calls"] <= 1,
        ),
    ]


# -- plain references --


def _door(sandbox: Sandbox) -> tuple[requests.Session, str]:
    form = sandbox.hello["woocommerce"]
    session = requests.Session()
    session.trust_env = False
    session.auth = oauth1_query(form["consumer_key"], form["consumer_secret"])
    return session, f"{form['address']}/wp-json/wc/v3"


def raw_reading(sandbox: Sandbox) -> tuple[float, float]:
    """Seconds to read every page of the store and of the ERP, one after the other; and for one page."""
    session, base = _door(sandbox)
    fields = "id,name,type,sku,global_unique_id,manage_stock,stock_quantity"
    began, pages = time.perf_counter(), 0
    for path in ("products", "variations"):
        number = 1
        while rows := session.get(
            f"{base}/{path}?per_page=100&page={number}&orderby=id&order=asc&_fields={fields}", timeout=60
        ).json():
            pages, number = pages + 1, number + 1
            if len(rows) < 100:
                break
    spent = time.perf_counter() - began
    return spent, spent / pages


def raw_single(sandbox: Sandbox) -> float:
    """Seconds for one small request, the mean of fifty: what a script of one call per SKU pays each time."""
    session, base = _door(sandbox)
    own = session.get(f"{base}/products?per_page=1&_fields=id", timeout=60).json()[0]["id"]
    began = time.perf_counter()
    for _ in range(50):
        session.get(f"{base}/products/{own}?_fields=id", timeout=60)
    return (time.perf_counter() - began) / 50


MEASURES = (stock, orders)
