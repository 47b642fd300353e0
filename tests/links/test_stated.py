"""What letters say became of promises: the promise meant is found, or none."""

from __future__ import annotations

from datetime import date

from small_corpus import MARCH, paper, promise, stated, told

from nato_kg.links import Reference

FIRST, LATER, LAST = paper("first", "2031-01-15"), paper("later", "2031-03-20"), paper("last", "2031-10-20")
SHIPS = promise("first/ships", "een brief over de fregatten", due=MARCH)
RADAR = promise("first/radar", "een brief over de radarposten", sentence=2)


def test_a_promise_is_kept_from_the_day_of_the_letter_that_says_so() -> None:
    links = stated([FIRST, LATER], [SHIPS], [told("later/kept", "de brief over de fregatten", "first")])
    (step,) = links.steps
    assert (step.promise, step.outcome, step.paper, step.on) == (SHIPS, "fulfilled", "later", date(2031, 3, 20))
    assert links.unresolved == ()


def test_kept_in_part_then_whole_are_two_steps_in_order_of_time() -> None:
    part = told("later/part", "de fregatten", "first", outcome="partly-fulfilled")
    whole = told("last/whole", "de fregatten", "first")
    steps = stated([FIRST, LATER, LAST], [SHIPS], [whole, part]).steps
    assert [step.outcome for step in steps] == ["partly-fulfilled", "fulfilled"]


def test_of_two_promises_the_one_whose_words_fit_is_meant() -> None:
    for words, meant in (("de radarposten", RADAR), ("de fregatten", SHIPS)):
        (step,) = stated([FIRST, LATER], [SHIPS, RADAR], [told("later/kept", words, "first")]).steps
        assert step.promise == meant


def test_where_two_promises_fit_alike_none_is_meant() -> None:
    again = promise("first/again", SHIPS.text, due=(None, date(2031, 6, 30)), sentence=3)
    speaks = told("later/kept", "de fregatten", "first")
    links = stated([FIRST, LATER], [SHIPS, again], [speaks])
    assert (links.steps, links.unresolved) == ((), (speaks,))


def test_where_nothing_fits_of_several_none_is_meant() -> None:
    speaks = told("later/kept", "de kazerne in Ermelo", "first")
    links = stated([FIRST, LATER], [SHIPS, RADAR], [speaks])
    assert (links.steps, links.unresolved) == ((), (speaks,))


def test_a_letter_that_is_not_here_leaves_it_unresolved() -> None:
    speaks = told("later/kept", "de fregatten", "elsewhere")
    links = stated([FIRST, LATER], [SHIPS], [speaks])
    assert (links.steps, links.unresolved) == ((), (speaks,))


def test_a_letter_is_found_by_its_day_alone() -> None:
    (step,) = stated([FIRST, LATER], [SHIPS], [told("later/kept", "de fregatten", days=["2031-01-15"])]).steps
    assert step.promise == SHIPS


def test_a_letter_of_that_day_of_another_minister_and_dossier_is_not_meant() -> None:
    other = paper("first", "2031-01-15", dossier="90 099", sender="foreign-affairs")
    links = stated([other, LATER], [SHIPS], [told("later/kept", "de fregatten", days=["2031-01-15"])])
    assert links.steps == ()


def test_nothing_keeps_a_promise_made_later_or_on_the_same_day() -> None:
    new = promise("later/ships", SHIPS.text)
    links = stated([LATER, FIRST], [new], [told("first/kept", "de fregatten", "later")])
    assert links.steps == ()


def test_twice_postponed_each_step_brings_its_term() -> None:
    summer, winter = (date(2031, 7, 1), date(2031, 7, 31)), (date(2031, 12, 1), date(2031, 12, 31))
    once = told("later/moved", "de fregatten", "first", outcome="postponed", due=summer)
    twice = told("last/moved", "de fregatten", "first", outcome="postponed", due=winter)
    assert [step.due for step in stated([FIRST, LATER, LAST], [SHIPS], [once, twice]).steps] == [summer, winter]


def test_a_letter_that_moved_a_promise_leads_back_to_it() -> None:
    """The last letter names the one that moved the promise, not the one that made it."""
    moved = told("later/moved", "de fregatten", "first", outcome="postponed", due=(None, date(2031, 9, 30)))
    kept = told("last/kept", "de fregatten", "later")
    steps = stated([FIRST, LATER, LAST], [SHIPS], [kept, moved]).steps
    assert [(step.promise, step.outcome) for step in steps] == [(SHIPS, "postponed"), (SHIPS, "fulfilled")]


def test_a_promise_made_again_is_the_first_one() -> None:
    again = promise("later/ships", SHIPS.text, due=MARCH, earlier=Reference(frozenset({"first"})))
    links = stated([FIRST, LATER], [SHIPS, again])
    assert dict(links.repeats) == {"later/ships": "first/ships"}
    assert [(step.outcome, step.due) for step in links.steps] == [("restated", None)]


def test_a_promise_made_again_with_another_term_moves_the_first() -> None:
    june = (date(2031, 6, 1), date(2031, 6, 30))
    again = promise("later/ships", SHIPS.text, due=june, earlier=Reference(frozenset({"first"})))
    assert [(step.outcome, step.due) for step in stated([FIRST, LATER], [SHIPS, again]).steps] == [("postponed", june)]


def test_a_promise_made_a_third_time_is_still_the_first_one() -> None:
    again = promise("later/ships", SHIPS.text, earlier=Reference(frozenset({"first"})))
    third = promise("last/ships", SHIPS.text, earlier=Reference(frozenset({"later"})))
    links = stated([FIRST, LATER, LAST], [SHIPS, again, third])
    assert dict(links.repeats) == {"later/ships": "first/ships", "last/ships": "first/ships"}


def test_the_sentence_that_moves_a_promise_is_no_promise_of_its_own() -> None:
    moved = told("later/moved", "de fregatten", "first", outcome="postponed", due=(None, date(2031, 9, 30)))
    read_as_promise = promise("later/ships", "de fregatten", due=(None, date(2031, 9, 30)))
    links = stated([FIRST, LATER], [SHIPS, read_as_promise], [moved])
    assert dict(links.repeats) == {"later/ships": "first/ships"}


def test_one_promise_in_two_clauses_of_a_sentence_is_one() -> None:
    double = promise("first/ships-2", SHIPS.text, due=MARCH)
    assert dict(stated([FIRST], [SHIPS, double]).repeats) == {"first/ships-2": "first/ships"}


def test_a_round_kept_leads_to_the_next_term_and_that_to_the_one_after() -> None:
    yearly = promise(
        "first/overview", "een overzicht van de oefeningen", due=(None, date(2031, 6, 1)), recurrence="yearly"
    )
    one, two = (told(f"{letter}/kept", "het overzicht van de oefeningen", "first") for letter in ("later", "next"))
    steps = stated([FIRST, LATER, paper("next", "2032-05-30")], [yearly], [one, two]).steps
    assert [step.due for step in steps] == [(None, date(2032, 6, 1)), (None, date(2033, 6, 1))]


def test_nothing_depends_on_the_order_in_which_things_are_given() -> None:
    moved = told("later/moved", "de fregatten", "first", outcome="postponed", due=(None, date(2031, 9, 30)))
    kept = told("last/kept", "de fregatten", "later")
    one = stated([FIRST, LATER, LAST], [SHIPS, RADAR], [moved, kept])
    other = stated([LAST, LATER, FIRST], [RADAR, SHIPS], [kept, moved])
    assert (one.steps, one.repeats) == (other.steps, other.repeats)
