"""Train the tagger on PolNeAR. usage: train.py TRAIN.jsonl.gz --base DIR --out DIR [--passes 10] [--branches 3] [--hold 60]

The first passes make OUT/trunk.pt, pruned; each branch goes on from it with a seed of its own to OUT/branch.K.pt; the mean
of the branches' weights is OUT/tagger.pt (model soups: Wortsman et al. 2022). What lies in OUT already is not made again,
so that a run that was stopped goes on, and `--branch K` trains one branch alone, beside others on other cores.

Holds out every n-th document (--hold of them) and writes the tagger's reading of those after each pass to
OUT/held.PART.PASS.jsonl (gold in OUT/held.gold.jsonl), in the form of the PolNeAR files.
"""
import argparse
import copy
import gzip
import json
import math
import os
import random
import sys
import time

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from features import kinds, vary, words
from model import AFTER, BEFORE, CONTENT, CUE, NONE, RING, SOURCE, Tagger, narrow
from read import read_document

CLS, SEP, MASK, PAD = "[CLS]", "[SEP]", "[MASK]", "[PAD]"


def load(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf8") as f:
        return [json.loads(line) for line in f]


def gold(doc, ws):
    """One row per statement with a cue: (index of the cue's first word, label of each word)."""
    out = []
    for a in doc["attributions"]:
        row = [NONE] * len(ws)
        for name, label in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
            for s, e in a.get(name) or []:
                for i, w in enumerate(ws):
                    if w.start >= e:
                        break
                    if w.end > s:
                        row[i] = label
        if CUE in row and CONTENT in row:
            out.append(row)
    return out


class Pieces:
    """Word to piece ids, remembered."""

    def __init__(self, base):
        self.tokenizer = Tokenizer.from_file(os.path.join(base, "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.seen = {}
        self.cls, self.sep, self.mask, self.pad = (self.tokenizer.token_to_id(t) for t in (CLS, SEP, MASK, PAD))

    def of(self, word):
        if word not in self.seen:
            self.seen[word] = (self.tokenizer.encode(word, add_special_tokens=False).ids or [self.tokenizer.token_to_id("[UNK]")])[:8]
        return self.seen[word]


def cut(ws, pieces, limit):
    """Windows [first word, last word) of at most `limit` pieces that end at paragraphs where that leaves them half full."""
    out, start = [], 0
    while start < len(ws):
        end, n, edge = start, 0, None
        while end < len(ws):
            if ws[end].first and end > start and n >= limit // 2:
                edge = end
            k = len(pieces.of(ws[end].text))
            if n + k > limit:
                break
            n += k
            end += 1
        if end < len(ws) and edge:
            end = edge
        out.append((start, max(end, start + 1)))
        start = out[-1][1]
    return out


def windows(docs, pieces, rng, args, given):
    """The windows of one pass. A document that several annotators read comes in one of the readings, by chance."""
    out = []
    for readings in docs:
        doc = rng.choice(readings)
        ws = words(doc["text"])
        rows = [list(r) for r in gold_of(doc, ws)]
        ws, rows = vary(ws, rows, rng, given, args.smudged)
        ks = kinds(ws)
        # a first window of any length, so that the others begin anywhere
        for a, b in cut(ws, pieces, rng.randint(160, args.longest)):
            ids, kk, first, at, labels = [pieces.cls], [0], [], [], []
            for i in range(a, b):
                first.append(len(ids))
                for p in pieces.of(ws[i].text):
                    ids.append(pieces.mask if rng.random() < 0.03 else p)
                    kk.append(ks[i])
            ids.append(pieces.sep)
            kk.append(0)
            starts = set()
            for row in rows:
                if CUE not in row:
                    continue
                c = row.index(CUE)
                if a <= c < b and CONTENT in row[a:b]:
                    starts.add(c - a)
                    at.append(c - a)
                    labels.append(row[a:b])
            out.append((ids, kk, first, [w.paragraph for w in ws[a:b]], sorted(starts), at, labels))
    return out


GOLD = {}


def gold_of(doc, ws):
    key = doc["id"], doc.get("annotator")
    if key not in GOLD:
        GOLD[key] = gold(doc, ws)
    return GOLD[key]


def batches(ws, size, rng):
    """Windows of like length together, about `size` pieces a batch."""
    ws = sorted(ws, key=lambda w: len(w[0]) + rng.random() * 24)
    out, row, longest = [], [], 0
    for w in ws:
        longest = max(longest, len(w[0]))
        if row and longest * (len(row) + 1) > size:
            out.append(row)
            row, longest = [], len(w[0])
        row.append(w)
    if row:
        out.append(row)
    rng.shuffle(out)
    return out


def tensors(batch, pad):
    p, n = max(len(w[0]) for w in batch), max(len(w[2]) for w in batch)
    ids = torch.full((len(batch), p), pad)
    kk, first, par = torch.zeros(len(batch), p, dtype=torch.long), torch.zeros(len(batch), n, dtype=torch.long), torch.zeros(len(batch), n, dtype=torch.long)
    length, count = (torch.tensor([len(w[k]) for w in batch]) for k in (0, 2))
    real, cue = torch.zeros(len(batch), n), torch.zeros(len(batch), n)
    which, at, labels = [], [], []
    for b, (i, k, f, g, starts, a, rows) in enumerate(batch):
        ids[b, :len(i)] = torch.tensor(i)
        kk[b, :len(k)] = torch.tensor(k)
        first[b, :len(f)] = torch.tensor(f)
        par[b, :len(g)] = torch.tensor(g)
        real[b, :len(f)] = 1
        cue[b, starts] = 1
        for x, row in zip(a, rows):
            which.append(b)
            at.append(x)
            labels.append(row + [-100] * (n - len(row)))
    return ids, kk, length, first, count, par, real, cue, torch.tensor(which, dtype=torch.long), torch.tensor(at, dtype=torch.long), torch.tensor(labels, dtype=torch.long).reshape(-1, n)


def around(labels, at):
    """The labels [C, W] within reach of the cues at words `at` [C]: [C, R], -100 where there is no word."""
    n = at.unsqueeze(1) + torch.arange(-BEFORE, AFTER + 1).unsqueeze(0)
    inside = (n >= 0) & (n < labels.size(1))
    return labels.gather(1, n.clamp(0, labels.size(1) - 1)).masked_fill(~inside, -100)


def half_where_quick():
    """Sixteen-bit products, where the processor has them (AVX-512 BF16): where it emulates them a step takes ten times as long."""
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: True)
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=supported())


def losses(model, batch, pad, offset):
    """Sums over a batch: the loss of its cues, that of the labels around them, and how many cues there are."""
    ids, kk, length, first, count, par, real, cue, which, at, labels = tensors(batch, pad)
    with half_where_quick():
        vectors = model.encode(ids, kk, length, first, count, offset)
    vectors = vectors.float()
    cues = (F.binary_cross_entropy_with_logits(model.cues(vectors), cue, reduction="none") * real).sum()
    if not len(which):
        return cues, torch.zeros(()), 0
    with half_where_quick():
        logits = model.labels(vectors, which, at, par, real)
    wanted = around(labels, at).reshape(-1)
    return cues, F.cross_entropy(logits.float().reshape(-1, 4), wanted, ignore_index=-100, reduction="sum"), len(which)


def prune(model, batches, pad, width):
    """Leaves in each feed-forward part the `width` units whose absence would change the loss most, to first order
    (Molchanov et al. 2019)."""
    layers = model.encoder.encoder.layer
    value = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]

    def watch(i):
        def add(output, slope):
            value[i] += (output.detach() * slope).float().sum((0, 1)).abs()

        def hook(module, given, output):
            output.register_hook(lambda slope: add(output, slope))

        return hook

    hooks = [layer.intermediate.register_forward_hook(watch(i)) for i, layer in enumerate(layers)]
    for batch in batches:
        cues, labels, _ = losses(model, batch, pad, 0)
        (cues + 0.25 * labels).backward()
    for hook in hooks:
        hook.remove()
    model.zero_grad()
    for layer, v in zip(layers, value):
        narrow(layer, v.topk(width).indices.sort().values)


