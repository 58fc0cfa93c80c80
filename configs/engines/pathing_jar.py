"""Makes a jar that holds nothing but the names of others, so that `java -jar` starts a program of many jars.

Usage: pathing_jar.py JAR MAIN_CLASS FOLDER, the folder beside the jar.
"""

import sys
import zipfile
from pathlib import Path

# What Flink's serialisers look into; Java 17 closes it by default.
_OPENED = (
    "java.io java.lang java.lang.invoke java.lang.reflect java.net java.nio java.text java.time java.util "
    "java.util.concurrent java.util.concurrent.atomic java.util.concurrent.locks sun.net.util sun.nio.ch"
)


def manifest(main: str, folder: Path) -> str:
    """The text of MANIFEST.MF; its lines are at most 72 bytes long."""
    jars = " ".join(f"{folder.name}/{jar.name}" for jar in sorted(folder.glob("*.jar")))
    opened = " ".join(f"java.base/{package}" for package in _OPENED.split())
    lines = ["Manifest-Version: 1.0", f"Main-Class: {main}", f"Add-Opens: {opened}", f"Class-Path: {jars}"]
    return "\r\n".join("\r\n ".join(_pieces(line)) for line in lines) + "\r\n\r\n"


def _pieces(line: str) -> list[str]:
    return [line[start : start + 70] for start in range(0, len(line), 70)]


if __name__ == "__main__":
    target, main_class, jars = sys.argv[1:]
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", manifest(main_class, Path(jars)))
