"""Talking to a running Airflow over its REST API, as an operator's tools do."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Found = TypeVar("Found")


class Rest:
    """The API of one Airflow on this machine."""

    def __init__(self, port: int, home: Path) -> None:
        self.base = f"http://localhost:{port}"
        passwords = json.loads((home / "simple_auth_manager_passwords.json.generated").read_text())
        user = {"username": "admin", "password": passwords["admin"]}
        self.token: str = self._call("POST", "/auth/token", user)["access_token"]

    def get(self, path: str) -> Any:
        return self._call("GET", f"/api/v2/{path}")

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self._call("POST", f"/api/v2/{path}", body)

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        return self._call("PATCH", f"/api/v2/{path}", body)

    def trigger(self, dag: str, **params: Any) -> str:
        self.patch(f"dags/{dag}", {"is_paused": False})
        return str(self.post(f"dags/{dag}/dagRuns", {"logical_date": None, "conf": params})["dag_run_id"])

    def state(self, dag: str, run: str) -> str:
        return str(self.get(f"dags/{dag}/dagRuns/{run}")["state"])

    def ended(self, dag: str, run: str, seconds: float = 240) -> str:
        return wait_for(lambda: self._final(self.state(dag, run)), seconds, f"the end of {dag} {run}")

    def runs(self, dag: str) -> list[dict[str, Any]]:
        return list(self.get(f"dags/{dag}/dagRuns?order_by=-run_after")["dag_runs"])

    def tasks(self, dag: str, run: str) -> dict[str, str]:
        found = self.get(f"dags/{dag}/dagRuns/{run}/taskInstances")["task_instances"]
        return {one["task_id"]: one["state"] for one in found}

    def returned(self, dag: str, run: str, task: str) -> Any:
        path = f"dags/{dag}/dagRuns/{run}/taskInstances/{task}/xcomEntries/return_value?deserialize=true"
        return self.get(path)["value"]

    @staticmethod
    def _final(state: str) -> str | None:
        return state if state in ("success", "failed") else None

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Content-Type": "application/json"}
        if hasattr(self, "token"):
            headers["Authorization"] = f"Bearer {self.token}"
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.base + path, data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            content = answer.read()
        return json.loads(content) if content else None


def wait_for(question: Callable[[], Found | None], seconds: float, what: str) -> Found:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answer = question()
        if answer:
            return answer
        time.sleep(0.5)
    raise AssertionError(f"waited {seconds:.0f} s for {what}")
