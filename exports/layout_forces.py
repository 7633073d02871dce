"""Force-directed places for the nodes of one connected graph, as arrays.

Nodes repel one another, the more links they have the more, and links pull together what they join:
the forces of Jacomy et al., "ForceAtlas2, a continuous graph layout algorithm for handy network
visualization" (2014). Two things make it a matter of seconds for thousands of nodes. The graph is
coarsened step by step and laid out from the coarsest graph to the finest, each starting where the
one before it ended (Hu, "Efficient, high-quality force-directed graph drawing", 2005); a step
merges every node with the neighbour that it is tied to most, as Boruvka's algorithm does. And
repulsion is not summed over pairs but is a convolution of the nodes' masses on a grid (Hockney and
Eastwood, "Computer simulation using particles", 1988), in time proportional to the number of nodes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft2, rfft2
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

__all__ = ["Floats", "Integers", "Level", "force_directed", "level_of", "sunflower"]

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_SEED = 20
_COARSEST = 12
"""So few nodes find their places from any start."""

_EXACT = 300
"""Up to so many nodes, repulsion is summed over pairs."""

_GRIDS = 32, 512
"""Fewest and most cells of a side of the grid; powers of two."""

_SOFTENING = 0.35
"""Added to squared distances in cells: repulsion within a cell is finite."""


@dataclass(frozen=True, slots=True)
class Level:
    """A connected graph as arrays, each link once and between different nodes.

    Attributes:
        sources: one end of each link.
        targets: the other end.
        weights: how strongly each link pulls.
        masses: how strongly each node repels; its length is the number of nodes.
    """

    sources: Integers
    targets: Integers
    weights: Floats
    masses: Floats

    @property
    def size(self) -> int:
        """The number of nodes."""
        return len(self.masses)


def level_of(size: int, sources: Integers, targets: Integers, weights: Floats) -> Level:
    """The graph of these links, parallel links as one; the more links, the heavier a node."""
    level = _merged(sources, targets, weights, np.ones(size))
    degrees = np.bincount(level.sources, minlength=size)
    degrees += np.bincount(level.targets, minlength=size)
    return Level(level.sources, level.targets, level.weights, (1 + degrees).astype(np.float64))


def _merged(sources: Integers, targets: Integers, weights: Floats, masses: Floats) -> Level:
    low, high = np.minimum(sources, targets), np.maximum(sources, targets)
    keep = low != high
    shape = (len(masses), len(masses))
    matrix = coo_array((weights[keep], (low[keep], high[keep])), shape=shape)
    matrix.sum_duplicates()
    rows, columns = matrix.row.astype(np.int64), matrix.col.astype(np.int64)
    return Level(rows, columns, np.asarray(matrix.data, dtype=np.float64), masses)


def force_directed(level: Level) -> Floats:
    """From the coarsest graph to `level` itself."""
    random = np.random.default_rng(_SEED)
    levels, parents = [level], []
    while levels[-1].size > _COARSEST:
        parent, coarse = _coarsened(levels[-1], random)
        if coarse.size == 1:
            break  # a star
        levels.append(coarse)
        parents.append(parent)
    extent = sqrt(level.size)
    points = sunflower(levels[-1].size) * (extent / 2 / sqrt(levels[-1].size))
    points = _settled(levels[-1], points, extent, iterations=200, step=extent / 4)
    for finer, parent in zip(reversed(levels[:-1]), reversed(parents), strict=True):
        distance = extent / sqrt(finer.size)
        points = points[parent] + random.normal(scale=0.3 * distance, size=(finer.size, 2))
        points = _settled(finer, points, extent, iterations=100, step=1.5 * distance)
    return points


def _coarsened(level: Level, random: np.random.Generator) -> tuple[Integers, Level]:
    """The number of the coarse node that each node became part of, and the coarser graph.

    It has at most half as many nodes. Light neighbours come before heavy ones, so that the coarse
    nodes have similar masses; ties are broken at random.
    """
    ties = level.weights / (level.masses[level.sources] * level.masses[level.targets])
    ties *= 1 + 0.5 * random.random(len(ties))
    here = np.concatenate([level.sources, level.targets])
    there = np.concatenate([level.targets, level.sources])
    order = np.lexsort((np.concatenate([ties, ties]), here))
    last = np.append(np.diff(here[order]) != 0, True)
    node, choice = here[order][last], there[order][last]
    shape = (level.size, level.size)
    count, parent = connected_components(
        coo_array((np.ones(len(node)), (node, choice)), shape=shape), directed=False
    )
    masses = np.bincount(parent, level.masses, count).astype(np.float64)
    merged = _merged(parent[level.sources], parent[level.targets], level.weights, masses)
    return parent.astype(np.int64), merged


def _settled(
    level: Level, points: Floats, extent: float, *, iterations: int, step: float
) -> Floats:
    """The points after so many moves along the forces, of at most `step` at first, less later.

    Attraction grows with the distance, repulsion with both masses and the inverse distance. Its
    strength is such that links are about `extent` / 2 long (root mean square, by the virial
    theorem) on every level: coarse nodes stay where their parts will be.
    """
    count = level.size
    repulsion = _repulsion(count)
    strength = level.weights.sum() * extent**2 / 2 / level.masses.sum() ** 2
    pulls = np.bincount(level.sources, level.weights, count)
    pulls += np.bincount(level.targets, level.weights, count)
    for iteration in range(iterations):
        force = repulsion(points, level.masses) * (strength * level.masses)[:, None]
        pull = (points[level.targets] - points[level.sources]) * level.weights[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(level.sources, pull[:, axis], count)
            force[:, axis] -= np.bincount(level.targets, pull[:, axis], count)
        move = 0.7 * force / pulls[:, None]
        length = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-12)
        longest = step * (1 - iteration / iterations)
        points = points + move * np.minimum(1, longest / length)[:, None]
    return np.asarray(points - points.mean(axis=0), dtype=np.float64)


def _repulsion(count: int) -> Callable[[Floats, Floats], Floats]:
    """What repels a unit mass at each of `count` points: masses over distances, as vectors."""
    if count <= _EXACT:
        return _exact_repulsion
    side = min(max(1 << int(sqrt(count)).bit_length() + 1, _GRIDS[0]), _GRIDS[1])
    index = np.fft.fftfreq(2 * side, 1 / (2 * side))
    x, y = np.meshgrid(index, index, indexing="ij")
    squared = x**2 + y**2 + _SOFTENING
    kernels = rfft2(x / squared), rfft2(y / squared)

    def repulsion(points: Floats, masses: Floats) -> Floats:
        corner = points.min(axis=0)
        cell = (points.max(axis=0) - corner).max() / (side - 2)
        scaled = (points - corner) / cell + 0.5
        base = scaled.astype(np.int64)
        (right, up), (left, down) = (scaled - base).T, (1 - scaled + base).T
        first = base[:, 0] * side + base[:, 1]
        # Each mass is shared by the four corners of its cell, and feels the mean of their fields.
        corners = np.concatenate([first, first + 1, first + side, first + side + 1])
        shares = np.concatenate([left * down, left * up, right * down, right * up])
        density = np.bincount(corners, shares * np.tile(masses, 4), side * side)
        spectrum = rfft2(density.reshape(side, side), (2 * side, 2 * side))
        forces = np.empty_like(points)
        for axis, kernel in enumerate(kernels):
            field = irfft2(spectrum * kernel, (2 * side, 2 * side))[:side, :side].ravel()
            forces[:, axis] = (field[corners] * shares).reshape(4, -1).sum(axis=0)
        return np.asarray(forces / cell, dtype=np.float64)

    return repulsion


def _exact_repulsion(points: Floats, masses: Floats) -> Floats:
    difference = points[:, None, :] - points[None, :, :]
    squared = (difference**2).sum(axis=2) + 1e-6
    return np.asarray(np.einsum("ijk,ij->ik", difference, masses / squared), dtype=np.float64)


def sunflower(size: int) -> Floats:
    """`size` points spread evenly over a disc about the origin, from the middle outwards.

    H. Vogel, "A better way to construct the sunflower head" (1979).
    """
    index = np.arange(size) + 0.5
    radius, angle = np.sqrt(index), index * pi * (3 - sqrt(5))
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
