"""Train the tagger on PolNeAR. usage: train.py TRAIN.jsonl.gz --base DIR --out DIR [--passes 9] [--branches 2] [--hold 60]

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
from typing import NamedTuple

import torch
from torch.nn import functional as F

import links
from batches import Pieces, batches, tensors, windows
from model import ACTS, RING, Tagger, narrow
from read import read_document

# Share of the pages with links only that a pass reads
MORE = 0.4


def load(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf8") as f:
        return [json.loads(line) for line in f]


class Sums(NamedTuple):
    """What `losses` gives."""

    cues: torch.Tensor
    labels: torch.Tensor
    links: torch.Tensor
    acts: torch.Tensor
    weight: float
    pronouns: int
    told: int

    def loss(self):
        """Per cue."""
        return (self.cues + 0.25 * self.labels + 2 * self.links + self.acts) / max(1.0, self.weight)

    def figures(self):
        return torch.tensor([float(x) for x in (self.cues.detach(), self.labels.detach(), self.links.detach(), self.acts.detach(), self.weight, self.pronouns, self.told)])


def half_where_quick():
    """Sixteen-bit products, where the processor has them (AVX-512 BF16): where it emulates them a step takes ten times as long."""
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: True)
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=supported())


def losses(model, batch, pad, offset):
    """Sums over a batch: the loss of its cues, that of the labels around them, that of whom its pronouns mean, that of what its
    statements do, and how many cues, pronouns and statements with a known act there are."""
    x = tensors(batch, pad)
    with half_where_quick():
        vectors = model.encode(x.ids, x.kinds, x.length, x.first, x.count, offset)
    vectors = vectors.float()
    cues = (F.binary_cross_entropy_with_logits(model.cues(vectors), x.cue, reduction="none") * x.real).sum()
    labels = linked = done = torch.zeros(())
    if len(x.which):
        with half_where_quick():
            logits = model.labels(vectors, x.which, x.at, x.paragraphs, x.real)
        labels = -(logits.float().log_softmax(-1) * x.wanted).sum()
    if len(x.of):
        fits = model.links(vectors, x.of, x.pronoun, x.names).masked_fill(~x.there, -1e9)
        linked = (fits.logsumexp(-1) - fits.masked_fill(~x.right, -1e9).logsumexp(-1)).sum()
    if len(x.told):
        done = F.cross_entropy(model.acts(vectors, x.told, x.told_cue, x.told_content), x.act, reduction="sum")
    return Sums(cues, labels, linked, done, x.weight, len(x.of), len(x.told))


def prune(model, batches, pad, width, heads):
    """Leaves in each layer the `width` feed-forward units and the `heads` heads whose absence would change the loss most, to
    first order (Molchanov et al. 2019; Michel, Levy and Neubig 2019)."""
    layers = model.encoder.encoder.layer
    units = [torch.zeros(layer.intermediate.dense.out_features) for layer in layers]
    attended = [torch.zeros(layer.attention.self.num_attention_heads) for layer in layers]

    def watch(value):
        def before(module, given):
            def back(slope):
                # What a unit, or the numbers of a head together, change at each place
                changes = (given[0].detach() * slope).float().unflatten(-1, (len(value), -1)).sum(-1)
                value.add_(changes.abs().sum((0, 1)))

            given[0].register_hook(back)

        return before

    hooks = [layer.output.dense.register_forward_pre_hook(watch(value)) for layer, value in zip(layers, units)]
    hooks += [layer.attention.output.dense.register_forward_pre_hook(watch(value)) for layer, value in zip(layers, attended)]
    for batch in batches:
        losses(model, batch, pad, 0).loss().backward()
    for hook in hooks:
        hook.remove()
    model.zero_grad()
    most = lambda value, n: value.topk(min(n, len(value))).indices.sort().values
    for layer, of_units, of_heads in zip(layers, units, attended):
        narrow(layer, most(of_units, width), most(of_heads, heads).tolist())


def optimizer(model, rate=1.5e-4):
    """Steps of at most `rate` for the encoder."""
    enc = [p for p in model.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in model.encoder.parameters()}
    head = [p for p in model.parameters() if id(p) not in known]
    groups = [{"params": enc, "at_most": rate}, {"params": head, "at_most": 1e-3}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def others(path):
    """Other annotators' readings by the document's id."""
    out = {}
    for d in load(path) if path else []:
        out.setdefault(d["id"], []).append(d)
    return out


def acts_of(paths):
    """By document and number of the statement the number of its act: from files of labels as bench/labels has them."""
    out = {}
    for path in paths:
        for d in load(path):
            labels = {label["n"]: ACTS.index(label["act"]) for label in d["labels"] if "act" in label and not d.get("held")}
            out.setdefault(d["id"], {}).update(labels)
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
        self.links = links.load(args.links) if args.links else {}
        known = {d["id"] for d in docs}
        # Pages without attributions: of some the links are known, of others only what the teacher says
        self.more = [[{"id": i, "text": d["text"]}] for i, d in self.links.items() if i not in known]
        self.pages = [[d] for d in load(args.pages)] if args.pages else []
        self.acts = acts_of(args.acts)
        self.taught = torch.load(args.teacher) if args.teacher else {}
        self.given, self.pieces = given_names(args.names), Pieces(args.base)
        self.total = int(len(self.plan(random.Random(args.seed))) * args.passes)

    def plan(self, rng):
        """The batches of a pass."""
        more = rng.sample(self.more, round(MORE * len(self.more))) + self.pages if self.taught else []
        read = windows(self.docs + more, self.pieces, rng, self.args, self.given, self.taught, self.links, self.acts)
        return batches(read, self.args.size, rng)

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
        model = Tagger(self.args.base, self.args.layers)
        model = self.passes("trunk", model, rng, 0, self.args.narrow_after)
        prune(model, self.plan(rng)[:40], self.pieces.pad, self.args.narrow, self.args.heads)
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
        mean, opt, done = copy.deepcopy(model).eval(), optimizer(model, self.args.rate), 0
        before = int(self.total * first / self.args.passes)
        for n in range(first, last):
            model.train()
            sums = torch.zeros(7)
            for batch in self.plan(rng):
                # Up within a twentieth of the run, then down in a line to its end
                rate = min(1, (done + 1) / (0.05 * self.total)) * max(0, 1 - (before + done) / self.total)
                for group in opt.param_groups:
                    group["lr"] = group["at_most"] * rate
                given = losses(model, batch, self.pieces.pad, rng.randrange(RING))
                opt.zero_grad()
                given.loss().backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                opt.step()
                done += 1
                with torch.no_grad():
                    d = min(0.998, (done + 1) / (done + 20))
                    for a, b in zip(mean.parameters(), model.parameters()):
                        a.lerp_(b, 1 - d)
                sums += given.figures()
                if done % 20 == 0:
                    cue, label, link, act, weight, pronouns, told = sums.tolist()
                    print(f"{part} {before + done}/{self.total} cue {cue / max(1, weight):.3f} labels {label / max(1, weight):.3f} pronouns {link / max(1, pronouns):.3f} acts {act / max(1, told):.3f} {time.time() - self.began:.0f} s", flush=True)
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


def arguments(passes=9, rate=1.5e-4):
    """The options of a run, with its passes and rate where none are given."""
    ap = argparse.ArgumentParser()
    ap.add_argument("data")
    ap.add_argument("--base", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--readings", help="other annotators' readings of some of the documents, in the same form")
    ap.add_argument("--links", help="people and pronouns of documents, as bench/link-examples.ts writes them")
    ap.add_argument("--acts", nargs="*", default=[], help="what statements do, as bench/labels has it")
    ap.add_argument("--pages", help="news without attributions (pages.py), of which the teacher's word is learned")
    ap.add_argument("--teacher", help="what a teacher says of the documents (teach.py)")
    ap.add_argument("--taught", type=float, default=0.5, help="how much that counts beside the annotators")
    ap.add_argument("--names", help="given names (languages/en/given-names.json): people get invented names now and then")
    ap.add_argument("--smudged", type=float, default=0.04, help="share of readings with misread letters")
    ap.add_argument("--longest", type=int, default=960, help="pieces of the longest window")
    ap.add_argument("--passes", type=int, default=passes)
    ap.add_argument("--rate", type=float, default=rate, help="largest step of the encoder's weights")
    ap.add_argument("--layers", type=int, nargs="+", default=[0, 1, 2, 3, 4, 5, 6, 7], help="the base model's layers that the tagger has")
    ap.add_argument("--narrow", type=int, default=1024, help="units that the feed-forward layers keep, of 1536")
    ap.add_argument("--heads", type=int, default=8, help="heads that each layer keeps, of 12")
    ap.add_argument("--narrow-after", type=int, default=3, help="passes after which the others are pruned")
    ap.add_argument("--branches", type=int, default=2, help="how many times the passes after that are made")
    ap.add_argument("--branch", type=int, help="train this branch alone, 1 to --branches")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--hold", type=int, default=60)
    ap.add_argument("--size", type=int, default=2304, help="pieces a batch")
    ap.add_argument("--threads", type=int, default=os.cpu_count())
    return ap


def main():
    args = arguments().parse_args()
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
