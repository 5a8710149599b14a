"""The hooks of pre-commit, as the pages on automatic checks have them: run by pre-commit itself, in a repository made for it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRE_COMMIT = ROOT / ".tools/ci/bin/pre-commit"
REQUIRED = os.environ.get("ZHUMO_REQUIRE_TOOLS")
PADDED = """发文机关：示例局
发文字号：示局发〔2026〕3号
标题：示例局关于放假的通知
主送：各处室：

10月1日起放假。

署名：示例局
成文日期：2026年09月20日
"""


def git(*arguments, at):
    who = ["-c", "user.name=Example", "-c", "user.email=example@example.invalid"]
    subprocess.run(["git", *who, *map(str, arguments)], cwd=at, check=True, capture_output=True)


def shown_in(page):
    """The settings of pre-commit that a page has, and the revision they name."""
    block = re.search(r"```yaml\n(repos:\n.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)[1]
    return block, re.search(r"rev: (\S+)", block)[1]


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """This repository as it would be released: what pre-commit needs of it, under the tag that the pages name."""
    if not PRE_COMMIT.exists():
        assert not REQUIRED, "pre-commit is not installed: run tests/tools/install.sh"
        pytest.skip("pre-commit is not installed")
    place = tmp_path_factory.mktemp("hooks") / "zhumo"
    for name in [".pre-commit-hooks.yaml", "pyproject.toml", "Cargo.toml", "scripts/hooks/backend.py"]:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, place / name)
    git("init", "-q", at=place)
    git("add", ".", at=place)
    git("commit", "-q", "-m", "release", at=place)
    git("tag", shown_in("docs/ci.md")[1], at=place)
    return place


@pytest.mark.parametrize("page", ["docs/ci.md", "docs/ci.zh-CN.md"])
def test_the_hooks_of_the_page_run(page, hooks, tmp_path):
    settings, revision = shown_in(page)
    assert revision == shown_in("docs/ci.md")[1]
    work = tmp_path / "drafts of an office"
    work.mkdir()
    git("init", "-q", at=work)
    (work / ".pre-commit-config.yaml").write_text(re.sub(r"repo: \S+", f"repo: {hooks.as_uri()}", settings), encoding="utf-8")
    names = [f"通知 {number:02}.notice" for number in range(30)]
    for name in names:
        (work / name).write_text(PADDED, encoding="utf-8")
    git("add", ".", at=work)
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        # The wheel is that of this checkout, and nothing else is asked for.
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": os.environ["ZHUMO_WHEELS"],
        "LC_ALL": "C.UTF-8",
    }
    environment.pop("PYTHONPATH", None)

    def run(hook):
        command = [PRE_COMMIT, "run", hook, "--all-files", "--verbose"]
        ran = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, encoding="utf-8")
        return ran.returncode, ran.stdout + ran.stderr

    code, said = run("zhumo-check")
    assert code == 1 and said.count("[padded-date]") == len(names), said
    # One run over all files: one sum.
    assert len(re.findall(r"\b30 drafts: ", said)) == 1, said
    code, said = run("zhumo-fix")
    assert code == 1 and "files were modified by this hook" in said, said
    assert all("2026年9月20日" in (work / name).read_text(encoding="utf-8") for name in names)
    for hook in ["zhumo-fix", "zhumo-check", "zhumo-fmt"]:
        code, said = run(hook)
        assert code == 0, said
