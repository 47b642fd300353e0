"""Dates and terms in one Dutch sentence: `find_dates` for what a date can mean, `find_terms` for when a promise is due.

Both take the logical text of a sentence (a plain str, white space folded) and the letter's own day, the anchor; offsets
are indices into that str. The words they go by are in data/language/dates-nl.toml.

Conventions, which are those of the gold facts:
- A date covers its own words with "jl.", "van dit jaar" and a weekday, without the preposition before it.
- "begin 2023" is January to April, "medio" May to August, "eind" September to December; of a month they are days 1-10,
  11-20 and 21 to the end. "Voor het einde van 2023" names its last day.
- A term covers its preposition too. "Voor 1 mei" is at the latest 30 April; "uiterlijk 1 mei" is 1 May.
- A term that hangs on an event has no bounds of its own: "binnen drie weken na de top".
"""

from nato_kg.dates.find import find_dates
from nato_kg.dates.model import DateExpression, DueTerm
from nato_kg.dates.terms import find_terms

__all__ = ["DateExpression", "DueTerm", "find_dates", "find_terms"]
