"""Work that a process of its own does meanwhile."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from pipelines.batches.processes import end_with_parent, worker_context

Result = TypeVar("Result")


class Errand(Generic[Result]):
    """One call, begun in another process; the call and what it returns must be ones that can be pickled."""

    def __init__(self, call: Callable[[], Result]) -> None:
        """Begin it."""
        context = worker_context()
        self._call = call
        self._answer, question = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(call, question), daemon=True)
        self._process.start()
        question.close()  # this end is the other process's, so that its death ends the wait for it

    def result(self) -> Result:
        """Return what the call returned, or raise what it raised; where its process died, it is done again here."""
        try:
            is_done, answer = self._answer.recv()
        except EOFError:
            return self._call()
        finally:
            self.drop()
        if is_done:
            return answer
        raise answer

    def drop(self) -> None:
        """End it, whether or not it is done."""
        self._process.kill()
        self._process.join()
        self._answer.close()


def _run(call: Callable[[], Any], answer: Connection) -> None:
    """Send what `call` returned or raised, and which of the two it is."""
    end_with_parent()
    try:
        sent = (True, call())
    except Exception as error:
        sent = (False, error)
    answer.send(sent)
