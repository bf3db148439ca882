"""Puts the statements of many pages together that report the same words, with Spark: an equality join on MinHash bands.

    spark-submit deploy/spark/match_utterances.py TABLES OUT

TABLES is the folder of Parquet files that read_archives.py wrote (or `onrecord read --format parquet`); OUT gets
    pairs/        two statements of two pages, the bands that they share, and the likeness that this makes likely
    utterances/   every matched statement with the id of its utterance, in folders by the day of publication

deploy/duckdb/match_utterances.sql is the same on one machine, by the same rules; docs/scale.md tells them.
"""

import argparse

DAYS = 4
LEAST_BANDS = 3
MOST_IN_BAND = 1000
BANDS = 12


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", help="the folder of the statements' tables")
    parser.add_argument("out", help="the folder for the result; what is there is replaced")
    parser.add_argument("--days", type=int, default=DAYS, help=f"most days between two pages (default: {DAYS})")
    parser.add_argument("--least-bands", type=int, default=LEAST_BANDS, help=f"fewest shared bands of {BANDS} (default: {LEAST_BANDS})")
    parser.add_argument("--most-in-band", type=int, default=MOST_IN_BAND, help=f"a band that more statements of one day have tells nothing (default: {MOST_IN_BAND})")
    return parser.parse_args()


def statements(spark, tables):
    """One row a statement: its id, page, day, the speaker's last name (null for the unnamed), its bands."""
    from pyspark.sql import functions as f

    named = (f.col("speaker_kind") == "person") & ~f.lower("speaker").startswith("unnamed")
    return spark.read.option("pathGlobFilter", "*.parquet").parquet(tables).select(
        f.concat_ws("-", "document", "statement").alias("id"),
        "document",
        f.to_date(f.substring("published", 1, 10)).alias("day"),
        f.when(named, f.lower(f.element_at(f.split("speaker", r"\s+"), -1))).alias("name"),
        "bands",
    ).dropDuplicates(["id"])  # fmt: skip


def pairs_of(rows, days, least_bands, most_in_band):
    """Pairs of statements of different pages that share enough bands, lie close in time, and name nobody different."""
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    filed = rows.select("id", "document", "day", "name", f.explode("bands").alias("band"))
    # Words that everybody prints every day ("declined to comment") would make one huge group of all pages.
    filed = filed.withColumn("many", f.count("*").over(Window.partitionBy("band", "day")))
    filed = filed.where(f.col("many") <= most_in_band).drop("many")
    one, other = filed.alias("one"), filed.alias("other")
    close = f.col("one.day").isNull() | f.col("other.day").isNull() | (f.abs(f.datediff("one.day", "other.day")) <= days)
    speakers = f.col("one.name").isNull() | f.col("other.name").isNull() | (f.col("one.name") == f.col("other.name"))
    met = one.join(other, f.col("one.band") == f.col("other.band")).where(
        (f.col("one.id") < f.col("other.id")) & (f.col("one.document") != f.col("other.document")) & close & speakers
    )
    shared = met.groupBy(f.col("one.id").alias("a"), f.col("other.id").alias("b")).agg(f.count("*").cast("int").alias("bands"))
    return shared.where(f.col("bands") >= least_bands).withColumn("likeness", f.round(f.sqrt(f.col("bands") / BANDS), 3))


def groups_of(pairs):
    """Each matched statement with the smallest id that it is connected to: labels passed on until none changes."""
    from pyspark.sql import functions as f

    edges = pairs.select("a", "b").union(pairs.select(f.col("b"), f.col("a"))).persist()
    labels = edges.select(f.col("a").alias("id")).distinct().withColumn("label", f.col("id"))
    while True:
        offered = edges.join(labels, edges.b == labels.id).groupBy("a").agg(f.min("label").alias("offer"))
        after = (
            labels.join(offered, labels.id == offered.a)
            .select("id", f.least("label", "offer").alias("label"), (f.col("offer") < f.col("label")).alias("changed"))
            # Cuts the plan, which would grow with each round.
            .localCheckpoint()
        )
        labels = after.select("id", "label")
        if after.where("changed").limit(1).count() == 0:
            return labels.select("id", f.col("label").alias("utterance"))


def main():
    given = arguments()
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as f

    spark = SparkSession.builder.appName("onrecord match").getOrCreate()
    try:
        rows = statements(spark, given.tables).persist()
        pairs = pairs_of(rows, given.days, given.least_bands, given.most_in_band).persist()
        pairs.write.mode("overwrite").parquet(f"{given.out}/pairs")
        found = groups_of(pairs).join(rows.drop("bands"), "id")
        found.orderBy("utterance", "id").write.mode("overwrite").partitionBy("day").parquet(f"{given.out}/utterances")
        groups = found.select("utterance").distinct().count()
        print(f"{rows.count()} statements, {pairs.count()} pairs, {groups} utterances reported by two pages or more")
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
