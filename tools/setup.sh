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

# Qt needs a few system libraries that desktop systems have and bare servers may not: some to load at
# all, the others to show a window on an X display.
libraries="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
window_libraries="libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0"

can_load() { QT_QPA_PLATFORM=offscreen .venv/bin/python -c 'from PySide6 import QtWidgets' 2>/dev/null; }
can_show() {
  plugin=$(.venv/bin/python -c 'import pathlib, PySide6; print(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so")')
  [ ! -e "$plugin" ] || [ -z "$(ldd "$plugin" | grep 'not found' || true)" ]
}
install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1 ||
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null; }
}

if [ "$(uname)" = Linux ]; then
  if ! can_load && ! { install $libraries && can_load; }; then
    echo "Faltam bibliotecas do sistema. Instale com: sudo apt-get install $libraries" >&2
    exit 3
  fi
  if ! can_show && ! { install $window_libraries && can_show; }; then
    echo "Aviso: para a janela faltam bibliotecas do sistema (os testes e o terminal não precisam delas)." >&2
    echo "Instale com: sudo apt-get install $window_libraries" >&2
  fi
fi
