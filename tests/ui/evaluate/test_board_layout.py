"""Where everything stands on the board."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mnist_desk.ui.evaluate.board_layout import MOST, fit

WIDTH, HEIGHT = 1880, 960


def test_a_class_has_room_for_all_its_digits() -> None:
    layout = fit([10] * 25, WIDTH, HEIGHT)

    assert layout.blocks >= 25
    assert layout.room >= 10
    assert layout.tile >= 40


def test_a_name_has_room_beside_its_count() -> None:
    layout = fit([10] * 25, WIDTH, HEIGHT)

    assert layout.width >= 7 * layout.head


def test_few_digits_are_large() -> None:
    assert fit([3, 3], WIDTH, HEIGHT).tile > 150


def test_one_who_draws_hundreds_leaves_room_for_the_others() -> None:
    assert fit([300, 5, 5], WIDTH, HEIGHT) == fit([MOST, 5, 5], WIDTH, HEIGHT)


@given(
    st.lists(st.integers(1, 500), min_size=1, max_size=200),
    st.integers(100, 3000),
    st.integers(100, 2000),
)
def test_nothing_stands_over_anything_else(counts: list[int], width: int, height: int) -> None:
    layout = fit(counts, width, height)

    assert layout.room >= 1
    blocks = [layout.block(number) for number in range(min(layout.blocks, len(counts)))]
    assert all(
        not one.intersects(other) for at, one in enumerate(blocks[:20]) for other in blocks[:at]
    )
    last = layout.tile_of(0, layout.room - 1)
    assert last.right() <= layout.block(0).right() + 1e-6 or layout.across == 1
    assert last.bottom() <= layout.block(0).bottom() + 1e-6 or layout.down == 1


@given(st.lists(st.integers(1, 12), min_size=1, max_size=36))
def test_a_class_fits_a_projector(counts: list[int]) -> None:
    layout = fit(counts, WIDTH, HEIGHT)

    assert layout.blocks >= len(counts)
    assert layout.room >= max(counts)
    assert layout.block(len(counts) - 1).bottom() <= HEIGHT + 1e-6
