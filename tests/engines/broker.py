"""A real Kafka broker: one node, KRaft, in a folder of the test's own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.engines.processes import HOST, free_port, listens, need, process, wait_until

_CLUSTER = "ZG9uZ3Rpbi1lbmdpbmVzLQ"  # any 16 bytes in base64


@contextmanager
def broker(folder: Path) -> Iterator[str]:
    """`host:port` of a broker that ends with the block."""
    jars = need("kafka") / "kafka"
    port, controller = free_port(), free_port()
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "server.properties"
    settings.write_text(
        "\n".join(
            (
                "process.roles=broker,controller",
                "node.id=1",
                f"controller.quorum.voters=1@{HOST}:{controller}",
                f"listeners=PLAINTEXT://{HOST}:{port},CONTROLLER://{HOST}:{controller}",
                f"advertised.listeners=PLAINTEXT://{HOST}:{port}",
                "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                f"log.dirs={folder / 'logs'}",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "offsets.topic.num.partitions=1",
                "num.partitions=2",
                "log.retention.ms=-1",  # the messages of tests are old by their own times
                "auto.create.topics.enable=false",
            )
        )
    )
    java = ["java", "-Xmx256m", "-cp", f"{jars}/*"]
    format_ = [*java, "kafka.tools.StorageTool", "format", "-t", _CLUSTER, "-c", str(settings)]
    subprocess.run(format_, check=True, capture_output=True, timeout=60)
    with process([*java, "kafka.Kafka", settings], folder / "broker.log"):
        wait_until(lambda: listens(port), f"Kafka listens at {port}; see {folder / 'broker.log'}")
        yield f"{HOST}:{port}"
