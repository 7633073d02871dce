"""The labels that the model gives, in the order of its outputs."""

from __future__ import annotations

from ...graph.model import BlockKind, ClaimType, EntityType, Predicate

__all__ = [
    "BLOCKS",
    "CLAIM_TYPES",
    "DEPENDENCIES",
    "ENTITY_TAGS",
    "MARKS",
    "MARK_TAGS",
    "PREDICATES",
    "RULE_TAGS",
    "SHAPES",
    "TAGS",
]

ENTITY_TAGS = ("O", *(f"{place}-{kind}" for kind in EntityType for place in "BI"))
"""Tags of mentions; ``B`` opens one, ``I`` goes on."""

MARKS = ("source", "cue", "negation", "hedge")
"""Words that attribute, negate or hedge a claim; each has its own tags."""

MARK_TAGS = ("O", "B", "I")

CLAIM_TYPES = tuple(ClaimType)

PREDICATES = tuple(Predicate)

BLOCKS = tuple(BlockKind)

RULE_TAGS = ("", *ENTITY_TAGS)
"""What the rules say of a word; the first stands for no rules having been asked."""

SHAPES = ("lower", "title", "upper", "mixed", "digits", "letters and digits", "sign", "first")
"""How a word is written; ``first`` is a title-case word that opens its sentence."""

TAGS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
"""Parts of speech of Universal Dependencies."""

DEPENDENCIES = (
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass",
    "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj",
    "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl",
    "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss",
    "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent",
    "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
"""Relations of Universal Dependencies for English, with their subtypes."""
