"""Drafts on Spark: a frame of drafts, or of rows to merge in; a frame of outputs.

    import zhumo.spark
    done = zhumo.spark.build(spark.read.parquet("drafts"), formats=["pdf"], to="s3://bucket/notices")
"""

from __future__ import annotations

from typing import Any, Iterator, Optional, Sequence

from .compiler import Compiler
from .rows import Worker

__all__ = ["build"]


class _Part:
    """What a task does with its part, a function that pickles."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield from self.worker.arrow(batch)


def build(
    frame: Any,
    compiler: Optional[Compiler] = None,
    formats: Sequence[str] = ("pdf",),
    *,
    worker: Optional[Worker] = None,
    **options: Any,
) -> Any:
    """What comes of each row; options are those of :class:`zhumo.rows.Worker`."""
    made = worker or Worker(compiler, formats, **options)
    schema = ", ".join(f"`{name}` {kind}" for name, kind in made.columns())
    part = _Part(made)
    # Spark looks at the code of what it is given, so this is a function.
    return frame.mapInArrow(lambda batches: part(batches), schema)
