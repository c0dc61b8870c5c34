"""Classes of unittest and testtools: methods with and without an own idea of what they do."""

import unittest
from unittest import mock

import testtools
from testtools.matchers import Contains, Equals, GreaterThan, HasLength, Is, IsInstance, LessThan, Not, NotEquals


class Loose:
    """Equal to all, different from all, and holds all."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return True

    def __lt__(self, other):
        return True

    def __contains__(self, item):
        return item != 1

    __hash__ = None


class TestPlain(unittest.TestCase):
    def test_holds(self):
        self.assertTrue(1 in [1])
        self.assertTrue(2 not in [1], "two")
        self.assertFalse(2 in [1])
        self.assertTrue(1 < 2)
        self.assertTrue(1 <= 2, msg="order")
        self.assertTrue(None is None)
        self.assertTrue(isinstance(1, int))
        self.assertFalse(isinstance(1, (str, bytes)))
        self.assertIs(seen(), None)
        self.assertEqual(1 in [1], True)
        self.assertTrue((
            1
            in [1]
        ))

    def test_in_fails(self):
        self.assertTrue(1 in [])

    def test_not_in_fails(self):
        self.assertFalse(1 in [1])

    def test_less_fails(self):
        self.assertTrue(2 < 1)

    def test_is_fails(self):
        self.assertTrue(1 is None)

    def test_isinstance_fails(self):
        self.assertTrue(isinstance(1, str), "no text")

    def test_own_operators(self):
        self.assertTrue(Loose() < 1)
        self.assertTrue(Loose() == 1)
        self.assertTrue(Loose() != 1)
        self.assertTrue(1 not in Loose())
        self.assertFalse(1 in Loose())

    def test_fail_by_hand(self):
        try:
            int("a")
            self.fail("no error")
        except ValueError:
            pass

    def test_fail_by_hand_and_nothing_comes(self):
        try:
            int("1")
            self.fail("no error")
        except ValueError:
            pass

    def test_fail_by_hand_other_error(self):
        try:
            int(None)
        except ValueError:
            pass
        else:
            self.fail("no error")


class TestOrder(unittest.TestCase):
    def test_order(self):
        self.assertEqual(1, abs(-1))
        self.assertEqual(2, abs(-2))
        self.assertEqual(3, abs(-3))
        self.assertEqual(4, abs(-4))
        self.assertEqual("a", "A".lower())
        self.assertEqual([1], sorted([1]))
        given = 5
        self.assertEqual(given, 5)
        self.assertEqual(given, 6, "six")

    def test_tuples(self):
        self.assertTupleEqual((1,), tuple([1]))
        pair = (1, 2)
        self.assertTupleEqual(pair, (1, 3))


class Checker(unittest.TestCase):
    """Its own idea of assertIn and assertIsInstance."""

    def assertIn(self, member, container, msg=None):
        raise AssertionError("never use me")

    def assertIsInstance(self, obj, cls, msg=None):
        raise AssertionError("never use me")

    def assertEqual(self, first, second, msg=None):
        assert first == second.value


class Value:
    value = 1


class TestChecker(Checker):
    def test_in(self):
        self.assertTrue(1 in [1])

    def test_isinstance(self):
        self.assertTrue(isinstance(1, int))

    def test_equal(self):
        self.assertEqual(1, Value())
        self.assertEqual(1, Value)


class Judge:
    """No test case: it has this method and no other."""

    def assertTrue(self, truth):
        assert truth


class TestJudged:
    def assertTrue(self, truth, msg=None):
        assert truth, msg

    def assertLess(self, truth):
        raise AssertionError("never use me")

    def test_own_method(self):
        self.assertTrue(1 in [1])
        self.assertTrue(1 < 2)

    def test_other_object(self):
        judge = Judge()
        judge.assertTrue(1 in [1])
        judge.assertTrue(1 is None)


class Recorded:
    call_args = (((1, 2), {"a": 3}))


class TestCalls(unittest.TestCase):
    def test_of_a_mock(self):
        call = mock.Mock()
        call(1, 2, a=3)
        self.assertEqual(call.call_args[0][1], 2)
        self.assertEqual(call.call_args[1]["a"], 3)
        self.assertEqual(call.call_args_list[0][0][0], 7)

    def test_of_a_patch(self):
        with mock.patch("os.getcwd") as getcwd:
            getcwd(5)
        self.assertEqual(getcwd.call_args[0][0], 5)

    def test_of_something_else(self):
        self.assertEqual(Recorded.call_args[0][0], 1)
        self.assertEqual(Recorded.call_args[1]["a"], 3)


class TestMatchers(testtools.TestCase):
    def test_hold(self):
        self.assertThat(abs(-1), Equals(1))
        self.assertThat(1, NotEquals(2))
        self.assertThat(None, Is(None))
        self.assertThat(1, IsInstance(int))
        self.assertThat([1], Contains(1))
        self.assertThat([1], HasLength(1))
        self.assertThat(1, LessThan(2))
        self.assertThat(2, GreaterThan(1))
        self.assertThat([1], Not(Contains(2)))
        self.assertThat(1, Not(Is(None)), "none")

    def test_equals_fails(self):
        self.assertThat(1, Equals(2))

    def test_is_none_fails(self):
        self.assertThat(1, Is(None))

    def test_contains_fails(self):
        self.assertThat([1], Contains(2), "two")

    def test_contains_what_holds_nothing(self):
        self.assertThat(1, Not(Contains(2)))

    def test_isinstance_fails(self):
        self.assertThat(1, IsInstance(str))

    def test_isinstance_of_two(self):
        self.assertThat(1, IsInstance((str, int)))

    def test_own_operators(self):
        self.assertThat(Loose(), Not(Equals(1)))

    def test_own_difference(self):
        self.assertThat(Loose(), NotEquals(1))


def seen():
    return None
