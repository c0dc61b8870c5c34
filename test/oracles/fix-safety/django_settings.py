"""Settings for Django's own tests: SQLite in memory, and the runner beside this file."""

from test_sqlite import *  # noqa: F403

TEST_RUNNER = "django_runner.Runner"
