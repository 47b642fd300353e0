"""Letters that may keep a promise unsaid: which are proposed, in which order, with which reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from small_corpus import corpus, paper, promise, told

from nato_kg.links import Links, Promise, join
from nato_kg.links.scoring import THRESHOLD

WORDS = "Voor 1 juli 2031 zal ik uw Kamer de evaluatie van de luchtverkenning boven Litouwen toezenden."
ASKED = promise("first/baltic", WORDS, due=(None, date(2031, 6, 30)))
BRINGS = "Bij deze brief treft u de evaluatie van de luchtverkenning boven Litouwen aan."
PAPERS = (paper("first", "2031-01-15"), paper("later", "2031-06-20"), paper("other", "2031-06-21"))


def joined(texts: Mapping[str, str], *promises: Promise) -> Links:
    return join(corpus(PAPERS, promises or (ASKED,), texts={"first": WORDS, **texts}))


def proposed(texts: Mapping[str, str], *promises: Promise) -> list[tuple[str, str]]:
    """Promise and letter of each proposal that is worth a person's time."""
    candidates = joined(texts, *promises).candidates
    return [(c.promise.iri, c.paper) for c in candidates if c.score >= THRESHOLD]


def test_a_letter_that_brings_what_was_promised_is_proposed() -> None:
    assert proposed({"later": BRINGS, "other": "De kazerne in Ermelo wordt verbouwd."}) == [("first/baltic", "later")]


def test_other_words_for_the_same_thing_are_understood() -> None:
    words = "Hierbij bied ik u de eindevaluatie van de verkenningsvluchten boven de Baltische staten aan."
    (candidate,) = joined({"later": words, "other": "De kazerne in Ermelo wordt verbouwd."}).candidates
    assert candidate.paper == "later"


def test_reasons_are_told_in_both_languages() -> None:
    (candidate, *_) = joined({"later": BRINGS}).candidates
    assert "luchtverkenning" in candidate.reasons["en"]
    assert "hands over a paper" in candidate.reasons["en"]
    assert "hetzelfde dossier" in candidate.reasons["nl"]
    assert "20 jun 2031" in candidate.reasons["nl"]


def test_scores_lie_between_nothing_and_one_and_the_best_comes_first() -> None:
    found = joined({"later": "De luchtverkenning boven Litouwen is geëvalueerd.", "other": BRINGS}).candidates
    assert [c.paper for c in found] == ["other", "later"]
    assert all(0 < c.score <= 1 for c in found)
    assert found[0].score > found[1].score


def test_at_most_three_letters_are_proposed() -> None:
    papers = [paper(f"p{number}", f"2031-06-{number:02}") for number in range(1, 9)]
    texts = {"first": WORDS, **{p.iri: BRINGS for p in papers}}
    assert len(join(corpus([PAPERS[0], *papers], [ASKED], texts=texts)).candidates) == 3


def test_an_earlier_letter_and_the_letter_itself_are_none() -> None:
    late = Promise("later/baltic", "later", WORDS, "letter", sentences=frozenset({1}))
    texts = {"first": BRINGS, "later": f"{WORDS}\n{BRINGS}"}
    assert join(corpus(PAPERS[:2], [late], texts=texts)).candidates == ()


def test_what_is_only_promised_again_is_not_brought() -> None:
    assert proposed({"later": WORDS}) == []


def test_a_letter_that_fits_another_promise_better_is_less_for_this_one() -> None:
    norway = promise("first/norway", "Ik zal uw Kamer de evaluatie van de luchtverkenning boven Noorwegen toezenden.")
    (alone,) = joined({"later": BRINGS}, norway).candidates
    beside = {c.promise.iri: c for c in joined({"later": BRINGS}, ASKED, norway).candidates}
    assert beside["first/norway"].score < alone.score <= beside["first/baltic"].score


def test_what_a_letter_says_it_keeps_drops_or_repeats_needs_no_proposal() -> None:
    for outcome in ("fulfilled", "withdrawn"):
        says = told("later/says", "de luchtverkenning boven Litouwen", "first", outcome=outcome)
        links = join(corpus(PAPERS, [ASKED], [says], {"first": WORDS, "other": BRINGS}))
        assert links.steps
        assert links.candidates == ()


def test_what_is_kept_in_part_or_moved_still_waits() -> None:
    for outcome in ("partly-fulfilled", "postponed", "restated", "condition-met"):
        says = told("later/says", "de luchtverkenning boven Litouwen", "first", outcome=outcome)
        links = join(corpus(PAPERS, [ASKED], [says], {"first": WORDS, "other": BRINGS}))
        assert [c.paper for c in links.candidates] == ["other"]


def test_curated_letters_without_their_text_are_not_proposed() -> None:
    assert join(corpus(PAPERS, [ASKED])).candidates == ()


def test_nothing_depends_on_the_order_of_letters_and_promises() -> None:
    other = promise("first/other", "een brief over de kazerne in Ermelo", sentence=2)
    texts = {"later": BRINGS, "other": "De kazerne in Ermelo is verbouwd.\nDe luchtverkenning bleef.", "first": WORDS}
    one = join(corpus(PAPERS, [ASKED, other], texts=texts)).candidates
    back = join(corpus(PAPERS[::-1], [other, ASKED], texts=dict(reversed(texts.items())))).candidates
    assert sorted(one, key=lambda c: (c.promise.iri, c.paper)) == sorted(back, key=lambda c: (c.promise.iri, c.paper))
