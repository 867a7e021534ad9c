"""One window for one data folder: the second start shows the first and ends."""

import getpass
import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.paths import drop_link

MAX_BYTES = 1000
WAIT_MILLISECONDS = 1500


class SingleInstance(QObject):
    """A lock decides, a local socket carries "show yourself". Connect first, listen only with the lock."""

    show_asked = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(f"{getpass.getuser()}|{data_dir}".encode()).hexdigest()[:16]
        self._name = f"ecco-desktop-{digest}"
        self._file = data_dir / "window.lock"
        self._lock = QLockFile(str(self._file))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._sockets: list[QLocalSocket] = []

    def acquire(self) -> bool:
        """Whether this is the first; otherwise the first was asked to show itself."""
        if not self._lock.tryLock(0) and not self._healed():
            self._ask()
            return False
        # We hold the lock, so a socket of this name is a dead program's.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def _healed(self) -> bool:
        """Whether the lock was had after all. SetupProblem where something else has its name.

        One that a power cut left empty, or that came along with a copied folder, is nobody's; what is locked
        in truth is left (Qt looks).
        """
        process, computer, _program = self._lock.getLockInfo()
        if process and computer == QSysInfo.machineHostName():
            return False
        try:
            drop_link(self._file)
            strange = self._file.exists() and not self._file.is_file()
        except OSError:
            strange = True
        if strange:
            raise SetupProblem("window.lock", file=self._file)
        return self._lock.removeStaleLockFile() and self._lock.tryLock(0)

    def release(self) -> None:
        """Let the next start be the first."""
        for socket in self._sockets:
            socket.disconnect(self)
            socket.abort()
        self._sockets.clear()
        self._server.close()
        self._lock.unlock()

    def _ask(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT_MILLISECONDS):
            socket.write(json.dumps({"do": "show"}).encode() + b"\n")
            socket.waitForBytesWritten(WAIT_MILLISECONDS)
            socket.disconnectFromServer()

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._sockets.append(socket)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._drop)
        # What came before the signals were connected is read now.
        self._read()

    def _read(self) -> None:
        for socket in self._sockets:
            if not socket.bytesAvailable():
                continue
            try:
                asked = json.loads(bytes(socket.read(MAX_BYTES).data()))
            except ValueError:
                continue
            if isinstance(asked, dict) and asked.get("do") == "show":
                self.show_asked.emit()

    def _drop(self) -> None:
        gone = [
            socket
            for socket in self._sockets
            if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState
        ]
        for socket in gone:
            self._sockets.remove(socket)
            socket.deleteLater()
