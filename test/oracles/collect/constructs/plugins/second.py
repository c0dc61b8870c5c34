import pytest


@pytest.fixture(scope="module")
def in_both():
    return 2
