"""The button that gets a reader out of sight leads only where people agreed."""

import pytest

from safety_plan.core.resources import load_resource
from safety_plan.models.exit_places import is_exit_place
from safety_plan.models.settings import Settings


@pytest.mark.parametrize(
    "address",
    [
        *("https://www.bbc.co.uk/weather", "https://www.bbc.co.uk/weather/2643743"),
        *("https://www.bbc.co.uk/news/", "https://www.google.com", "https://www.google.com/"),
        *("https://www.bbc.co.uk/weather/map-of-rain/", Settings().exit_address),
        *load_resource("models/exit-places.yml"),
    ],
)
def test_a_place_of_the_list_and_the_pages_below_it_are_taken(address: str):
    assert is_exit_place(address)


@pytest.mark.parametrize(
    "address",
    [
        *("https://evil.example/log", "https://evil.example/https://www.bbc.co.uk/weather"),
        *("http://www.bbc.co.uk/weather", "//www.bbc.co.uk/weather", "HTTPS://www.bbc.co.uk/news"),
        *("https://www.bbc.co.uk.evil.example/weather", "https://www.bbc.co.uk@evil.example/news"),
        *("https://a:b@www.bbc.co.uk/weather", "https://www.bbc.co.uk:8443/weather"),
        *("https://bbc.co.uk/weather", "https://evil.bbc.co.uk/weather", "https://www.bbc.co.uk"),
        *("https://www.bbc.co.uk/weather.evil.example", "https://www.bbc.co.uk/weatherevil"),
        *("https://www.bbc.co.uk/weather/../iplayer", "https://www.bbc.co.uk/weather/%2e%2e/x"),
        *("https://www.bbc.co.uk/weather//evil.example", "https://www.bbc.co.uk/weather\\@evil"),
        *("https://www.bbc.co.uk/weather?to=https://evil.example", "https://www.bbc.co.uk/news#x"),
        *("https://www.google.com/url?q=https://evil.example", "https://www.google.com/amp/s/evil"),
        *("https://www.google.com.evil.example", "https://www.google.com@evil.example"),
        *("https://www.bbc.co.uk/weather\n", "https://www.bbc.co.uk/weather evil", ""),
        *("https://www.bbс.co.uk/weather", "https://www.bbc.co.uk./weather"),  # the с is Cyrillic
        *("javascript:alert(1)//https://www.bbc.co.uk/weather", "https://www.bbc.co.uk/weather/\t"),
    ],
)
def test_an_address_that_only_looks_like_a_place_of_the_list_is_refused(address: str):
    assert not is_exit_place(address)
