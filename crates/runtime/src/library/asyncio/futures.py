"""Under this name for programs that look here: futures are native."""

from _asyncio import Future
from asyncio.tasks import isfuture
from asyncio.threads import wrap_future
