"""Alarms: a line in the log and, where the Airflow connection is defined, a JSON message to its webhook."""

from __future__ import annotations

import json
import logging
import urllib.request
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.error import URLError

from airflow.sdk import Connection
from airflow.sdk.exceptions import AirflowNotFoundException

logger = logging.getLogger(__name__)

_SECONDS_FOR_WEBHOOK = 10.0
# Enough for the last lines of a command, and below what chat services take.
_CHARACTERS_TOLD = 3000


def on_failure(connection: str) -> Callable[[Any], None]:
    """A callback for `on_failure_callback` that tells which task failed and why."""
    return partial(_task_failed, connection)


def _task_failed(connection: str, context: Any) -> None:
    task = context["task_instance"]
    reason = str(context.get("exception") or "ended from outside")
    raise_alarm(
        connection,
        {
            "alarm": "task failed",
            "dag": task.dag_id,
            "task": task.task_id if task.map_index < 0 else f"{task.task_id}[{task.map_index}]",
            "run": task.run_id,
            "attempt": task.try_number,
            "reason": reason[:_CHARACTERS_TOLD],
            "log": getattr(task, "log_url", ""),
        },
    )


def deadline_missed(connection: str, minutes: float, context: Any) -> None:
    """The callback of a deadline: the run takes `minutes` longer than the last ones did."""
    run = context["dag_run"]
    reason = f"{minutes:g} minutes over the average of the last runs, and still not done"
    message = {"alarm": "deadline missed", "dag": run["dag_id"], "run": run["dag_run_id"], "reason": reason}
    raise_alarm(connection, message)


def raise_alarm(connection: str, message: dict[str, Any]) -> None:
    """Logs the message, and posts it where `connection` is defined; an unreachable webhook is logged, no more.

    The connection holds the address (`https://hooks.example/T/1`) and, where one is wanted, a bearer token as password.
    """
    logger.error("ALARM %s", json.dumps(message, ensure_ascii=False))
    try:
        webhook = Connection.get(connection)
    except AirflowNotFoundException:
        logger.warning("the connection %s is not defined: this alarm goes nowhere else", connection)
        return
    try:
        _post(_address(webhook), webhook.password, message)
    except (URLError, OSError, ValueError) as error:
        logger.error("the webhook of %s cannot be reached: %s", connection, error)


def _address(webhook: Any) -> str:
    """The address in a connection: of an URI, its path is in `schema`; of Airflow's HTTP form, the protocol is."""
    host, told = webhook.host or "", webhook.schema or ""
    if "://" in host:
        return str(host)
    protocols = [name for name in (told, webhook.conn_type) if name in ("http", "https")]
    port = f":{webhook.port}" if webhook.port else ""
    path = webhook.extra_dejson.get("path", "") if told in ("http", "https") else told
    return f"{(protocols or ['https'])[0]}://{host}{port}/{str(path).lstrip('/')}"


def _post(address: str, token: str | None, message: dict[str, Any]) -> None:
    if not address.startswith(("http://", "https://")):
        raise ValueError(f"{address!r} is no http address")
    text = "\n".join(f"{name}: {value}" for name, value in message.items())
    body = json.dumps({"text": text, **message}, ensure_ascii=False).encode()  # chat services show `text`
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(address, data=body, headers=headers, method="POST")
    with urllib.request.urlopen(request, timeout=_SECONDS_FOR_WEBHOOK):
        pass
