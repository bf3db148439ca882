"""Documents to batches: windows of words with their labels, what a teacher says of them, and whom pronouns mean."""
import os
from typing import NamedTuple

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from features import kinds, vary, words
from links import Links
from model import AFTER, BEFORE, CONTENT, CUE, NONE, SOURCE

# By the names of BERT's vocabulary, and of MPNet's
SPECIAL = [("[CLS]", "<s>"), ("[SEP]", "</s>"), ("[MASK]", "<mask>"), ("[PAD]", "<pad>")]


def gold(doc, ws):
    """For each statement with a cue its number in the document, and the label of each word."""
    out = []
    for n, a in enumerate(doc["attributions"]):
        row = [NONE] * len(ws)
        for name, label in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
            for s, e in a.get(name) or []:
                for i, w in enumerate(ws):
                    if w.start >= e:
                        break
                    if w.end > s:
                        row[i] = label
        if CUE in row and CONTENT in row:
            out.append((n, row))
    return out


class Pieces:
    """Word to piece ids, remembered."""

    def __init__(self, base):
        self.tokenizer = Tokenizer.from_file(os.path.join(base, "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.seen = {}
        known = self.tokenizer.get_vocab()
        self.cls, self.sep, self.mask, self.pad = (next(known[t] for t in names if t in known) for names in SPECIAL)

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


class Window(NamedTuple):
    """A stretch of a document. Words are counted from its beginning."""

    ids: list
    kinds: list
    first: list
    paragraphs: list
    #: Whether each word begins a cue, as a share
    cue: list
    #: The cues to label the words around: the word, the labels of all words or None, what the teacher says
    #: [BEFORE + 1 + AFTER, 4] or None, and how much the two count
    at: list
    #: As Links.within gives them
    links: list
    #: The statements of which it is known what they do: the labels of all words, and the act's number
    acts: list


def windows(docs, pieces, rng, args, given, taught=None, links=None, acts=None):
    """The windows of one pass. A document that several annotators read comes in one of the readings, by chance; one without
    attributions in what the teacher says of it."""
    out = []
    for readings in docs:
        doc = rng.choice(readings)
        ws = words(doc["text"])
        people = Links(links[doc["id"]], ws) if links and doc["id"] in links else None
        numbers, rows = [n for n, _ in gold_of(doc, ws)], [list(r) for _, r in gold_of(doc, ws)]
        # What statements do is labelled for the first reading
        done = acts.get(doc["id"], {}) if acts and doc is readings[0] else {}
        if people:
            people.replace(ws, rng)
        ws, rows = vary(ws, rows, rng, given, args.smudged)
        ks = kinds(ws)
        soft = taught.get(doc["id"]) if taught else None
        # How much the annotators count beside the teacher
        share = 0.0 if "attributions" not in doc else 1.0 if soft is None else 1 - args.taught
        # a first window of any length, so that the others begin anywhere
        for a, b in cut(ws, pieces, rng.randint(160, args.longest)):
            ids, kk, first = [pieces.cls], [0], []
            for i in range(a, b):
                first.append(len(ids))
                for p in pieces.of(ws[i].text):
                    ids.append(pieces.mask if rng.random() < 0.03 else p)
                    kk.append(ks[i])
            ids.append(pieces.sep)
            kk.append(0)
            places = {w.number: i for i, w in enumerate(ws[a:b])}
            cue, at, seen, told = [0.0] * (b - a), [], set(), []
            said = {int(n): k for k, n in enumerate(soft["at"])} if soft else {}
            if soft:
                cue = [(1 - share) * p for p in soft["cue"][[w.number for w in ws[a:b]]].tolist()]
            for number, row in zip(numbers, rows):
                c = row.index(CUE) if CUE in row else -1
                if not a <= c < b or CONTENT not in row[a:b]:
                    continue
                if ws[c].number not in seen:
                    cue[c - a] += share
                if number in done:
                    told.append((row[a:b], done[number]))
                k = said.get(ws[c].number)
                seen.add(ws[c].number)
                at.append((c - a, row[a:b], None if k is None else soft["labels"][k], share if k is not None else 1.0, 1 - share if k is not None else 0.0))
            for n, k in said.items():
                if n in places and n not in seen:
                    at.append((places[n], None, soft["labels"][k], 0.0, (1 - share) * float(soft["cue"][n])))
            out.append(Window(ids, kk, first, [w.paragraph for w in ws[a:b]], cue, at, people.within(ws[a:b]) if people else [], told))
    return out


GOLD = {}


def gold_of(doc, ws):
    key = doc["id"], doc.get("annotator")
    if key not in GOLD:
        GOLD[key] = gold(doc, ws) if "attributions" in doc else []
    return GOLD[key]


def batches(ws, size, rng):
    """Windows of like length together, about `size` pieces a batch."""
    ws = sorted(ws, key=lambda w: len(w.ids) + rng.random() * 24)
    out, row, longest = [], [], 0
    for w in ws:
        longest = max(longest, len(w.ids))
        if row and longest * (len(row) + 1) > size:
            out.append(row)
            row, longest = [], len(w.ids)
        row.append(w)
    if row:
        out.append(row)
    rng.shuffle(out)
    return out


class Batch(NamedTuple):
    ids: torch.Tensor
    kinds: torch.Tensor
    length: torch.Tensor
    first: torch.Tensor
    count: torch.Tensor
    paragraphs: torch.Tensor
    real: torch.Tensor
    cue: torch.Tensor
    # Of each cue: its window and word, what the words around it should be [C, R, 4] (0 for those that there are not), and how much it counts
    which: torch.Tensor
    at: torch.Tensor
    wanted: torch.Tensor
    weight: float
    # Of each pronoun: its window and word, the names before it, which of these are there, and which are right
    of: torch.Tensor
    pronoun: torch.Tensor
    names: torch.Tensor
    there: torch.Tensor
    right: torch.Tensor
    # Of each statement of which it is known what it does: its window, its cue and its content [S, W], and the act
    told: torch.Tensor
    told_cue: torch.Tensor
    told_content: torch.Tensor
    act: torch.Tensor


def padded(rows, filler=0):
    longest = max((len(row) for row in rows), default=0)
    return torch.tensor([list(row) + [filler] * (longest - len(row)) for row in rows])


def tensors(batch, pad):
    """A list of windows as numbers."""
    n = max(len(w.first) for w in batch)
    which, at, wanted, weight = [], [], [], 0.0
    for b, w in enumerate(batch):
        for c, row, soft, hard_share, soft_share in w.at:
            k = torch.arange(-BEFORE, AFTER + 1) + c
            inside = ((k >= 0) & (k < len(w.first))).float().unsqueeze(1)
            one = torch.zeros(len(k), 4)
            if row is not None:
                one += hard_share * F.one_hot(torch.tensor(row)[k.clamp(0, len(row) - 1)], 4)
            if soft is not None:
                one += soft_share * soft.float()
            which.append(b)
            at.append(c)
            wanted.append(one * inside)
            weight += hard_share + soft_share
    links = [(b, *link) for b, w in enumerate(batch) for link in w.links]
    told = [(b, row + [NONE] * (n - len(row)), act) for b, w in enumerate(batch) for row, act in w.acts]
    rows = torch.tensor([row for _, row, _ in told])
    return Batch(
        ids=padded([w.ids for w in batch], pad),
        kinds=padded([w.kinds for w in batch]),
        length=torch.tensor([len(w.ids) for w in batch]),
        first=padded([w.first for w in batch]),
        count=torch.tensor([len(w.first) for w in batch]),
        paragraphs=padded([w.paragraphs for w in batch]),
        real=(torch.arange(n).unsqueeze(0) < torch.tensor([len(w.first) for w in batch]).unsqueeze(1)).float(),
        cue=padded([w.cue for w in batch], 0.0),
        which=torch.tensor(which, dtype=torch.long),
        at=torch.tensor(at, dtype=torch.long),
        wanted=torch.stack(wanted) if wanted else torch.zeros(0, BEFORE + 1 + AFTER, 4),
        weight=weight,
        of=torch.tensor([b for b, *_ in links], dtype=torch.long),
        pronoun=torch.tensor([i for _, i, *_ in links], dtype=torch.long),
        names=padded([names for *_, names, _ in links]).long(),
        there=padded([[True] * len(names) for *_, names, _ in links], False),
        right=padded([right for *_, right in links], False),
        told=torch.tensor([b for b, *_ in told], dtype=torch.long),
        told_cue=(rows == CUE).float(),
        told_content=(rows == CONTENT).float(),
        act=torch.tensor([act for *_, act in told], dtype=torch.long),
    )
