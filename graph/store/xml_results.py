"""SPARQL Query Results XML Format into the JSON one, white space at the ends of texts included.

pyoxigraph's own reader of the XML format trims literals (seen in 0.5.13), which would break
every receipt that begins or ends with a space.
"""

from __future__ import annotations

import json
from xml.etree import ElementTree

__all__ = ["json_from_xml"]

_NAMESPACE = "{http://www.w3.org/2005/sparql-results#}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def json_from_xml(body: bytes) -> bytes:
    """The same results in SPARQL 1.1 Query Results JSON Format.

    Raises:
        ValueError: if `body` is no XML, or not of that format.
    """
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    boolean = root.find(f"{_NAMESPACE}boolean")
    if boolean is not None:
        return json.dumps({"head": {}, "boolean": (boolean.text or "").strip() == "true"}).encode()
    variables = [
        found.get("name") for found in root.iterfind(f"{_NAMESPACE}head/{_NAMESPACE}variable")
    ]
    bindings = [
        {binding.get("name"): _term(binding) for binding in result.iterfind(f"{_NAMESPACE}binding")}
        for result in root.iterfind(f"{_NAMESPACE}results/{_NAMESPACE}result")
    ]
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": bindings}}).encode()


def _term(binding: ElementTree.Element) -> dict[str, str]:
    if len(binding) != 1:
        raise ValueError("a binding without a value")
    node = binding[0]
    kind = node.tag.removeprefix(_NAMESPACE)
    if kind not in {"uri", "literal", "bnode"}:
        raise ValueError(f"a value of the kind {kind!r}")
    term = {"type": kind, "value": node.text or ""}
    if (datatype := node.get("datatype")) is not None:
        term["datatype"] = datatype
    if (language := node.get(_LANGUAGE)) is not None:
        term["xml:lang"] = language
    return term
