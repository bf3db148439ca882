"""Text to the numbers that the tagger reads. The twin of src/statement/words.ts: change both or neither.

A document is a list of words (runs of letters, digits, marks, or one other character), each with its offsets,
its paragraph and its kind. The kind is one of 16: case (lower, capital, all capitals, no letter) x 4
+ inside quotation marks x 2 + first word of a paragraph x 1.
"""
import random
import regex

WORD = regex.compile(r"[\p{L}\p{N}\p{M}_]+|[^\s]")
PARAGRAPH = regex.compile(r"\n+")
OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
KINDS = 16


class Word:
    __slots__ = ("text", "start", "end", "paragraph", "first", "space", "number")

    def __init__(self, text, start, end, paragraph, first, space, number):
        self.text, self.start, self.end = text, start, end
        self.paragraph, self.first, self.space = paragraph, first, space  # space: white space stands before it
        self.number = number  # in the text, whatever becomes of the words before it


def words(text):
    """All words of a text, in order. Offsets are code points."""
    out, paragraph, last = [], 0, 0
    for m in WORD.finditer(text):
        gap = text[last:m.start()]
        first = not out or "\n" in gap
        if out and first:
            paragraph += 1
        out.append(Word(m.group(), m.start(), m.end(), paragraph, first, first or bool(gap), len(out)))
        last = m.end()
    return out


def case(word):
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 3
    if not any(c.isupper() for c in letters):
        return 0
    return 2 if len(letters) > 1 and all(c.isupper() for c in letters) else 1


def quoted(ws):
    """For each word, whether it stands inside double quotation marks (the marks themselves count as inside)."""
    out, inside = [], False
    for i, w in enumerate(ws):
        if w.first:
            inside = False
        c = w.text
        if c in OPENING:
            inside = True
            out.append(True)
        elif c in CLOSING:
            out.append(True)
            inside = False
        elif c == STRAIGHT:
            # a straight mark opens after white space or an opening bracket, when something stands right after it
            glued = i + 1 < len(ws) and not ws[i + 1].space
            opens = not inside and glued and (w.space or ws[i - 1].text in "([—–-")
            out.append(True)
            inside = opens
        else:
            out.append(inside)
    return out


def kinds(ws):
    """The kind (0 to 15) of each word."""
    return [case(w.text) * 4 + int(q) * 2 + int(w.first) for w, q in zip(ws, quoted(ws))]


# Syllables of invented names: no one's, and unlike those that the data is full of.
STARTS = "ab ad al am an ar as ba be bo da de do du es fa ga gu ha hi ib il in ja ju ka ke kho ko ku la le li lo ma me mi mo mu na ne ni no nu o on pa pe ra re ri ro ru sa se sha shi so su ta te ti to tsu u va ve vi wa xi ya ye yu za ze zhu".split()
MIDDLES = "ba be bi da di fi ga ha hi ji ka ki ko la le li lo ma me mi mo na ne ni no nya ra re ri ro sa se shi ta te ti to va vi ya zi".split()
ENDS = "bek dar din dze ev fu gul han i ian ic im in ir jan ko ku ling lu man mi min na nen ng nov o oglu ov ova ra raj ram san shi sky sun ta tic tu u uk va wan wi yan ye yev zade zai".split()


def invented(rng):
    middle = "".join(rng.choice(MIDDLES) for _ in range(rng.choice((0, 0, 1, 1, 2))))
    return (rng.choice(STARTS) + middle + rng.choice(ENDS)).capitalize()


def rename(ws, given, rng):
    """People under invented names, each word the same throughout the document: who speaks shows in the sentence,
    not in a name that the data is full of. A person's name is a known given name with the capitalised words after it."""
    small = {w.text for w in ws if case(w.text) == 0}
    names = set()
    for i, w in enumerate(ws):
        if w.text.lower() not in given or case(w.text) not in (1, 2):
            continue
        j = i + 1
        while j < len(ws) and j <= i + 3 and case(ws[j].text) in (1, 2) and not ws[j].first:
            names.update((w.text.lower(), ws[j].text.lower()))
            j += 1
    names = {n for n in names if n not in small and len(n) > 2}
    new = {n: invented(rng) for n in sorted(names)}
    for w in ws:
        name = new.get(w.text.lower())
        if name and case(w.text) in (1, 2):
            w.text = name.upper() if case(w.text) == 2 else name


LETTERS = "abcdefghijklmnopqrstuvwxyz"


def smudge(ws, rng, rate=0.01):
    """Misread letters, as a scan has them: one of a hundred is another, gone or doubled."""
    for w in ws:
        if len(w.text) < 2 or not w.text.isalpha():
            continue
        out = ""
        for c in w.text:
            r = rng.random()
            if r < rate * 0.7:
                out += rng.choice(LETTERS)
            elif r < rate * 0.85:
                out += c + c
            elif r >= rate:
                out += c
        w.text = out or w.text


def vary(ws, labels, rng: random.Random, given=frozenset(), smudged=0.0):
    """One reading of the document as other pages would print it: straight quotation marks, a headline without its full
    stop or in capitals; where asked for, other names and (in a share of the readings) misread letters.
    Words and labels stay aligned."""
    if given and rng.random() < 0.25:
        rename(ws, given, rng)
    if smudged and rng.random() < smudged:
        smudge(ws, rng)
    if rng.random() < 0.2:
        for w in ws:
            w.text = {"“": '"', "”": '"', "’": "'", "‘": "'"}.get(w.text, w.text)
    head = [w for w in ws if w.paragraph == 0]
    if head and rng.random() < 0.08:
        for w in head:
            w.text = w.text.upper()
    if head and len(ws) > len(head) and head[-1].text == "." and rng.random() < 0.6:
        i = ws.index(head[-1])
        del ws[i]
        for row in labels:
            del row[i]
    return ws, labels
