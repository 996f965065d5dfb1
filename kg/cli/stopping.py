"""Ctrl-C ends a command within two seconds, whatever it is doing."""

import os
import signal
import sys
import time
from threading import Thread

_PATIENCE = 1.0  # seconds
_SHOW_CURSOR = "\x1b[?25h"  # a progress bar hides it


def stop_in_time() -> None:
    """From now on, end the process with 130 where a Ctrl-C has not ended it after a second.

    Python hears of an interrupt only when a library that is busy in C comes back. Ending so is as safe as a kill is: an atlas
    is switched in one step, and the next command clears away what is left over.
    """
    sys.unraisablehook = _end_or_report
    heard, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    Thread(target=_end_after_interrupt, args=(heard,), daemon=True).start()


def _end_or_report(unraisable: "sys.UnraisableHookArgs") -> None:
    """End where Python could only drop an interrupt, as in a callback of its import system; report anything else as it does."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        os._exit(130)
    sys.__unraisablehook__(unraisable)


def _end_after_interrupt(heard: int) -> None:
    while os.read(heard, 1) != bytes([signal.SIGINT]):
        pass
    time.sleep(_PATIENCE)
    if sys.stderr.isatty():
        os.write(sys.stderr.fileno(), _SHOW_CURSOR.encode("ascii"))
    os._exit(130)
