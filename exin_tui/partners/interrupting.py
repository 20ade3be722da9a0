"""Takes the processor back from a partner's call that was given up."""

from __future__ import annotations

import threading


def interrupt(thread: threading.Thread) -> None:
    """Raise SystemExit in ``thread`` when it next runs Python.

    That ends a loop without end, which would slow the whole board down until it is closed. What waits within
    the system goes on waiting; it costs nothing, and the thread is a daemon. Only CPython can do it.
    """
    import ctypes

    api = getattr(ctypes, "pythonapi", None)
    if api is not None and thread.ident is not None and thread.is_alive():
        api.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))
