import pytest


@pytest.fixture
def chain(chain, spoken):
    return [*chain, "module"]


def test_chain(chain):
    assert chain


def test_around(around):
    assert around


def test_spoken(spoken):
    assert spoken


class TestOwn:
    @pytest.fixture
    def chain(self, chain, from_first):
        return [*chain, "class"]

    def test_own(self, chain):
        assert chain

    class TestInner:
        @pytest.fixture
        def chain(self, chain, number):
            return [*chain, "inner"]

        def test_inner(self, chain):
            assert chain
