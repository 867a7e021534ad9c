"""Measurements: how many calls, how fast, how much memory; beside a plain reference in the same run.

`make bench` runs all of them, `make bench ONLY="storage start"` some. Figures are of this machine at this
moment; nothing in the tests asserts them. `docs/performance.md` keeps what was measured and says what
limits each row.
"""
