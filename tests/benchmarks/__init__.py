"""Benchmarks: medians and ratios against bare libraries, each pair in one run."""
