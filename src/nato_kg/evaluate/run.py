"""Score an extractor on letters with gold: one, or a folder of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from nato_kg.errors import InputError
from nato_kg.evaluate.matching import compare
from nato_kg.evaluate.mistakes import Mistake, mistakes_of
from nato_kg.evaluate.names import reference_names
from nato_kg.evaluate.records import Record, check_records, load_records
from nato_kg.evaluate.scores import Scores, scores_of
from nato_kg.model import Document
from nato_kg.readers import read_letter

Extract = Callable[[Document], Iterable[Record]]


def evaluate_letter(gold_path: Path | str, letter_path: Path | str, extract: Extract) -> tuple[Scores, list[Mistake]]:
    """Read the letter, let ``extract`` make its records, and score them against the gold file.

    Raises :class:`~nato_kg.errors.LetterError` for the letter, :class:`~nato_kg.errors.InputError` and
    :class:`~nato_kg.errors.DataError` (path, line) for the gold, DataError for what ``extract`` gives.
    """
    document = read_letter(letter_path)
    gold = load_records(Path(gold_path), document.text)
    predicted = list(extract(document))
    check_records(predicted, document.text)
    comparison = compare(gold, predicted, reference_names())
    return scores_of(comparison), mistakes_of(comparison, document)


def evaluate_folder(folder: Path | str, extract: Extract) -> tuple[Scores, list[Mistake]]:
    """The same for every ``*.jsonl`` of a folder with the ``*.txt`` beside it, added up in the order of their names.

    Raises what :func:`evaluate_letter` does, and :class:`~nato_kg.errors.InputError` for a folder without gold files.
    """
    golds = sorted(Path(folder).glob("*.jsonl"))
    if not golds:
        hint = "name a folder with NAME.jsonl beside each NAME.txt"
        raise InputError("no gold files are here", path=Path(folder), hint=hint)
    scores, mistakes = Scores(), list[Mistake]()
    for gold in golds:
        one, found = evaluate_letter(gold, gold.with_suffix(".txt"), extract)
        scores += one
        mistakes += found
    return scores, mistakes
