"""Drafts on a Ray cluster: a dataset of drafts, or of rows to merge in; a dataset of outputs.

    import ray, zhumo.ray
    drafts = ray.data.from_items([{"draft": text} for text in texts])
    done = zhumo.ray.build(drafts, formats=["pdf"], to="s3://bucket/notices")
"""

from __future__ import annotations

from typing import Any, Iterator, Optional, Sequence

from .compiler import Compiler
from .rows import Worker

__all__ = ["build"]


class _Actor:
    """One for each worker process: fonts are read once by it."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    def __call__(self, table: Any) -> Iterator[Any]:
        import pyarrow

        for batch in self.worker.arrow(table):
            yield pyarrow.Table.from_batches([batch])


def build(
    dataset: Any,
    compiler: Optional[Compiler] = None,
    formats: Sequence[str] = ("pdf",),
    *,
    workers: Any = None,
    batch_size: int = 128,
    worker: Optional[Worker] = None,
    **options: Any,
) -> Any:
    """What comes of each row; options are those of :class:`zhumo.rows.Worker`, the workers as many as the cluster has processors."""
    import ray

    made = worker or Worker(compiler, formats, **options)
    return dataset.map_batches(
        _Actor,
        fn_constructor_args=(made,),
        batch_format="pyarrow",
        batch_size=batch_size,
        zero_copy_batch=True,
        concurrency=workers or max(1, int(ray.cluster_resources().get("CPU", 1))),
    )
