"""Trains the teacher and writes what it says of all documents. usage: teach.py TRAIN.jsonl.gz --base DIR --out DIR [--links FILE]

OUT/teacher.pt are its weights; OUT/taught.pt has for each document the probability of each word to begin a cue (`cue`), the
words that are likely enough or do (`at`), and for each of these the probabilities of the labels of the words around it
(`labels`). The documents that train.py holds out are held out here, too.
"""
import os
import random
import sys

import torch

from batches import gold_of
from features import words
from model import CUE
from read import encoded
from teacher import Teacher
from train import Run, arguments, half_where_quick

# Words that may begin a cue, by the teacher: less likely ones have nothing to teach
LIKELY = 0.1


@torch.no_grad()
def says(teacher, pieces, readings):
    """What the teacher says of a document, of which there are several annotators' readings."""
    ws = words(readings[0]["text"])
    with half_where_quick():
        vectors = encoded(teacher, pieces, ws).float()
        cue = teacher.cues(vectors)[0].sigmoid()
    starts = {row.index(CUE) for doc in readings for _, row in gold_of(doc, ws) if CUE in row}
    at = torch.tensor(sorted(starts | set((cue > LIKELY).nonzero().flatten().tolist())), dtype=torch.long)
    labels = torch.zeros(0)
    if len(at):
        paragraphs = torch.tensor([[w.paragraph for w in ws]])
        logits = teacher.labels(vectors, torch.zeros(len(at), dtype=torch.long), at, paragraphs, torch.ones(1, len(ws)))
        labels = logits.softmax(-1).half()
    return {"cue": cue.float(), "at": at, "labels": labels}


def main():
    args = arguments(passes=4, rate=8e-5).parse_args()
    torch.set_num_threads(args.threads)
    os.makedirs(args.out, exist_ok=True)
    run = Run(args)
    if not os.path.exists(run.path("teacher")):
        torch.manual_seed(args.seed)
        teacher = run.passes("teacher", Teacher(args.base), random.Random(args.seed), 0, args.passes)
        run.keep(teacher.state_dict(), "teacher")
    teacher = Teacher.load(run.path("teacher"), args.base).eval()
    run.keep({readings[0]["id"]: says(teacher, run.pieces, readings) for readings in run.docs + run.more + run.pages if readings[0]["text"].strip()}, "taught")


if __name__ == "__main__":
    sys.exit(main())
