"""Score the extraction on both halves of the fictional letters, and write docs/quality.md.

    python -m benchmarks.quality

The test half is measured at milestones only; its errors are never printed.
"""

from __future__ import annotations

from pathlib import Path

from nato_kg.evaluate import evaluate_folder
from nato_kg.render.quality import scores_as_markdown
from nato_kg.statements.extract import extract_records

ROOT = Path(__file__).parents[1]
LETTERS = ROOT / "tests" / "letters"
HEAD = """# How well letters are read

All letters scored here are **fictional** (see [tests/letters/README.md](../tests/letters/README.md)): each was
written and marked by one author, statements are denser than in real letters, and small counts mean little.
`make quality` writes this page;
`nato-kg evaluate tests/letters/development --errors` shows the errors of the half that rules are tuned on.
Detection counts a record as right where kind and place agree; fields are scored on the pairs that were found.

"""


def main() -> None:
    """Score both halves and write the page."""
    parts = [HEAD]
    for name, title in (
        ("development", "Development letters (seen by those who write rules)"),
        ("test", "Test letters (never seen)"),
    ):
        scores, _ = evaluate_folder(LETTERS / name, extract_records)
        parts.append(f"## {title}\n\n{scores_as_markdown(scores)}\n")
    (ROOT / "docs" / "quality.md").write_text("".join(parts).rstrip() + "\n", encoding="utf-8")
    print((ROOT / "docs" / "quality.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
