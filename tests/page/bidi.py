"""Firefox over WebDriver BiDi: as much of it as opens a page and listens."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import connect

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
EVENTS = ["log.entryAdded", "network.beforeRequestSent", "browsingContext.load"]
PREFERENCES = {
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "services.settings.server": "data:,",
}
"""What keeps Firefox from asking its makers for anything."""


class Firefox:
    """One tab of a headless Firefox, with all that it complained of and asked for."""

    def __init__(self, socket: Any) -> None:
        self._socket, self._numbers = socket, itertools.count(1)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=EVENTS)
        made = self.ask("browsingContext.create", type="tab")
        self._tab = made["context"]

    def ask(self, method: str, **params: Any) -> Any:
        """Ask for something, and keep what happens meanwhile."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv(timeout=60))
            if told.get("id") == number:
                assert told["type"] == "success", told
                return told["result"]
            self._keep(told)

    def _keep(self, told: dict[str, Any]) -> None:
        if told.get("method") == "log.entryAdded":
            self.complaints.append(str(told["params"]["text"]))
        if told.get("method") == "network.beforeRequestSent":
            self.requests.append(told["params"]["request"]["url"])

    def open(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """What an expression of JavaScript is, where that is a text or a number."""
        told = self.ask(
            "script.evaluate",
            expression=expression,
            target={"context": self._tab},
            awaitPromise=True,
        )
        return told["result"].get("value")


@contextmanager
def firefox(program: str) -> Iterator[Firefox]:
    """A headless Firefox with an empty profile."""
    with tempfile.TemporaryDirectory() as profile:
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in PREFERENCES.items())
        with open(f"{profile}/user.js", "w", encoding="utf-8") as file:  # noqa: PTH123
            file.writelines(lines)
        command = [program, "--headless", "--remote-debugging-port", "0", "--profile", profile]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
            try:
                assert running.stderr
                told = next(filter(None, map(LISTENING.search, running.stderr)))
                with connect(f"{told[1]}/session", max_size=None) as socket:
                    yield Firefox(socket)
            finally:
                running.terminate()
