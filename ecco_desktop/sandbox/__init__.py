"""A small server that speaks as Eccosys and WooCommerce do. It imports nothing else of the package."""
