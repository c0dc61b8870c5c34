import pytest
from kit import make
from kit import tool as device
from kit import tool_of_another_name  # noqa: F401

from . import fixtures
from .fixtures import given
from .fixtures.given import *  # noqa: F403

pytest_plugins = ("plugins.late",)
made = pytest.fixture(make)
made_for_module = pytest.fixture(scope="module", name="made_by_name")(make)
again = device

try:
    import nothing_of_that_name
except ImportError:
    nothing_of_that_name = None

    @pytest.fixture
    def conditional(device):
        return device


with pytest.MonkeyPatch.context():

    @pytest.fixture
    def inner(base):
        return base


@pytest.fixture
def twice():
    return 1


@pytest.fixture
def twice(twice, base):  # noqa: F811
    return 2


@pytest.fixture(name="same")
def b_second(same):
    return 1


@pytest.fixture(name="same")
def a_first(chain):
    return 1


@pytest.fixture
async def awaited(base):
    yield base


def test_device(device, again):
    assert device


def test_not_by_its_own_name(tool):
    assert tool


def test_named(named_elsewhere):
    assert named_elsewhere


def test_relative(relative):
    assert relative


def test_made(made, made_by_name):
    assert made


def test_conditional(conditional, inner):
    assert inner


def test_twice(twice, same):
    assert twice


def test_late(late):
    assert late


def test_awaited(awaited, request, tmp_path):
    assert awaited
