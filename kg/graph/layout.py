"""A seeded layout in near linear time: communities first, then the papers and concepts within each.

1. Every community is a disc whose area grows with its members; the discs are placed by a spring layout of the links
   between communities (Fruchterman and Reingold 1991, doi:10.1002/spe.4380211102) and pushed apart until none overlap.
2. In a disc, papers and the concepts that two or more papers use are placed by a spring layout of links and usages; a disc
   of more than `_SPRING_LIMIT` members is filled as a sunflower (Vogel 1979, doi:10.1016/0025-5564(79)90080-4) instead.
3. The concepts of one paper alone stand around that paper, as a small sunflower.
Papers without links fill a disc of their own. The unit of x and y is about the distance between two neighbours times 100.
"""

import networkx as nx
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.spatial import cKDTree

Places = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int32]

_SPRING_LIMIT = 600
_SPACING = 100.0
_GAP = 140.0
_GOLDEN_ANGLE = np.pi * (3.0 - np.sqrt(5.0))


def lay_out(
    links: sp.csr_matrix, usages: sp.csr_matrix, paper_communities: Numbers, concept_communities: Numbers, *, seed: int
) -> tuple[Places, Places]:
    """Return positions of papers and of concepts, one row (x, y) each, centred on the origin."""
    papers, concepts = usages.shape
    shared = np.asarray(usages.getnnz(axis=0)) >= 2
    ties = sp.block_array([[links, usages], [usages.T, None]]).tocsr()
    groups = np.concatenate([paper_communities, concept_communities])
    core = np.concatenate([np.ones(papers, dtype=bool), shared])
    places = np.zeros((papers + concepts, 2))
    discs = [np.flatnonzero((groups == number) & core) for number in range(-1, int(groups.max(initial=-1)) + 1)]
    discs = [members for members in discs if len(members)]
    centres = _place_discs(discs, ties, seed=seed)
    for members, centre in zip(discs, centres, strict=True):
        places[members] = centre + _fill_disc(ties[members][:, members], seed=seed)
    _place_singles(places, usages, np.flatnonzero(~shared))
    places -= places[core].mean(axis=0)
    return places[:papers], places[papers:]


def _radius(members: int) -> float:
    return _SPACING * float(np.sqrt(members)) * 0.62


def _place_discs(discs: list[npt.NDArray[np.int64]], ties: sp.csr_matrix, *, seed: int) -> Places:
    belongs = sp.csr_matrix(
        (np.ones(sum(map(len, discs))), (np.repeat(np.arange(len(discs)), list(map(len, discs))), np.concatenate(discs))),
        shape=(len(discs), ties.shape[0]),
    )
    between = (belongs @ ties @ belongs.T).tolil()
    between.setdiag(0)
    radii = np.array([_radius(len(members)) for members in discs])
    if len(discs) > _SPRING_LIMIT:
        centres = _sunflower(len(discs)) * radii.mean() * 2
    else:
        centres = _spring(between.tocsr(), seed=seed) * float(radii.sum())
    return _draw_together(centres, radii + _GAP / 2)


def _draw_together(centres: Places, radii: npt.NDArray[np.float64]) -> Places:
    """Return the centres drawn to the middle, more in height than in width, as a screen is wide, while no disc covers another."""
    for _ in range(300):
        centres = _pushed((centres - centres.mean(axis=0)) * (0.992, 0.975), radii)
    return _push_apart(centres, radii)


def _push_apart(centres: Places, radii: npt.NDArray[np.float64]) -> Places:
    """Return the centres moved until no two discs overlap, or after 300 rounds."""
    for _ in range(300):
        moved = _pushed(centres, radii)
        if np.abs(moved - centres).max(initial=0.0) <= 1e-6:
            break
        centres = moved
    return centres


def _pushed(centres: Places, radii: npt.NDArray[np.float64]) -> Places:
    overlap, direction = _overlaps(centres, radii)
    return np.asarray(centres + (overlap[:, :, None] * direction).sum(axis=1) / 2)


def _overlaps(centres: Places, radii: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    apart = centres[:, None, :] - centres[None, :, :]
    distance = np.sqrt((apart**2).sum(axis=2))
    needed = radii[:, None] + radii[None, :]
    overlap = np.maximum(needed - distance, 0.0)
    np.fill_diagonal(overlap, 0.0)
    return overlap, apart / np.maximum(distance, 1e-9)[:, :, None]


def _fill_disc(ties: sp.csr_matrix, *, seed: int) -> Places:
    size = ties.shape[0]
    if size > _SPRING_LIMIT:
        order = np.argsort(-np.asarray(ties.sum(axis=1)).ravel(), kind="stable")
        places = np.empty((size, 2))
        places[order] = _sunflower(size)
        return places * _SPACING * 0.62
    places = _spring(ties, seed=seed)
    reach = np.sqrt((places**2).sum(axis=1)).max(initial=0.0) or 1.0
    return _spread(places / reach * _radius(size))


def _spread(places: Places) -> Places:
    """Return the places moved a little, until neighbours keep a distance or after 60 rounds."""
    least = _SPACING * 0.7
    for _ in range(60):
        pairs = cKDTree(places).query_pairs(least, output_type="ndarray")
        if not len(pairs):
            break
        apart = places[pairs[:, 0]] - places[pairs[:, 1]]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=1)), 1e-6)
        step = apart * ((least - distance) / distance / 2)[:, None]
        places = places.copy()
        np.add.at(places, pairs[:, 0], step)
        np.add.at(places, pairs[:, 1], -step)
    return places


def _spring(ties: sp.csr_matrix, *, seed: int) -> Places:
    size = ties.shape[0]
    if size == 1:
        return np.zeros((1, 2))
    graph = nx.from_scipy_sparse_array(ties)
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    found = nx.spring_layout(graph, iterations=80, seed=seed)
    return np.array([found[node] for node in range(size)])


def _sunflower(size: int) -> Places:
    steps = np.arange(size)
    angle, reach = steps * _GOLDEN_ANGLE, np.sqrt(steps + 0.5)
    return np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])


def _place_singles(places: Places, usages: sp.csr_matrix, singles: npt.NDArray[np.int64]) -> None:
    papers = usages.shape[0]
    owner = np.asarray(usages.tocsc()[:, singles].argmax(axis=0)).ravel() if len(singles) else singles
    order = np.argsort(owner, kind="stable")
    turn = np.empty(len(singles))
    turn[order] = np.arange(len(singles)) - np.searchsorted(owner[order], owner[order])
    angle, reach = turn * _GOLDEN_ANGLE, _SPACING * (0.3 + 0.1 * np.sqrt(turn + 1))
    offset = np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None]
    places[papers + singles] = places[owner] + offset
