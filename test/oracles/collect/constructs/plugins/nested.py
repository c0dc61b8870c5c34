import pytest


@pytest.fixture
def from_nested(base):
    return base
