"""Text to the numbers that the tagger reads. The twin of src/statement/pieces.ts: change both or neither.

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
    __slots__ = ("text", "start", "end", "paragraph", "first", "space")

    def __init__(self, text, start, end, paragraph, first, space):
        self.text, self.start, self.end = text, start, end
        self.paragraph, self.first, self.space = paragraph, first, space  # space: white space stands before it


def words(text):
    """All words of a text, in order. Offsets are code points."""
    out, paragraph, last = [], 0, 0
    for m in WORD.finditer(text):
        gap = text[last:m.start()]
        first = not out or "\n" in gap
        if out and first:
            paragraph += 1
        out.append(Word(m.group(), m.start(), m.end(), paragraph, first, first or bool(gap)))
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


def vary(ws, labels, rng: random.Random):
    """One reading of the document as other pages would print it: straight quotation marks, a headline without
    its full stop or in capitals. Words and labels stay aligned."""
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
