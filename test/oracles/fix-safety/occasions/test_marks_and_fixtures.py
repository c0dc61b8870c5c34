"""Fixtures, marks and cases: what pytest makes of them must stay the same, outcomes and ids alike."""

import itertools
import os
import tempfile
import weakref

import pytest

opened = []


class Handle:
    """Something that ends when nobody holds it any more."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()


def make_handle():
    return Handle()


@pytest.fixture(scope="function")
def number():
    return 3


@pytest.fixture(scope='function', params=[1, 2])
def either(request):
    yield request.param


@pytest.fixture(autouse=True, scope="function")
def counted():
    opened.append(1)
    yield


@pytest.fixture
def folder():
    handle = make_handle()
    yield handle.folder.name


@pytest.fixture
def handle():
    """The value itself is all that it holds."""
    made = make_handle()
    yield made


@pytest.fixture
def reference():
    held = Handle()
    yield weakref.ref(held)


@pytest.fixture
def doubled(number):
    # Held by nobody but the sum.
    yield number * 2  # six


@pytest.fixture
def typed(number) -> "int":
    return number


class TestOwn:
    @pytest.fixture
    def own(self, number):
        """A fixture of the class."""
        yield number + 1

    def test_own(self, own):
        assert own == 4

    @pytest.fixture()
    def other(self):
        yield

    def test_other(self, other):
        assert other is None


@pytest.yield_fixture
def old():
    opened.append(2)
    yield 7
    opened.append(3)


@pytest.yield_fixture(scope="module")
def old_of_module():
    yield 8
    opened.append(4)


@pytest.mark.usefixtures("number")
@pytest.fixture
def marked():
    return 9


@pytest.fixture
@pytest.mark.slow
def marked_within():
    return 10


def test_values(number, doubled, old, old_of_module, typed):
    assert [number, doubled, old, old_of_module, typed] == [3, 6, 7, 8, 3]


def test_folder(folder):
    assert os.path.isdir(folder)


def test_handle(handle):
    assert os.path.isdir(handle.folder.name)


def test_reference(reference):
    assert reference() is not None


def test_either(either):
    assert either < 2


def test_marked(marked, marked_within):
    assert marked + marked_within == 19


@pytest.mark.usefixtures()
def test_uses_nothing():
    assert opened


@pytest.mark.usefixtures
@pytest.mark.filterwarnings("ignore")
def test_uses_nothing_uncalled():
    assert not opened


@pytest.mark.xfail
def test_expected_to_fail(number):
    assert number == 4


@pytest.mark.xfail()
def test_expected_to_fail_called(number):
    assert number == 4


@pytest.mark.skip
def test_skipped():
    raise AssertionError


@pytest.mark.skip()
class TestSkipped:
    def test_one(self):
        raise AssertionError


@pytest.mark.parametrize("a,b", [(1, 2), [3, 4]])
def test_two(a, b):
    assert a < b


@pytest.mark.parametrize(("a",), [(1,), (2,)])
def test_one_in_a_tuple(a):
    assert a == 1


@pytest.mark.parametrize(["a"], [[(1, 2)], [[3]]])
def test_one_in_a_list(a):
    assert isinstance(a, tuple)


@pytest.mark.parametrize("pair", [(1, 2), [3, 4]])
def test_row_is_the_value(pair):
    assert isinstance(pair, tuple)


@pytest.mark.parametrize("a", (1, 2, 3))
def test_cases_in_a_tuple(a):
    assert a < 3


@pytest.mark.parametrize("a, b", ((1, 2), pytest.param(2, 1, id="turned", marks=pytest.mark.xfail)))
def test_with_param(a, b):
    assert a < b


@pytest.mark.parametrize("number", [5, 6], True)
def test_indirect(number):
    assert number == 3


@pytest.mark.parametrize("a, number", [(1, 5)], ["number"], ["named"])
def test_indirect_by_name(a, number):
    assert (a, number) == (1, 3)


@pytest.mark.parametrize("a", (each for each in range(3)))
def test_generated(a):
    assert a < 2


@pytest.mark.parametrize("a", map(str, [1, 2]))
def test_mapped(a):
    assert a == "1"


@pytest.mark.parametrize("a, b", zip([1, 2], [2, 1]))
def test_zipped(a, b):
    assert a < b


@pytest.mark.parametrize("a, b", itertools.product([1, 2], repeat=2))
def test_product(a, b):
    assert a <= b


@pytest.mark.parametrize("a", (made_below(each) for each in (1, 2)))
def test_made_below(a):
    assert a == 2


@pytest.mark.parametrize("a", map(lambda each: made_below(each), (1, 2)))
def test_mapped_below(a):
    assert a == 2


def made_below(value):
    return value + 1
