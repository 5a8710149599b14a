"""Every example of the pages runs, in the order of its page."""

import re

import pytest
from conftest import ROOT


@pytest.mark.parametrize("page", ["docs/python.md", "docs/python.zh-CN.md", "python/README.md"])
def test_the_examples_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.S)
    assert examples
    names = {}
    for example in examples:
        exec(compile(example, page, "exec"), names)


@pytest.mark.parametrize("engine", ["ray", "spark", "dask"])
def test_what_stands_between_an_engine_and_a_worker_is_short(engine):
    lines = (ROOT / "python/zhumo" / f"{engine}.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 100
