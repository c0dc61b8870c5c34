import pytest


@pytest.fixture(scope="module")
def tool():
    return 1


@pytest.fixture(name="named_elsewhere")
def tool_of_another_name(tool):
    return tool


def make():
    return 1


needs_tool = pytest.mark.usefixtures("tool", "listed")


def both_ways(name):
    def decorate(function):
        return pytest.mark.parametrize(name, [1, 2])(function)

    return decorate


class Equipped:
    pytestmark = pytest.mark.usefixtures("base")

    @pytest.fixture
    def equipment(self, chain):
        return chain

    @pytest.fixture(autouse=True)
    def equipped(self, equipment):
        yield

    def test_inherited(self, equipment):
        assert equipment


@pytest.mark.usefixtures("number")
class Numbered:
    pass
