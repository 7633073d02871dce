"""Unknown names by the constructions that introduce them, with invented names throughout."""

from __future__ import annotations

import pytest

from claimgraph.graph.model import Contributor, EntityType

from .conftest import Find

PERSON, ORGANIZATION = EntityType.PERSON, EntityType.ORGANIZATION
MODEL, BENCHMARK = EntityType.MODEL, EntityType.BENCHMARK
WORK, EVENT, METHOD = EntityType.WORK, EntityType.EVENT, EntityType.METHOD


def named(find: Find, text: str, kind: EntityType) -> list[str]:
    return sorted(m.text for e in find(text) if e.type is kind for m in e.mentions)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It is over,” said Qwenda Maro, the firm's chief scientist.", ["Qwenda Maro"]),
        ("Ibo Ranta, 41, grew up in a small town.", ["Ibo Ranta"]),
        ("Dorvel Inagaki of Westmark University measured it.", ["Dorvel Inagaki"]),
        ("Ruo Lanning (University of Ostmark) presented a poster.", ["Ruo Lanning"]),
        ("Jory Vasq-Lindt, who leads the group, disagreed.", ["Jory Vasq-Lindt"]),
        ("Hesper Tolland built it. Tolland argues it was luck.", ["Hesper Tolland", "Tolland"]),
        ("Amelka Dorn is a professor of statistics at a college.", ["Amelka Dorn"]),
        ("Former minister Zuri Okello-Brandt voted no.", ["Zuri Okello-Brandt"]),
        ("The geologist Gundra Sorel rejects this.", ["Gundra Sorel"]),
        ("Xanthe van der Plooy studied physics.", ["Xanthe van der Plooy"]),
        ("The proof is due to W. Ostergaard and others.", ["W. Ostergaard"]),
        ("It is by C. Tiern. Then Camel Tiern left.", ["C. Tiern", "Camel Tiern"]),
        ("Dreva Blun built the thing. She was born there.", ["Dreva Blun"]),
        ("Why we wait\nby Petra-Lo Swann, May 2024", ["Petra-Lo Swann"]),
        ("Malaysia's Prime Minister, Najo Razel, said no.", ["Najo Razel"]),
        ("A paper by Ferrulo and Holmqvist says so.", ["Ferrulo", "Holmqvist"]),
        ("In 1952 it began. Daviro, Biddulo and Balash built it.", ["Balash", "Biddulo", "Daviro"]),
        ("They asked Dr. Sorensen-Pikk about it.", ["Sorensen-Pikk"]),
        ("A spokesman for Bluefen Ltd, Idwol Prys, said no.", ["Idwol Prys"]),
        ("Critics such as Basio Lomov dislike it.", ["Basio Lomov"]),
        ("We spoke of it with Lem Varadkor-Otis.", ["Lem Varadkor-Otis"]),
        ("Hello. I'm Thandiwa Mokoenu.", ["Thandiwa Mokoenu"]),
    ],
)
def test_persons_in_context(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, PERSON) == names


@pytest.mark.parametrize(
    "text",
    [
        "Brass Monkey Robotics said it would hire.",
        "The open letter called for a pause, which Silver Creek signed.",
        "Yesterday Zornhaven received attention.",
        "She won the Gustav Zorn Medal and the Helena Zorn Award.",
        "The Prime Minister said so, and the Vice President agreed.",
        "Thus vitamin C. He said so.",
    ],
)
def test_what_no_context_makes_a_person(find: Find, text: str) -> None:
    assert named(find, text, PERSON) == []


def test_a_name_that_is_introduced_once_is_a_person_everywhere(find: Find) -> None:
    text = "Long Wire » Season 2 » Qwenda Maro\n\nAt noon Qwenda Maro, a chemist, came.\n"
    assert named(find, text, PERSON) == ["Qwenda Maro", "Qwenda Maro"]


def test_contributors_are_found_by_full_name(find: Find) -> None:
    (person,) = find("Qwenda Maro: why it rains", Contributor("Qwenda Maro", "guest"))
    assert [mention.text for mention in person.mentions] == ["Qwenda Maro"]


