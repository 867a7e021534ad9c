from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.health import HealthLevel, TaskHealth, health_of
from ecco_desktop.domain.runs import RunResult, RunState, Tally, end_state, result_of
from ecco_desktop.domain.tasks import TaskAction, TaskState, refusal
from ecco_desktop.words.sentences import SENTENCES, sentence

counts = st.integers(0, 3)
tallies = st.builds(Tally, counts, counts, counts, counts, counts, counts, counts)


@given(tallies)
def test_a_failed_record_is_never_a_success(tally: Tally) -> None:
    result = result_of(end_state(tally), tally)
    if tally.failed:
        assert result in (RunResult.PARTIAL, RunResult.FAILED)
    if result is RunResult.SUCCESS:
        assert tally.created + tally.updated > 0


@given(st.sampled_from([state for state in RunState if state.final]), tallies)
def test_every_end_has_a_result(state: RunState, tally: Tally) -> None:
    assert result_of(state, tally) is not RunResult.RUNNING


@given(st.booleans(), st.sampled_from(TaskState))
def test_start_and_stop_are_never_both_offered(active: bool, state: TaskState) -> None:
    start = refusal(TaskAction.START, active=active, state=state)
    stop = refusal(TaskAction.STOP, active=active, state=state)
    assert start or stop
    assert bool(refusal(TaskAction.ACTIVATE, active=active, state=state)) == active
    assert all(not why or why in SENTENCES for why in (start, stop))


def test_the_worst_comes_first() -> None:
    good = TaskHealth("a", True, False, RunResult.SUCCESS, None)
    bad = TaskHealth("b", True, False, RunResult.FAILED, None)
    assert health_of([good], 0, paused=False).level is HealthLevel.GOOD
    assert health_of([good], 3, paused=False).level is HealthLevel.ATTENTION
    assert health_of([good, bad], 3, paused=True).level is HealthLevel.BROKEN
    assert health_of([good], 3, paused=True).level is HealthLevel.PAUSED


def test_every_sentence_can_be_said_without_its_values() -> None:
    for key in SENTENCES:
        assert "{" not in sentence(key, {})
    assert "no.such.key" in sentence("no.such.key", {})
