"""The tagger: a small encoder, a cue scorer, and a head that labels the words around each cue.

The first layers of the encoder see pieces, the others only the first piece of each word; each sees its neighbourhood
(local attention, as in Longformer: Beltagy, Peters and Cohan 2020): a block of 64 sees 127 places around it and the
first place of the window. A sigmoid scores each word as the first word of a cue. For each cue, every word within reach
gets one of none, source, cue, content: GELU of (projected cue + projected word + their product + embeddings of signed
log distance and of paragraph difference), two residual convolutions (reach 1 and 3), a linear map.
"""
import torch
from torch import nn
from torch.nn import functional as F
from transformers import AutoConfig, BertModel

from features import KINDS

NONE, SOURCE, CUE, CONTENT = range(4)
DISTANCES, PARAGRAPHS = 20, 5
# Layers that see pieces; the others see words.
PIECE_LAYERS = 2
# A block of places sees this many: place 0, and a run that has the block in its middle where the window allows.
BLOCK, SEEN = 64, 128
# Words before and after a cue's first that are labelled for it: 0.5% of the statements of train reach further.
BEFORE, AFTER = 80, 112


def distance_bucket(d):
    """Signed log2 bucket of a distance in words: 0 at 0, then 1..9 to the right, 10..19 to the left."""
    a = d.abs().clamp(min=1).float()
    b = (torch.log2(a).floor().clamp(max=8) + 1).long()
    return torch.where(d == 0, torch.zeros_like(b), torch.where(d > 0, b, b + 10))


def run_start(block, length):
    """The first place of the run of SEEN - 1 places that a block sees, beside place 0, in a window of `length` places."""
    low = block * BLOCK - (SEEN - BLOCK) // 2
    return torch.minimum(low, length - (SEEN - 1)).clamp(min=1)


def sight(mask):
    """Which places each place sees: [B, P] of 1 where there is something, to an additive mask [B, 1, P, P]."""
    length = mask.sum(1).view(-1, 1, 1)
    place = torch.arange(mask.size(1))
    start = run_start((place // BLOCK).view(1, -1, 1), length)
    other = place.view(1, 1, -1)
    seen = ((other >= start) & (other < start + SEEN - 1) | (other == 0)) & (other < length)
    return torch.zeros(seen.shape).masked_fill(~seen, -1e9).unsqueeze(1)


class Tagger(nn.Module):
    def __init__(self, base, width=128, dropout=0.15, attention_dropout=0.1):
        super().__init__()
        config = AutoConfig.from_pretrained(base, attention_probs_dropout_prob=attention_dropout)
        self.encoder = BertModel.from_pretrained(base, config=config, add_pooling_layer=False)
        old = self.encoder.embeddings.token_type_embeddings.weight.data
        kinds = nn.Embedding(KINDS, config.hidden_size)
        kinds.weight.data = old[:1].repeat(KINDS, 1) + 0.01 * torch.randn(KINDS, config.hidden_size)
        self.encoder.embeddings.token_type_embeddings = kinds
        self.encoder.config.type_vocab_size = KINDS
        size = config.hidden_size
        self.drop = nn.Dropout(dropout)
        self.cue = nn.Sequential(nn.Linear(size, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, 1))
        self.of_cue, self.of_word = nn.Linear(size, width), nn.Linear(size, width)
        self.distance, self.paragraph = nn.Embedding(DISTANCES, width), nn.Embedding(PARAGRAPHS, width)
        self.near = nn.Conv1d(width, width, 3, padding=1)
        self.far = nn.Conv1d(width, width, 3, padding=3, dilation=3)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.label = nn.Linear(width, 4)

    def encode(self, ids, kinds, mask, first, real):
        """Piece ids, kinds, mask [B, P], the first piece of each word and which words are there [B, W] to word vectors
        [B, W, size]."""
        h = self.encoder.embeddings(input_ids=ids, token_type_ids=kinds)
        seen = sight(mask).to(h.dtype)
        layers = self.encoder.encoder.layer
        for layer in layers[:PIECE_LAYERS]:
            h = layer(h, attention_mask=seen)[0]
        # The window's own place, the first, stays the first
        first = F.pad(first, (1, 0))
        seen = sight(F.pad(real.long(), (1, 0), value=1)).to(h.dtype)
        h = torch.gather(h, 1, first.unsqueeze(-1).expand(-1, -1, h.size(-1)))
        for layer in layers[PIECE_LAYERS:]:
            h = layer(h, attention_mask=seen)[0]
        return h[:, 1:]

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