def test_who_is_addressed_in_a_turn_and_capital_labels(find: Find) -> None:
    text = "CALLO VENN: Thank you, Pirs. Good show.\n\nHOST: Callo, what is next?\n"
    people = {e.name: len(e.mentions) for e in find(text) if e.type is PERSON}
    assert people == {"Callo Venn": 2, "Pirs": 1}


def test_a_hyphenated_surname_alone_is_the_person_named_in_full(find: Find) -> None:
    text = "Halvo Strom-Itu, a chemist, left. Later Strom-Itu and others came back."
    (person,) = [entity for entity in find(text) if entity.type is PERSON]
    assert [mention.text for mention in person.mentions] == ["Halvo Strom-Itu", "Strom-Itu"]


def test_a_known_surname_behind_an_article_or_in_is_a_place_or_thing(find: Find) -> None:
    assert named(find, "Then Hassabis came.", PERSON) == ["Hassabis"]
    assert named(find, "She runs the Hassabis chapter in Hassabis.", PERSON) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Her employer, Cindervale, makes chips.", ["Cindervale"]),
        ("The start-up Oxbow Robotics grew. Oxbow has money.", ["Oxbow", "Oxbow Robotics"]),
        ("Halden's chief executive declined to comment.", ["Halden"]),
        ("She quit to start Kindlewell.", ["Kindlewell"]),
        ("She runs speech at Plovera.", ["Plovera"]),
        ("Quillon, a company that sells search, is growing.", ["Quillon"]),
        ("Perrin & Zorns, a firm in Rome, grew.", ["Perrin & Zorns"]),
        ("The captions are by Vesper Ltd and others.", ["Vesper Ltd"]),
        ("She founded the local chapter of Women in Robotics.", ["Women in Robotics"]),
        ("A story in the Torvald Times said so.", ["Torvald Times"]),
        ("The Ministry of Slow Trade agreed.", ["Ministry of Slow Trade"]),
        ("© 2024 Orrin Vale. All rights reserved.", ["Orrin Vale"]),
        ("She teaches at the Instituto Zorolla.", ["Instituto Zorolla"]),
        ("NovaGrid sells power to data centers.", ["NovaGrid"]),
        ("Zorn University, Brumm Institute", ["Brumm Institute", "Zorn University"]),
    ],
)
def test_organizations_in_context(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, ORGANIZATION) == names


@pytest.mark.parametrize(
    "text",
    [
        "Deep Learning Systems are everywhere.",
        "Women in Germany use it less.",
        "Researchers announced it. Lord Zorn announced it.",
        "Look, my company makes chips.",
        "It grew. Chief executive Famka Drost said so.",
    ],
)
def test_what_no_context_makes_an_organization(find: Find, text: str) -> None:
    assert named(find, text, ORGANIZATION) == []


def test_an_organization_and_its_short_form_are_one(find: Find) -> None:
    (one,) = [e for e in find("Oxbow Robotics grew. We like Oxbow.") if e.type is ORGANIZATION]
    assert one.name == "Oxbow Robotics"
    assert one.aliases == ("Oxbow",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In her 2021 book The Slow Machine she argues for care.", ["The Slow Machine"]),
        ("He hosts the podcast Circuit Breakers every week.", ["Circuit Breakers"]),
        ("We like *Minds of Mills* a lot.", ["Minds of Mills"]),
        ("*Tin Giants* (novel, 1988) is about robots.", ["Tin Giants"]),
        ("See “Learning to Wait in Long Queues” for more.", ["Learning to Wait in Long Queues"]),
        ("We published a paper on how, “Half Is Enough”.", ["Half Is Enough"]),
        ("Code for **Moles: A Study of Digging** is here.", ["Moles: A Study of Digging"]),
        ("On The Deep Cut, she told us about it.", ["The Deep Cut"]),
        ("We were on the Rack & Ruin podcast.", ["Rack & Ruin"]),
        ("Welcome back to Night Desk, the show about chips.", ["Night Desk"]),
        ("Long Wires » Episode 12 » The grid\n\nToday we talk.", ["Long Wires"]),
        ("@article{x, title={Sparse Routers for All}, year={2020}}", ["Sparse Routers for All"]),
        ("The Patient Machine by Lotta Virtanen\n\nA good one.", ["The Patient Machine"]),
        ("It is in the Journal of Quiet Computing.", ["Journal of Quiet Computing"]),
        (
            "Slow Routing: Cheap Mixtures of Moles\n\nAbstract\n\nWe wait.",
            ["Slow Routing: Cheap Mixtures of Moles"],
        ),
    ],
)
def test_works_in_context(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, WORK) == names


