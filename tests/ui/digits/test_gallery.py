from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from mnist_desk.core.ink import Ink
from mnist_desk.core.ink_file import InkRecord
from mnist_desk.ui.digits.gallery import Gallery, Which
from mnist_desk.ui.state.digit import Digit

INK = Ink((((60.0, 60.0), (200.0, 60.0), (120.0, 240.0)),))


def digit(label: int, answer: int | None = None, **extra: object) -> Digit:
    return Digit(InkRecord(INK, label, extra=extra), answer=answer)


@pytest.fixture
def digits() -> list[Digit]:
    """Two sevens, one of them misread, then a 1 that is not read yet, then a 0."""
    return [digit(7, 7), digit(7, 1), digit(1), digit(0, 0)]


@pytest.fixture
def gallery(qtbot: QtBot, digits: list[Digit], light: None) -> Gallery:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(400, 300)
    gallery.show()
    gallery.show_digits(digits, None, "all")
    return gallery


def captions(gallery: Gallery) -> list[str]:
    return [gallery.items.index(row).data() for row in range(gallery.items.rowCount())]


def choose(gallery: Gallery, *rows: int) -> None:
    gallery.clearSelection()
    for row in rows:
        model = gallery.selectionModel()
        model.setCurrentIndex(gallery.items.index(row), model.SelectionFlag.Select)


def test_digits_stand_by_label_the_newest_first(gallery: Gallery) -> None:
    assert captions(gallery) == ["0 ✓", "1", "7, read 1", "7 ✓"]


