"""What the shop promises about orders."""
import unittest
from unittest import mock


class TestOrders(unittest.TestCase):

    def test_total_counts_every_item(self):
        prices = [3, 4]
        assert (sum(prices) == 7, 'wrong total')

    def test_order_is_sent(self):
        post = mock.Mock()
        post('order', 1)
        post.assert_called_once_wiht('order', 1)

    def test_discount_is_taken_off(self):
        order1 = dict(
            price=10,
            discount=2
        )
        self.assertEqual(8, order1['price'] - order1['discount'])
