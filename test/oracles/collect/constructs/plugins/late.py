import pytest


@pytest.fixture
def late(base):
    return base
