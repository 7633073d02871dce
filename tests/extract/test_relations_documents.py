"""Relations that the structure of a document tells: sections, fields, turns, titles, metadata."""

from claimgraph.extract.components.relations import RelationReader
from claimgraph.graph.model import Contributor, Predicate

from .marked import entities_by_name, marked_doc, relations_in, triples

AFFILIATED, FOUNDED, DEVELOPED = "affiliatedWith", "founded", "developed"
USES, EVALUATED, BROADER = "uses", "evaluatedOn", "broader"
PARTICIPATED, PART = "participatedIn", "partOf"


def test_fields_speak_of_the_heading_above_them() -> None:
    found = triples(
        """
## [Nordlys|Organization]
- Founders: [Mira Solberg|Person], [Tom Adair|Person]
- Key people: [Li Wen|Person] (CTO), [Mira Solberg|Person]
- Products: [Aurora-2|Model], [Polar|Model], a friendly and very cheap [LLM|Concept] platform
- Parent company: [Fjordbank|Organization]
## [Kestrel Labs|Organization]
- Founders: [Asha Rao|Person]
"""
    )
    assert found == {
        ("Mira Solberg", FOUNDED, "Nordlys"),
        ("Mira Solberg", AFFILIATED, "Nordlys"),
        ("Tom Adair", FOUNDED, "Nordlys"),
        ("Tom Adair", AFFILIATED, "Nordlys"),
        ("Li Wen", AFFILIATED, "Nordlys"),
        ("Nordlys", DEVELOPED, "Aurora-2"),
        ("Nordlys", DEVELOPED, "Polar"),
        ("Nordlys", PART, "Fjordbank"),
        ("Asha Rao", FOUNDED, "Kestrel Labs"),
        ("Asha Rao", AFFILIATED, "Kestrel Labs"),
    }


def test_fields_below_subheadings_still_speak_of_the_person_above() -> None:
    found = triples(
        """
# [Mira Solberg|Person]
- Education: [University of Bergen|Organization] (2004) and [Tern College|Organization]
- Books: [Thinking Wires|Work]
## Life
- Employer: [Nordlys|Organization]
"""
    )
    assert found == {
        ("Mira Solberg", AFFILIATED, "University of Bergen"),
        ("Mira Solberg", AFFILIATED, "Tern College"),
        ("Mira Solberg", AFFILIATED, "Nordlys"),
        ("Mira Solberg", DEVELOPED, "Thinking Wires"),
    }


def test_fields_of_models() -> None:
    found = triples(
        """
### [Aurora-2|Model]
- Developer: [Nordlys|Organization]
- Architecture: [lattice network|Method]
- Type: [language model|Concept]
"""
    )
    assert found == {
        ("Nordlys", DEVELOPED, "Aurora-2"),
        ("Aurora-2", USES, "lattice network"),
        ("Aurora-2", BROADER, "language model"),
    }


def test_prose_fields_and_items_may_leave_the_topic_out() -> None:
    found = triples(
        """
### [Aurora-2|Model]
- Description: Small model developed by [Nordlys|Organization].
- Uses [gated recall|Method] in every layer
"""
    )
    assert found == {("Nordlys", DEVELOPED, "Aurora-2"), ("Aurora-2", USES, "gated recall")}


def test_labels_without_a_topic_say_nothing() -> None:
    assert triples("- Founders: [Mira Solberg|Person], [Tom Adair|Person]") == set()


def test_roles_in_the_words_of_the_document() -> None:
    marked = """
[Mira Solberg|Person] (Chief Scientist, [Nordlys|Organization]) spoke.
## [Kestrel Labs|Organization]
- Key people: [Li Wen|Person] (CTO)
- Founders: [Asha Rao|Person]
"""
    doc = RelationReader()(marked_doc(marked))
    names = entities_by_name(doc)
    roles = {
        (names[r.subject], names[r.object]): r.role
        for r in doc._.relations
        if r.predicate is Predicate.AFFILIATED_WITH
    }
    assert roles == {
        ("Mira Solberg", "Nordlys"): "Chief Scientist",
        ("Li Wen", "Kestrel Labs"): "CTO",
        ("Asha Rao", "Kestrel Labs"): "founder",
    }


def test_lists_of_scores() -> None:
    found = triples(
        """
- [Aurora|Model] release
  - Sizes: [Aurora-7B|Model] and [Aurora-70B|Model]
  - 70B: [FjordBench|Benchmark] 82.3; [IceQA|Benchmark] 77.6; 86.0 [NordCode|Benchmark]
  - [Aurora-7B|Model]: [FjordBench|Benchmark] 70.5, [IceQA|Benchmark] 61
"""
    )
    scores = {triple for triple in found if triple[1] == EVALUATED}
    assert scores == {
        ("Aurora-70B", EVALUATED, "FjordBench"),
        ("Aurora-70B", EVALUATED, "IceQA"),
        ("Aurora-70B", EVALUATED, "NordCode"),
        ("Aurora-7B", EVALUATED, "FjordBench"),
        ("Aurora-7B", EVALUATED, "IceQA"),
    }


