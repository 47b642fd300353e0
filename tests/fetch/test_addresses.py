"""Which addresses are visited, and where the services are."""

from __future__ import annotations

import pytest

from nato_kg.errors import AddressError, UsageError
from nato_kg.fetch.addresses import Services, check_address, host_of

OFFICIAL = Services()
LOCAL = Services("http://127.0.0.1:8080/sru")


@pytest.mark.parametrize(
    ("address", "visited"),
    [
        ("https://repository.overheid.nl/frbr/x.xml", "https://repository.overheid.nl/frbr/x.xml"),
        ("http://repository.overheid.nl/frbr/x.xml", "https://repository.overheid.nl/frbr/x.xml"),
        ("https://Zoek.OfficieleBekendmakingen.NL:443/x?a=b", "https://zoek.officielebekendmakingen.nl/x?a=b"),
        ("https://overheid.nl/", "https://overheid.nl/"),
        ("https://gegevensmagazijn.tweedekamer.nl/OData", "https://gegevensmagazijn.tweedekamer.nl/OData"),
    ],
)
def test_addresses_of_the_publishers_are_visited_by_https(address: str, visited: str) -> None:
    assert check_address(address, OFFICIAL) == visited


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kst-99310-418",
        "/frbr/x.xml",
        "https://example.org/",
        "https://notoverheid.nl/",
        "https://overheid.nl.example.org/",
        "https://repository.overheid.nl:8443/",
        "http://127.0.0.1:8080/sru",
        "http://169.254.169.254/",
        "https://user@repository.overheid.nl/",
        "https://repository.overheid.nl/\n",
        "https://repository.overheid.nl/a b",
        "https://repository.overheid.nl\\@example.org/",
        "https://repository.overheid.nl:port/",
        "https://[::1",
        "https://réposi.overheid.nl/",
        "file:///etc/passwd",
        "ftp://repository.overheid.nl/",
        "https:///x",
        "https://repository.overheid.nl/" + "x" * 3000,
    ],
)
def test_others_are_not(address: str) -> None:
    with pytest.raises(AddressError, match=r"is not visited; only https addresses of overheid\.nl"):
        check_address(address, OFFICIAL)


def test_a_service_that_the_user_named_is_visited_and_no_other_port_of_it() -> None:
    assert check_address("http://127.0.0.1:8080/file.xml", LOCAL) == "http://127.0.0.1:8080/file.xml"
    with pytest.raises(AddressError):
        check_address("http://127.0.0.1:8081/file.xml", LOCAL)


def test_the_environment_names_mirrors() -> None:
    assert Services.from_environment({}) == OFFICIAL
    mirror = Services.from_environment({"NATO_KG_SRU": "https://mirror.example/sru", "NATO_KG_ODATA": ""})
    assert mirror == Services("https://mirror.example/sru", OFFICIAL.register)


@pytest.mark.parametrize("address", ["http://mirror.example/sru", "file:///x", "x", "https://a@mirror.example/"])
def test_a_mirror_is_https_or_on_this_machine(address: str) -> None:
    with pytest.raises(UsageError, match="is no address of a service; give https://"):
        Services.from_environment({"NATO_KG_ODATA": address})


def test_the_host_of_an_address() -> None:
    assert host_of("https://repository.overheid.nl/x") == "repository.overheid.nl"
    assert host_of("no address") == "no address"
