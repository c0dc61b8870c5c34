"""Plain asserts of every shape that a safe fix rewrites, those that hold and those that don't."""

import contextlib
import warnings

import pytest

seen = []


def noted(value):
    seen.append(value)
    return value


def test_both_hold():
    one, two = noted(1), noted(2)
    assert one and two
    assert one == 1 and two == 2 and seen
    assert not (one == 2 or two == 1)


def test_second_fails():
    one = 1
    assert one == 1 and noted(0)


def test_first_fails_and_second_raises():
    seen.clear()
    assert seen and seen[0]


def test_neither():
    one = 1
    assert not (one == 2 or one == 1)


def test_with_brackets():
    one = None
    assert (one is None and (one or not one))
    assert one is None and (lambda: 1)


def test_walrus():
    assert (found := noted(3))
    assert found == 3
    assert (other := noted([])) == []
    assert not (none := noted(0))
    assert isinstance(text := noted("a"), str)
    assert other is not none and text


def test_walrus_fails():
    assert (found := noted(0)), f"found {found}"


def test_printed_message():
    assert noted(1), print("not there")
    assert noted(0), print("not there")


def test_long_printed_message():
    assert noted(0), print(
        "not"
        "there"
    )


def test_roundabout():
    names = ["a"]
    assert not "b" in names
    assert not (None is names)
    assert not "a" in names


def test_roundabout_close():
    assert (not("b" in "a")or False)


def test_comma_at_the_end():
    seen.append(1),
    assert noted(0) == 1


def test_comma_behind_a_splat():
    values = [1, 2]
    *values,
    assert values == [1, 2]


def test_raises_by_call():
    pytest.raises(ValueError, int, "a")
    error = pytest.raises(ValueError, lambda: int("b"))
    assert "b" in str(error.value)


def test_raises_by_call_and_nothing_comes():
    pytest.raises(ValueError, int, "1")


def test_warns_by_call():
    def warned():
        warnings.warn("old", UserWarning)
        return 5

    value = pytest.warns(UserWarning, warned)
    assert value == 5
    again = pytest.deprecated_call(old_call)
    assert again == 6
    pytest.warns(UserWarning, warned)


def old_call():
    warnings.warn("old", DeprecationWarning)
    return 6


def test_target_unused():
    with pytest.raises(ValueError) as caught:
        int("a")
    with pytest.raises(KeyError) as first, pytest.raises(ValueError) as second:
        int("b")


def test_suppress_nothing():
    with contextlib.suppress():
        seen.append("""a
    b""")
        assert noted(1)
    with contextlib.suppress():
        # Stays where it is.
        int("a")


def test_fail_by_hand():
    try:
        int("a")
        pytest.fail("no error")
    except ValueError:
        pass


def test_fail_by_hand_and_nothing_comes():
    try:
        int("1")
        assert False
    except ValueError:
        pass


def test_fail_by_hand_leaves_early():
    try:
        for each in ("1", "a"):
            if int(each) == 1:
                return
        pytest.fail("no error")
    except ValueError:
        pass


def test_fail_by_hand_in_a_loop():
    for each in ("1", "a"):
        try:
            if each == "1":
                continue
            int(each)
            pytest.fail("no error")
        except ValueError:
            pass


def test_empty_docstring():
    """"""
    assert seen


def test_docstring_of_what_is_tested():
    def command():
        """ """
        return command.__doc__

    assert command() == " "


# noqa: E501
def test_stale_suppression():
    assert seen  # noqa: PT018
