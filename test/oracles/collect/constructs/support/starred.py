import pytest

__all__ = ["listed", "_underlined"]


@pytest.fixture
def listed():
    return 1


@pytest.fixture
def _underlined(listed):
    return listed


@pytest.fixture
def unlisted():
    return 1


@pytest.fixture
def _hidden():
    return 1
