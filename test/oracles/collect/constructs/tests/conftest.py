import pytest


@pytest.fixture
def chain(chain):
    return [*chain, "tests"]


@pytest.fixture
def around(chain, inner):
    return chain


@pytest.fixture
def inner():
    return "tests"


@pytest.fixture(autouse=True, scope="module")
def per_module():
    yield
