"""How fast Détente is, and how much memory it takes: `python -m benchmarks`."""
