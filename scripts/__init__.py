"""The tooling of the handbook: `python -m scripts --help` lists its commands."""
