"""Every way in which a fixture can reach a test: what pytest makes of it is compared with what Proctor makes of it."""
import sys

import pytest
from starred import *
from starred import _hidden as shown

pytest_plugins = ["plugins.first", "plugins.second"]

collect_ignore = ["tests/off"]
if sys.version_info < (3, 0):
    collect_ignore.append("tests/deep")
collect_ignore_glob = ["*_left_out.py"]


@pytest.fixture(scope="session")
def base():
    return "root"


@pytest.fixture
def chain(base):
    return [base]


@pytest.fixture(autouse=True)
def watch():
    yield
    assert True


@pytest.fixture(name="spoken")
def _written(chain, tmp_path):
    return chain


@pytest.fixture(params=[1, 2])
def number(request):
    return request.param


@pytest.fixture
def from_plugins_overridden(from_plugins_overridden):
    return from_plugins_overridden
