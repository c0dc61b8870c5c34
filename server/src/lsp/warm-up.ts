// Goes once through everything that a review does, on texts of its own, before anybody opens a document: the first review in a process
// takes several times what the next ones do. It gives way to the first document that is opened.

import { defaultSettings, type Proctor } from '../core/index.ts'
import { idle } from './idle.ts'

export interface WarmUpParts {
  readonly proctor: Proctor
  /** Number of messages handled so far. */
  readonly handled: () => number
  /** Resolves when no message waits. */
  readonly settled: () => Promise<void>
  /** False once there is real work. */
  readonly isWanted: () => boolean
}

/** Milliseconds without a message after the start: an editor that has a test file open already says so sooner. */
const pause = 200

/** Each with tests of other names, so that they are parsed again. Once saves the first review a quarter of its time, three times a third. */
const rounds = ['', 'again_', 'once_more_']

/** Gives the number of texts that were gone through. */
export async function warmUp({ proctor, handled, settled, isWanted }: WarmUpParts): Promise<number> {
  await idle(handled, pause)
  let count = 0
  for (const text of rounds.flatMap((prefix) => warmUpTexts.map((each) => each.replaceAll('def test_', `def test_${prefix}`)))) {
    if (!isWanted()) return count
    const source = proctor.open('test_warm_up.py', text)
    proctor.analyze(source, defaultSettings)
    proctor.analyze(proctor.edit(source, [{ start: text.length, end: text.length, text: '# done\n' }]), defaultSettings)
    count++
    await settled()
  }
  return count
}

/** Short ones, so that whoever comes in between does not wait; what test files are made of, in both frameworks. */
export const warmUpTexts: readonly string[] = [
  `import os
import pytest

from shop.basket import Basket


@pytest.fixture
def basket():
    """A basket with one thing in it."""
    made = Basket()
    made.add("tea", price=2)
    yield made
    made.clear()


def test_sums_up_prices(basket):
    basket.add("cake", price=3)
    assert basket.total() == 5, "the sum"
`,
  `import unittest
from unittest import mock

from shop import orders


class OrderTest(unittest.TestCase):
    """Orders as the shop sees them."""

    def setUp(self):
        super().setUp()
        self.client = mock.Mock()
        self.order = orders.Order(self.client)

    def tearDown(self):
        self.client.close()

    @mock.patch.object(orders, "notify")
    def test_sends_a_note(self, notify):
        notify.return_value = True
        self.order.place({"id": 1, "lines": [("tea", 2)]})
        notify.assert_called_once_with(1)
        self.assertEqual([mock.call.save(1)], self.client.mock_calls)

    def test_refuses_nothing(self):
        with self.assertRaises(ValueError) as caught:
            self.order.place(None)
        self.assertIn("empty", str(caught.exception))
`,
  `import pytest


@pytest.mark.parametrize("text, expected", [("1", 1), ("-2", -2), pytest.param("x", None, id="no number")])
def test_reads_numbers(text, expected, monkeypatch, tmp_path):
    monkeypatch.setenv("SHOP", str(tmp_path))
    path = tmp_path / "numbers.txt"
    with open(path, "w") as file:
        file.write(f"{text}\\n")
    values = [int(line) for line in path.read_text().splitlines() if line.lstrip("-").isdigit()]
    for value in values:
        assert value == expected
    try:
        result = values[0]
    except IndexError:
        result = None
    assert result is expected


class TestPrices:
    rates = {"a": 0.1, "b": 0.2}

    @staticmethod
    def rounded(value):
        return round(value, 2)

    @pytest.mark.skipif(True, reason="no rates yet")
    def test_rounds(self):
        while not self.rates:
            break
        assert self.rounded(self.rates["a"] * 3) == 0.3 and self.rates
        with pytest.raises(KeyError, match="c"):
            self.rates["c"]


def test_has_rates():
    assert (TestPrices.rates, "there are some")
`,
]
