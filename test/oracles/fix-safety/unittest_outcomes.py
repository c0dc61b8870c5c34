"""A unittest result that keeps one word for each test, subtests and setup included."""

import unittest


class Outcomes(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.words = {}

    def note(self, test, word):
        # A subtest belongs to its test; whatever does not pass says more than what does.
        name = (test.test_case if isinstance(test, unittest.case._SubTest) else test).id()
        if self.words.get(name, "passed") == "passed":
            self.words[name] = word

    def addSuccess(self, test):
        super().addSuccess(test)
        self.note(test, "passed")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.note(test, "failed")

    def addError(self, test, error):
        super().addError(test, error)
        self.note(test, "error")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(test, "skipped")

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self.note(test, "xfailed")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.note(test, "xpassed")

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.note(test, "failed in a subtest")
