"""The tagger: a small encoder, a cue scorer, and a head that labels every word for each cue.

Per word: the vector of its first piece. A sigmoid scores each word as the first word of a cue. For each cue, every
word of the window gets one of none, source, cue, content: GELU of (projected cue + projected word + their product
+ embeddings of signed log distance and of paragraph difference), two residual convolutions (reach 1 and 3), a linear map.
"""
import torch
from torch import nn
from torch.nn import functional as F
from transformers import AutoConfig, BertModel

from features import KINDS

NONE, SOURCE, CUE, CONTENT = range(4)
DISTANCES, PARAGRAPHS = 20, 5


def distance_bucket(d):
    """Signed log2 bucket of a distance in words: 0 at 0, then 1..9 to the right, 10..19 to the left."""
    a = d.abs().clamp(min=1).float()
    b = (torch.log2(a).floor().clamp(max=8) + 1).long()
    return torch.where(d == 0, torch.zeros_like(b), torch.where(d > 0, b, b + 10))


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

    def encode(self, ids, kinds, mask, first):
        """Piece ids, kinds, mask [B, P] and the first piece of each word [B, W] to word vectors [B, W, size]."""
        h = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        return torch.gather(h, 1, first.unsqueeze(-1).expand(-1, -1, h.size(-1)))

    def cues(self, words):
        return self.cue(self.drop(words)).squeeze(-1)

    def labels(self, words, batch, at, paragraph, mask):
        """Logits [C, W, 4] for cues that start at word `at` [C] of window `batch` [C]."""
        words = self.drop(words)
        c = self.of_cue(words[batch, at]).unsqueeze(1)
        w = self.of_word(words)[batch]
        n = torch.arange(words.size(1), device=words.device).unsqueeze(0)
        d = distance_bucket(n - at.unsqueeze(1))
        p = paragraph[batch]
        p = (p - p.gather(1, at.unsqueeze(1))).clamp(-2, 2) + 2
        x = F.gelu(c + w + c * w + self.distance(d) + self.paragraph(p))
        keep = mask[batch].unsqueeze(1).to(x.dtype)
        x = x.transpose(1, 2) * keep
        y = self.norm1((x + F.gelu(self.near(x))).transpose(1, 2)).transpose(1, 2) * keep
        y = self.norm2((y + F.gelu(self.far(y))).transpose(1, 2))
        return self.label(self.drop(y))
