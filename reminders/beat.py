"""Beat that keeps no file and needs no queue: while the queue is away it does the sweep itself."""

import logging

from celery import beat

logger = logging.getLogger(__name__)


class Scheduler(beat.Scheduler):
    """The schedule is in the settings and nowhere else, so that any number of beats may run."""

    producer = None  # nothing to connect to before it is time
    max_interval = 30  # seconds between two looks at the clock

    def setup_schedule(self) -> None:
        self.merge_inplace(self.app.conf.beat_schedule)

    def tick(self, *args, **kwargs) -> float:
        now = self.app.now()
        for entry in self.schedule.values():
            if (
                entry.last_run_at > now
            ):  # the clock was put back: do not wait until it has caught up
                entry.last_run_at, self._heap = now, None
        return super().tick(*args, **kwargs)

    def apply_async(self, entry, producer=None, advance=True, **kwargs):
        entry = self.reserve(entry) if advance else entry
        task = self.app.tasks[entry.task]
        try:
            return task.apply_async(entry.args, entry.kwargs, retry=False, **entry.options)
        except Exception:  # gone, full, or holding something that is not a queue
            logger.warning("The queue is away; sweeping here")
            return task.apply()
