"""What a user of the package gets, held against what the program gives."""

import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
import zhumo
from zhumo import Compiler, RunError, ZhumoError, _native

FORMATS = ["pdf", "ofd", "docx", "html", "md", "json", "svg"]


def program(*arguments, **options):
    environment = {**os.environ, "LC_ALL": "C"}
    return subprocess.run([sys.executable, "-m", "zhumo", *map(str, arguments)], capture_output=True, env=environment, **options)


def test_every_format_has_the_bytes_of_the_program(examples, tmp_path):
    drafts = sorted(examples.glob("*.notice"))
    assert len(drafts) >= 7
    compiler = Compiler()
    for draft in drafts:
        ran = program("build", "-q", "-t", ",".join(FORMATS), "-o", tmp_path / "out" / "{name}", draft)
        assert ran.returncode == 0, ran.stderr.decode()
        output = compiler.build(draft, FORMATS)
        assert not output.refused and set(output.files) == set(FORMATS) - {"svg"} and output.pages
        for format, data in output.files.items():
            assert data == (tmp_path / "out" / f"{draft.stem}.{format}").read_bytes(), (draft.name, format)
        for page in output.pages:
            number = f"-{page.number}" if len(output.pages) > 1 else ""
            written = [tmp_path / "out" / f"{draft.stem}{end}.svg" for end in (number, f"-{page.number}")]
            assert page.data in [path.read_bytes() for path in written if path.exists()], (draft.name, page.number)


def test_text_bytes_and_file_are_the_same_draft(tmp_path, notice):
    path = tmp_path / "n.notice"
    path.write_bytes(notice.encode("gb18030"))
    compiler = Compiler(folder=tmp_path)
    given = [notice, notice.encode(), notice.encode("gb18030"), path]
    assert len({compiler.build(draft, ["md"])["md"] for draft in given}) == 1
    assert len({compiler.text(draft) for draft in given}) == 1


def test_findings_are_typed_and_their_places_are_indices():
    draft = "𠮷：\r\n成文日期：2026年08月14日\r\n"
    (finding,) = [finding for finding in Compiler().check(draft) if finding.rule == "padded-date"]
    assert draft[finding.place.start : finding.place.end] == finding.text == "2026年08月14日"
    assert (finding.place.line, finding.place.column, finding.level, finding.safe) == (2, 6, "warning", True)
    edit = finding.edits[0]
    assert draft[: edit.place.start] + edit.text + draft[edit.place.end :] == "𠮷：\r\n成文日期：2026年8月14日\r\n"
    assert finding.message.zh and finding.message.en.isascii() and "7.3.5.4" in finding.clause
    assert str(finding).startswith("2:6: warning[padded-date] ")


def test_findings_are_those_of_the_program(examples, tmp_path):
    import json

    draft = tmp_path / "wrong.notice"
    draft.write_text("标题：关于放假的通知\n\n署名：示例局\n成文日期：2026年08月14日\n", encoding="utf-8")
    told = json.loads(program("check", "--format", "json", draft).stdout)["findings"]
    ours = Compiler().check(draft)
    assert [(one["name"], one["span"]["line"], one["span"]["column"]) for one in told] == [
        (one.rule, one.place.line, one.place.column) for one in ours
    ]
    assert told


def test_a_draft_with_errors_is_refused_and_says_why(notice):
    wrong = notice + "\n再次强调：请按时报送。\n"
    output = Compiler().build(wrong, ["md"])
    assert output.refused and not output.files and any(finding.level == "error" for finding in output.findings)
    assert Compiler().build(wrong, ["md"], allow_errors=True)["md"]


def test_what_is_fixed_and_formatted(notice):
    fixed = Compiler().fix(notice.replace("8月14日", "08月14日"))
    assert fixed.draft == notice and fixed.made == {"padded-date": 1}
    assert Compiler().fmt(notice) == notice


def test_many_drafts_keep_their_order_and_one_bad_one_stops_nobody(notice):
    drafts = [notice.replace("7号", f"{n}号") for n in range(1, 201)]
    drafts[17], drafts[40] = b"\xff\xff\xfe\x00\x01", 3
    outputs = list(Compiler().build_many(iter(drafts), ["json"], jobs=4))
    assert len(outputs) == 200
    for n, output in enumerate(outputs, 1):
        if n in (18, 41):
            assert isinstance(output.error, RunError) and not output.files
        else:
            assert f"示统〔2026〕{n}号".encode() in output["json"]


@pytest.mark.parametrize("draft, table, group", [("training", "rows", None), ("fees", "fees", "单位")])
def test_rows_are_merged_as_the_program_merges_them(examples, tmp_path, draft, table, group):
    draft, table = examples / "merge" / f"{draft}.notice", examples / "merge" / f"{table}.csv"
    by = ["--group", group] if group else []
    ran = program("merge", draft, table, "-q", *by, "-t", "md", "-o", tmp_path / "{{单位}}")
    assert ran.returncode == 0, ran.stderr.decode()
    letters = list(Compiler().merge(draft, table, ["md"], group=group))
    written = sorted(path.read_bytes() for path in tmp_path.glob("*.md"))
    assert len(written) >= 2 and sorted(letter.output["md"] for letter in letters) == written


def test_rows_can_be_mappings_and_values_are_text(notice):
    draft = notice.replace("各区统计局", "{{单位}}")
    rows = [{"号": 1, "单位": "*示例区*统计局"}, {"号": 2, "单位": None}, {"号": 3, "单位": "云岭区统计局"}]
    first, second, third = Compiler().merge(draft, rows, ["md"])
    assert "示例区" in first.output["md"].decode() and "云岭区" in third.output["md"].decode()
    assert second.output is None and second.faults[0].column == "单位" and second.faults[0].row == 2
    with pytest.raises(RunError, match="单位"):
        Compiler().fill(draft, [{"名称": "甲"}])


