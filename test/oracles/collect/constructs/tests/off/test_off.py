def test_never(chain):
    assert chain
