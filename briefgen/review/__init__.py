"""Review: what of a briefing wants a decision, and the analyst's decisions, each written as it is made.

`queue` and `decisions` know no terminal and no file; `ledger` writes `editorial.yml`; `session` asks.
"""
