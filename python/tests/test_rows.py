"""What a worker of a cluster does with its part of a table."""

import hashlib
import json
import pickle

import pytest
from zhumo import Compiler, RunError
from zhumo.rows import Worker


def rows(notice, count=6):
    return [{"id": n, "draft": notice.replace("7号", f"{n}号")} for n in range(1, count + 1)]


def test_bytes_findings_and_hashes_come_out(notice):
    worker = Worker(formats=["md", "pdf"], keep=["id"])
    done = list(worker(rows(notice)))
    assert [name for name, _ in worker.columns()] == list(done[0])
    for row, given in zip(done, rows(notice)):
        output = Compiler().build(given["draft"], ["md", "pdf"])
        assert (row["id"], row["state"], row["error"]) == (str(given["id"]), "built", None)
        for format in ("md", "pdf"):
            assert row[format] == output[format]
            assert row[f"{format}_sha256"] == hashlib.sha256(output[format]).hexdigest()
        assert json.loads(row["findings"]) == []
    assert len({row["key"] for row in done}) == 6


def test_a_bad_row_never_stops_the_others(notice):
    bad = [{"draft": None}, {}, {"draft": 3}, {"draft": b"\xff\xff\xfe\x00"}, {"draft": "\ud800"}, {"draft": notice + "\n又及：报送。\n"}]
    states = [row["state"] for row in Worker(formats=["md"])([*bad, {"draft": notice}])]
    assert states == ["failed"] * 5 + ["refused", "built"]
    for row in Worker(formats=["md"])(bad):
        assert row["error"] and row["md"] is None


def test_rows_are_merged_in(notice):
    template = notice.replace("各区统计局", "{{单位}}")
    done = list(Worker(formats=["md"], template=template, keep=["单位"])([{"单位": "云岭区统计局"}, {"单位": None, "号": 2}, {"别的": 1}, {}]))
    assert [row["state"] for row in done] == ["built", "failed", "failed", "failed"]
    assert "云岭区统计局" in done[0]["md"].decode() and "单位" in done[1]["error"]


def test_what_is_there_already_is_kept(notice, tmp_path, monkeypatch):
    worker = pickle.loads(pickle.dumps(Worker(formats=["md"], to=str(tmp_path), keep=["id"])))
    first = list(worker(rows(notice)))
    assert [row["state"] for row in first] == ["built"] * 6
    for row in first:
        assert row["md"].endswith(f"/{row['key'][:2]}/{row['key']}.md")
        with open(row["md"], "rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == row["md_sha256"]
    built = []
    real = Compiler.build
    monkeypatch.setattr(Compiler, "build", lambda self, draft, *rest, **named: built.append(draft) or real(self, draft, *rest, **named))
    # One output lost, one record half written: these two are built again, to the same bytes.
    (tmp_path / first[1]["key"][:2] / f"{first[1]['key']}.md").unlink()
    (tmp_path / first[3]["key"][:2] / f"{first[3]['key']}.result").write_text("{")
    second = list(worker(rows(notice)))
    assert [row["state"] for row in second] == ["kept", "built", "kept", "built", "kept", "kept"] and len(built) == 2
    strip = lambda row: {name: value for name, value in row.items() if name != "state"}
    assert list(map(strip, second)) == list(map(strip, first))
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix not in (".md", ".result")]


def test_other_inputs_have_other_keys(notice):
    key = lambda worker, text=notice: next(worker([{"draft": text}]))["key"]
    workers = [Worker(formats=["md"]), Worker(formats=["md", "json"]), Worker(Compiler(settings={"html.url": "https://a"}), ["md"]), Worker(formats=["md"], allow_errors=True)]
    assert len({key(worker) for worker in workers} | {key(workers[0], notice + "\n")}) == 5


def test_any_store_of_fsspec_will_do(notice):
    import fsspec

    done = list(Worker(formats=["md"], to="memory://out")(rows(notice, 2)))
    assert [row["state"] for row in done] == ["built"] * 2
    assert fsspec.filesystem("memory").cat_file(done[0]["md"]).startswith(b"#") or done[0]["md_sha256"]


def test_pictures_of_pages_are_refused():
    with pytest.raises(RunError, match="take pdf"):
        Worker(formats=["png"])
