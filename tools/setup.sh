#!/usr/bin/env bash
# Makes .venv with the exact versions of requirements.lock and the program itself.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

"$python" - <<'PY' || { echo "Ecco Desktop precisa do Python 3.11 ou mais novo." >&2; exit 3; }
import sys
sys.exit(sys.version_info < (3, 11))
PY

if [ ! -x .venv/bin/python ]; then
  "$python" -m venv .venv
fi
echo "Preparando o ambiente (só na primeira vez; leva um ou dois minutos)…"
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .

# Qt needs a few system libraries that desktop systems have and bare servers may not.
if ! QT_QPA_PLATFORM=offscreen .venv/bin/python -c 'from PySide6 import QtWidgets' 2>/dev/null; then
  libraries="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 fonts-dejavu-core"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $libraries >/dev/null
  else
    echo "Faltam bibliotecas do sistema para a janela. Instale com: sudo apt-get install $libraries" >&2
    exit 3
  fi
fi
