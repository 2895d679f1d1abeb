"""Attacks on the service over HTTP and from outside its processes: `python -m bench.attacks`."""
