def test_chain(chain, shown, listed):
    assert chain


def test_unknown(unlisted, _hidden, _underlined):
    assert unlisted


def test_from_plugins(in_both, from_plugins_overridden):
    assert in_both
