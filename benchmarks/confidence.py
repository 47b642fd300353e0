"""Count how often each rule is right on the development letters, and write it where confidences come from.

    python -m benchmarks.confidence

Writes data/frames/confidence.yml: for each rule with its version, how often it fired and was right.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from nato_kg.document import Document
from nato_kg.evaluate import MistakeKind, evaluate_folder
from nato_kg.statements.extract import extract_records

ROOT = Path(__file__).parents[1]
HEAD = "# How often each rule fired and was right on tests/letters/development. Written by `make confidence`.\n"


def main() -> None:
    """Count and write."""
    fired: Counter[str] = Counter()

    def extract(document: Document) -> list[dict[str, Any]]:
        records = extract_records(document)
        fired.update(record["rule"] for record in records)
        return records

    _, mistakes = evaluate_folder(ROOT / "tests" / "letters" / "development", extract)
    wrong = Counter(m.rule for m in mistakes if m.mistake in {MistakeKind.FALSE_HIT, MistakeKind.COUNTER_EXAMPLE})
    counts = {rule: {"fired": fired[rule], "right": max(0, fired[rule] - wrong[rule])} for rule in sorted(fired)}
    path = ROOT / "data" / "frames" / "confidence.yml"
    path.write_text(HEAD + yaml.safe_dump(counts, sort_keys=True), encoding="utf-8")
    print(f"{len(counts)} rules, {sum(fired.values())} records, {sum(wrong.values())} wrong")


if __name__ == "__main__":
    main()
