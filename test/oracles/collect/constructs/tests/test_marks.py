import pytest
from kit import both_ways, needs_tool, tool

pytestmark = [pytest.mark.usefixtures("base"), needs_tool]
slow = pytest.mark.usefixtures("inner")


def through_fixture(function):
    return pytest.mark.usefixtures("around")(function)


@pytest.mark.usefixtures("inner", "chain")
@pytest.mark.usefixtures("number")
def test_function():
    assert True


@slow
def test_by_variable():
    assert True


@through_fixture
def test_by_function():
    assert True


@both_ways("chain")
def test_by_factory(chain, inner):
    assert chain


@pytest.mark.parametrize("chain", [[1]])
def test_direct(chain, spoken):
    assert chain


@pytest.mark.parametrize(["chain", "inner"], [([1], 2)], indirect=True)
def test_indirect(chain, inner):
    assert chain


@pytest.mark.parametrize("chain, inner", [([1], 2)], indirect=["inner"])
def test_partly(chain, inner, around):
    assert chain


@pytest.mark.parametrize(argnames=("inner"), argvalues=[1])
@pytest.mark.parametrize("number", [3])
class TestStacked:
    pytestmark = slow
    by_class = pytest.mark.parametrize("around", [1])

    @by_class
    def test_stacked(self, inner, number, around):
        assert inner

    @slow
    def test_other(self, number, inner):
        assert number
