"""A plain reading with the tagger, to follow a training run. The product's own decoder is src/statement/decode.ts."""
import torch

from features import kinds, words
from model import BEFORE

CHANGE = 2.0


def viterbi(logp):
    """The best path of labels [W] for log-probabilities [W, 4], each change of label costing CHANGE."""
    best, back = logp[0].clone(), []
    for row in logp[1:]:
        move = best.unsqueeze(1) - CHANGE * (1 - torch.eye(4))
        score, arg = move.max(0)
        back.append(arg)
        best = score + row
    path = [int(best.argmax())]
    for arg in reversed(back):
        path.append(int(arg[path[-1]]))
    return path[::-1]


def runs(path, label):
    out, start = [], None
    for i, x in enumerate(path + [None]):
        if x == label and start is None:
            start = i
        if x != label and start is not None:
            out.append((start, i))
            start = None
    return out


def encoded(model, pieces, ws):
    """The vectors [1, W, size] of the words of a whole document, as one window."""
    ids, kk, first = [pieces.cls], [0], []
    for w, kind in zip(ws, kinds(ws)):
        first.append(len(ids))
        ids += pieces.of(w.text)
        kk += [kind] * (len(ids) - len(kk))
    ids.append(pieces.sep)
    kk.append(0)
    one = lambda x: torch.tensor([x])
    return model.encode(one(ids), one(kk), one(len(ids)), one(first), one(len(first)))


@torch.no_grad()
def read_document(model, pieces, text, threshold=0.35):
    ws = words(text)
    if not ws:
        return []
    vectors = encoded(model, pieces, ws)
    score = model.cues(vectors)[0].sigmoid()
    at = [i for i in range(len(ws)) if score[i] > threshold]
    if not at:
        return []
    found, real = [], torch.ones(1, len(ws))
    par = torch.tensor([[w.paragraph for w in ws]])
    logits = model.labels(vectors, torch.zeros(len(at), dtype=torch.long), torch.tensor(at), par, real)
    for cue, logp in zip(at, logits.log_softmax(-1)):
        low = max(0, cue - BEFORE)
        path = viterbi(logp[low - cue + BEFORE:][: len(ws) - low])
        spans = {name: [[ws[low + x].start, ws[low + y - 1].end] for x, y in runs(path, k)] for k, name in ((1, "source"), (2, "cue"), (3, "content"))}
        if spans["content"]:
            spans["source"] = sorted(spans["source"], key=lambda s: s[0] - s[1])[:1]
            found.append(spans)
    return found
