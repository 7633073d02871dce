"""Where the nodes of a network go, computed before it is shown, so that it stands still at once.

Each connected part is laid out by `layout_forces`; here the parts are put side by side, and nodes
apart from one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import pi, sqrt
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from .layout_forces import Floats, Integers, Level, force_directed, level_of, sunflower

__all__ = ["lay_out"]

_EXTENT = 0.8
"""Root mean square distance from the middle, in units of `spacing` and of the root of the size."""

_USUAL = 0.8
"""The share of nodes that stay where the forces have them; those farther out are drawn in, so
that a few stragglers do not make the rest small."""

_GAP = 0.3
"""Distance of discs from one another, in units of `spacing`."""

_ROUNDS = 200
"""How often discs are pushed apart, at most."""


def lay_out(
    graph: nx.Graph[Any], spacing: float = 60.0, radii: Mapping[Any, float] | None = None
) -> dict[Any, tuple[float, float]]:
    """A place in the plane for each node of `graph`, the origin in the middle.

    Linked nodes lie near each other, parts without a link between them side by side. Equal graphs
    with their nodes and edges in the same order get equal places.

    Args:
        graph: undirected; an edge's ``weight`` says how strongly it pulls, 1 if it has none.
        spacing: about the distance of neighbours, in the unit of the result.
        radii: of the discs that nodes are drawn as, in the same unit; a sixth of `spacing` for
            nodes that it lacks. Discs do not overlap.
    """
    if not graph:
        return {}
    nodes = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    links = [(number[s], number[t], w) for s, t, w in graph.edges(data="weight", default=1)]
    ends = np.array([link[:2] for link in links], dtype=np.int64).reshape(-1, 2)
    weights = np.array([link[2] for link in links], dtype=np.float64)
    known = radii or {}
    discs = np.array([known.get(node, spacing / 6) for node in nodes]) / spacing
    points = _place(len(nodes), ends, weights, discs)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    places = np.round((points - middle) * spacing, 1)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, places, strict=True)}


def _place(size: int, ends: Integers, weights: Floats, discs: Floats) -> Floats:
    """Each connected part by itself, the largest in the middle and the others around it."""
    joined = coo_array((weights, (ends[:, 0], ends[:, 1])), shape=(size, size))
    count, part_of = connected_components(joined, directed=False)
    members = _groups(part_of, count)
    links = _groups(part_of[ends[:, 0]], count)
    order = sorted(range(count), key=lambda part: -len(members[part]))
    points = np.zeros((size, 2))
    inside = np.zeros(size, dtype=np.int64)
    reach = np.zeros(count)
    shapes: dict[bytes, Floats] = {}  # small parts are often alike
    for rank, part in enumerate(order):
        nodes = members[part]
        inside[nodes] = np.arange(len(nodes))
        sources, targets = inside[ends[links[part]]].T
        key = np.concatenate([sources, targets, [len(nodes)]]).tobytes()
        key += weights[links[part]].tobytes()
        if key not in shapes:
            shapes[key] = _shape(level_of(len(nodes), sources, targets, weights[links[part]]))
        points[nodes] = _apart(shapes[key], discs[nodes])
        reach[rank] = (np.sqrt((points[nodes] ** 2).sum(axis=1)) + discs[nodes]).max()
    for part, centre in zip(order, _rings(reach), strict=True):
        points[members[part]] += centre
    return points


def _groups(group_of: Integers, count: int) -> list[Integers]:
    """The indices of each group's members, in order."""
    ends = np.cumsum(np.bincount(group_of, minlength=count))[:-1]
    return np.split(np.argsort(group_of, kind="stable"), ends)


def _shape(level: Level) -> Floats:
    """Places of a connected graph about the origin, its longest extent lying horizontally."""
    if level.size == 1:
        return np.zeros((1, 2))
    points = force_directed(level)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    points = points @ axes.T
    distance = np.sqrt((points**2).sum(axis=1))
    usual = np.quantile(distance, _USUAL)
    far = distance > usual
    points[far] *= ((1 + np.log(distance[far] / usual)) * usual / distance[far])[:, None]
    extent = np.sqrt((points**2).sum(axis=1).mean())
    return np.asarray(points * (_EXTENT * (sqrt(level.size) - 0.6) / extent), dtype=np.float64)


def _apart(points: Floats, discs: Floats) -> Floats:
    """The points pushed apart until discs of these radii about them do not overlap.

    Every other round the whole is stretched a little, so that there is an end.
    """
    if len(points) == 1:
        return points
    for attempt in range(_ROUNDS):
        near = cKDTree(points).query_pairs(2 * discs.max() + _GAP, output_type="ndarray")
        first, second = near.T
        away = points[second] - points[first]
        distance = np.hypot(away[:, 0], away[:, 1])
        lack = discs[first] + discs[second] + _GAP - distance
        if not (lack > _GAP / 2).any():
            break
        touching = lack > 0
        first, second, away = first[touching], second[touching], away[touching]
        same = distance[touching] < 1e-9
        away[same] = sunflower(len(points))[second[same]]
        push = away * (lack[touching] / 2 / np.hypot(away[:, 0], away[:, 1]))[:, None]
        moves = np.zeros_like(points)
        for axis in (0, 1):
            moves[:, axis] += np.bincount(second, push[:, axis], len(points))
            moves[:, axis] -= np.bincount(first, push[:, axis], len(points))
        points = (points + moves) * (1.01 if attempt % 2 else 1.0)
    return points


def _rings(reach: Floats) -> Floats:
    """Centres of discs of these radii, descending: the first in the middle, the others in rings."""
    centres = np.zeros((len(reach), 2))
    inner, placed = float(reach[0]) + _GAP, 1
    while placed < len(reach):
        largest = float(reach[placed])
        radius = inner + largest
        angles: list[float] = []
        used = 0.0
        for disc in reach[placed:]:
            width = 2 * np.arcsin(min(1.0, (float(disc) + _GAP / 2) / radius))
            if angles and used + width > 2 * pi:
                break
            angles.append(used + width / 2)
            used += width
        # What is left of the circle goes between the discs.
        turns = np.array(angles) + np.arange(len(angles)) * ((2 * pi - used) / len(angles))
        around = np.stack([np.cos(turns), np.sin(turns)], axis=1)
        centres[placed : placed + len(angles)] = radius * around
        placed += len(angles)
        inner = radius + largest + _GAP
    return centres
