"""Directions on which points are seen, against scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import Ridge

from mnist_desk.core.projection import (
    Projection,
    centres,
    discriminant,
    principal,
    ringed,
    turned_to,
)

LABELS = np.arange(600) % 6


@pytest.fixture
def points() -> NDArray[np.float32]:
    """Six classes of 100 points in 12 dimensions, which differ in some directions more."""
    random = np.random.default_rng(3)
    means = random.normal(0, 2, (6, 12))
    mixed = random.normal(0, 1, (12, 12))
    return (means[LABELS] + random.normal(0, 1, (600, 12)) @ mixed).astype(np.float32)


def same_directions(one: NDArray[np.floating], other: NDArray[np.floating]) -> bool:
    """Whether the columns of both are alike but for their length and sign."""
    cosines = (
        (one * other).sum(axis=0) / np.linalg.norm(one, axis=0) / np.linalg.norm(other, axis=0)
    )
    return bool(np.allclose(np.abs(cosines), 1, atol=1e-5))


def test_principal_directions_are_those_of_scikit_learn(points: NDArray[np.float32]) -> None:
    theirs = PCA(2).fit(points)
    ours = principal(points)
    assert same_directions(ours.axes, theirs.components_.T)
    assert np.allclose(np.abs(ours.of(points)), np.abs(theirs.transform(points)), atol=1e-3)
    assert ours.share == pytest.approx(theirs.explained_variance_ratio_.sum(), rel=1e-6)


def test_pixels_that_are_always_paper_do_not_count(points: NDArray[np.float32]) -> None:
    paper = np.zeros((len(points), 40), np.float32)
    found = principal(np.hstack([paper, points, paper]))
    assert same_directions(found.axes[40:52], principal(points).axes)
    assert found.share == pytest.approx(principal(points).share, rel=1e-6)


def test_principal_directions_never_flip(points: NDArray[np.float32]) -> None:
    axes = principal(points).axes
    assert (axes[np.abs(axes).argmax(axis=0), [0, 1]] > 0).all()
    assert np.allclose(axes, principal(points[::-1]).axes, atol=1e-4)


def test_discriminants_are_those_of_scikit_learn(points: NDArray[np.float32]) -> None:
    theirs = LinearDiscriminantAnalysis(solver="eigen").fit(points, LABELS)
    ours = discriminant(points, LABELS, shrinkage=0)
    assert same_directions(ours.axes, theirs.scalings_[:, :2])
    assert ours.share == pytest.approx(theirs.explained_variance_ratio_[:2].sum(), rel=1e-5)


def test_shrunk_discriminants_are_those_of_scikit_learn(points: NDArray[np.float32]) -> None:
    """Theirs shrinks the spread between the classes, too, which turns no direction: only the
    ratios differ."""
    theirs = LinearDiscriminantAnalysis(solver="eigen", shrinkage=0.2).fit(points, LABELS)
    ours = discriminant(points, LABELS, shrinkage=0.2)
    within = theirs.covariance_
    means = points[:, np.newaxis][LABELS.argsort()].reshape(6, 100, 12).mean(axis=1)
    solved = np.linalg.solve(within, (means - points.mean(axis=0)).T)
    _, turns = np.linalg.eigh((means - points.mean(axis=0)) @ solved)
    assert same_directions(ours.axes, solved @ turns[:, :-3:-1])


def test_discriminants_have_a_variance_of_one(points: NDArray[np.float32]) -> None:
    seen = discriminant(points, LABELS, shrinkage=0).of(points)
    assert np.allclose(np.cov(seen.T, bias=True), np.eye(2), atol=1e-4)


def test_cells_that_are_silent_do_no_harm(points: NDArray[np.float32]) -> None:
    points[:, 3:] = 0
    assert np.isfinite(discriminant(points, LABELS).of(points)).all()
    assert not discriminant(np.zeros_like(points), LABELS).of(points).any()


def test_two_classes_have_one_direction(points: NDArray[np.float32]) -> None:
    for classes in (LABELS % 2, LABELS // 3, LABELS > 3, LABELS == 5):
        seen = discriminant(points, classes.astype(int)).of(points)
        assert np.ptp(seen[:, 0]) > 1
        assert not seen[:, 1].any()


@pytest.mark.parametrize("mirrored", [1, -1])
def test_turning_brings_the_classes_back(points: NDArray[np.float32], mirrored: int) -> None:
    first = principal(points)
    turn = np.array([[0.6, -0.8], [0.8, 0.6]]) * [1, mirrored]
    other = Projection(first.mean, (first.axes @ turn).astype(np.float32), first.share)
    before, now = (centres(seen.of(points), LABELS, 6) for seen in (first, other))
    assert np.allclose(turned_to(other, now, before).axes, first.axes, atol=1e-4)


def test_a_class_that_is_not_there_does_not_count(points: NDArray[np.float32]) -> None:
    first = principal(points)
    other = Projection(first.mean, -first.axes, first.share)
    before, now = (centres(seen.of(points), LABELS, 8) for seen in (first, other))
    assert np.isnan(now[6:]).all()
    now[0] = np.nan
    assert np.allclose(turned_to(other, now, before).axes, first.axes, atol=1e-4)
    assert turned_to(other, np.full((8, 2), np.nan), before) is other


def test_a_ring_is_the_ridge_regression_of_scikit_learn(points: NDArray[np.float32]) -> None:
    order = (3, 1, 0, 2, 5, 4)
    angles = {label: np.pi / 3 * place for place, label in enumerate(order)}
    wanted = np.array([(np.sin(angles[label]), np.cos(angles[label])) for label in LABELS])
    alpha = 0.1 * np.cov(points.T, bias=True).trace() / 12 * len(points)
    theirs = Ridge(alpha=alpha).fit(points, wanted)
    ours = ringed(points, LABELS, order, shrinkage=0.1)
    assert np.allclose(ours.of(points), theirs.predict(points), atol=1e-3)
    seen = ours.of(points)
    inside = seen - centres(seen, LABELS, 6)[LABELS]
    assert ours.share == pytest.approx(1 - inside.var() / seen.var(), abs=1e-4)


def test_points_that_are_all_alike_have_a_ring_of_nothing() -> None:
    seen = ringed(np.ones((60, 5), np.float32), LABELS[:60], range(6))
    assert seen.share == 0
    assert not seen.of(np.ones((1, 5), np.float32)).any()
