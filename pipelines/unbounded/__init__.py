"""The same graph without an end, on an engine that can stream: Prism, Flink, Dataflow."""
