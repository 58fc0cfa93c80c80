"""Canonical URLs: the same story under one name, however it was linked to."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|igshid|zarsrc|zalo\w*|mc_[ce]id|_ga|_gl|vero_\w+|mkt_tok|"
    r"spm|from|src|source|ref|refer|referrer|referer|share|shared|shareid|sharetype|cmpid|camp|campaign|itm_\w+|s_cid|ito|"
    r"ocid|smid|sr_share|feature|via|amp|amp_\w+|outputtype|gidzl|rss|feed|vnsource|vn_source|reloc|stamp|_|"
    r"at_medium|at_campaign|xtor|wt_\w+|pk_\w+|ns_\w+|hootpostid|mbid|trk|traffic_source|layout|mobile|device|view_mode)$",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_MOBILE_HOST = re.compile(r"^(?:www|m|mobile|amp|wap|touch|mb)\.(?=[^.]+\.[^.]+)")
_AMP_TAIL = re.compile(r"(?:/amp/?$|/amp(?=/)|(?<=[-.])amp(?=\.(?:html?|chn|aspx)$)|\.amp$)|^/amp(?=/)", re.IGNORECASE)
_INDEX_TAIL = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)


def canonical_url(url: str | None, told: str | None = None) -> str | None:
    """One name for a story's address: https, no www/mobile/AMP host or path, no tracking parameter, no fragment.

    url   where the page was found; told  what the page calls its canonical address, believed only on the same site
    and only where it is more than the site's root. None where neither is an http(s) URL.
    """
    found = _normal(url)
    declared = _normal(urljoin(url or "", told.strip())) if told else None
    if declared is None or found is None:
        return found or declared
    same_site = _site(declared) == _site(found)
    is_root = urlsplit(declared).path == "/" and urlsplit(found).path != "/"
    return declared if same_site and not is_root else found


def _site(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _normal(url: str | None) -> str | None:
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host or "." not in host:
        return None
    host = _MOBILE_HOST.sub("", host)
    if port is not None and port not in _DEFAULT_PORTS.values():
        host = f"{host}:{port}"
    return f"https://{host}{_path(parts.path)}{_query(parts.query)}"


def _path(path: str) -> str:
    path = re.sub(r"/{2,}", "/", path)
    path = _INDEX_TAIL.sub("/", _AMP_TAIL.sub("", path))
    path = re.sub(r";jsessionid=[^/]*", "", path, flags=re.IGNORECASE)
    path = quote(unquote(path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape")
    return path.rstrip("/") or "/"


def _query(query: str) -> str:
    kept = sorted((k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(k))
    return "?" + urlencode(kept) if kept else ""
