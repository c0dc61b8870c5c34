import unittest
from unittest import mock
from unittest.mock import patch

import kit
import pytest
from kit import Equipped, Numbered


class TestEquipped(Equipped):
    def test_own(self, base):
        assert base


class TestOverriding(kit.Equipped, Numbered):
    @pytest.fixture
    def equipment(self, equipment, inner):
        return equipment

    @staticmethod
    @pytest.fixture
    def steady(inner):
        return inner

    def test_own(self, equipment):
        assert equipment

    @staticmethod
    def test_static(steady):
        assert steady


class TestCaseLike(unittest.TestCase):
    @pytest.fixture(autouse=True)
    def given(self, chain):
        self.chain = chain

    def test_case(self):
        assert self.chain

    @pytest.mark.usefixtures("around")
    def test_marked(self):
        assert self.chain


@patch("os.getcwd")
class TestPatched:
    @mock.patch("os.listdir")
    @patch.object(kit, "make", return_value=1)
    def test_patched(self, make, listdir, getcwd, chain):
        assert chain

    @patch("os.sep", "/")
    def test_replaced(self, getcwd, inner, *, base, spare=None):
        assert base


class TestDefaults:
    def test_defaults(self, base, chain=None, *rest, inner, **more):
        assert base
