"""The tagger: a small encoder, a cue scorer, and a head that labels the words around each cue.

The first layers of the encoder see pieces, the others only the first piece of each word; each sees its neighbourhood
(local attention, as in Longformer: Beltagy, Peters and Cohan 2020): a block of 64 sees 127 places around it and the
first place of the window. Positions go round, so that a text of any length is one window. A sigmoid scores each word as the first word of a cue. For each cue, every word within reach
gets one of none, source, cue, content: GELU of (projected cue + projected word + their product + embeddings of signed
log distance and of paragraph difference), two residual convolutions (reach 1 and 3), a linear map.
"""
import torch
from torch import nn
from torch.nn import functional as F
from transformers import BertModel

from features import KINDS

NONE, SOURCE, CUE, CONTENT = range(4)
DISTANCES, PARAGRAPHS = 20, 5
# Layers that see pieces; the others see words.
PIECE_LAYERS = 2
# A block of places sees this many: place 0, and a run that has the block in its middle where the window allows.
BLOCK, SEEN = 64, 128
# Positions that go round: a window may be of any length.
RING = 511
# Words before and after a cue's first that are labelled for it: 0.5% of the statements of train reach further.
BEFORE, AFTER = 80, 112
# Numbers by which a pronoun and a name are compared
LINKED = 64
# What statements do (docs/acts.md), and the numbers of a word by which it is told
ACTS = "accuse announce apologize ask believe claim confirm criticize deny predict promise reject state support threaten urge want warn".split()
ACTED = 64


def distance_bucket(d):
    """Signed log2 bucket of a distance in words: 0 at 0, then 1..9 to the right, 10..19 to the left."""
    a = d.abs().clamp(min=1).float()
    b = (torch.log2(a).floor().clamp(max=8) + 1).long()
    return torch.where(d == 0, torch.zeros_like(b), torch.where(d > 0, b, b + 10))


def run_start(block, length):
    """The first place of the run of SEEN - 1 places that a block sees, beside place 0, in a window of `length` places."""
    low = block * BLOCK - (SEEN - BLOCK) // 2
    return torch.minimum(low, length - (SEEN - 1)).clamp(min=1)


def positions(places, offset=0):
    """Numbers of places in a text of any length: they go round the RING places of the table, place 0 has its own."""
    ring = (torch.arange(places) - 1 + offset) % RING + 1
    return torch.where(torch.arange(places) == 0, torch.zeros_like(ring), ring)


