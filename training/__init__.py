"""Learns the scorer's models from data sets: `python -m training`."""
