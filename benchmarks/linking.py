"""How long joining takes: commitments against letters, on one core, and how it grows.

    python -m benchmarks.linking

Writes benchmarks/linking.md. Letters are generated (seed in the file): words by Zipf's law from a vocabulary of made-up
words and the words of the lists of synonyms, so that some are rare and most are common, as in letters. Each letter
makes one promise out of one of its sentences; every fourth says which earlier promise it keeps.
"""

from __future__ import annotations

import os
import platform
import random
import resource
import time
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from nato_kg import resources
from nato_kg.links import Corpus, FollowUp, Paper, Promise, Reference, join
from nato_kg.model import Passage

HERE = Path(__file__).parent
SEED, SENTENCES, WORDS, VOCABULARY, A_DOSSIER = 7, 25, 14, 40_000, 40
SIZES = (1_000, 3_000, 10_000)


def vocabulary(chance: random.Random) -> list[str]:
    """Made-up words, and those of the lists of synonyms among them, in the order in which they are common."""
    syllables = [
        a + b + c for a in "bdfgklmnprstvw" for b in ("a", "e", "i", "o", "u", "ie", "oe") for c in ("", "n", "r")
    ]
    made = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(VOCABULARY)]
    groups: list[list[str]] = resources.load_yaml("data", "language", "synonyms-nl.yaml")["groups"]
    words = [*made, *(word for group in groups for word in group)]
    chance.shuffle(words)
    return words


def generate(size: int) -> Corpus:
    """As many letters as ``size``, each with one promise."""
    chance = random.Random(SEED)
    words = vocabulary(chance)
    worth = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    papers, promises, told, passages = {}, [], [], {}
    for number in range(size):
        iri = f"letter/{number}"
        dossier = frozenset({f"dossier/{number % (size // A_DOSSIER)}"})
        papers[iri] = Paper(iri, date(2020, 1, 1) + timedelta(number * 3650 // size), dossier)
        texts = [" ".join(chance.choices(words, cum_weights=worth, k=WORDS)) for _ in range(SENTENCES)]
        passages[iri] = tuple(Passage(n, text, paragraph=n // 4) for n, text in enumerate(texts))
        text = f"uw Kamer ontvangt voor 1 mei een brief over {texts[3]}"
        promises.append(Promise(f"{iri}/promise", iri, text, "letter", sentences=frozenset({3})))
        if number % 4 == 3:
            kept = chance.randrange(number)
            reference = Reference(frozenset({f"letter/{kept}"}))
            told.append(FollowUp(f"{iri}/told", iri, promises[kept].text, "fulfilled", reference))
    return Corpus(papers, tuple(promises), tuple(told), passages)


def measure(size: int) -> str:
    """A row of the table: seconds of CPU for joining, links, candidates, peak memory."""
    corpus = generate(size)
    begun = time.process_time()
    links = join(corpus)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {size:,} | {seconds:.1f} | {len(links.steps):,} | {len(links.candidates):,} | {peak:.0f} |"


def main() -> None:
    """Measure and write."""
    rows = "\n".join(map(measure, SIZES))
    report = f"""# Joining letters: what was measured

`make bench` wrote this, on one of {os.cpu_count()} cores with {platform.python_implementation()} \
{platform.python_version()}. Generated letters of {SENTENCES * WORDS} words, seed {SEED}; one promise each; every fourth
letter says which promise it keeps. Memory is the peak of the process up to that row.

| letters and commitments | seconds (CPU) | links that letters state | candidates | peak MB |
|---|---|---|---|---|
{rows}
"""
    (HERE / "linking.md").write_text(report, encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