class Neighbourhood:
    """Which places each block of windows of the lengths [B], padded to a whole number of blocks, sees."""

    def __init__(self, length):
        self.places = -(-int(length.max()) // BLOCK) * BLOCK
        block = torch.arange(self.places // BLOCK)
        start = run_start(block.unsqueeze(0), length.unsqueeze(1))
        seen = F.pad(start.unsqueeze(-1) + torch.arange(SEEN - 1), (1, 0))
        there = seen < length.view(-1, 1, 1)
        rows = torch.arange(len(length)).view(-1, 1, 1) * self.places
        # Index into the places of all windows one after another
        self.seen = (seen.clamp(max=self.places - 1) + rows).flatten()
        self.mask = torch.zeros(there.shape).masked_fill(~there, -1e9).view(-1, 1, 1, SEEN)


def narrow(layer, kept, heads):
    """Leaves the units `kept` (indices) of a layer's feed-forward part and the heads `heads` of its attention, in place."""
    layer.attention.prune_heads(set(range(layer.attention.self.num_attention_heads)) - set(heads))
    inner, outer = layer.intermediate.dense, layer.output.dense
    inner.weight, inner.bias = nn.Parameter(inner.weight.data[kept]), nn.Parameter(inner.bias.data[kept])
    outer.weight = nn.Parameter(outer.weight.data[:, kept])
    inner.out_features = outer.in_features = len(kept)


class Tagger(nn.Module):
    def __init__(self, base, layers=None, width=128, dropout=0.15):
        """With the base model's layers of the numbers `layers`, or all."""
        super().__init__()
        self.encoder = self.base_encoder(base)
        if layers is not None:
            self.encoder.encoder.layer = nn.ModuleList(self.encoder.encoder.layer[i] for i in layers)
        size = self.encoder.config.hidden_size
        self.drop = nn.Dropout(dropout)
        self.cue = nn.Sequential(nn.Linear(size, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, 1))
        self.of_cue, self.of_word = nn.Linear(size, width), nn.Linear(size, width)
        self.distance, self.paragraph = nn.Embedding(DISTANCES, width), nn.Embedding(PARAGRAPHS, width)
        self.near = nn.Conv1d(width, width, 3, padding=1)
        self.far = nn.Conv1d(width, width, 3, padding=3, dilation=3)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.label = nn.Linear(width, 4)
        # Whom pronouns mean: what a pronoun asks for, and what a name has
        self.link, self.apart = nn.Linear(size, 2 * LINKED), nn.Embedding(DISTANCES, 1)
        nn.init.zeros_(self.apart.weight)
        # What a statement does: what each of its words adds, and what they say together
        self.act_of_word = nn.Linear(size, ACTED)
        self.act = nn.Sequential(nn.Linear(3 * ACTED, ACTED), nn.GELU(), nn.Dropout(dropout), nn.Linear(ACTED, len(ACTS)))

    def base_encoder(self, base):
        """The base model with token types for the kinds of words."""
        encoder = BertModel.from_pretrained(base, add_pooling_layer=False)
        old = encoder.embeddings.token_type_embeddings.weight.data
        kinds = nn.Embedding(KINDS, encoder.config.hidden_size)
        kinds.weight.data = old[:1].repeat(KINDS, 1) + 0.01 * torch.randn(KINDS, encoder.config.hidden_size)
        encoder.embeddings.token_type_embeddings = kinds
        encoder.config.type_vocab_size = KINDS
        return encoder

    @classmethod
    def load(cls, path, base):
        """The tagger whose weights lie in a file; it has as many layers, heads and feed-forward units as the file."""
        weights = torch.load(path, map_location="cpu")
        sizes = lambda part: [t.numel() for name, t in weights.items() if name.endswith(part)]
        widths, attended = sizes(".intermediate.dense.bias"), sizes(".attention.self.query.bias")
        tagger = cls(base, range(len(widths)))
        for layer, width, size in zip(tagger.encoder.encoder.layer, widths, attended):
            narrow(layer, torch.arange(width), range(size // layer.attention.self.attention_head_size))
        tagger.load_state_dict(weights)
        return tagger

    def attend(self, layer, x, near):
        """One layer over windows [B, P, size], each block of places over its neighbourhood."""
        batch, places, _ = x.shape
        own = layer.attention.self
        blocks = lambda t, n: t.view(-1, n, own.num_attention_heads, own.attention_head_size).transpose(1, 2)
        k, v = (blocks(part(x).view(-1, own.all_head_size).index_select(0, near.seen), SEEN) for part in (own.key, own.value))
        # Written out: a third quicker on a CPU than the framework's own attention, whose way back is slow
        q = blocks(own.query(x), BLOCK) * own.attention_head_size**-0.5
        y = (q @ k.transpose(-1, -2) + near.mask.to(k.dtype)).softmax(-1).to(v.dtype) @ v
        x = layer.attention.output(y.transpose(1, 2).reshape(batch, places, own.all_head_size), x)
        return layer.output(layer.intermediate(x), x)

    def embed(self, ids, kinds, positions):
        return self.encoder.embeddings(input_ids=ids, token_type_ids=kinds, position_ids=positions)

    def encode(self, ids, kinds, length, first, words, offset=0):
        """Piece ids and kinds [B, P] of windows of `length` [B] pieces, the first piece of each word [B, W] and how many
        `words` [B] there are to word vectors [B, W, size]. The positions begin at `offset`."""
        near = Neighbourhood(length)
        more = near.places - ids.size(1)
        ids, kinds = F.pad(ids, (0, more)), F.pad(kinds, (0, more))
        h = self.embed(ids, kinds, positions(near.places, offset).unsqueeze(0))
        layers = self.encoder.encoder.layer
        for layer in layers[:PIECE_LAYERS]:
            h = self.attend(layer, h, near)
        # The window's own place, the first, stays the first
        near = Neighbourhood(words + 1)
        place = F.pad(first, (1, near.places - first.size(1) - 1))
        h = torch.gather(h, 1, place.unsqueeze(-1).expand(-1, -1, h.size(-1)))
        for layer in layers[PIECE_LAYERS:]:
            h = self.attend(layer, h, near)
        return h[:, 1 : first.size(1) + 1]

    def cues(self, words):
        return self.cue(self.drop(words)).squeeze(-1)

    def labels(self, words, batch, at, paragraph, mask, before=BEFORE, after=AFTER):
        """Logits [C, R, 4] for cues that start at word `at` [C] of window `batch` [C], for the R words from `before`
        words before the cue to `after` words after it; those outside the window are meaningless."""
        c = self.of_cue(self.drop(words[batch, at])).unsqueeze(1)
        d = torch.arange(-before, after + 1, device=words.device).unsqueeze(0).expand(len(at), -1)
        n = at.unsqueeze(1) + d
        inside = (n >= 0) & (n < words.size(1))
        n = n.clamp(0, words.size(1) - 1)
        row = batch.unsqueeze(1)
        inside = inside & (mask[row, n] > 0)
        w = self.of_word(self.drop(words))[row, n]
        p = (paragraph[row, n] - paragraph[batch, at].unsqueeze(1)).clamp(-2, 2) + 2
        x = F.gelu(c + w + c * w + self.distance(distance_bucket(d)) + self.paragraph(p))
        keep = inside.unsqueeze(1).to(x.dtype)
        x = x.transpose(1, 2) * keep
        y = self.norm1((x + F.gelu(self.near(x))).transpose(1, 2)).transpose(1, 2) * keep
        y = self.norm2((y + F.gelu(self.far(y))).transpose(1, 2))
        return self.label(self.drop(y))

    def links(self, words, batch, pronoun, names):
        """How well each of the names that end at words `names` [L, N] fits the pronoun at word `pronoun` [L] of window
        `batch` [L]: [L, N], differences are log odds."""
        asks, has = self.link(self.drop(words)).split(LINKED, -1)
        q, k = asks[batch, pronoun], has[batch.unsqueeze(1), names]
        d = names - pronoun.unsqueeze(1)
        return (k @ q.unsqueeze(-1)).squeeze(-1) * LINKED**-0.5 + self.apart(distance_bucket(d)).squeeze(-1)

    def acts(self, words, batch, cue, content):
        """Logits [S, acts] of what statements in windows `batch` [S] do; `cue` and `content` [S, W] are 1 at their words."""
        x = self.act_of_word(self.drop(words))[batch]
        mean = lambda mask: (x * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        most = x.masked_fill(content.unsqueeze(-1) == 0, -1e4).amax(1)
        return self.act(torch.cat([mean(cue), mean(content), most], -1))