def optimizer(model):
    enc = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in model.encoder.parameters()}
    head = [p for p in model.parameters() if id(p) not in known]
    groups = [{"params": enc, "at_most": 1.5e-4}, {"params": head, "at_most": 1e-3}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def others(path):
    """Other annotators' readings by the document's id."""
    out = {}
    for d in load(path) if path else []:
        out.setdefault(d["id"], []).append(d)
    return out


def given_names(path):
    if not path:
        return frozenset()
    with open(path, encoding="utf8") as f:
        entries = json.load(f)["entries"]
    return frozenset(n for sex in ("male", "female") for n in entries[sex].split())


class Run:
    """The data of a run and how it trains."""

    def __init__(self, args):
        self.args, self.began = args, time.time()
        docs = load(args.data)
        step = max(1, len(docs) // args.hold) if args.hold else len(docs) + 1
        self.held = [d for i, d in enumerate(docs) if i % step == step - 1][: args.hold]
        with open(f"{args.out}/held.gold.jsonl", "w") as f:
            f.writelines(json.dumps(d) + "\n" for d in self.held)
        names, more = {d["id"] for d in self.held}, others(args.readings)
        self.docs = [[d] + [r for r in more.get(d["id"], []) if r["annotator"] != d["annotator"]] for d in docs if d["id"] not in names]
        self.given, self.pieces = given_names(args.names), Pieces(args.base)
        self.total = int(len(self.plan(random.Random(args.seed))) * args.passes)

    def plan(self, rng):
        """The batches of a pass."""
        return batches(windows(self.docs, self.pieces, rng, self.args, self.given), self.args.size, rng)

    def path(self, part):
        return f"{self.args.out}/{part}.pt"

    def keep(self, weights, part):
        """Writes weights so that the file is there whole or not at all."""
        torch.save(weights, self.path(part) + ".new")
        os.replace(self.path(part) + ".new", self.path(part))

    def trunk(self):
        """The passes that all branches share, and the pruning."""
        torch.manual_seed(self.args.seed)
        rng = random.Random(self.args.seed)
        model = Tagger(self.args.base)
        model = self.passes("trunk", model, rng, 0, self.args.narrow_after)
        prune(model, self.plan(rng)[:40], self.pieces.pad, self.args.narrow)
        self.keep(model.state_dict(), "trunk")

    def branch(self, k):
        """The other passes, with the seed of branch `k` (1, 2, ...)."""
        torch.manual_seed(self.args.seed + k)
        model = Tagger.load(self.path("trunk"), self.args.base)
        model = self.passes(f"branch.{k}", model, random.Random(self.args.seed + k), self.args.narrow_after, math.ceil(self.args.passes))
        self.keep(model.state_dict(), f"branch.{k}")

    def passes(self, part, model, rng, first, last):
        """Trains a model from pass `first` up to pass `last`; what comes back is the moving mean of its weights."""
        model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        mean, opt, done = copy.deepcopy(model).eval(), optimizer(model), 0
        before = int(self.total * first / self.args.passes)
        for n in range(first, last):
            model.train()
            sums = [0.0, 0.0, 0]
            for batch in self.plan(rng):
                # Up within a twentieth of the run, then down in a line to its end
                rate = min(1, (done + 1) / (0.05 * self.total)) * max(0, 1 - (before + done) / self.total)
                for group in opt.param_groups:
                    group["lr"] = group["at_most"] * rate
                lc, ll, cues = losses(model, batch, self.pieces.pad, rng.randrange(RING))
                loss = (lc + 0.25 * ll) / max(1, cues)
                opt.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                opt.step()
                done += 1
                with torch.no_grad():
                    d = min(0.998, (done + 1) / (done + 20))
                    for a, b in zip(mean.parameters(), model.parameters()):
                        a.lerp_(b, 1 - d)
                sums = [sums[0] + float(lc.detach()), sums[1] + float(ll.detach()), sums[2] + cues]
                if done % 20 == 0:
                    print(f"{part} {before + done}/{self.total} cue {sums[0] / max(1, sums[2]):.3f} labels {sums[1] / max(1, sums[2]):.3f} {time.time() - self.began:.0f} s", flush=True)
            self.read_held(f"{part}.{n + 1}", mean)
        return mean

    def read_held(self, name, model):
        with open(f"{self.args.out}/held.{name}.jsonl", "w") as f:
            for d in self.held:
                f.write(json.dumps({"id": d["id"], "attributions": read_document(model, self.pieces, d["text"])}) + "\n")
        print(f"{name} read, {time.time() - self.began:.0f} s", flush=True)

    def mean(self, branches):
        """The mean of the branches' weights."""
        weights = [torch.load(self.path(f"branch.{k}"), map_location="cpu") for k in branches]
        self.keep({name: torch.stack([w[name].float() for w in weights]).mean(0) for name in weights[0]}, "tagger")
        self.read_held("mean", Tagger.load(self.path("tagger"), self.args.base).eval())


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("data")
    ap.add_argument("--base", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--readings", help="other annotators' readings of some of the documents, in the same form")
    ap.add_argument("--names", help="given names (languages/en/given-names.json): people get invented names now and then")
    ap.add_argument("--smudged", type=float, default=0.04, help="share of readings with misread letters")
    ap.add_argument("--longest", type=int, default=960, help="pieces of the longest window")
    ap.add_argument("--passes", type=int, default=10)
    ap.add_argument("--narrow", type=int, default=1024, help="units that the feed-forward layers keep, of 1536")
    ap.add_argument("--narrow-after", type=int, default=3, help="passes after which the others are pruned")
    ap.add_argument("--branches", type=int, default=3, help="how many times the passes after that are made")
    ap.add_argument("--branch", type=int, help="train this branch alone, 1 to --branches")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--hold", type=int, default=60)
    ap.add_argument("--size", type=int, default=2304, help="pieces a batch")
    ap.add_argument("--threads", type=int, default=os.cpu_count())
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    os.makedirs(args.out, exist_ok=True)
    run = Run(args)
    if not os.path.exists(run.path("trunk")):
        run.trunk()
    branches = range(1, args.branches + 1)
    for k in [args.branch] if args.branch else branches:
        if not os.path.exists(run.path(f"branch.{k}")):
            run.branch(k)
    if all(os.path.exists(run.path(f"branch.{k}")) for k in branches):
        run.mean(branches)


if __name__ == "__main__":
    sys.exit(main())
