"""Processes that do calls for another: what pools are made of.

What is called, and what comes of it, is copied when it is sent. Calls wait in a channel, the first for the process that asks first.
"""

import _pickle  # for the errors of what is sent
from _process import current, pickled_copy
from queue import SimpleQueue
from traceback import format_exception


class Channel(SimpleQueue):
    """A queue that all processes share."""

    _shared_between_processes = True


class Call:
    """Something to be called elsewhere. Fails at once if it cannot be sent."""

    _shared_between_processes = True  # it was copied already

    def __init__(self, number, function, args, keywords, remote_traceback):
        self.number = number
        self._remote_traceback = remote_traceback  # the class of the cause of what it raises
        self._sender = current()
        self._content = pickled_copy((function, args, keywords), self._sender, self._sender)

    def receive(self):
        """What is to be called, as this process has it. Fails if it has no such function or class."""
        return pickled_copy(self._content, self._sender, current())

    def make(self, function, args, keywords):
        """Calls it here. Gives what the sender gets: whether it worked, and the result or the exception."""
        try:
            result = function(*args, **keywords)
            return True, pickled_copy(result, current(), self._sender)
        except BaseException as error:
            return False, self._sent_back(error)

    def _sent_back(self, error):
        text = "".join(format_exception(type(error), error, error.__traceback__))
        try:
            sent = pickled_copy(error, current(), self._sender)
        except Exception as why:
            sent = pickled_copy(why, current(), self._sender)
        sent.__cause__ = self._remote_traceback(f'\n"""\n{text}"""')
        return sent


def serve(calls, outcomes, initializer, initargs):
    """What each process of a pool does, until it finds a None among the calls. An outcome without a number: it ends too early."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            from logging import getLogger

            getLogger("concurrent.futures").critical("Exception in initializer:", exc_info=True)
            outcomes.put((None, False, None))
            return
    while True:
        call = calls.get()
        if call is None:
            return
        try:
            content = call.receive()
        except BaseException:
            outcomes.put((None, False, None))
            raise
        outcomes.put((call.number, *call.make(*content)))
