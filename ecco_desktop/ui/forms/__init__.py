"""Forms that pages and dialogs share."""
