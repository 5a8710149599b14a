"""What the compiler gives: plain values that can be compared, printed, and sent to other processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

Words = Tuple[str, str]


@dataclass(frozen=True)
class Say:
    """A sentence in Chinese and in English. ``str()`` gives the Chinese one."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


class ZhumoError(Exception):
    """Something was not done. What is wrong with a draft is a finding, never an error."""

    def __init__(self, zh: str, en: str, help_zh: str = "", help_en: str = "") -> None:
        super().__init__(zh, en, help_zh, help_en)
        self.message = Say(zh, en)
        self.help = Say(help_zh, help_en)

    def __str__(self) -> str:
        chinese = "；".join(filter(None, (self.message.zh, self.help.zh)))
        english = "; ".join(filter(None, (self.message.en, self.help.en)))
        return f"{chinese}\n{english}"


class RunError(ZhumoError):
    """Fonts, settings, a file or an argument cannot be used; ``help`` says what to do."""


class ProgramError(ZhumoError):
    """A fault of the program itself."""


@dataclass(frozen=True)
class Place:
    """A place of a draft. ``start`` and ``end`` are indices into its ``str``; lines and columns count characters from 1."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Edit:
    """The replacement of a place."""

    place: Place
    text: str


@dataclass(frozen=True)
class Related:
    """Another place that belongs to a finding."""

    place: Place
    label: Say


@dataclass(frozen=True)
class Finding:
    """Something that is wrong in a draft."""

    rule: str
    #: ``error``, ``warning`` or ``info``
    level: str
    place: Place
    #: What stands at the place.
    text: str
    message: Say
    why: Optional[Say] = None
    help: Optional[Say] = None
    #: The clause that it rests on.
    clause: Optional[str] = None
    related: Tuple[Related, ...] = ()
    #: What would fix it.
    edits: Tuple[Edit, ...] = ()
    #: Whether the edits cannot change the meaning.
    safe: bool = False

    def __str__(self) -> str:
        return f"{self.place.line}:{self.place.column}: {self.level}[{self.rule}] {self.message.zh}"


@dataclass(frozen=True)
class Page:
    """The picture of a page, from 1."""

    format: str
    number: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Output:
    """What came of a draft: ``output["pdf"]`` is the file; findings say why there is none."""

    findings: Tuple[Finding, ...]
    #: Whether nothing was written, for the errors of the draft.
    refused: bool
    files: Mapping[str, bytes] = field(repr=False)
    pages: Tuple[Page, ...] = field(default=(), repr=False)
    #: What kept a draft of many from being built; ``build`` raises it.
    error: Optional[ZhumoError] = None

    def __getitem__(self, format: str) -> bytes:
        return self.files[format]


@dataclass(frozen=True)
class Fixed:
    """A fixed draft."""

    draft: str
    #: How many fixes each rule made.
    made: Mapping[str, int]
    #: What is left.
    findings: Tuple[Finding, ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a value of a table."""

    row: int
    column: str
    message: Say
    help: Say


@dataclass(frozen=True)
class Letter:
    """What a row of a table made of a draft. With faults there is no output."""

    row: int
    draft: str = field(repr=False)
    faults: Tuple[Fault, ...] = ()
    output: Optional[Output] = None


@dataclass(frozen=True)
class Guess:
    """What part of an imported file was taken for."""

    what: Say
    #: How sure that is, in percent.
    sure: int
    #: The line or paragraph of the file, from 1.
    line: int
    text: str
    why: Tuple[Say, ...] = ()
    others: Tuple[Say, ...] = ()


@dataclass(frozen=True)
class Imported:
    """The draft of somebody else's file."""

    draft: str
    encoding: str
    guesses: Tuple[Guess, ...] = field(default=(), repr=False)
    remarks: Tuple[Say, ...] = ()
    #: Pictures by the path that the draft writes.
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Piece:
    """Words of a change: ``same``, ``old`` or ``new``."""

    part: str
    text: str


@dataclass(frozen=True)
class Change:
    """What changed between two drafts."""

    #: ``changed``, ``added``, ``removed``, ``moved`` or ``renumbered``
    kind: str
    place: Say
    moved_from: Optional[Say] = None
    old: Optional[str] = None
    new: Optional[str] = None
    pieces: Tuple[Piece, ...] = ()
    #: What the changed words are about: ``date``, ``amount``, ``organ`` …
    substance: Tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """Whether a file is what its draft gives."""

    #: ``same``, ``differs`` or ``unknown``
    answer: str
    #: Page (if it is one) and words of each difference; why it cannot be told.
    differences: Tuple[Tuple[Optional[int], Say], ...] = ()

    def __bool__(self) -> bool:
        return self.answer == "same"


def say(words: Optional[Words]) -> Optional[Say]:
    return None if words is None else Say(*words)


def says(values: Sequence[Words]) -> Tuple[Say, ...]:
    return tuple(Say(*value) for value in values)


def finding(value: Mapping[str, Any]) -> Finding:
    safe, edits = value["fix"] or (False, [])
    return Finding(
        rule=value["rule"],
        level=value["level"],
        place=Place(*value["place"]),
        text=value["text"],
        message=Say(*value["message"]),
        why=say(value["why"]),
        help=say(value["help"]),
        clause=value["clause"],
        related=tuple(Related(Place(*place), Say(*label)) for place, label in value["related"]),
        edits=tuple(Edit(Place(*place), text) for place, text in edits),
        safe=safe,
    )


def findings(values: Sequence[Mapping[str, Any]]) -> Tuple[Finding, ...]:
    return tuple(map(finding, values))


def output(value: Mapping[str, Any]) -> Output:
    files: Dict[str, bytes] = {}
    pages: List[Page] = []
    for format, page, data in value["outputs"]:
        if page is None:
            files[format] = data
        else:
            pages.append(Page(format, page, data))
    return Output(findings(value["findings"]), value["refused"], files, tuple(pages))


def failed(value: Tuple[str, Words, Words]) -> ZhumoError:
    kind, (zh, en), (help_zh, help_en) = value
    return {"RunError": RunError, "ProgramError": ProgramError}[kind](zh, en, help_zh, help_en)


def change(value: Mapping[str, Any]) -> Change:
    moved = value.get("from")
    return Change(
        kind=value["kind"],
        place=Say(**value["place"]),
        moved_from=Say(**moved) if moved else None,
        old=value.get("old"),
        new=value.get("new"),
        pieces=tuple(Piece(**piece) for piece in value.get("pieces", ())),
        substance=tuple(value.get("substance", ())),
    )
