"""The tokens of a reading: English ones, split wherever a name may begin or end inside a word."""

from __future__ import annotations

import re
from typing import cast

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, untyped
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

__all__ = ["NameTokenizer"]

_INSIDE = r"[^\W_]"
_HYPHENS = r"\u2010-\u2015"
_INFIXES = (
    rf"(?<={_INSIDE})[-{_HYPHENS}_/](?={_INSIDE})",
    r"(?<=\S)[()\[\]{}\"\u201c\u201d](?=\S)",
    r"(?<=\w)[+&|*~](?=\w)",
    r"(?<=\w)(?:'s|\u2019s)(?=[-\u2010-\u2015/)\]])",
    r"(?<=[)\]\"\u201d])[-\u2010-\u2015](?=\w)",
    r"(?<=\w)['\u2019](?=[\u2013\u2014])",
    r"[\u2013\u2014]",
    r"(?<=[^\W\d_]),(?=\w)",
    r"(?<=[^\W\d_])[:;](?=[^\W\d_])",
)
_LONG_RUN = re.compile(r"\S{400,}")
_PIECE = re.compile(r"\w{1,100}|[^\w\s]")


class NameTokenizer:
    """spaCy's English tokenizer with finer infixes, linear in the length of any text.

    ``GPT-4o/o1``, ``AI(2027)`` and ``DeepMind's`` are parted at the hyphen, slash, bracket and
    possessive; decimals (``3.5``), abbreviations and addresses stay whole. Runs of hundreds of
    characters without white space, which are data and no words, are split at every sign.
    """

    def __init__(self, nlp: Language) -> None:
        defaults = nlp.Defaults
        self._vocab = nlp.vocab
        self._tokenizer = Tokenizer(
            nlp.vocab,
            rules=dict(defaults.tokenizer_exceptions or {}),
            prefix_search=compile_prefix_regex(
                [*(defaults.prefixes or ()), r"[-/~|]", rf"[{_HYPHENS}]"]
            ).search,
            suffix_search=compile_suffix_regex(
                [*(defaults.suffixes or ()), r"[-/~|+]", rf"[{_HYPHENS}]", r"(?<=\d[A-Z])\."]
            ).search,
            infix_finditer=compile_infix_regex([*(defaults.infixes or ()), *_INFIXES]).finditer,
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )

    def __call__(self, text: str) -> Doc:
        """The tokens of `text`; their texts and spaces joined are `text` again."""
        if not _LONG_RUN.search(text):
            return cast(Doc, self._tokenizer(text))
        docs = []
        position = 0
        for run in (*_LONG_RUN.finditer(text), None):
            docs.append(self._tokenizer(text[position : run.start() if run else len(text)]))
            if run is not None:
                words = _PIECE.findall(run.group())
                docs.append(Doc(self._vocab, words, [False] * len(words)))
                position = run.end()
        return Doc.from_docs([doc for doc in docs if len(doc)], ensure_whitespace=False)
