"""How fast letters are read and extracted, on one core: letters a second, growth with length, and memory.

    python -m benchmarks.extraction

Writes benchmarks/extraction.md. Letters are the fictional development letters; longer ones are their paragraphs
repeated, so that length is all that changes.
"""

from __future__ import annotations

import os
import platform
import resource
import time
from pathlib import Path

from nato_kg.model import Rendition
from nato_kg.readers import read_letter
from nato_kg.readers.text import read_text
from nato_kg.statements.extract import extract

HERE = Path(__file__).parent
LETTERS = sorted((HERE.parent / "tests" / "letters" / "development").glob("*.txt"))
MANY = 1_000
LENGTHS = (1_400, 14_000, 70_000)  # words; about 4, 40 and 200 pages


def time_batch(rounds: int) -> tuple[float, float, float]:
    """Milliseconds a letter, words a letter, and megabytes by which memory grew after the first round."""
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in LETTERS) / len(LETTERS)
    for path in LETTERS:
        extract(read_letter(path))
    before, begun = _peak(), time.perf_counter()
    for _ in range(rounds):
        for path in LETTERS:
            extract(read_letter(path))
    seconds = time.perf_counter() - begun
    return 1000 * seconds / rounds / len(LETTERS), words, _peak() - before


def time_length(words: int) -> tuple[int, float]:
    """Words of a letter of about this length, and the seconds that it takes."""
    paragraphs = [p for path in LETTERS for p in path.read_text(encoding="utf-8").split("\n\n")[8:-2]]
    head = "Nr. 4 Brief van de Minister van Defensie\n\nDen Haag, 3 mei 2031\n\n"
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words:
        parts += paragraphs[len(parts) % len(paragraphs) :][:10]
    text = head + "\n\n".join(parts)
    begun = time.perf_counter()
    extract(read_text(text, "fictief", Rendition("", "text/plain", len(text))))
    return len(text.split()), time.perf_counter() - begun


def grow(letters: int) -> float:
    """Megabytes by which memory in use grew from the hundredth letter to the last of so many."""
    at_hundred = 0.0
    for number in range(letters):
        extract(read_letter(LETTERS[number % len(LETTERS)]))
        if number == 99:
            at_hundred = _now()
    return _now() - at_hundred


def main() -> None:
    """Measure and write."""
    milliseconds, words, growth = time_batch(3)
    grown = grow(MANY)
    rows = "\n".join(f"| {length} | {seconds:.2f} |" for length, seconds in map(time_length, LENGTHS))
    report = f"""# Extraction: what was measured

`make bench` wrote this, on one of {os.cpu_count()} cores with {platform.python_implementation()} \
{platform.python_version()}.

{len(LETTERS)} letters of {words:.0f} words: {milliseconds:.0f} ms each, {1000 / milliseconds:.1f} a second after \
start-up; per 1,400 words {1400 / words * milliseconds:.0f} ms. Reading them three times more took {growth:.0f} MB more;
reading {MANY:,} letters one after another, {grown:.0f} MB more in use at the end than after the first hundred.

| words of one letter | seconds |
|---|---|
{rows}
"""
    (HERE / "extraction.md").write_text(report, encoding="utf-8")
    print(report)


def _now() -> float:
    """Megabytes in use at this moment (Linux: the second figure of statm, in pages)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
