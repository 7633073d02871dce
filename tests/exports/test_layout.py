from __future__ import annotations

from itertools import combinations
from math import dist
from statistics import mean, median

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.exports.layout import lay_out


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[int]:
    """Any small graph, in parts or not, with loops and weights."""
    size = draw(st.integers(0, 40))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    if size:
        node = st.integers(0, size - 1)
        weight = st.floats(0.1, 10)
        graph.add_weighted_edges_from(draw(st.lists(st.tuples(node, node, weight), max_size=80)))
    return graph


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_every_node_has_a_place_of_its_own(graph: nx.Graph[int]) -> None:
    radii = {node: 4.0 + node % 7 for node in graph}
    places = lay_out(graph, spacing=60, radii=radii)
    assert list(places) == list(graph)
    for one, other in combinations(graph, 2):
        assert dist(places[one], places[other]) >= radii[one] + radii[other]


@settings(max_examples=20, deadline=None)
@given(graphs())
def test_equal_graphs_have_equal_places(graph: nx.Graph[int]) -> None:
    assert lay_out(graph) == lay_out(graph.copy())


def test_neighbours_of_a_grid_are_near() -> None:
    graph = nx.convert_node_labels_to_integers(nx.grid_2d_graph(40, 40))
    places = lay_out(graph)
    extent = max(dist(a, b) for a, b in combinations(list(places.values())[::13], 2))
    lengths = [dist(places[a], places[b]) for a, b in graph.edges]
    # A perfect square has a diagonal of 39 * sqrt(2) = 55 steps.
    assert 30 < extent / median(lengths) < 70


def test_communities_lie_apart() -> None:
    graph = nx.planted_partition_graph(8, 60, 0.15, 0.002, seed=4)
    places = lay_out(graph)
    community = {node: node // 60 for node in graph}
    pairs = list(combinations(list(graph)[::5], 2))
    inside = mean(dist(places[a], places[b]) for a, b in pairs if community[a] == community[b])
    across = mean(dist(places[a], places[b]) for a, b in pairs if community[a] != community[b])
    assert across > 2.5 * inside


def test_a_star_has_its_centre_in_the_middle() -> None:
    places = lay_out(nx.star_graph(500))
    rays = [dist(places[0], places[leaf]) for leaf in range(1, 501)]
    assert dist(places[0], (0, 0)) < 0.1 * max(rays)


def test_parts_lie_side_by_side() -> None:
    graph = nx.disjoint_union(nx.complete_graph(30), nx.complete_graph(10))
    places = lay_out(graph)
    middles = [
        tuple(mean(places[node][axis] for node in part) for axis in (0, 1))
        for part in (range(30), range(30, 40))
    ]
    reach = [
        max(dist(places[node], middle) for node in part)
        for part, middle in zip((range(30), range(30, 40)), middles, strict=True)
    ]
    assert dist(*middles) > sum(reach)


def test_strong_links_are_shorter_than_weak_ones() -> None:
    graph: nx.Graph[int] = nx.cycle_graph(60)
    for i, (a, b) in enumerate(graph.edges):
        graph.edges[a, b]["weight"] = 10 if i % 2 else 0.5
    places = lay_out(graph, radii=dict.fromkeys(graph, 0.1))
    weights: list[tuple[int, int, float]] = list(graph.edges(data="weight"))
    strong = [dist(places[a], places[b]) for a, b, w in weights if w == 10]
    weak = [dist(places[a], places[b]) for a, b, w in weights if w == 0.5]
    assert median(strong) < median(weak)