def test_the_model_keeps_the_rules_of_models(gallery: Gallery, digits: list[Digit]) -> None:
    tester = QAbstractItemModelTester(
        gallery.items, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    gallery.show_digits(digits[1:], None, "all")
    gallery.show_digits([], None, "all")
    assert tester.model() is gallery.items


def test_filters_choose_by_label_and_by_how_they_are_read(
    gallery: Gallery, digits: list[Digit]
) -> None:
    gallery.show_digits(digits, 7, "all")
    assert captions(gallery) == ["7, read 1", "7 ✓"]
    gallery.show_digits(digits, None, "right")
    assert captions(gallery) == ["0 ✓", "7 ✓"]
    gallery.show_digits(digits, 7, "wrong")
    assert captions(gallery) == ["7, read 1"]


def test_new_answers_keep_what_is_chosen(gallery: Gallery, digits: list[Digit]) -> None:
    choose(gallery, 1, 3)
    chosen = gallery.chosen
    digits[2].answer = 1
    gallery.show_digits(digits, None, "all")
    assert captions(gallery)[1] == "1 ✓"
    assert gallery.chosen == chosen
    gallery.show_digits([*digits, digit(5, 5)], None, "all")
    assert gallery.chosen == chosen


def test_after_deleting_the_next_one_is_chosen(gallery: Gallery, digits: list[Digit]) -> None:
    choose(gallery, 1)
    gallery.show_digits([one for one in digits if one.label != 1], None, "all")
    assert [one.label for one in gallery.chosen] == [7]


def test_keys_delete_relabel_and_open(qtbot: QtBot, gallery: Gallery, digits: list[Digit]) -> None:
    asked = [
        QSignalSpy(s) for s in (gallery.delete_asked, gallery.relabel_asked, gallery.open_asked)
    ]
    choose(gallery, 1)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_4, Qt.Key.Key_Return):
        qtbot.keyClick(gallery, key)
    qtbot.keyClick(gallery, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert [spy.count() for spy in asked] == [1, 1, 1]
    assert asked[1].at(0)[0] == 4
    assert asked[2].at(0)[0] is digits[2]


def test_arrows_go_from_digit_to_digit(qtbot: QtBot, gallery: Gallery) -> None:
    choose(gallery, 0)
    qtbot.keyClick(gallery, Qt.Key.Key_Right)
    assert [one.label for one in gallery.chosen] == [1]


def test_a_double_click_opens(qtbot: QtBot, gallery: Gallery, digits: list[Digit]) -> None:
    at = gallery.visualRect(gallery.items.index(0)).center()
    with qtbot.waitSignal(gallery.open_asked) as asked:
        qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args[0] is digits[3]


def test_the_menu_relabels_and_deletes(gallery: Gallery) -> None:
    choose(gallery, 0)
    relabel, delete = QSignalSpy(gallery.relabel_asked), QSignalSpy(gallery.delete_asked)
    menu = gallery.menu()
    labels = next(action.menu() for action in menu.actions() if action.menu())
    labels.actions()[8].trigger()
    menu.actions()[-1].trigger()
    assert relabel.at(0)[0] == 8
    assert delete.count() == 1


def test_the_menu_shows_the_keys(gallery: Gallery) -> None:
    choose(gallery, 0)
    keys = {action.text(): action.shortcut().toString() for action in gallery.menu().actions()}
    assert keys["Open on the canvas"] == "Return"
    assert keys["Delete"] == "Del"
    assert gallery.viewport().toolTip() == gallery.accessibleDescription()
    for key in ("Enter", "F2", "Delete", "0 to 9"):
        assert key in gallery.accessibleDescription()


def test_f2_asks_for_a_label(
    qtbot: QtBot, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    menus: list[QMenu] = []
    # The offscreen platform cannot open one.
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: menus.append(menu))
    qtbot.keyClick(gallery, Qt.Key.Key_F2)
    assert menus == [], "none is chosen"
    choose(gallery, 0)
    qtbot.keyClick(gallery, Qt.Key.Key_F2)
    with qtbot.waitSignal(gallery.relabel_asked) as asked:
        menus[0].actions()[8].trigger()
    assert asked.args == [8]


def test_a_tip_tells_what_was_read_then_and_now(gallery: Gallery) -> None:
    one = Digit(
        InkRecord(INK, 7, "Ada", {"answer": 1, "time": "2026-05-04T10:00:00+00:00"}), answer=7
    )
    gallery.show_digits([one], None, "all")
    told = "Meant: 7, read as 7 now, read as 1 when it was drawn, by Ada, 2026-05-04"
    assert gallery.items.index(0).data(Qt.ItemDataRole.ToolTipRole) == told
    assert gallery.items.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == told


def test_a_tip_names_no_digit_where_there_was_no_answer(gallery: Gallery) -> None:
    one = Digit(InkRecord(INK, 7, extra={"answer": -1}), answer=7)
    gallery.show_digits([one], None, "all")
    assert gallery.items.index(0).data(Qt.ItemDataRole.ToolTipRole) == "Meant: 7, read as 7 now"


# Labelling anew


class Keeper:
    """Does with the digits what the gallery asks for, as the panel and MyDigits do."""

    def __init__(self, gallery: Gallery, digits: list[Digit]) -> None:
        self.digits = digits
        self.label: int | None = None
        self.which: Which = "all"
        self._gallery = gallery
        gallery.relabel_asked.connect(self.relabel)
        gallery.delete_asked.connect(self.delete)

    def show(self, label: int | None = None, which: Which = "all") -> None:
        self.label, self.which = label, which
        self._gallery.show_digits(self.digits, label, which)

    def relabel(self, label: int) -> None:
        chosen = [one for one in self._gallery.chosen if one.label != label]
        self.digits = [one.relabelled(label) if one in chosen else one for one in self.digits]
        self.show(self.label, self.which)

    def delete(self) -> None:
        chosen = self._gallery.chosen
        self.digits = [one for one in self.digits if one not in chosen]
        self.show(self.label, self.which)


@pytest.fixture
def keeper(gallery: Gallery, digits: list[Digit]) -> Keeper:
    return Keeper(gallery, list(digits))


def places(digits: list[Digit]) -> set[int]:
    return {one.place for one in digits}


def click(
    qtbot: QtBot,
    gallery: Gallery,
    row: int,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    at = gallery.visualRect(gallery.items.index(row)).center()
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def test_after_labelling_anew_delete_hits_the_same_digit(
    qtbot: QtBot, gallery: Gallery, keeper: Keeper, digits: list[Digit]
) -> None:
    choose(gallery, 0)
    qtbot.keyClick(gallery, Qt.Key.Key_9)
    assert captions(gallery) == ["1", "7, read 1", "7 ✓", "9, read 0"]
    assert places(gallery.chosen) == {digits[3].place}
    assert gallery.currentIndex().row() == 3
    qtbot.keyClick(gallery, Qt.Key.Key_Delete)
    assert places(keeper.digits) == places(digits[:3])


def test_what_was_chosen_with_the_mouse_stays_chosen_with_other_labels(
    qtbot: QtBot, gallery: Gallery, keeper: Keeper, digits: list[Digit]
) -> None:
    wanted = places([digits[2], digits[0]])
    click(qtbot, gallery, 3)
    click(qtbot, gallery, 1, Qt.KeyboardModifier.ControlModifier)
    assert places(gallery.chosen) == wanted
    menu = gallery.menu()
    labels = next(action.menu() for action in menu.actions() if action.menu())
    labels.actions()[5].trigger()
    assert captions(gallery) == ["0 ✓", "5", "5, read 7", "7, read 1"]
    assert places(gallery.chosen) == wanted
    assert gallery.items.shown[gallery.currentIndex().row()].place == digits[2].place
    menu.actions()[-1].trigger()
    assert places(keeper.digits) == places([digits[1], digits[3]])


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_a_digit_that_labelling_anew_hides_leaves_nothing_chosen(
    qtbot: QtBot, gallery: Gallery, keeper: Keeper, digits: list[Digit], way: str
) -> None:
    keeper.show(label=7)
    if way == "mouse":
        click(qtbot, gallery, 0)
    else:
        choose(gallery, 0)
    qtbot.keyClick(gallery, Qt.Key.Key_1)
    assert captions(gallery) == ["7 ✓"]
    assert gallery.chosen == []
    assert not gallery.currentIndex().isValid()
    qtbot.keyClick(gallery, Qt.Key.Key_Delete)
    assert places(keeper.digits) == places(digits)


def test_what_another_filter_hides_is_not_replaced(
    gallery: Gallery, keeper: Keeper, digits: list[Digit]
) -> None:
    choose(gallery, 0, 2)
    keeper.show(label=7)
    assert places(gallery.chosen) == {digits[1].place}
    keeper.show(label=1)
    assert gallery.chosen == []


def test_undoing_a_label_keeps_the_digit_chosen(gallery: Gallery, digits: list[Digit]) -> None:
    choose(gallery, 0)
    gallery.show_digits([*digits[:3], digits[3].relabelled(8)], None, "all")
    gallery.show_digits(digits, None, "all")
    assert gallery.chosen == [digits[3]]
