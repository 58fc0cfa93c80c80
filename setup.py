"""The distribution `dongtin`."""

from pathlib import Path

from setuptools import find_namespace_packages, setup

# What `dongtin explore` shows a data set with.
_EXPLORE = ["duckdb>=2,<3", "starlette>=0.45", "uvicorn>=0.34"]

setup(
    name="dongtin",
    version="0.1.0",
    description="Streaming and batch ingestion of Vietnamese news into partitioned Parquet",
    long_description=Path(__file__).with_name("README.md").read_text("utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11",
    packages=find_namespace_packages(
        include=["transforms*", "pipelines*", "configs.dags*", "configs.pipelines*", "configs.publishers*"],
    ),
    package_data={"": ["*.tsv", "*.json", "*.txt", "*.yaml", "*.html", "*.j2", "*.css", "*.svg", "NOTICE"]},
    install_requires=[
        # Pinned: runners' behaviour (FnApiRunner, fileio, Prism's switch) was measured at this version, and the
        # Flink job server and Prism must match it.
        "apache-beam==2.77.0",
        # Pinned: extraction is tuned and measured against this version's internals (it is given a parsed tree).
        "trafilatura==2.3.1",
        "underthesea>=9.5,<10",
        "holidays>=0.100",
        "pyarrow>=22",
        "fastwarc>=2",
        "warcio>=1.7.5",
        "brotli>=1.1",
        # 2.6 bounds what a compressed answer may unpack to; the extra undoes zstd where Python does not yet.
        "urllib3[zstd]>=2.6",
        "prometheus-client>=0.20",
        "protego>=0.4",
        "idna>=3.7",
        "filelock>=3.20",
        "jinja2>=3.1",
        "lxml>=6",
        # trafilatura asks for it as an extra of lxml, by a name that pip before 23.3 does not find.
        "lxml-html-clean>=0.4",
        "cssselect>=1.2",
        "numpy>=2",
        "pycld2>=0.42",
        "pydantic>=2.10",
        "python-json-logger>=3",
        "PyYAML>=6",
        # Pinned to the minor version: another may sketch otherwise; signatures carry what they were sketched with.
        "rensa>=0.5,<0.6",
        "resiliparse>=2",
        "rich>=13",
        "typer>=0.15",
    ],
    extras_require={
        "demo": [*_EXPLORE, "matplotlib"],
        "explore": _EXPLORE,
        "report": ["duckdb", "matplotlib"],
        "transformer": ["onnxruntime>=1.22", "tokenizers>=0.21"],
        # Wheels bring librdkafka; the transport of Kafka topics.
        "kafka": ["confluent-kafka>=2.8"],
        "airflow": ["apache-airflow>=3.3,<3.4"],
        "s3": ["s3fs>=2026.1", "universal-pathlib>=0.3,<0.4"],
        # Half a gigabyte, and it needs Java 17: only for the test of its recipe in docs/reading.md.
        "spark": ["pyspark>=4"],
        "dev": [
            "confluent-kafka>=2.8",
            *_EXPLORE,
            "httpx",
            "hypothesis",
            "import-linter",
            "interrogate",
            "lxml-stubs",
            "matplotlib",
            "moto[s3,server]",
            "mypy",
            "onnx>=1.18",
            "onnxruntime>=1.22",
            "pandas",
            "playwright",
            "polars",
            "pyarrow-stubs",
            "pytest",
            "pytest-timeout",
            "pytest-xdist",
            "ruff",
            "s3fs>=2026.1",
            "tokenizers>=0.21",
            "trustme",
            "types-PyYAML",
            "universal-pathlib>=0.3,<0.4",
        ],
    },
    entry_points={"console_scripts": ["dongtin=pipelines.cli:app"]},
)
