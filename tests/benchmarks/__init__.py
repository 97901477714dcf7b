"""The benchmark behind `make bench`: throughput beside floors and peers, memory, and how cost grows."""
