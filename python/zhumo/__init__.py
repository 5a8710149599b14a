"""Zhumo (朱墨), the compiler for Chinese official notices (公文).

    from zhumo import Compiler
    compiler = Compiler()
    output = compiler.build("标题：…", formats=["pdf", "html"])

``str`` is the text of a draft, ``bytes`` its bytes in any encoding, and a path (``pathlib.Path``) names its file.
"""

from ._native import __version__
from ._types import (
    Change,
    Edit,
    Fault,
    Finding,
    Fixed,
    Guess,
    Imported,
    Letter,
    Output,
    Page,
    Piece,
    Place,
    ProgramError,
    Related,
    RunError,
    Say,
    Verdict,
    ZhumoError,
)
from .compiler import Compiler, diff

__all__ = [
    "Change",
    "Compiler",
    "Edit",
    "Fault",
    "Finding",
    "Fixed",
    "Guess",
    "Imported",
    "Letter",
    "Output",
    "Page",
    "Piece",
    "Place",
    "ProgramError",
    "Related",
    "RunError",
    "Say",
    "Verdict",
    "ZhumoError",
    "__version__",
    "diff",
]
