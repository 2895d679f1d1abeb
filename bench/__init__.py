"""Measures the pipeline on data sets of pages with a known answer, beside its peers."""
