"""Composition root: alone builds adapters and hands them on."""
