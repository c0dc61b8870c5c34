"""What the shop promises about its stock."""


def test_stock_is_counted(shop):
    assert shop['chair'] == 3


def test_unknown_article_is_not_in_stock(shop):
    assert 'table' not in shop
