#!/usr/bin/env bash
# Runs tests/desktop on a desktop of its own: an X server, a window manager, a session bus, a keyring and an
# accessibility bus, from Debian packages. Where it cannot be had, one line says why, and that is no failure.
set -euo pipefail
cd "$(dirname "$0")/.."
password=only-for-tests
packages="at-spi2-core dbus gnome-keyring openbox xdotool xvfb"

skip() { echo "SKIPPED: the tests on a real desktop: $1"; exit 0; }
missing() {
  for program in Xvfb openbox dbus-run-session gnome-keyring-daemon xdotool; do
    command -v "$program" >/dev/null || { echo "$program"; return; }
  done
  [ -e /usr/share/dbus-1/services/org.a11y.Bus.service ] || echo at-spi2-core
}
fetch() {
  export DEBIAN_FRONTEND=noninteractive
  quick="-qq -o Acquire::Retries=1 -o Acquire::http::Timeout=10 -o Acquire::https::Timeout=10"
  timeout 30 apt-get $quick update && timeout 90 apt-get $quick install -y --no-install-recommends $packages
}

if [ "${1:-}" != inside ]; then
  [ "$(uname)" = Linux ] || skip "they need Linux"
  if [ -n "$(missing)" ]; then
    [ "$(id -u)" = 0 ] || skip "$(missing) is missing, and only root can install it (apt-get install $packages)"
    command -v apt-get >/dev/null || skip "$(missing) is missing, and this system has no apt-get"
    fetch >/dev/null 2>&1 || skip "the packages cannot be fetched ($packages)"
    [ -z "$(missing)" ] || skip "$(missing) is missing after the packages were installed"
  fi
  home=$(mktemp -d)
  trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$home"' EXIT
  mkdir -m 700 "$home/run"
  # Nothing of who runs this is seen, and nothing is left.
  for variable in $(compgen -e | grep -E '^(DBUS|XDG|GNOME|KDE|WAYLAND|AT_SPI|SSH_AUTH)' || true); do unset "$variable"; done
  export HOME=$home XDG_RUNTIME_DIR=$home/run
  mkfifo "$home/display"
  Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$home/display" >/dev/null 2>&1 &
  server=$!
  export DISPLAY=:$(timeout 10 head -1 "$home/display") || skip "the X server does not start"
  # What the desktop's own programs say is not for whoever waits for the tests.
  dbus-run-session -- bash tools/desktop_test.sh inside "${@}" 3>&1 4>&2 >/dev/null 2>&1
  exit
fi

shift
exec >&3 2>&4 3>&- 4>&-
export ECCO_DESKTOP=1 QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
export PYTHON_KEYRING_BACKEND=keyring.backends.SecretService.Keyring
openbox >/dev/null 2>&1 &
trap 'kill %1' EXIT
printf %s "$password" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
.venv/bin/python -m pytest "${@:-tests/desktop}"
