"""The review page: one HTML file that holds its text, style, script and data, and asks the network for nothing."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from translit.normalizer import Normalizer
from translit.workbench.page_data import page_data, shown
from translit.workbench.survey import Survey

_FOLDER = Path(__file__).parent / "page"
_STYLES = ("colors.css", "layout.css", "views.css")
_SCRIPTS = ("data.js", "dom.js", "decisions.js", "filters.js", "text.js", "details.js", "spellings.js", "review.js", "charts.js", "overview.js", "keys.js", "start.js")  # fmt: skip
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def report_page(survey: Survey, norm: Normalizer, title: str) -> str:
    """The page for a survey, as HTML; the same survey always gives the same page.

    >>> page = report_page(Survey(), Normalizer(), "Wire, <week 7>")
    >>> "<title>Wire, &lt;week 7&gt;" in page, "http-equiv" in page
    (True, True)
    """
    style, script = _joined(_STYLES), _joined(_SCRIPTS)
    policy = (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'"
    )
    values = {
        "title": html.escape(shown(title)),
        "policy": html.escape(policy),
        "style": style,
        "script": script,
        "data": json_in_html(page_data(survey, norm, title)),
    }
    return _filled((_FOLDER / "template.html").read_text(encoding="utf-8"), values)


def json_in_html(values: object) -> str:
    """JSON that stays data wherever it stands in HTML: no character of it can end a script or begin a tag.

    >>> json_in_html(["</script>", "Київ"])
    '["\\\\u003c/script\\\\u003e","Київ"]'
    """
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with each {{name}} replaced, in one pass, so that a value is never searched for names."""
    return _PLACE.sub(lambda match: values[match.group(1)], template)


@lru_cache(maxsize=2)
def _joined(names: tuple[str, ...]) -> str:
    return "".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)


def _digest(content: str) -> str:
    """The content as a security policy names it: the browser runs no script and no style but those that ship."""
    return "sha256-" + base64.b64encode(sha256(content.encode()).digest()).decode()
