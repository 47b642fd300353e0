"""The catalogue: questions as ``.rq`` files with a header that tools read, asked with typed parameters."""

from nato_kg.queries.answers import Answer, ask
from nato_kg.queries.catalogue import Column, Parameter, Question, load_catalogue, load_question

__all__ = ["Answer", "Column", "Parameter", "Question", "ask", "load_catalogue", "load_question"]
