"""Set the weights of confidence_weights.csv from annotated documents, and say how right the facts are that they pass.

    python -m tests.calibration ../shared/gold/dev [MORE…] [--unread MORE…] [--judge ../shared/gold/score.py] [--write]

Every folder holds annotations as the annotation guidelines have them; a fact is right when the judge, the scorer of
those folders, counts it as right. All figures are of documents left out one at a time.

Those who write rules read documents, and of these more facts are right than of any that comes next. `--unread` names
the folders that none of them has read. Only these say how often a fact is right and where the threshold lies: the
lowest confidence from which on the facts that need no review are right as often as asked for, in all unread folders
together and in each by itself. The documents that were read help to say how much each signal weighs.
"""

import argparse
from pathlib import Path

from pipelines.extraction.observations.confidence import EVERY_FACT, REVIEW_BELOW
from tests.calibration.facts import JudgedFact, judge_folder, load_judge
from tests.calibration.fit import Fitted, choose_threshold, confidences_left_out, fit_weights
from tests.calibration.weights import read_signals, write_weights


def main() -> None:
    """Fit, report, and write the weights where asked to."""
    options = _options()
    judge = load_judge(options.judge or options.folders[0].parent / "score.py")
    signals = read_signals()
    facts = {folder.name: judge_folder(folder, judge, was_read=bool(options.unread)) for folder in options.folders}
    facts |= {folder.name: judge_folder(folder, judge) for folder in options.unread}
    vouching = {folder.name: facts[folder.name] for folder in options.unread or options.folders}
    together = [fact for folder in facts.values() for fact in folder]
    left_out = dict(
        zip(map(id, together), confidences_left_out(together, signals, strength=options.strength), strict=True)
    )
    confidences = {name: [left_out[id(fact)] for fact in folder] for name, folder in facts.items()}
    threshold = options.threshold or choose_threshold(vouching, confidences, right=options.right, least=options.least)
    for name, folder in facts.items():
        _report(name, folder, confidences[name], threshold)
    of_vouching = [fact for folder in vouching.values() for fact in folder]
    _report(
        "all unread" if options.unread else "all", of_vouching, [left_out[id(fact)] for fact in of_vouching], threshold
    )
    fitted = fit_weights(together, signals, strength=options.strength)
    _print_weights(fitted, threshold)
    if options.write:
        write_weights(fitted.weights | {EVERY_FACT: fitted.every_fact, REVIEW_BELOW: threshold})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.calibration", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, help="folders of annotated documents")
    parser.add_argument("--unread", nargs="+", type=Path, default=[], help="folders of documents that nobody has read")
    parser.add_argument("--judge", type=Path, help="the scorer; by default score.py beside the first folder")
    parser.add_argument("--right", type=float, default=0.95, help="share of right facts among those without review")
    parser.add_argument("--least", type=float, default=0.90, help="the same in the folder where they are right least")
    parser.add_argument("--threshold", type=float, help="report at this confidence instead of choosing one")
    parser.add_argument("--strength", type=float, default=4.0, help="how strongly weights are drawn towards nothing")
    parser.add_argument("--write", action="store_true", help="write the weights into confidence_weights.csv")
    return parser.parse_args()


def _report(name: str, facts: list[JudgedFact], confidences: list[float], threshold: float) -> None:
    passed = [fact.is_right for fact, confidence in zip(facts, confidences, strict=True) if confidence >= threshold]
    right = sum(passed) / len(passed) if passed else 0.0
    print(
        f"{name:10} {len(facts):5} facts, {sum(fact.is_right for fact in facts) / len(facts):.3f} right; not to review "
        f"(confidence >= {threshold:.2f}) {len(passed):4} = {len(passed) / len(facts):.2f}, {right:.3f} of them right"
    )
    ranked = sorted(zip(confidences, facts, strict=True), key=lambda pair: -pair[0])
    shares = [(share, ranked[: max(1, len(ranked) * share // 100)]) for share in range(10, 101, 10)]
    print(
        "           right among the surest "
        + "  ".join(f"{share}%: {sum(fact.is_right for _, fact in first) / len(first):.2f}" for share, first in shares)
    )


def _print_weights(fitted: Fitted, threshold: float) -> None:
    print(f"\n{EVERY_FACT} {fitted.every_fact:+.1f}, {REVIEW_BELOW} {threshold:.2f}")
    for signal, weight in sorted(fitted.weights.items(), key=lambda item: -abs(item[1])):
        print(f"  {weight:+.1f} {signal}")


if __name__ == "__main__":
    main()
