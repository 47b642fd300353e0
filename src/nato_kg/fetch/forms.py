"""The forms in which a paper is published: which is best to read, and whether a file is what it should be."""

from __future__ import annotations

from nato_kg.errors import AnswerError
from nato_kg.fetch.answers import Answer
from nato_kg.fetch.records import parse_answer
from nato_kg.readers import detect
from nato_kg.readers.safe_xml import descendants, local_name

# The best to read first: the next one is taken only where the one before is not there or is broken.
FORMS = ("xml", "html", "pdf", "odt")
METADATA = "metadata"
MOST_BYTES = {"xml": 32_000_000, METADATA: 1_000_000, "html": 32_000_000, "pdf": 64_000_000, "odt": 64_000_000}


def file_name(identifier: str, form: str) -> str:
    """What the file is called: kst-28676-418.xml, and kst-28676-418.metadata.xml beside it."""
    return f"{identifier}.metadata.xml" if form == METADATA else f"{identifier}.{form}"


def check_form(answer: Answer, form: str, identifier: str) -> None:
    """Raises AnswerError when a file is in another form than it should be, damaged, unsafe, or of another paper."""
    body = answer.body
    match form:
        case "xml":
            root = local_name(parse_answer(answer))
            right = not detect.is_html(body) and root in detect.PUBLICATION_ROOTS
        case "metadata":
            fields = list(descendants(parse_answer(answer), "metadata"))
            papers = [field.get("content", "") for field in fields if field.get("name") == "DC.identifier"]
            right = bool(fields) and papers in ([], [identifier])
        case "html":
            right = detect.is_html(body)
        case "pdf":
            right = detect.is_pdf(body)
        case _:
            right = detect.is_zip(body)
    if not right:
        raise AnswerError(
            f"what stands at {answer.address} is not the {form} of {identifier}",
            identifier=answer.address,
            hint="run the same command again later; if it stays so, report this",
        )
