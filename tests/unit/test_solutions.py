"""Where each cause on the pending list is mended: by what the cause is, not by how its key begins."""

import pytest

from ecco_desktop.services.pending import Solution, solution_of


@pytest.mark.parametrize(
    ("cause", "solution"),
    [
        ("order.carrier", Solution.LINK_CARRIER),
        ("install.category_missing", Solution.IN_ERP),
        ("install.attribute_missing", Solution.IN_ERP),
        ("install.option_missing", Solution.IN_ERP),
        ("install.brand_missing", Solution.IN_ERP),
        ("install.name_twice", Solution.IN_ERP),
        ("product.options_unread", Solution.IN_ERP),
        ("delivery.problem", Solution.AT_CARRIER),
        ("delivery.silent", Solution.AT_CARRIER),
        ("order.uncertain", Solution.ITSELF),
        ("order.status_unknown", Solution.MAP_STATUS),
        ("link.other_product", Solution.SAME_PRODUCT),
        ("order.product_other", Solution.IN_ERP),
        ("order.product_twice", Solution.CHOOSE_PRODUCT),
        ("order.line_gone", Solution.CHOOSE_PRODUCT),
        ("order.over_after", Solution.IN_ERP),
        ("order.number", Solution.IN_STORE),
        ("order.perhaps_there", Solution.WHICH_ORDER),
        ("order.number_taken", Solution.WHICH_ORDER),
        ("delivery.", Solution.IN_STORE),
    ],
)
def test_every_cause_names_its_own_solution(cause: str, solution: Solution) -> None:
    assert solution_of(cause) is solution
