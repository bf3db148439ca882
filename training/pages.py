"""News without attributions for the teacher to read. usage: pages.py [ARTICLES.json] > PAGES.jsonl

The 300 short reports of the Lee background corpus (Lee, Pincombe and Welsh 2005), which the package gensim carries for its tests;
and the articles of ARTICLES.json, the ground truth of the public article-extraction benchmark (an object of {articleBody} by page).
Writes {id, text} a line. Pages that are not in Latin letters for the most part are left out.
"""
import importlib.util
import json
import os
import re
import sys


def latin(text):
    letters = [c for c in text if c.isalpha()]
    return sum(c < "\u0250" for c in letters) > 0.99 * max(1, len(letters))


def reports():
    package = os.path.dirname(importlib.util.find_spec("gensim").origin)
    with open(os.path.join(package, "test/test_data/lee_background.cor"), encoding="utf8") as f:
        return [(f"report-{n}", line.strip()) for n, line in enumerate(f, 1)]


def articles(path):
    with open(path, encoding="utf8") as f:
        pages = json.load(f)
    # Paragraphs have a line between them in the other documents, too
    return [(name, re.sub(r"\s*\n\s*", "\n\n", pages[name]["articleBody"].strip())) for name in sorted(pages)]


def main(paths):
    for name, text in [page for path in paths for page in articles(path)] + reports():
        if text and latin(text):
            print(json.dumps({"id": name, "text": text}))


if __name__ == "__main__":
    main(sys.argv[1:])
