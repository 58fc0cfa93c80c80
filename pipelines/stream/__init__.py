"""The embedded streaming driver: small bounded runs of the one graph, planned durably, one after the other."""
