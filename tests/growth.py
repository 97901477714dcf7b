"""How the time of some work grows with its input, told apart from what else the machine does meanwhile."""

import time
from collections.abc import Callable

MOST_GROWTH = 2.3  # for twice the input: 2 is linear; quadratic work takes 4
MOST_GROWTH_OF_OBJECTS = 2.8  # where the work leaves many objects: memory takes a little more than linear time
_TRIES = 5


def growth_of_doubling(work: Callable[[int], object], size: int) -> float:
    """Return how many times as long `work(2 * size)` takes as `work(size)`, in time of this process.

    Other programs disturb caches and clock speed, but not five times in a row: the least of up to five
    measurements counts, and the first one that is linear ends them.
    """

    def seconds(size: int) -> float:
        begun = time.process_time()
        work(size)
        return time.process_time() - begun

    least = float("inf")
    for _ in range(_TRIES):
        short, long = (min(seconds(each), seconds(each)) for each in (size, 2 * size))
        least = min(least, long / short if short else 0.0)
        if least <= MOST_GROWTH:
            break
    return least
