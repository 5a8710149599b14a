import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

NOTICE = """发文机关：示例市统计局
发文字号：示统〔2026〕7号
标题：示例市统计局关于做好月报的通知
主送：各区统计局：

请于每月5日前报送上月数据，做到数出有据。

署名：示例市统计局
成文日期：2026年8月14日
"""


@pytest.fixture
def notice():
    return NOTICE


@pytest.fixture
def examples(tmp_path):
    """The examples in a folder of their own, so that the program may write beside them."""
    return Path(shutil.copytree(ROOT / "examples", tmp_path / "examples"))
