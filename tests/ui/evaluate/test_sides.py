"""What can be compared."""

from __future__ import annotations

from mnist_desk.ui.evaluate.sides import LOOKED_AT, Side, is_there, moments, usual_before
from mnist_desk.ui.state.session import Session

from .networks import add_run, answering


def test_there_is_nothing_to_compare_one_network_with(session: Session) -> None:
    assert usual_before(session.runs) is None


def test_it_is_compared_with_the_one_above_it_in_the_list(session: Session) -> None:
    first = add_run(session, "first", answering([1]))
    add_run(session, "second", answering([2]))
    assert usual_before(session.runs) == Side(first)


def test_the_first_of_the_list_is_compared_with_the_next(session: Session) -> None:
    second = add_run(session, "second", answering([2]))
    session.runs.choose(session.runs.shipped)
    assert usual_before(session.runs) == Side(second)


def test_a_run_alone_is_compared_with_its_beginning(session: Session) -> None:
    run = session.runs.current
    run.timeline.keep(0, run.model.layers)
    run.timeline.keep(4, run.model.layers)
    run.reach(answering([1], steps=6))
    assert usual_before(session.runs) == Side(run, 0)


def test_only_some_of_many_moments_are_offered(session: Session) -> None:
    run = session.runs.current
    for step in range(100):
        run.timeline.keep(step, run.model.layers)
    run.reach(answering([1], steps=100))
    assert len(moments(run)) <= 12
    assert moments(run)[0] == 0


def test_a_run_that_left_the_list_is_no_side_any_more(session: Session) -> None:
    run = add_run(session, "one", answering([1]))
    assert is_there(Side(run), session.runs)
    session.runs.remove(run)
    assert not is_there(Side(run), session.runs)
    assert is_there(LOOKED_AT, session.runs)
