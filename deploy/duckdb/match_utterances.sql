-- Puts the statements of many pages together that report the same words: an equality join on MinHash bands.
-- The same rules as deploy/spark/match_utterances.py, on one machine; docs/scale.md tells them. DuckDB 1.3 or later.
--
--     duckdb -cmd "SET VARIABLE tables = 'tables/*.parquet'" -f deploy/duckdb/match_utterances.sql
--
-- Writes pairs.parquet and utterances.parquet where it is run.

SET VARIABLE days = coalesce(getvariable('days'), 4);
SET VARIABLE least_bands = coalesce(getvariable('least_bands'), 3);
SET VARIABLE most_in_band = coalesce(getvariable('most_in_band'), 1000);

CREATE OR REPLACE TEMP TABLE statements AS
SELECT DISTINCT ON (id)
  concat_ws('-', document, statement) AS id,
  document,
  try_cast(left(published, 10) AS DATE) AS day,
  CASE WHEN speaker_kind = 'person' AND NOT starts_with(lower(speaker), 'unnamed')
    THEN lower(regexp_split_to_array(speaker, '\s+')[-1]) END AS name,
  bands
FROM read_parquet(getvariable('tables'));

-- Words that everybody prints every day ("declined to comment") would make one huge group of all pages.
CREATE OR REPLACE TEMP TABLE filed AS
SELECT id, document, day, name, band
FROM (SELECT id, document, day, name, unnest(bands) AS band FROM statements)
QUALIFY count(*) OVER (PARTITION BY band, day) <= getvariable('most_in_band');

CREATE OR REPLACE TEMP TABLE pairs AS
SELECT one.id AS a, other.id AS b, count(*)::INTEGER AS bands, round(sqrt(count(*) / 12), 3) AS likeness
FROM filed one JOIN filed other ON one.band = other.band
WHERE one.id < other.id
  AND one.document <> other.document
  AND (one.day IS NULL OR other.day IS NULL OR abs(date_diff('day', one.day, other.day)) <= getvariable('days'))
  AND (one.name IS NULL OR other.name IS NULL OR one.name = other.name)
GROUP BY ALL
HAVING count(*) >= getvariable('least_bands');

-- Each matched statement with the smallest id that it is connected to: labels passed on until none changes.
CREATE OR REPLACE TEMP TABLE utterances AS
WITH RECURSIVE
  edges AS MATERIALIZED (SELECT a, b FROM pairs UNION ALL SELECT b, a FROM pairs),
  labels(id, utterance) USING KEY (id) AS (
    SELECT a, min(least(a, b)) FROM edges GROUP BY a
    UNION
    SELECT edges.a, min(labels.utterance)
    FROM labels
    JOIN edges ON edges.b = labels.id
    JOIN recurring.labels AS known ON known.id = edges.a
    WHERE labels.utterance < known.utterance
    GROUP BY edges.a
  )
SELECT id, utterance, document, day, name FROM labels JOIN statements USING (id);

COPY (SELECT * FROM pairs ORDER BY a, b) TO 'pairs.parquet' (FORMAT parquet);
COPY (SELECT * FROM utterances ORDER BY utterance, id) TO 'utterances.parquet' (FORMAT parquet);
SELECT
  (SELECT count(*) FROM statements) AS statements,
  (SELECT count(*) FROM pairs) AS pairs,
  (SELECT count(DISTINCT utterance) FROM utterances) AS utterances_reported_by_two_pages_or_more;
