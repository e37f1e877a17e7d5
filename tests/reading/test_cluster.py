"""A cluster reads as one process does: texts are sent there, and the same rows come back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.reading.quay import article, corpus
from tests.reading.store.harbour import case_file

HERE = Path(__file__).parents[2]

SHARED = """
import sys
from dask.distributed import LocalCluster
from detente.cli import main

if __name__ == "__main__":
    with LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None,
        host="127.0.0.1", protocol="tcp://",
    ) as cluster:
        try:
            main([*sys.argv[1:], "--scheduler", cluster.scheduler_address])
        except SystemExit as end:
            code = end.code
    sys.exit(code)
"""


def test_a_cluster_reads_the_same(tmp_path: Path) -> None:
    article(tmp_path)
    corpus(tmp_path, 90)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    case = str(case_file(tmp_path))
    files = [str(tmp_path / name) for name in ("corpus.jsonl", "broken.pdf", "norrvik.txt")]
    arguments = ["read", *files, "--case", case, "--model", "none", "--json"]
    runs = [
        subprocess.run(
            [sys.executable, *start, *arguments],
            cwd=HERE,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=True,
        )
        for start in (["-m", "detente"], ["-c", SHARED])
    ]
    assert len([json.loads(line) for line in runs[0].stdout.splitlines()]) == 93
    assert runs[1].stdout == runs[0].stdout
    assert "broken.pdf" in runs[1].stderr
