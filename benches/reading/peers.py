"""The same work as `reading count`, by a peer: peers.py polars|duckdb FILE OUT

Reads the school and the twelve answers of an export and writes a row per school: its key, and for each indicator how
many gave each of the six answers. Prints wall and processor seconds and the peak of memory. Each peer is used as its
own documentation advises: only the columns that are needed, all as text, one grouping for all counts.
"""

import resource
import sys
import time

INDICATORS = ["k1", "k2", "d1", "d2", "l1", "l2", "l3", "s1", "s2", "s3", "g1", "g2"]
ANSWERS = ["fase 1", "fase 2", "fase 3", "fase 4", "fase 5", "weet ik niet"]


def polars(file, out):
    import polars as pl

    columns = [f"G1[{key}]" for key in INDICATORS]
    export = pl.scan_csv(file, separator=";", infer_schema=False).select(["School", *columns])
    counts = [(pl.col(c) == a).sum().alias(c + a) for c in columns for a in ANSWERS]
    export.group_by("School").agg(counts).collect(engine="streaming").write_csv(out, include_header=False)


def duckdb(file, out):
    import duckdb

    counts = ",".join(f"count(*) filter (\"G1[{key}]\" = '{a}')" for key in INDICATORS for a in ANSWERS)
    query = f"select School, {counts} from read_csv('{file}', delim=';', all_varchar=true, header=true) group by School"
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute(f"copy ({query}) to '{out}' (header false)")


if __name__ == "__main__":
    peer, file, out = sys.argv[1:]
    begin = time.time()
    {"polars": polars, "duckdb": duckdb}[peer](file, out)
    used = resource.getrusage(resource.RUSAGE_SELF)
    wall, cpu = time.time() - begin, used.ru_utime + used.ru_stime
    print(f"{peer}: {wall:.2f} s wall, {cpu:.2f} s processor, {used.ru_maxrss // 1024} MB")
