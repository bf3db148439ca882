"""Whom "he" and "she" mean, to learn from: labelled pronouns, and names that a pronoun stands in for (as in Kocijan et al.,
"WikiCREM", 2019). The file is written by `bench/link-examples.ts`: people with their names, and pronouns with whom they mean.
"""
import json

# Share of the names that could as well be a pronoun that are made one
REPLACED = 0.25
FORMS = {"male": ("he", "him"), "female": ("she", "her")}
SUBJECT_OF = frozenset("said says told added wrote tweeted is was has had will would can could did does also then".split())
OBJECT_OF = frozenset("to with by for against about from of on at after before told asked met urged called".split())


def load(path):
    """The documents of a file by their ids."""
    with open(path, encoding="utf8") as f:
        return {d["id"]: d for d in map(json.loads, f)}


class Links:
    """The names and pronouns of one reading, as its words (which may be changed, or go)."""

    def __init__(self, doc, ws):
        starts = {w.start: i for i, w in enumerate(ws)}
        ends = {w.end: w for w in ws}
        self.names, self.pronouns = [], []
        for n, person in enumerate(doc["people"]):
            for start, end in person["names"]:
                if end in ends and start in starts:
                    self.names.append((ends[end], n, ends[end].start == start))
        for start, end, n in doc["pronouns"]:
            if start in starts and end in ends:
                self.pronouns.append((ends[end], n))
        self.people = doc["people"]

    def replace(self, ws, rng):
        """Puts a pronoun in the place of some names of one word: subjects of common verbs, objects of prepositions."""
        place = {id(w): i for i, w in enumerate(ws)}
        counts = {}
        for _, n, _ in self.names:
            counts[n] = counts.get(n, 0) + 1
        kept = []
        for w, n, single in sorted(self.names, key=lambda name: name[0].start):
            i = place[id(w)]
            before, after = (ws[j].text.lower() if 0 <= j < len(ws) else "" for j in (i - 1, i + 1))
            form = 0 if after in SUBJECT_OF or (after.endswith("ed") and before not in OBJECT_OF) else 1 if before in OBJECT_OF and not after[:1].isalpha() else None
            person = self.people[n]
            known = any(m == n for _, m, _ in kept)
            if form is None or not single or not known or not person["person"] or counts[n] < 2 or rng.random() >= REPLACED:
                kept.append((w, n, single))
                continue
            pronoun = FORMS[person["gender"] or rng.choice(("male", "female"))][form]
            w.text = pronoun.capitalize() if w.first or before in (".", "”", "?", "!") else pronoun
            self.pronouns.append((w, n))
        self.names = kept

    def within(self, ws):
        """For each pronoun in a window: (its word, words that end the names before it, which of these are right)."""
        place = {id(w): i for i, w in enumerate(ws)}
        names = sorted((place[id(w)], n) for w, n, _ in self.names if id(w) in place)
        out = []
        for w, person in self.pronouns:
            i = place.get(id(w))
            if i is None:
                continue
            before = [(j, n == person) for j, n in names if j < i]
            if any(right for _, right in before) and not all(right for _, right in before):
                out.append((i, [j for j, _ in before], [right for _, right in before]))
        return out
