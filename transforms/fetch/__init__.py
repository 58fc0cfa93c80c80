"""The fetch room: addresses in, archived answers and pages out; polite to hosts, safe for whoever runs it."""
