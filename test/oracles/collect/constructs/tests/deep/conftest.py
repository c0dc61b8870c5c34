import pytest

collect_ignore = ["test_ignored_here.py"]


@pytest.fixture
def chain(chain, listed):
    return [*chain, "deep"]


@pytest.fixture
def inner(around_nothing):
    return "deep"


@pytest.fixture
def around_nothing():
    return None


@pytest.fixture
def watch(monkeypatch):
    yield "another one of that name, which is asked for because the name is"
