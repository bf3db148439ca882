"""Where content ends, told from the words on both sides. usage: ends.py TRAIN.jsonl.gz --out FILE [--held HELD.jsonl]

Logistic regression on the word before and the word after (the most frequent ones by themselves, others by letter case),
over the places near the ends of the annotated contents. The twin of src/statement/ends.ts: change both or neither.
Documents of --held (those that training keeps out) are left out.
"""
import argparse
import collections
import json

import torch
from torch.nn import functional as F

from features import case, words
from train import load

KINDS = ("<small>", "<capital>", "<capitals>", "<other>")
PARAGRAPH, WORD, MARK = "<paragraph>", "<word>", "<mark>"
# Words of their own: the most frequent that are written small, and marks.
FREQUENT = 250
# Places before and behind a true end that it is told from.
BEFORE, BEHIND = 12, 8


def marked(spans, ws):
    out = [False] * len(ws)
    for start, end in spans or []:
        for i, w in enumerate(ws):
            if w.start >= end:
                break
            out[i] = out[i] or w.end > start
    return out


def written(w):
    return w is not None and w.text[0].isalnum()


def glued(ws, i):
    """Whether word `i` goes on what stands right before it: as a word, or as a mark within one."""
    w, after = ws[i], ws[i + 1] if i + 1 < len(ws) else None
    if w.first or w.space:
        return None
    if written(w):
        return WORD
    goes_on = after is not None and not after.first and not after.space and written(after)
    return MARK if goes_on and w.text not in "“”\"" else None


class Places:
    """The places of documents as rows: the key of the word before, that of the word after, whether a name seems to go on,
    whether content ends there."""

    def __init__(self, docs):
        self.words = {d["id"]: words(d["text"]) for d in docs}
        # As written: a word that mostly has a capital is a name, and names are the data's own
        counts = collections.Counter(w.text for ws in self.words.values() for w in ws)
        small = [w for w, _ in counts.most_common() if w == w.lower() and counts[w] >= counts[w.capitalize()]]
        self.keys = small[:FREQUENT] + [*KINDS, PARAGRAPH, WORD, MARK]
        self.number = {k: n for n, k in enumerate(self.keys)}
        self.rows = [row for d in docs for a in d["attributions"] for row in self.near(self.words[d["id"]], a)]

    def key(self, w):
        return w.text.lower() if w.text.lower() in self.number else KINDS[case(w.text)]

    def near(self, ws, a):
        content, other = marked(a["content"], ws), marked((a["source"] or []) + (a["cue"] or []), ws)
        n = len(ws)
        # An end that source or cue makes is theirs to tell
        ends = {i for i in range(1, n) if content[i - 1] and not content[i] and not other[i]}
        for i in sorted({j for e in ends for j in range(max(1, e - BEFORE), min(n - 1, e + BEHIND) + 1)}):
            yield self.row(ws, i) + (int(i in ends),)

    def row(self, ws, i):
        before, w = ws[i - 1], ws[i]
        behind = PARAGRAPH if w.first else glued(ws, i) or self.key(w)
        name = not w.first and case(before.text) in (1, 2) and case(w.text) != 0 and written(w)
        return self.number[self.key(before)], self.number[behind], int(name)


def fit(places):
    rows = torch.tensor(places.rows)
    before, after = (torch.zeros(len(places.keys), requires_grad=True) for _ in range(2))
    names, constant = (torch.zeros(1, requires_grad=True) for _ in range(2))
    best = torch.optim.LBFGS([before, after, names, constant], max_iter=80, line_search_fn="strong_wolfe")

    def loss():
        best.zero_grad()
        z = before[rows[:, 0]] + after[rows[:, 1]] + names * rows[:, 2] + constant
        out = F.binary_cross_entropy_with_logits(z, rows[:, 3].float()) + (before.pow(2).sum() + after.pow(2).sum()) / len(rows)
        out.backward()
        return out

    best.step(loss)
    seen = [set(rows[:, column].tolist()) for column in (0, 1)]
    table = lambda weights, n: {k: round(w, 2) for i, (k, w) in enumerate(zip(places.keys, weights.tolist())) if i in seen[n]}
    return {"before": table(before, 0), "after": table(after, 1), "names": round(names.item(), 2), "constant": round(constant.item(), 2)}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("data")
    ap.add_argument("--out", required=True)
    ap.add_argument("--held")
    args = ap.parse_args()
    held = {d["id"] for d in load(args.held)} if args.held else set()
    places = Places([d for d in load(args.data) if d["id"] not in held])
    with open(args.out, "w", encoding="utf8") as f:
        json.dump(fit(places), f, ensure_ascii=False, indent=2)
        f.write("\n")
    print(f"{sum(r[3] for r in places.rows)} ends of {len(places.rows)} places")


if __name__ == "__main__":
    main()
