# A Beam worker that has the project: for engines that start workers in containers (Flink on Kubernetes, Dataflow).
# Build at the root of a checkout: docker build -f configs/docker/worker.Dockerfile -t REGISTRY/dongtin-worker .
# The version must be that of `apache-beam` in setup.py, and the Python the one that submits the job.
FROM apache/beam_python3.11_sdk:2.77.0
WORKDIR /opt/dongtin
COPY . .
RUN python -m pip install --no-cache-dir --constraint constraints.txt '.[kafka]'
# The image's own entry point starts the worker: nothing else to run.
