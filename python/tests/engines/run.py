"""run.py ray|spark|dask PROGRAM [COUNT] — a table of drafts on an engine with two workers, held against what the program gives.

One worker is killed half way, one part of the table is broken drafts. Exit 0: all well.
"""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from zhumo import Compiler
from zhumo.rows import Worker

NOTICE = """发文机关：示例市统计局
发文字号：示统〔2026〕{n}号
标题：示例市统计局关于做好第{n}期月报的通知
主送：各区统计局：

请于每月5日前报送第{n}期数据，做到数出有据。

署名：示例市统计局
成文日期：2026年8月14日
"""


class Mortal(Worker):
    """The first process that comes to the row in the middle dies there, as if its machine had failed."""

    def row(self, row):
        mark = Path(os.environ.get("ZHUMO_TEST_MARK", self.to or ".")).parent / "died"
        if row["id"] == "half" and not mark.exists():
            mark.write_text("here")
            os.kill(os.getpid(), signal.SIGKILL)
        return super().row(row)


def table(count):
    rows = [{"id": str(n), "draft": NOTICE.format(n=n)} for n in range(1, count + 1)]
    rows[count // 2]["id"] = "half"
    # A part in which nothing is right.
    return rows + [{"id": f"bad{n}", "draft": bad} for n, bad in enumerate([None, "", "没有字段", "标题：通知\n"] * 10)]


def on_ray(rows, worker):
    import ray
    from ray.cluster_utils import Cluster
    import zhumo.ray

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": 150 << 20})
    cluster.add_node(num_cpus=1, object_store_memory=150 << 20)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False
    try:
        return zhumo.ray.build(ray.data.from_items(rows, override_num_blocks=8), worker=worker, workers=1, batch_size=32).take_all()
    finally:
        ray.shutdown()
        cluster.shutdown()


def on_spark(rows, worker):
    from pyspark.sql import SparkSession
    import zhumo.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
        .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    )
    try:
        frame = session.createDataFrame([(row["id"], row["draft"]) for row in rows], "id string, draft string").repartition(4)
        return [row.asDict() for row in zhumo.spark.build(frame, worker=worker).collect()]
    finally:
        session.stop()


def on_dask(rows, worker):
    import dask.dataframe
    import pandas
    from dask.distributed import Client, LocalCluster
    import zhumo.dask

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster):
        frame = dask.dataframe.from_pandas(pandas.DataFrame(rows, dtype=object), npartitions=8)
        return zhumo.dask.build(frame, worker=worker).compute().to_dict("records")


def main():
    engine, program = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
    rows = table(count)
    with tempfile.TemporaryDirectory() as folder:
        drafts, out = Path(folder, "drafts"), Path(folder, "out")
        drafts.mkdir()
        for row in rows[:count]:
            (drafts / f"{row['id']}.notice").write_text(row["draft"], encoding="utf-8")
        subprocess.run([program, "build", "-q", "-t", "pdf,md", drafts], check=True)
        run = {"ray": on_ray, "spark": on_spark, "dask": on_dask}[engine]
        worker = Mortal(Compiler(), ["pdf", "md"], to=str(out), keep=["id"])
        started = time.monotonic()
        done = {row["id"]: row for row in run(rows, worker)}
        took = time.monotonic() - started
        assert (Path(folder) / "died").exists(), "nobody died"
        assert len(done) == len(rows), f"{len(done)} of {len(rows)} rows"
        for row in rows[:count]:
            came = done[row["id"]]
            assert came["state"] in ("built", "kept"), came
            for format in ("pdf", "md"):
                told, made = (drafts / f"{row['id']}.{format}").read_bytes(), Path(came[format]).read_bytes()
                assert told == made and came[f"{format}_sha256"] == hashlib.sha256(told).hexdigest(), (row["id"], format)
        states = {done[row["id"]]["state"] for row in rows[count:]}
        assert states <= {"failed", "refused"}, states
        assert not [path for path in out.rglob("*") if path.is_file() and path.suffix not in (".pdf", ".md", ".result")]
        again = {row["state"] for row in run(rows, worker)}
        assert "built" not in again, again
    print(f"{engine}: {count} drafts, two workers, one killed: {took:.1f} s, bytes as those of the program; a second run kept all")


if __name__ == "__main__":
    main()
