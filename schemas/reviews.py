"""The table `reviews`: why a row needs a person's look."""

from pandera.typing import Series

from schemas.patterns import OBSERVATION_ID
from schemas.table import Table, Text, column


class Reviews(Table):
    """One reason why an observation needs a person's look; recomputed whole on every run."""

    observation_id: Series[Text] = column("The observation in question", str_matches=OBSERVATION_ID)
    reason: Series[Text] = column("Why it needs a look")
    other_observation_id: Series[Text] = column(
        "The observation it disagrees with, where the reason is a comparison", nullable=True, str_matches=OBSERVATION_ID
    )
