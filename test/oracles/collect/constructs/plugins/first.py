import pytest

pytest_plugins = "plugins.nested"


@pytest.fixture
def from_first(from_nested):
    return from_nested


@pytest.fixture
def in_both():
    return 1


@pytest.fixture
def from_plugins_overridden():
    return 1


@pytest.fixture(autouse=True)
def unasked(in_both):
    return in_both
