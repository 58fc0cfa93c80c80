#!/usr/bin/env bash
# Brings what the tests of the distributed engines need, outside the checkout: Prism, Flink with Beam's runner, Kafka.
# $1: the Python to write the pathing jar with. Repeating it fetches nothing that is there and sound.
set -euo pipefail
cd "$(dirname "$0")/../.."
python="$1"
prism_version=v2.77.0
engines="${DONGTIN_ENGINES:-${XDG_CACHE_HOME:-$HOME/.cache}/dongtin/engines}"
mkdir -p "$engines"

needs() { # needs COMMAND WHAT_FOR
  command -v "$1" >/dev/null || { echo "make engines: $1 is not on PATH; install it ($2)" >&2; exit 1; }
}

fetch_prism() {
  local target="$engines/prism-$prism_version"
  [ -x "$target" ] && return
  needs go "Go 1.25 or newer, to build Beam's Prism"
  # Go verifies the module against its checksum database.
  GOBIN="$engines/building" go install "github.com/apache/beam/sdks/v2/go/cmd/prism@$prism_version"
  mv "$engines/building/prism" "$target"
  rmdir "$engines/building"
}

fetch_jars() { # fetch_jars NAME
  local name="$1" sums="$PWD/configs/engines/$1.sha256" jars="$engines/$1"
  (cd "$jars" 2>/dev/null && sha256sum --quiet --check "$sums" 2>/dev/null) && return
  needs java "a Java 17 runtime, for Flink and Kafka"
  needs mvn "Maven 3, to fetch the jars of Flink and Kafka"
  rm -rf "$jars"
  mvn --batch-mode --quiet --file "configs/engines/$name.xml" dependency:copy-dependencies -DoutputDirectory="$jars" \
    -DincludeScope=runtime
  (cd "$jars" && sha256sum --quiet --check "$sums") ||
    { echo "make engines: $jars holds other bytes than configs/engines/$name.sha256 names; remove it" >&2; exit 1; }
}

fetch_prism &
prism=$!
fetch_jars kafka
fetch_jars flink
wait "$prism"
ln -sfn "prism-$prism_version" "$engines/prism"
"$python" configs/engines/pathing_jar.py "$engines/flink-job-server.jar" \
  org.apache.beam.runners.flink.FlinkJobServerDriver "$engines/flink"
# For the cluster within the job server, which would listen on all addresses; a cluster of your own has its own file.
mkdir -p "$engines/flink-conf"
cat >"$engines/flink-conf/config.yaml" <<'SETTINGS'
jobmanager.bind-host: 127.0.0.1
rest.bind-address: 127.0.0.1
taskmanager.bind-host: 127.0.0.1
restart-strategy.type: fixed-delay
restart-strategy.fixed-delay.attempts: 3
restart-strategy.fixed-delay.delay: 1 s
SETTINGS
echo "engines: $engines"
