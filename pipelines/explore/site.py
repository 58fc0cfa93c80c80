"""What all pages share: the data set, its index, the language of the reader, templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipelines.explore.articles import instant
from pipelines.explore.dataset import DataSet
from pipelines.explore.index_read import Index
from pipelines.explore.language import Language, Speaker, preferred
from pipelines.explore.security import web_address

LABELS = ("PER", "ORG", "LOC", "DOC", "POSITION", "EVENT", "DATE")
# What has a page of its own; a date has none.
ENTITY_LABELS = ("PER", "ORG", "LOC", "DOC", "POSITION", "EVENT")
_COOKIE = "dongtin_lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One data set on show."""

    dataset: DataSet
    index: Index

    def render(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page: the template with `values`, and what every page has."""
        speaker = speaker_of(request)
        page = _environment().get_template(template)
        html = page.render(
            t=speaker,
            here=request.url.path,
            other=_other_language(request, speaker.language),
            state=self.state(),
            labels=LABELS,
            entity_labels=ENTITY_LABELS,
            dataset=self.dataset.root,
            **values,
        )
        answer = HTMLResponse(html, status_code=status)
        if request.query_params.get("lang") == speaker.language:
            answer.set_cookie(_COOKIE, speaker.language, max_age=31_536_000, httponly=True, samesite="strict")
        return answer

    def state(self) -> dict[str, int]:
        """How many articles are committed and how many of them the index has."""
        total, progress = self.dataset.snapshot.total("articles"), self.index.progress()
        return {"total": total, "indexed": min(progress.indexed, total), "sequence": self.dataset.snapshot.sequence}


def site_of(request: Request) -> Site:
    """The site that a request is made to."""
    site: Site = request.app.state.site
    return site


def speaker_of(request: Request) -> Speaker:
    """The reader's language: asked for in the address, else remembered, else the browser's."""
    for choice in (request.query_params.get("lang"), request.cookies.get(_COOKIE)):
        if choice in tuple(Language):
            return Speaker(Language(choice))
    return Speaker(preferred(request.headers.get("accept-language", "")))


def address(path: str, **values: object) -> str:
    """A path of ours with its parameters."""
    return f"{path}?{urlencode({name: value for name, value in values.items() if value not in (None, '')})}"


def entity_address(key: str) -> str:
    """The page of an entity."""
    return address("/entity", key=key)


def article_address(article_id: str, revision: int | None = None) -> str:
    """The page of an article, of one revision where given."""
    return address("/article", id=article_id, revision=revision)


def _other_language(request: Request, language: Language) -> str:
    other = Language.EN if language is Language.VI else Language.VI
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"{request.url.path}?{urlencode([*kept, ('lang', other.value)])}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipelines.explore"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"entity_address": entity_address, "article_address": article_address, "address": address}
    environment.filters |= {"web_address": web_address, "instant": instant}
    return environment
