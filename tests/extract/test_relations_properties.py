"""What holds of relations whatever the text is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extract.components.relations import RelationReader
from claimgraph.graph.model import SIGNATURES

from .marked import marked_doc, relations_in

NAMES = st.sampled_from(
    [
        "[Mira Solberg|Person]",
        "[Tom Adair|Person]",
        "[Nordlys|Organization]",
        "[Nordlys Vision|Organization]",
        "[Aurora-2|Model]",
        "[gated recall|Method/Concept]",
        "[recall|Method]",
        "[FjordBench|Benchmark]",
        "[protein design|Concept]",
        "[Cold Start podcast|Work]",
        "[WinterConf|Event]",
    ]
)
WORDS = st.sampled_from(
    (
        *("and", ",", "(", ")", "'s", "of", "at", "by", "for", "with", "is", "a", "the", "it"),
        *("uses", "released", "founded", "co-founder", "CEO", "such as", "kind of", "developed"),
        *("she", "the company", "host", "82.3", ":", "\u2014", "\u201c", "not", "if", "who", "."),
    )
)
STARTS = st.sampled_from(["", "", "# ", "- ", "  - ", "= ", "Mira Solberg>> ", "- Founders: "])
LINES = st.builds(
    lambda start, parts: start + " ".join(parts),
    STARTS,
    st.lists(st.one_of(NAMES, WORDS), min_size=2, max_size=14),
)
DOCUMENTS = st.lists(LINES, min_size=1, max_size=5).map("\n".join)


@settings(max_examples=120, deadline=None)
@given(DOCUMENTS)
def test_relations_are_sound(marked: str) -> None:
    doc = RelationReader()(marked_doc(marked))
    text = doc._.reading.document.text
    entities = doc._.entity_of
    seen = set()
    for relation in doc._.relations:
        subject, object_ = entities[relation.subject], entities[relation.object]
        subjects, objects = SIGNATURES[relation.predicate]
        assert subjects & set(subject.types)
        assert objects & set(object_.types)
        assert subject is not object_
        assert 0 < relation.confidence <= 1
        assert relation.evidence
        assert list(relation.evidence) == sorted(relation.evidence)
        assert all(span.end <= len(text) for span in relation.evidence)
        for end in (subject, object_):
            assert any(
                span.contains(mention.span)
                for span in relation.evidence
                for mention in end.mentions
            )
        if relation.role is not None:
            assert relation.role.strip()
        key = relation.subject, relation.predicate, relation.object
        assert key not in seen
        seen.add(key)


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS)
def test_reading_twice_gives_the_same(marked: str) -> None:
    assert relations_in(marked) == relations_in(marked)


@settings(max_examples=40, deadline=None)
@given(NAMES, NAMES)
def test_two_names_alone_state_nothing_but_what_names_tell(one: str, other: str) -> None:
    said = {str(relation.predicate) for relation in relations_in(f"{one} nodded. Later {other}.")}
    assert said <= {"partOf", "broader", "developed"}