@pytest.mark.parametrize(
    "text",
    [
        'She said "we will see about that" and left.',
        'The shirts said, "Poet says We Know". It was fun.',
        "*Note that* this is emphasised. It is *very* important.",
        "On Monday Morning she talked to us.",
    ],
)
def test_what_is_no_work(find: Find, text: str) -> None:
    assert named(find, text, WORK) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She spoke at Bridges & Bots 2022 in Rome.", ["Bridges & Bots 2022"]),
        ("It was shown at Chips in the Open 2025.", ["Chips in the Open 2025"]),
        ("Accepted at QMLR4 2021.", ["QMLR4 2021"]),
        ("Papers for LAMPX 2025 are due.", ["LAMPX 2025"]),
        ("They presented at SIGTOY'19 in Oslo.", ["SIGTOY'19"]),
        ("She taught at the Torvald Winter School.", ["Torvald Winter School"]),
        ("At May 2020 it ended. At OpenAI 2019 was good.", []),
    ],
)
def test_events_in_context(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, EVENT) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We tried Brindle-large on it. Brindle is new.", ["Brindle", "Brindle-large"]),
        ("The system, TalonScan, reads scans.", ["TalonScan"]),
        ("Its newest robot, Rook-Lift 3, is heavy.", ["Rook-Lift 3"]),
        ("They released Osprey 2 and left.", ["Osprey 2"]),
        ("The chatbot Picobel was slow.", ["Picobel"]),
        ("We make a coding agent called Spindle.", ["Spindle"]),
        ("They shipped a new planner, TideStep, in May.", ["TideStep"]),
        ("# quickfold\n\nA tool.\n\n## Installation\n\nRun it.\n", ["quickfold"]),
        ("Run pip install quick-fold now.", ["quick-fold"]),
        ("Nkemi Roth1, Paul Brandt2\n\nThey wrote it.", []),
    ],
)
def test_models_in_context(find: Find, text: str, names: list[str]) -> None:
    assert named(find, text, MODEL) == names


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("We propose Drift Folding, which halves the cost.", METHOD, ["Drift Folding"]),
        ("We introduce Moss, a layer for long inputs.", METHOD, ["Moss"]),
        ("It uses a technique we call echo masking.", METHOD, ["echo masking"]),
        ("We release Windlass, a dataset of riddles.", BENCHMARK, ["Windlass"]),
        ("It won the Orrery Challenge last year.", BENCHMARK, ["Orrery Challenge"]),
        ("It improves accuracy on k3d2 by three points.", BENCHMARK, ["k3d2"]),
    ],
)
def test_what_a_document_presents(
    find: Find, text: str, kind: EntityType, names: list[str]
) -> None:
    assert named(find, text, kind) == names


def test_eponymous_methods_only_where_the_document_is_on_the_field(find: Find) -> None:
    text = "Here the Kolm sampler is fast."
    field = "Deep learning, reinforcement learning, AlexNet and ImageNet came first. "
    assert "Kolm sampler" in named(find, field + text, METHOD)
    assert named(find, text, METHOD) == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ("- Born: 1961\n- Occupation: writer\n", PERSON),
        ("- Headquarters: Rome\n- Industry: cats\n", ORGANIZATION),
        ("- Developer: them\n- License: free\n", MODEL),
    ],
)
def test_a_heading_is_what_the_fields_below_it_describe(
    find: Find, fields: str, kind: EntityType
) -> None:
    text = f"# Notes\n\n## Vorlo Maz\n{fields}\n## Overview\n{fields}"
    assert named(find, text, kind) == ["Vorlo Maz"]
