"""`make verify`: read the texts again and prove that every stored quantity is still at its place.

Exit status: 0 all there, 1 something is not (each with its place), 2 a setting that cannot be used.
"""

import sys
import time

from pipelines.settings import BadSetting, settings_from_environment
from pipelines.warehouse.verify import verify

_FAULTS_SHOWN = 50


def main() -> int:
    """Verify the published warehouse, print the outcome and return the exit status for the shell."""
    begun = time.monotonic()
    try:
        settings = settings_from_environment()
        verification = verify(settings)
    except BadSetting as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as problem:
        print(problem, file=sys.stderr)
        return 1
    for fault in verification.faults[:_FAULTS_SHOWN]:
        print(fault, file=sys.stderr)
    if len(verification.faults) > _FAULTS_SHOWN:
        print(f"and {len(verification.faults) - _FAULTS_SHOWN:,} more", file=sys.stderr)
    seconds = time.monotonic() - begun
    print(
        f"{verification.quantities:,} quantities of {verification.documents:,} documents read in {seconds:.1f} s: "
        + (f"{len(verification.faults):,} faults" if verification.faults else "every one is at its place")
    )
    return 1 if verification.faults else 0


if __name__ == "__main__":
    sys.exit(main())