def test_a_by_line_names_the_authors_of_the_work_above_it() -> None:
    found = triples(
        """
= [Thinking in Lattices|Work]
[Mira Solberg|Person], [Tom Adair|Person]* and [Li Wen|Person]
[Asha Rao|Person] was thanked at length by everyone who was there.
"""
    )
    assert found == {
        (person, DEVELOPED, "Thinking in Lattices")
        for person in ("Mira Solberg", "Tom Adair", "Li Wen")
    }


def test_speakers_take_part_in_the_show_that_is_welcomed_to() -> None:
    found = triples(
        """
Mira Solberg>> Welcome to [Cold Start|Work], I'm [Mira Solberg|Person].
Tom Adair>> Thank you for having me, says [Tom Adair|Person].
"""
    )
    assert found == {
        ("Mira Solberg", PARTICIPATED, "Cold Start"),
        ("Tom Adair", PARTICIPATED, "Cold Start"),
    }


def test_metadata_names_host_and_guest_of_the_show() -> None:
    people = [Contributor("Mira Solberg", "host"), Contributor("Tom Adair", "guest")]
    relations = relations_in(
        """
= The [Cold Start podcast|Work], episode 12
[Mira Solberg|Person] asks [Tom Adair|Person] about tact.
""",
        people,
    )
    assert [(r.predicate, r.role) for r in relations] == [
        (Predicate.PARTICIPATED_IN, "host"),
        (Predicate.PARTICIPATED_IN, "guest"),
    ]


def test_the_hosts_speak_with_a_guest() -> None:
    found = triples(
        """
[Cold Start|Work] is a podcast about chips. The hosts spoke with [Tom Adair|Person] for an hour.
"""
    )
    assert found == {("Tom Adair", PARTICIPATED, "Cold Start")}


def test_two_shows_leave_the_document_without_one() -> None:
    found = triples(
        """
The [Cold Start podcast|Work] and the [Warm Boot podcast|Work] compared notes.
Then the hosts spoke with [Tom Adair|Person].
"""
    )
    assert found == set()


def test_names_tell_makers_teams_and_kinds() -> None:
    found = triples(
        """
[Nordlys|Organization] is here. So are [Nordlys Polar|Model] and [Nordlys Vision|Organization].
[Graph attention|Method] and [attention|Method] are not [AI for attention|Concept].
[Nordlys University|Organization] is another thing.
"""
    )
    assert found == {
        ("Nordlys", DEVELOPED, "Nordlys Polar"),
        ("Nordlys Vision", PART, "Nordlys"),
        ("Graph attention", BROADER, "attention"),
    }


def test_pronouns_and_definite_phrases_stand_for_names() -> None:
    found = triples(
        """
[Nordlys|Organization] is based in Bergen. The company released [Polar|Model] in May.
[Polar|Model] is small. It was trained with [reward shaping|Method].
[Mira Solberg|Person] disagrees. In 2019 she founded [Kestrel Labs|Organization].
[Asha Rao|Person] met [Tom Adair|Person]. Her book [Quiet Machines|Work] is out.
"""
    )
    assert found == {
        ("Nordlys", DEVELOPED, "Polar"),
        ("Polar", USES, "reward shaping"),
        ("Mira Solberg", FOUNDED, "Kestrel Labs"),
        ("Mira Solberg", AFFILIATED, "Kestrel Labs"),
        ("Asha Rao", DEVELOPED, "Quiet Machines"),
    }


def test_a_person_behind_a_preposition_is_not_who_the_pronoun_means() -> None:
    found = triples(
        "[Mira Solberg|Person] disagrees. "
        "Together with [Tom Adair|Person], she wrote [Quiet Machines|Work]."
    )
    assert found == {("Mira Solberg", DEVELOPED, "Quiet Machines")}


def test_a_speaker_says_i_and_we() -> None:
    found = triples(
        """
Mira Solberg>> I'm the chief scientist of [Nordlys|Organization], [Mira Solberg|Person] here.
Mira Solberg>> I wrote [Quiet Machines|Work]. Last year we released [Polar|Model].
Tom Adair>> [Tom Adair|Person]: we released [Tern|Model].
"""
    )
    assert found == {
        ("Mira Solberg", AFFILIATED, "Nordlys"),
        ("Mira Solberg", DEVELOPED, "Quiet Machines"),
        ("Nordlys", DEVELOPED, "Polar"),
    }


def test_what_a_paper_presents_is_its_own_method() -> None:
    found = triples(
        """
= [FrostNet|Model]: a smaller network for snow
We study snow. The proposed model uses [gated recall|Method].
Our method is evaluated on [FjordBench|Benchmark].
"""
    )
    assert found == {
        ("FrostNet", USES, "gated recall"),
        ("FrostNet", EVALUATED, "FjordBench"),
    }


def test_a_document_about_a_maker_speaks_of_its_models() -> None:
    text = """
[Nordlys|Organization] released [Aurora-2|Model] in May. [Nordlys|Organization] is small.
Nobody at [Nordlys|Organization] expected that [Polar|Model] would be so popular.
Unlike [Tern|Model], says [Nordlys|Organization], it is free.
[Kestrel Labs|Organization] told [Nordlys|Organization] about [Grouse|Model].
"""
    assert triples(text) == {
        ("Nordlys", DEVELOPED, "Aurora-2"),
        ("Nordlys", DEVELOPED, "Polar"),
    }
    made_nothing = text.replace("released", "liked")
    assert triples(made_nothing) == set()
