"""The teacher: the tagger's heads on MPNet (Song et al. 2020), twelve layers of 768, read in the same local way."""
import math

import torch
from torch import nn
from transformers import MPNetModel

from features import KINDS
from model import BLOCK, SEEN, Tagger


class Teacher(Tagger):
    """A tagger with MPNet's layers: what they attend to depends on the distance as well."""

    def base_encoder(self, base):
        encoder = MPNetModel.from_pretrained(base, add_pooling_layer=False)
        self.kinds = nn.Embedding(KINDS, encoder.config.hidden_size)
        nn.init.normal_(self.kinds.weight, std=0.01)
        return encoder

    @classmethod
    def load(cls, path, base):
        teacher = cls(base)
        teacher.load_state_dict(torch.load(path, map_location="cpu"), strict=False)
        return teacher

    def embed(self, ids, kinds, positions):
        e = self.encoder.embeddings
        # Places 0 and 1 of the table are not used
        return e.LayerNorm(e.word_embeddings(ids) + e.position_embeddings(positions + 2) + self.kinds(kinds))

    def attend(self, layer, x, near):
        batch, places, size = x.shape
        own = layer.attention.attn
        heads = own.num_attention_heads
        blocks = lambda t, n: t.view(-1, n, heads, size // heads).transpose(1, 2)
        k, v = (blocks(part(x).view(-1, size).index_select(0, near.seen), SEEN) for part in (own.k, own.v))
        q = blocks(own.q(x), BLOCK) * (size // heads) ** -0.5
        y = (q @ k.transpose(-1, -2) + self.far_and_near(near, batch).to(k.dtype)).softmax(-1).to(v.dtype) @ v
        x = layer.attention.LayerNorm(own.o(y.transpose(1, 2).reshape(batch, places, size)) + x)
        return layer.output(layer.intermediate(x), x)

    def far_and_near(self, near, batch):
        """What MPNet adds for the distance between places, and the mask: [blocks of all windows, heads, BLOCK, SEEN]."""
        n = near.places // BLOCK
        rows = torch.arange(batch).view(-1, 1, 1) * near.places
        seen = near.seen.view(batch, n, SEEN) - rows
        asked = torch.arange(near.places).view(1, n, BLOCK)
        bias = self.encoder.encoder.relative_attention_bias(bucket_of(seen.unsqueeze(2) - asked.unsqueeze(3)))
        return bias.view(batch * n, BLOCK, SEEN, -1).permute(0, 3, 1, 2) + near.mask


def bucket_of(relative, buckets=32, furthest=128):
    """MPNet's bucket of a distance: exact up to 7, then by its logarithm."""
    half = buckets // 2
    exact = half // 2
    d = relative.abs()
    far = exact + (torch.log(d.clamp(min=1).float() / exact) / math.log(furthest / exact) * (half - exact)).long()
    return torch.where(d < exact, d, far.clamp(max=half - 1)) + (relative > 0).long() * half
