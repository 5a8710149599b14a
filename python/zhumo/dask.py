"""Drafts on Dask: a frame of drafts, or of rows to merge in; a frame of outputs.

    import dask.dataframe, zhumo.dask
    drafts = dask.dataframe.read_parquet("drafts")
    done = zhumo.dask.build(drafts, formats=["pdf"], to="s3://bucket/notices").compute()

A partition is held whole by its worker: with ``to`` it has paths and no bytes.
"""

from __future__ import annotations

from typing import Any, Optional, Sequence

from .compiler import Compiler
from .rows import Worker

__all__ = ["build"]


def _part(frame: Any, worker: Worker) -> Any:
    return worker.frame(frame)


def build(
    frame: Any,
    compiler: Optional[Compiler] = None,
    formats: Sequence[str] = ("pdf",),
    *,
    worker: Optional[Worker] = None,
    **options: Any,
) -> Any:
    """What comes of each row; options are those of :class:`zhumo.rows.Worker`."""
    import pandas

    made = worker or Worker(compiler, formats, **options)
    meta = pandas.DataFrame({name: pandas.Series(dtype=object) for name, _ in made.columns()})
    return frame.map_partitions(_part, made, meta=meta)
