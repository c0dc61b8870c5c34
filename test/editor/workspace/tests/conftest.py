"""What the tests of the shop share."""
import pytest


@pytest.fixture
def shop():
    """A shop with three chairs."""
    return {'chair': 3}
