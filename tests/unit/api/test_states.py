import pytest

from api.conversations.model import Event, NotAllowed, State, next_state, suppressed

DESIGN = {
    State.BOT: {State.WAITING, State.CALLBACK, State.CLOSED},
    State.WAITING: {State.HUMAN, State.BOT, State.CALLBACK, State.CLOSED},
    State.HUMAN: {State.BOT, State.WAITING, State.CALLBACK, State.CLOSED},
    State.CALLBACK: {State.HUMAN, State.CLOSED},
    State.CLOSED: {State.BOT, State.WAITING},
}


@pytest.mark.parametrize("state", State)
def test_a_conversation_goes_only_where_the_design_lets_it(state: State) -> None:
    reached = set()
    for event in Event:
        try:
            reached.add(next_state(state, event))
        except NotAllowed:
            continue
    assert reached == DESIGN[state]


def test_a_claim_of_a_conversation_that_nobody_asked_for_is_refused() -> None:
    with pytest.raises(NotAllowed):
        next_state(State.BOT, Event.CLAIMED)


def test_only_a_coach_or_a_close_silences_a_reply_that_is_on_its_way() -> None:
    assert {state for state in State if suppressed(state)} == {State.HUMAN, State.CLOSED}
