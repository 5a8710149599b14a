"""Tables of drafts, or of rows to merge in: what every engine does with a part of one.

Here: ``Worker``, its tables as Arrow and as frames. Not here: how parts come to workers (``zhumo.ray``, ``zhumo.spark``, ``zhumo.dask``).
"""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Type

from . import _native
from ._types import Output, RunError, ZhumoError
from .compiler import Compiler

_PAGED = ("svg", "png")
#: Stores in which a file appears whole or not at all, and renaming one would copy it.
_WHOLE = ("s3", "s3a", "gs", "gcs", "abfs", "az", "adl", "oss", "memory")
#: So many rows, or bytes, are handed on at once.
_ROWS, _BYTES = 256, 32 << 20


class Worker:
    """Builds rows. It pickles as its arguments; fonts are read once a process.

    A row has a draft (``str`` or ``bytes``) in the column ``draft``; with a ``template`` its columns are merged into that. What comes of
    it is a row: ``key`` (the hash of all that it was made from), ``state`` (``built``, ``kept``, ``refused``, ``failed``), ``findings``
    as JSON, ``error``, for each format ``pdf`` and ``pdf_sha256``, and before them the columns to ``keep``, as text. With ``to``, any
    path of fsspec, outputs are files there, named by their key, and the column ``pdf`` has their path; what is there already is
    kept and not built again. Nothing that a row says stops the others.
    """

    def __init__(
        self,
        compiler: Optional[Compiler] = None,
        formats: Sequence[str] = ("pdf",),
        *,
        template: Optional[str] = None,
        to: Optional[str] = None,
        draft: str = "draft",
        keep: Sequence[str] = (),
        allow_errors: bool = False,
    ) -> None:
        self.compiler = compiler or Compiler()
        self.formats = (formats,) if isinstance(formats, str) else tuple(formats)
        self.template, self.to, self.draft, self.keep, self.allow_errors = template, to, draft, tuple(keep), allow_errors
        for format in self.formats:
            if format in _PAGED:
                message = (f"{format} 一页一个文件，表里放不下", f"{format} has a file a page, which no row holds")
                raise RunError(*message, "用 pdf", "take pdf")
        self._store: Any = None
        config = Path(self.compiler.config).read_bytes() if self.compiler.config else b""
        self._base = [
            _native.__version__.encode(),
            json.dumps([self.formats, self.template, self.allow_errors, sorted(self.compiler.settings.items())], default=str).encode(),
            config,
        ]

    def __reduce__(self) -> Tuple[Any, ...]:
        return _made, (type(self), (self.compiler, self.formats), self._arguments())

    def _arguments(self) -> Dict[str, Any]:
        return {name: getattr(self, name) for name in ("template", "to", "draft", "keep", "allow_errors")}

    def columns(self) -> List[Tuple[str, str]]:
        """The columns of what comes out, each ``string`` or ``binary``."""
        outputs = [[(format, "string" if self.to else "binary"), (f"{format}_sha256", "string")] for format in self.formats]
        head = [*self.keep, "key", "state", "findings", "error"]
        return [(name, "string") for name in head] + [column for pair in outputs for column in pair]

    def __call__(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Dict[str, Any]]:
        return map(self.row, rows)

    def row(self, row: Mapping[str, Any]) -> Dict[str, Any]:
        """What comes of a row."""
        done: Dict[str, Any] = {name: None for name, _ in self.columns()}
        try:
            done.update((name, None if row.get(name) is None else str(row.get(name))) for name in self.keep)
            self._build(row, done)
        except Exception as error:  # a row at fault must not end its part of the table
            done["state"], done["error"] = "failed", str(error) if isinstance(error, ZhumoError) else f"{type(error).__name__}: {error}"
        return done

    def _build(self, row: Mapping[str, Any], done: Dict[str, Any]) -> None:
        draft = self._filled(row)
        done["key"] = key = _native.sha256([*self._base, draft.encode() if isinstance(draft, str) else bytes(draft)])
        if self.to and self._kept(key, done):
            return
        output = self.compiler.build(draft, self.formats, allow_errors=self.allow_errors)
        done["state"] = "refused" if output.refused else "built"
        done["findings"] = _json(output)
        if output.refused:
            errors = [finding for finding in output.findings if finding.level == "error"]
            done["error"] = "\n".join(f"{finding.place.line}: {finding.message.zh} / {finding.message.en}" for finding in errors)
        for format, data in output.files.items():
            done[f"{format}_sha256"] = _native.sha256_of(data)
            done[format] = self._write(f"{key}.{format}", data) if self.to else data
        if self.to:
            # Last: where it stands, everything else does.
            record = {name: value for name, value in done.items() if name not in self.keep}
            self._write(f"{key}.result", json.dumps(record, ensure_ascii=False).encode())

    def _filled(self, row: Mapping[str, Any]) -> Any:
        if self.template is None:
            if row.get(self.draft) is None:
                raise RunError(f"这一行没有文稿（{self.draft}）", f"the row has no draft ({self.draft})", "补上文稿", "give it one")
            return row[self.draft]
        letters = self.compiler.fill(self.template, [row])
        if not letters:
            raise RunError("这一行是空的", "the row is empty", "补上各列的值", "give its columns values")
        letter = letters[0]
        if letter.faults:
            zh = "；".join(f"{fault.column}：{fault.message.zh}" for fault in letter.faults)
            en = "; ".join(f"{fault.column}: {fault.message.en}" for fault in letter.faults)
            raise RunError(zh, en, letter.faults[0].help.zh, letter.faults[0].help.en)
        return letter.draft

    @property
    def store(self) -> Tuple[Any, str]:
        """The file system of ``to``, and the folder in it."""
        if self._store is None:
            import fsspec

            self._store = fsspec.core.url_to_fs(self.to)
        store: Tuple[Any, str] = self._store
        return store

    def _place(self, name: str) -> str:
        return f"{self.store[1].rstrip('/')}/{name[:2]}/{name}"

    def _kept(self, key: str, done: Dict[str, Any]) -> bool:
        files, _ = self.store
        try:
            record = json.loads(files.cat_file(self._place(f"{key}.result")))
        except (OSError, ValueError):
            return False
        wanted = [record.get(format) for format in self.formats if record.get(f"{format}_sha256")]
        if not all(files.exists(path) for path in wanted):
            return False
        done.update(record, state="kept" if record["state"] == "built" else record["state"])
        return True

    def _write(self, name: str, data: bytes) -> str:
        files, _ = self.store
        place = self._place(name)
        protocol = files.protocol if isinstance(files.protocol, str) else files.protocol[0]
        if protocol in _WHOLE:
            files.pipe_file(place, data)
        else:
            files.makedirs(os.path.dirname(place), exist_ok=True)
            beside = f"{place}.{uuid.uuid4().hex}"
            files.pipe_file(beside, data)
            if protocol in ("file", "local"):
                os.replace(beside, place)
            else:
                files.mv(beside, place)
        return place

    def arrow(self, table: Any) -> Iterator[Any]:
        """The same for a table or batch of Arrow, in batches that are not too large."""
        import pyarrow

        schema = pyarrow.schema([(name, pyarrow.string() if kind == "string" else pyarrow.binary()) for name, kind in self.columns()])
        some: List[Dict[str, Any]] = []
        size = 0
        for row in self(table.to_pylist()):
            some.append(row)
            size += sum(len(value) for value in row.values() if isinstance(value, bytes))
            if len(some) >= _ROWS or size >= _BYTES:
                yield pyarrow.RecordBatch.from_pylist(some, schema=schema)
                some, size = [], 0
        yield pyarrow.RecordBatch.from_pylist(some, schema=schema)

    def frame(self, frame: Any) -> Any:
        """The same for a frame of pandas."""
        import pandas

        rows = list(self({name: _missing(value) for name, value in row.items()} for row in frame.to_dict("records")))
        return pandas.DataFrame(rows, columns=[name for name, _ in self.columns()], dtype=object)


def _missing(value: Any) -> Any:
    """What pandas has for a value that is not there, as None."""
    return None if value is None or value != value or type(value).__name__ in ("NAType", "NaTType") else value


def _json(output: Output) -> str:
    return json.dumps([asdict(finding) for finding in output.findings], ensure_ascii=False)


def _made(kind: Type[Worker], arguments: Tuple[Any, ...], named: Dict[str, Any]) -> Worker:
    return kind(*arguments, **named)