def test_files_come_in_and_are_compared(tmp_path, notice):
    compiler = Compiler()
    assert compiler.import_file(notice.encode(), format="txt").guesses
    word = compiler.build(notice, ["docx"])["docx"]
    (tmp_path / "n.docx").write_bytes(word)
    assert compiler.import_file(tmp_path / "n.docx").draft == compiler.import_file(word, format="docx").draft
    (change,) = compiler.diff(notice, notice.replace("每月5日", "每月8日"))
    assert (change.kind, "".join(piece.text for piece in change.pieces if piece.part == "new")) == ("changed", "8日")
    assert zhumo.diff(notice, notice) == []


def test_files_are_verified(tmp_path, notice):
    compiler = Compiler()
    for format in ("pdf", "ofd"):
        file = compiler.build(notice, [format])[format]
        assert compiler.verify(file) and compiler.verify(file).answer == "same"
        other = compiler.verify(file, notice.replace("每月5日", "每月8日"))
        assert other.answer == "differs" and "5日" in other.differences[0][1].zh
        (tmp_path / f"n.{format}").write_bytes(file)
        assert compiler.verify(tmp_path / f"n.{format}")
    unknown = compiler.verify(b"%PDF-1.7 nothing")
    assert unknown.answer == "unknown" and not unknown and unknown.differences[0][1].en


def test_errors_say_in_both_languages_what_to_do_and_travel(tmp_path):
    with pytest.raises(RunError) as raised:
        Compiler().build("标题：通知", ["word"])
    error = pickle.loads(pickle.dumps(raised.value))
    assert type(error) is RunError and (error.message, error.help) == (raised.value.message, raised.value.help)
    assert "没有“word”这种格式" in str(error) and "there is no format `word`" in str(error)
    for wrong in [
        lambda: Compiler().check(tmp_path / "没有.notice"),
        lambda: Compiler().check(3),
        lambda: Compiler().check("\ud800"),
        lambda: Compiler(config=tmp_path / "no.toml").check("标题：通知"),
        lambda: Compiler(settings={"check.fail_on": "eror"}).check("标题：通知"),
        lambda: Compiler().import_file(b"\x00", format="docx"),
        lambda: Compiler().verify(tmp_path / "no.pdf"),
    ]:
        with pytest.raises(ZhumoError) as raised:
            wrong()
        assert raised.value.message.zh and raised.value.help.zh and raised.value.help.en, raised.value


def test_no_panic_crosses():
    with pytest.raises(zhumo.ProgramError, match="the program failed"):
        _native._panics()


def test_settings_hold_and_fonts_are_read_once(tmp_path, notice):
    assert [finding.level for finding in Compiler(settings={"check.levels": {"padded-date": "error"}}).check("成文日期：2026年08月14日") if finding.rule == "padded-date"] == ["error"]
    assert not [finding for finding in Compiler(settings={"check.ignore": ["padded-date"]}).check("成文日期：2026年08月14日") if finding.rule == "padded-date"]
    (tmp_path / "zhumo.toml").write_text('[check]\nignore = ["padded-date"]\n', encoding="utf-8")
    for compiler in (Compiler(folder=tmp_path), Compiler(config=tmp_path / "zhumo.toml")):
        assert "padded-date" not in [finding.rule for finding in compiler.check("成文日期：2026年08月14日")]
    assert Compiler()._engine is Compiler()._engine


def _in_a_process(compiler, draft):
    return compiler.build(draft, ["pdf"])["pdf"]


def test_it_travels_as_its_arguments(notice):
    compiler = Compiler(fonts=[Path("a"), "b"], settings={"check.fail_on": "error"})
    again = pickle.loads(pickle.dumps(compiler))
    assert again.arguments() == compiler.arguments() and len(pickle.dumps(compiler)) < 400
    assert "fonts=('a', 'b')" in repr(compiler)
    here = Compiler().build(notice, ["pdf"])["pdf"]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_in_a_process, [Compiler()] * 4, [notice] * 4)) == [here] * 4


def test_the_lock_is_released_while_it_works(notice):
    """Another thread runs while a draft is being checked."""
    long = notice.replace("请于", "请于每月五日前报送数据。\n" * 20_000 + "请于")
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(None)

    other = threading.Thread(target=tick)
    other.start()
    try:
        before = len(ticks)
        _native.sha256_of(bytes(50_000_000))
        Compiler().check(long)
        after = len(ticks)
    finally:
        done.set()
        other.join()
    # A held lock leaves the other thread the moments between two calls, some hundred rounds.
    assert after - before > 20_000


def test_it_is_the_program(notice):
    ran = program("--version")
    assert ran.stdout.decode().split()[-1] == zhumo.__version__
    ran = program("check", "-", input=notice.encode())
    assert ran.returncode == 0, ran.stdout.decode()
    assert program("check", "no.notice").returncode == 2


def test_the_types_are_what_is_promised(tmp_path):
    script = tmp_path / "typed.py"
    script.write_text(
        "from zhumo import Compiler, Finding, Output\n"
        "found: list[Finding] = Compiler().check('')\n"
        "output: Output = Compiler().build('', ['pdf'])\n"
        "data: bytes = output['pdf']\n"
        "wrong: int = output['pdf']\n",
        encoding="utf-8",
    )
    ran = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(script)], capture_output=True, text=True)
    assert ran.stdout.count("error:") == 1 and "typed.py:5" in ran.stdout, ran.stdout
    package = Path(zhumo.__file__).parent
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "--ignore-missing-imports", str(package)],
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout
