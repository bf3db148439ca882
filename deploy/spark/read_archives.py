"""Reads web archives on a Spark cluster: one task a shard, each runs `onrecord read` and leaves one Parquet file.

    spark-submit deploy/spark/read_archives.py --out DIR-OR-URI ARCHIVE...

ARCHIVE is a path or URI of a WARC or WACZ file, or a text file with one of these a line (@shards.txt). Whatever
pyarrow.fs knows will do for shards and output: a shared folder, hdfs://, s3://, gs://; and https:// for shards.

A shard's table appears under its name only when it is whole. A shard whose table is there is passed over, so that the
same command goes on where a stopped one ended; a task that runs twice writes the same bytes. In the folder
_logs stands NAME.log with the pages that could not be read. Ends with 1 when a shard could not be read at all.

Every worker needs Node, Onrecord (`--onrecord` says how it is called) and pyarrow.
"""

import argparse
import json
import os
import posixpath
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

COPY_BYTES = 1 << 20
# Readers of a folder of tables pass over what starts with an underscore.
LOGS = "_logs"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archives", nargs="+", metavar="ARCHIVE", help="a path or URI; @FILE: one on each line of FILE")
    parser.add_argument("--out", required=True, help="the folder of the tables, a path or URI")
    parser.add_argument("--onrecord", default="onrecord", help="the command (default: onrecord)")
    parser.add_argument("--jobs", type=int, default=1, help="pages that one task reads at the same time (default: 1)")
    parser.add_argument("--minutes", type=float, default=240, help="give a shard up after this long (default: 240)")
    parser.add_argument("--options", default="", help='more options of onrecord read, such as "--min-confidence 0.5"')
    return parser.parse_args()


def shards_of(archives):
    """The shards, each once, in order."""
    listed = []
    for archive in archives:
        if archive.startswith("@"):
            with open(archive[1:], encoding="utf-8") as file:
                listed += [line.strip() for line in file if line.strip() and not line.startswith("#")]
        else:
            listed.append(archive)
    return list(dict.fromkeys(listed))


def names_of(shards):
    """A name for each shard's table: the file's own, or, where two have the same, with as much of the path as it takes."""
    parts = {shard: [part for part in shard.replace("://", "/").split("/") if part] for shard in shards}
    names = {}
    for shard, own in parts.items():
        depth = 1
        while any(other[-depth:] == own[-depth:] for rival, other in parts.items() if rival != shard) and depth < len(own):
            depth += 1
        names[shard] = "__".join(own[-depth:])
    return names


def store(uri):
    """A file system and a path in it."""
    from pyarrow import fs

    if "://" not in uri:
        return fs.LocalFileSystem(), os.path.abspath(uri)
    return fs.FileSystem.from_uri(uri)


def is_there(files, path):
    from pyarrow import fs

    return files.get_file_info(path).type == fs.FileType.File


def fetch(shard, folder):
    """The shard as a file on this machine: itself where it is one, else a copy in the folder."""
    if "://" not in shard:
        return os.path.abspath(shard)
    copy = os.path.join(folder, posixpath.basename(urllib.parse.urlsplit(shard).path))
    if shard.startswith(("https://", "http://")):
        source = urllib.request.urlopen(shard, timeout=60)
    else:
        files, path = store(shard)
        source = files.open_input_stream(path)
    with source, open(copy, "wb") as target:
        shutil.copyfileobj(source, target, COPY_BYTES)
    return copy


def put(file, files, path):
    """Copies a file to its place, under another name until it is whole."""
    folder, name = posixpath.split(path)
    part = posixpath.join(folder, f"_{name}.{os.getpid()}-{time.time_ns()}.part")
    with open(file, "rb") as source, files.open_output_stream(part) as target:
        shutil.copyfileobj(source, target, COPY_BYTES)
    files.move(part, path)


def read_shard(shard, name, out, settings):
    """Reads one shard; gives what became of it."""
    begun = time.time()
    files, root = store(out)
    table = posixpath.join(root, f"{name}.parquet")
    if is_there(files, table):
        return {"shard": shard, "state": "there", "seconds": 0.0}
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        try:
            archive = fetch(shard, folder)
            local = os.path.join(folder, "table.parquet")
            command = [
                *shlex.split(settings["onrecord"]), "read", os.path.basename(archive),
                "--format", "parquet", "--out", local, "--jobs", str(settings["jobs"]),
                "--skip-existing",  # and so nothing is written of a shard that cannot be read to its end
                *shlex.split(settings["options"]),
            ]  # fmt: skip
            # From the archive's own folder, so that its path on this machine does not come into the table.
            done = subprocess.run(
                command, cwd=os.path.dirname(archive), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, timeout=settings["minutes"] * 60, check=False,
            )  # fmt: skip
            said = done.stderr.decode("utf-8", "replace")
            # Exit code 1 also means that single pages failed: then the table is there, and whole.
            if done.returncode not in (0, 1) or not os.path.isfile(local):
                raise RuntimeError(said.strip()[-2000:] or f"onrecord ended with {done.returncode}")
            if said.strip():
                log = os.path.join(folder, "log")
                with open(log, "w", encoding="utf-8") as file:
                    file.write(said)
                put(log, files, posixpath.join(root, LOGS, f"{name}.log"))
            put(local, files, table)
            return {"shard": shard, "state": "read", "seconds": round(time.time() - begun, 1)}
        except subprocess.TimeoutExpired:
            why = f"no end within {settings['minutes']:g} minutes: raise --minutes"
        except Exception as error:  # one shard must not end the others
            why = f"{type(error).__name__}: {error}"
    return {"shard": shard, "state": "failed", "seconds": round(time.time() - begun, 1), "why": why}


def main():
    given = arguments()
    from pyspark.sql import SparkSession

    shards = shards_of(given.archives)
    names = names_of(shards)
    settings = {key: getattr(given, key) for key in ("onrecord", "jobs", "minutes", "options")}
    out = given.out if "://" in given.out else os.path.abspath(given.out)
    files, root = store(out)
    files.create_dir(posixpath.join(root, LOGS), recursive=True)

    spark = SparkSession.builder.appName("onrecord read").getOrCreate()
    try:
        work = spark.sparkContext.parallelize([(shard, names[shard]) for shard in shards], max(len(shards), 1))
        read = work.mapPartitions(lambda part: [read_shard(shard, name, out, settings) for shard, name in part])
        results = read.collect()
    finally:
        spark.stop()
    for result in results:
        print(json.dumps(result))
    failed = sum(result["state"] == "failed" for result in results)
    print(f"{len(results) - failed} of {len(results)} shards read or there before, {failed} failed", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
