"""The compiler: settings and fonts, and what is done with drafts under them."""

from __future__ import annotations

import json
import os
from itertools import islice
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from . import _native, _types
from ._types import Change, Fault, Finding, Fixed, Guess, Imported, Letter, Output, RunError, Say, Verdict

#: ``str`` is the text of a draft, ``bytes`` its bytes, a path names its file.
Draft = Union[str, bytes, "os.PathLike[str]"]
Value = Union[str, int, float, bool, None]

#: Engines of this process by their arguments: fonts are read once, however many compilers there are.
_engines: Dict[Tuple[Any, ...], _native.Engine] = {}

#: So many drafts for each thread are handed over at once.
_AT_ONCE = 32


def _jobs(jobs: Optional[int]) -> int:
    """Engines of clusters say by OMP_NUM_THREADS how many threads a worker may take."""
    if jobs is None:
        told = os.environ.get("OMP_NUM_THREADS", "")
        jobs = int(told) if told.isdigit() else os.cpu_count() or 1
    return max(1, jobs)


class Compiler:
    """Checks and builds drafts.

    ``fonts`` are folders in which fonts are looked for first; without ``system_fonts`` nowhere else. ``config`` is the
    ``zhumo.toml`` to use instead of the nearest one above each draft; ``settings`` are single values that go before it, such as
    ``{"check.fail_on": "error"}``. ``folder`` is where drafts without a file of their own would lie: pictures and settings are looked
    for from there. It pickles as its arguments; what it reads is shared within a process, and read there once.
    """

    def __init__(
        self,
        *,
        fonts: Union[str, "os.PathLike[str]", Sequence[Union[str, "os.PathLike[str]"]]] = (),
        system_fonts: bool = True,
        config: Union[str, "os.PathLike[str]", None] = None,
        settings: Optional[Mapping[str, Any]] = None,
        folder: Union[str, "os.PathLike[str]"] = ".",
    ) -> None:
        places = (fonts,) if isinstance(fonts, (str, os.PathLike)) else fonts
        self.fonts = tuple(os.fspath(place) for place in places)
        self.system_fonts = bool(system_fonts)
        self.config = None if config is None else os.fspath(config)
        self.settings = dict(settings or {})
        self.folder = os.fspath(folder)

    def arguments(self) -> Dict[str, Any]:
        """What it was made with."""
        return {
            "fonts": self.fonts,
            "system_fonts": self.system_fonts,
            "config": self.config,
            "settings": self.settings,
            "folder": self.folder,
        }

    def __reduce__(self) -> Tuple[Any, ...]:
        return _made, (self.arguments(),)

    def __repr__(self) -> str:
        return f"Compiler({', '.join(f'{name}={value!r}' for name, value in self.arguments().items())})"

    @property
    def _engine(self) -> _native.Engine:
        set_ = tuple(f"{key}={_toml(value)}" for key, value in self.settings.items())
        key = (self.fonts, self.system_fonts, self.config, set_, os.getcwd())
        engine = _engines.get(key)
        if engine is None:
            engine = _engines[key] = _native.Engine(list(self.fonts), self.system_fonts, self.config, list(set_))
        return engine

    def _given(self, draft: Draft, name: Optional[str]) -> Tuple[Union[str, bytes, None], str]:
        if isinstance(draft, os.PathLike):
            return None, os.fspath(draft)
        if isinstance(draft, (bytearray, memoryview)):
            draft = bytes(draft)
        if not isinstance(draft, (str, bytes)):
            kind = type(draft).__name__
            raise RunError(
                f"文稿不能是 {kind}", f"a draft cannot be {kind}", "给出 str、bytes 或 pathlib.Path", "give a str, bytes or pathlib.Path"
            )
        if isinstance(draft, str):
            try:
                draft.encode()
            except UnicodeEncodeError:
                raise RunError(
                    "文稿里有不成对的代理字符", "the draft has a lone surrogate", "用 bytes 交原文件", "hand over the bytes of the file"
                ) from None
        return draft, os.path.join(self.folder, name or "notice.notice")

    def check(self, draft: Draft, *, name: Optional[str] = None) -> List[Finding]:
        """What is wrong with a draft, in its order."""
        return list(_types.findings(self._engine.check(self._given(draft, name))))

    def text(self, draft: Draft, *, name: Optional[str] = None) -> str:
        """The text of a draft, decoded: what places of findings are indices into."""
        return self._engine.text(self._given(draft, name))

    def fix(self, draft: Draft, *, unsafe_fixes: bool = False, name: Optional[str] = None) -> Fixed:
        """A draft with what can be fixed without changing its meaning; with ``unsafe_fixes`` also what somebody should review."""
        text, made, left = self._engine.fix(self._given(draft, name), unsafe_fixes)
        return Fixed(text, dict(made), _types.findings(left))

    def fmt(self, draft: Draft, *, renumber: bool = False, name: Optional[str] = None) -> str:
        """A draft in canonical form; no word is changed."""
        return self._engine.fmt(self._given(draft, name), renumber)

    def build(
        self,
        draft: Draft,
        formats: Sequence[str] = ("pdf",),
        *,
        allow_errors: bool = False,
        proof: bool = False,
        name: Optional[str] = None,
    ) -> Output:
        """A draft as ``pdf``, ``ofd``, ``docx``, ``html``, ``md``, ``json``, ``svg`` or ``png``. One with errors is refused."""
        return _types.output(self._engine.build(self._given(draft, name), list(formats), allow_errors, proof))

    def build_many(
        self,
        drafts: Iterable[Draft],
        formats: Sequence[str] = ("pdf",),
        *,
        allow_errors: bool = False,
        jobs: Optional[int] = None,
    ) -> Iterator[Output]:
        """Drafts on several threads, in their order; a few are kept at a time. What is wrong with one is its ``error``."""
        threads, source = _jobs(jobs), iter(drafts)
        while True:
            some = list(islice(source, threads * _AT_ONCE))
            if not some:
                return
            given: List[Any] = []
            wrong: Dict[int, RunError] = {}
            for at, draft in enumerate(some):
                try:
                    given.append(self._given(draft, None))
                except RunError as error:
                    wrong[at] = error
            done = iter(self._engine.build_many(given, list(formats), allow_errors, threads))
            for at in range(len(some)):
                if at in wrong:
                    yield Output((), False, {}, (), wrong[at])
                    continue
                maybe = next(done)
                if maybe["failure"] is not None:
                    yield Output((), False, {}, (), _types.failed(maybe["failure"]))
                else:
                    yield _types.output(maybe["written"])

    def fill(self, draft: Draft, rows: Any, *, sheet: Optional[str] = None, group: Optional[str] = None) -> List[Letter]:
        """The drafts that rows make of a draft with ``{{columns}}``: rows are mappings, or the path of a table.

        With ``group`` all rows that have the same in this column are one letter.
        """
        if isinstance(rows, (str, os.PathLike)):
            table, ending = Path(rows).read_bytes(), Path(rows).suffix.lstrip(".")
        else:
            lines = (json.dumps(dict(row), ensure_ascii=False, default=str) for row in rows)
            table, ending = "\n".join(lines).encode("utf-8", "replace"), "jsonl"
        filled, _ = self._engine.fill(self._given(draft, None), table, ending, sheet, group)
        return [
            Letter(
                one["row"],
                one["draft"],
                tuple(Fault(row, column, Say(*message), Say(*help)) for row, column, message, help in one["faults"]),
            )
            for one in filled
        ]

    def merge(
        self,
        draft: Draft,
        rows: Any,
        formats: Sequence[str] = ("pdf",),
        *,
        sheet: Optional[str] = None,
        group: Optional[str] = None,
        allow_errors: bool = False,
        jobs: Optional[int] = None,
    ) -> Iterator[Letter]:
        """A document for each row. A row at fault has faults and no output; the others go on."""
        letters = self.fill(draft, rows, sheet=sheet, group=group)
        drafts = (letter.draft for letter in letters if not letter.faults)
        outputs = self.build_many(drafts, formats, allow_errors=allow_errors, jobs=jobs)
        for letter in letters:
            yield letter if letter.faults else Letter(letter.row, letter.draft, (), next(outputs))

    def import_file(self, file: Union[bytes, str, "os.PathLike[str]"], *, format: Optional[str] = None) -> Imported:
        """The draft of a text, Markdown or web page, a ``.docx``, or a PDF or OFD of this program. Bytes need a ``format``, their ending."""
        if isinstance(file, (bytes, bytearray, memoryview)):
            data, path = bytes(file), os.path.join(self.folder, "notice")
        else:
            path = os.fspath(file)
            try:
                data = Path(path).read_bytes()
            except OSError as error:
                words = error.strerror or str(error)
                raise RunError(f"读不了 {path}：{words}", f"cannot read {path}: {words}", "核对路径和文件名", "check the path and the name") from error
        done = self._engine.import_file(data, path, format or Path(path).suffix.lstrip("."))
        guesses = (
            Guess(Say(*what), sure, line, text, _types.says(why), _types.says(others))
            for what, sure, line, text, why, others in done["guesses"]
        )
        return Imported(done["draft"], done["encoding"], tuple(guesses), _types.says(done["remarks"]), dict(done["pictures"]))

    def verify(self, file: Union[bytes, str, "os.PathLike[str]"], draft: Optional[Draft] = None, *, name: Optional[str] = None) -> Verdict:
        """Whether a PDF or OFD is what its draft gives: the one inside it, or one beside it."""
        data, path = None, os.path.join(self.folder, "notice.pdf")
        if isinstance(file, (str, os.PathLike)):
            path = os.fspath(file)
        else:
            data = bytes(file)
        answer, differences = self._engine.verify(data, path, None if draft is None else self._given(draft, name))
        return Verdict(answer, tuple((page, Say(*words)) for page, words in differences))

    def diff(self, old: Draft, new: Draft) -> List[Change]:
        """What changed between two drafts."""
        return diff(self.text(old), self.text(new))


def diff(old: str, new: str) -> List[Change]:
    """What changed between the texts of two drafts."""
    return [_types.change(value) for value in json.loads(_native.diff(old, new))]


def _made(arguments: Dict[str, Any]) -> Compiler:
    return Compiler(**arguments)


def _toml(value: Any) -> str:
    """A value as TOML writes it; JSON is the same but for tables."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key))} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, (bool, int, float, str)):
        return json.dumps(value, ensure_ascii=False)
    raise RunError(f"设置不能是 {type(value).__name__}", f"a setting cannot be {type(value).__name__}", "给出字符串、数或列表", "give a string, number or list")
