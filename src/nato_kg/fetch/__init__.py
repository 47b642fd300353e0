"""Official publications to files: `fetch_letters` for letters, `fetch_register` for the House's commitments.

`addresses` says where the services are and which addresses are visited, `client` asks politely and within limits,
`search` finds papers, `forms` and `folder` keep their files, `letters` and `commitments` go the whole way.
"""

from nato_kg.fetch.addresses import Services
from nato_kg.fetch.client import Client, Politeness
from nato_kg.fetch.commitments import fetch_register
from nato_kg.fetch.letters import Fetched, FetchedLetter, fetch_letters
from nato_kg.fetch.wanted import Wanted

__all__ = ["Client", "Fetched", "FetchedLetter", "Politeness", "Services", "Wanted", "fetch_letters", "fetch_register"]
