"""The IRIs of the graph, made from content alone: no counter, no clock, nothing random.

Equal arguments give equal IRIs in every process and on every machine, so that reading a document
again writes the same nodes, and two stores agree on them without having met.

`base` is the IRI below which data IRIs are made, one that `checked_base` returns. A `document_hash`
is what `document_hash` returns, never the whole SHA-256.
"""

from __future__ import annotations

import json
import re
import unicodedata
from hashlib import sha256

from .errors import UsageError
from .names import fold

__all__ = [
    "all_graphs",
    "apart_iri",
    "author_iri",
    "checked_base",
    "claim_iri",
    "document_graphs",
    "document_hash",
    "document_iri",
    "document_of_graph",
    "entity_iri",
    "evidence_iri",
    "graph_iri",
    "identities_iri",
    "identity_iri",
    "merge_iri",
    "named_apart",
    "provenance_iri",
    "run_iri",
    "scheme_iri",
    "selector_iri",
    "slug",
    "span_iri",
    "split_iri",
    "statement_iri",
    "time_iri",
    "vocabulary_iri",
]

_HASH_DIGITS = 20
_TAIL_DIGITS = 12
_LONGEST_SLUG = 80

_PLAIN = re.compile(r"[a-z0-9+][a-z0-9.+-]*")
_RESERVED = re.compile(rf"(?:-[0-9a-f]{{{_TAIL_DIGITS}}}|\.[0-9a-f]{{{_HASH_DIGITS}}})\Z")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`?#\x7f-\x9f]*/")
_GRAPH_NAME = re.compile(rf"(.*/)(?:graph|provenance)/([0-9a-f]{{{_HASH_DIGITS}}})")
_LOCAL = re.compile(rf"(.*/[^/]+)\.([0-9a-f]{{{_HASH_DIGITS}}})")
_UNSAFE = re.compile(r"[^a-z0-9.+]+")


def checked_base(base: str) -> str:
    """`base` itself, if data IRIs can be made below it.

    Raises:
        UsageError: if it is not an absolute IRI without query and fragment that ends with ``/``.
    """
    if not _BASE.fullmatch(base):
        raise UsageError(f"not a base IRI, which has a scheme and ends with a slash: {base!r}")
    return base


def document_hash(sha256_hex: str) -> str:
    """The digits that stand for a document in its IRIs: the first 20 of its source's SHA-256.

    Raises:
        ValueError: if `sha256_hex` is not 64 lower-case hexadecimal digits.
    """
    if not re.fullmatch(r"[0-9a-f]{64}", sha256_hex):
        raise ValueError(f"not a SHA-256 in lower-case hexadecimal: {sha256_hex!r}")
    return sha256_hex[:_HASH_DIGITS]


def document_iri(base: str, document_hash: str) -> str:
    """The document itself, as a work."""
    return f"{base}document/{document_hash}"


def author_iri(base: str, document_hash: str) -> str:
    """Whoever wrote the document, where nobody says who that is."""
    return f"{base}document/{document_hash}#author"


def graph_iri(base: str, document_hash: str) -> str:
    """The named graph of what the document says."""
    return f"{base}graph/{document_hash}"


def provenance_iri(base: str, document_hash: str) -> str:
    """The named graph of the receipts for what the document says."""
    return f"{base}provenance/{document_hash}"


def identity_iri(base: str, document_hash: str) -> str:
    """The named graph of what merges and splits of entities changed in the document's graphs."""
    return f"{base}identity/{document_hash}"


def identities_iri(base: str) -> str:
    """The named graph of the merges and splits that the store's documents are told with."""
    return f"{base}graph/identities"


def merge_iri(base: str, kept: str, joined: str) -> str:
    """The decision that two entities are one, by their IRIs."""
    return f"{base}merge/{_digest(kept.removeprefix(base), joined.removeprefix(base))}"


def split_iri(base: str, whole: str, part: str) -> str:
    """The decision that one document means another entity by a name, by the IRIs of both."""
    return f"{base}split/{_digest(whole.removeprefix(base), part.removeprefix(base))}"


def document_graphs(document: str) -> tuple[str, str]:
    """The names of a document's graph and of its provenance graph, from the document's IRI.

    >>> document_graphs("https://claimgraph.example/document/0a1b")
    ('https://claimgraph.example/graph/0a1b', 'https://claimgraph.example/provenance/0a1b')
    """
    base, _, digits = document.rpartition("document/")
    return graph_iri(base, digits), provenance_iri(base, digits)


def all_graphs(document: str) -> tuple[str, str, str]:
    """The names of every graph that is a document's: as `document_graphs`, and that of merges."""
    base, _, digits = document.rpartition("document/")
    return graph_iri(base, digits), provenance_iri(base, digits), identity_iri(base, digits)


def document_of_graph(name: str) -> str | None:
    """The IRI of the document that a graph is of, by the graph's name; None for other graphs.

    >>> document_of_graph("https://claimgraph.example/provenance/0123456789abcdef0123")
    'https://claimgraph.example/document/0123456789abcdef0123'
    """
    match = _GRAPH_NAME.fullmatch(name)
    return document_iri(match[1], match[2]) if match else None


def vocabulary_iri(base: str) -> str:
    """The named graph of the vocabulary entries."""
    return f"{base}graph/vocabulary"


def scheme_iri(base: str) -> str:
    """The concept scheme that the vocabulary entries belong to."""
    return f"{base}vocabulary"


def entity_iri(base: str, type_name: str, name: str, document_hash: str | None = None) -> str:
    """An entity, by the guideline's type and its name; names that fold alike share an IRI.

    Args:
        base: where data IRIs begin.
        type_name: value of an `EntityType`, such as ``Person``.
        name: any spelling of the name.
        document_hash: given for an entity that its name identifies in this document only.
    """
    local = f".{document_hash}" if document_hash else ""
    return f"{base}{type_name.lower()}/{slug(name)}{local}"


def apart_iri(entity: str, document: str) -> str:
    """What one document calls by the name of an entity that other documents name; both are IRIs.

    It is the IRI of an entity that its name identifies in that document only.

    >>> base = "https://claimgraph.example/"
    >>> apart_iri(f"{base}person/ada-park", f"{base}document/0123456789abcdef0123")
    'https://claimgraph.example/person/ada-park.0123456789abcdef0123'
    """
    return f"{entity}.{document.rpartition('/')[2]}"


def named_apart(iri: str) -> tuple[str, str] | None:
    """The entity and the digits of the document that `apart_iri` makes an IRI of; None of others.

    >>> named_apart("https://claimgraph.example/person/ada-park.0123456789abcdef0123")
    ('https://claimgraph.example/person/ada-park', '0123456789abcdef0123')
    """
    match = _LOCAL.fullmatch(iri)
    return (match[1], match[2]) if match else None


def claim_iri(
    base: str, document_hash: str, start: int, end: int, claimant: str, ordinal: int = 0
) -> str:
    """A claim, by where it stands and whose it is.

    Args:
        base: where data IRIs begin.
        document_hash: of the document that has it.
        start: first code point of its span.
        end: code point behind its span.
        claimant: IRI of the claimant, below `base`.
        ordinal: how many claims of the same span and claimant come before it.
    """
    whose = claimant.removeprefix(base)
    return f"{base}claim/{_digest(document_hash, start, end, whose, ordinal)}"


def statement_iri(base: str, document_hash: str, subject: str, predicate: str, object: str) -> str:
    """A relation as one document states it; `subject` and `object` are IRIs below `base`."""
    ends = subject.removeprefix(base), object.removeprefix(base)
    return f"{base}statement/{_digest(document_hash, ends[0], predicate, ends[1])}"


def evidence_iri(base: str, document_hash: str, shown: str) -> str:
    """The annotation that shows where the document has an entity, a statement or a claim."""
    return f"{base}evidence/{_digest(document_hash, shown.removeprefix(base))}"


def span_iri(base: str, document_hash: str, start: int, end: int) -> str:
    """A range of the document's text, as a character range of RFC 5147."""
    return f"{document_iri(base, document_hash)}#char={start},{end}"


def selector_iri(base: str, document_hash: str, start: int, end: int) -> str:
    """What selects that range by position and by quotation."""
    return f"{document_iri(base, document_hash)}#select={start},{end}"


def time_iri(base: str, document_hash: str, fragment: str) -> str:
    """What selects a part of the recording; `fragment` is a media fragment, ``t=12.5,18``."""
    return f"{document_iri(base, document_hash)}#{fragment}"


def run_iri(base: str, sha256_hex: str, metadata: str, extractor: str) -> str:
    """One way of reading one source; the strings are canonical JSON."""
    return f"{base}run/{_digest(sha256_hex, metadata, extractor)}"


def slug(name: str) -> str:
    """A path segment for a name, legal in any IRI, of at most 80 + 1 + 12 characters.

    It is the folded name with ``-`` for spaces where that is short and has no other characters
    than ``a-z 0-9 . + -``. Any other name is transliterated as far as that goes, and gets the
    first 12 hexadecimal digits of the SHA-256 of its folded form, so that names share a slug only
    if they fold alike. A plain slug never looks like one with digits added, nor like an entity's
    that only its document identifies.

    >>> slug("Chain-of-Thought prompting"), slug("GPT-4.1")
    ('chain-of-thought-prompting', 'gpt-4.1')
    >>> slug("C#"), slug("C")
    ('c-951a4d36e0a9', 'c')
    """
    folded = fold(name)
    plain = folded.replace(" ", "-")
    if len(plain) <= _LONGEST_SLUG and _PLAIN.fullmatch(plain) and not _RESERVED.search(plain):
        return plain
    letters = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode("ascii")
    readable = _UNSAFE.sub("-", letters.lower())[:_LONGEST_SLUG].strip("-.") or "name"
    digits = sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:_TAIL_DIGITS]
    return f"{readable}-{digits}"


def _digest(*parts: str | int) -> str:
    """80 bits over the parts, told apart by their places; enough for billions of nodes."""
    canonical = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return sha256(canonical.encode("ascii")).hexdigest()[:_HASH_DIGITS]
