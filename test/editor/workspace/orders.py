"""Not a test file: nothing is said about it, whatever is in it."""


def check_total(total1, total2):
    assert (total1 == total2, 'they differ')
