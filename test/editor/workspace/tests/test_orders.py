"""What the shop promises about orders."""
import unittest
from unittest import mock

from shop import orders


class TestOrders(unittest.TestCase):

    def test_total_counts_every_item(self):
        prices = [3, 4]
        assert (sum(prices) == 7, 'wrong total')

    def test_total_of_nothing(self):
        assert (sum([]) == 0, 'wrong total')

    def test_order_is_sent(self):
        post = mock.Mock()
        orders.send('chair', post)
        post.assert_called_once_wiht('chair')

    def test_discount_is_taken_off(self):
        res = orders.get_invoice(
            price=10,
            discount=2,
        )
        self.assertEqual(8, res.total)
        self.assertEqual('EUR', res.currency)

    def test_shipping_is_added(self):
        invoice = orders.get_invoice(
            price=10,
            shipping=3,
        )
        reminder = orders.get_reminder(
            invoice,
            days=14
        )
        self.assertEqual(13, reminder.total)
