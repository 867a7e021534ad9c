"""Words within a sentence are told in the reader's language too."""

from ecco_desktop.domain.deliveries import DeliveryStatus
from ecco_desktop.words.labels import DELIVERY_STATUSES
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import catalog


def test_what_an_address_lacks_is_told_in_english() -> None:
    told = sentence("order.address", {"order": "1", "fields": "cidade, CEP"}, "en")
    assert "city, postcode (CEP)" in told
    assert "cidade, CEP" in sentence("order.address", {"order": "1", "fields": "cidade, CEP"}, "pt_BR")


def test_every_step_of_a_delivery_has_english() -> None:
    english = catalog("en")
    for status in DeliveryStatus:
        words = DELIVERY_STATUSES.source(status)
        assert english.gettext(words) != words
