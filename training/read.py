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


@torch.no_grad()
def read_document(model, pieces, text, size=384, before=48, threshold=0.35):
    ws = words(text)
    ks = kinds(ws)
    lengths = [len(pieces.of(w.text)) for w in ws]
    found, start = [], 0
    while start < len(ws):
        a, n = start, 0
        while a > 0 and n + lengths[a - 1] <= before:
            a -= 1
            n += lengths[a]
        b, edge = start, None
        while b < len(ws) and n + lengths[b] <= size:
            if ws[b].first and b > start and n > size // 2:
                edge = b
            n += lengths[b]
            b += 1
        b = edge if edge and b < len(ws) else max(b, start + 1)
        ids, kk, first = [pieces.cls], [0], []
        for i in range(a, b):
            first.append(len(ids))
            ids += pieces.of(ws[i].text)
            kk += [ks[i]] * lengths[i]
        ids.append(pieces.sep)
        kk.append(0)
        t = lambda x: torch.tensor([x])
        vectors = model.encode(t(ids), t(kk), torch.ones(1, len(ids), dtype=torch.long), t(first), torch.ones(1, len(first)))
        score = model.cues(vectors)[0].sigmoid()
        at = [i for i in range(start - a, b - a) if score[i] > threshold]
        if at:
            par = t([w.paragraph for w in ws[a:b]])
            logits = model.labels(vectors, torch.zeros(len(at), dtype=torch.long), torch.tensor(at), par, torch.ones(1, b - a))
            for cue, logp in zip(at, logits.log_softmax(-1)):
                low = max(0, cue - BEFORE)
                path = viterbi(logp[low - cue + BEFORE:][: b - a - low])
                spans = {name: [[ws[a + low + x].start, ws[a + low + y - 1].end] for x, y in runs(path, k)] for k, name in ((1, "source"), (2, "cue"), (3, "content"))}
                if spans["content"]:
                    spans["source"] = sorted(spans["source"], key=lambda s: s[0] - s[1])[:1]
                    found.append(spans)
        start = b
    return found
