"""Annotated articles in, judged articles out: article, revision or duplicate."""
