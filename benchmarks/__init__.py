"""Measurements. Run on a quiet machine with `make bench`; figures and method are in benchmarks/README.md."""
