"""What a language model proposes: asked for, passed through the gate, kept for an analyst to decide.

```
articles ─▶ batches ─▶ client ─▶ answers ─▶ gate ─▶ proposals.yml ─▶ briefgen review ─▶ editorial.yml
```

A build reads none of it. The model sees numbered sentences and says which words of which sentence say what;
what does not stand there, or is not held by whom it names, or does not clash, is refused (`gate`). What
passes is published only when a person has accepted it.
"""
