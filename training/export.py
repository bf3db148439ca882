"""Write the trained tagger as two int8 ONNX files. usage: export.py TAGGER.pt --base DIR --out DIR

All integers are int32.
encoder.onnx: ids, kinds [1, P] and first [W] (the first piece of each word) -> cue [W] (logits), of_cue, of_word [W, width],
              link [W, 2 x 64] (what the word asks for, and what it has as a name)
head.onnx:    of_cue [C, width], of_word [W, width], word [C, R] (-1 where the window has none), distance [R] (bucket),
              paragraph [C, R] (bucket) -> logp [C, R, 4]
links.json: what is added for a name 1, 2 to 3, 4 to 7, ... words before what asks
"""
import argparse
import json
import os
import shutil
import tempfile

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import nn
from torch.nn import functional as F

from model import BLOCK, PIECE_LAYERS, SEEN, Tagger, positions, run_start


class Attention(torch.autograd.Function):
    """Queries [N, Q, size], keys and values [N, K, size]: in the graph, the runtime's own (flash) attention."""

    @staticmethod
    def forward(ctx, q, k, v, heads):
        split = lambda t: t.reshape(t.shape[0], t.shape[1], heads, -1).transpose(1, 2)
        return F.scaled_dot_product_attention(split(q), split(k), split(v)).transpose(1, 2).reshape(q.shape)

    @staticmethod
    def symbolic(g, q, k, v, heads):
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class Neighbourhood:
    """Where the blocks of one window stand and what they see (as in model.py), as indices that need no mask: the last block
    begins early enough to be whole, and what it has twice is left out."""

    def __init__(self, length):
        block = torch.arange(torch.div(length + BLOCK - 1, BLOCK, rounding_mode="floor"))
        size = length.clamp(max=BLOCK)
        start = torch.minimum(block * BLOCK, length - size)
        self.asked = start.unsqueeze(1) + torch.arange(size).unsqueeze(0)
        run = torch.arange(length.clamp(max=SEEN) - 1).unsqueeze(0)
        self.seen = F.pad(run_start(block, length).unsqueeze(1) + run, (1, 0))
        place = torch.arange(length)
        home = torch.div(place, BLOCK, rounding_mode="floor")
        self.back = home * size + place - start[home]


class Encoder(nn.Module):
    """The encoder for one window, written out."""

    def __init__(self, tagger):
        super().__init__()
        self.bert, self.tagger = tagger.encoder, tagger

    def layer(self, layer, x, near):
        a = layer.attention
        parts = (a.self.query, a.self.key, a.self.value)
        q, k, v = (x @ torch.cat([p.weight for p in parts]).T + torch.cat([p.bias for p in parts])).split(a.self.all_head_size, -1)
        y = Attention.apply(q[near.asked], k[near.seen], v[near.seen], a.self.num_attention_heads)
        y = y.reshape(-1, a.self.all_head_size)[near.back]
        x = a.output.LayerNorm(a.output.dense(y) + x)
        return layer.output.LayerNorm(layer.output.dense(F.gelu(layer.intermediate.dense(x))) + x)

    def forward(self, ids, kinds, first):
        e = self.bert.embeddings
        length = torch._shape_as_tensor(ids)[1]
        # Half as exact as the rest of the numbers, not a quarter: words would be told apart less well
        x = F.embedding(ids, e.word_embeddings.weight.half()).float() + e.token_type_embeddings(kinds) + e.position_embeddings(positions(length))
        x = e.LayerNorm(x[0])
        near = Neighbourhood(length)
        layers = self.bert.encoder.layer
        for layer in layers[:PIECE_LAYERS]:
            x = self.layer(layer, x, near)
        x = torch.cat([x[:1], x[first]])
        near = Neighbourhood(torch._shape_as_tensor(x)[0])
        for layer in layers[PIECE_LAYERS:]:
            x = self.layer(layer, x, near)
        w = x[1:]
        return self.tagger.cue(w).squeeze(-1), self.tagger.of_cue(w), self.tagger.of_word(w), self.tagger.link(w)


def convolved(conv, x):
    """A convolution of reach d as one matrix product over the words d before, at, and d after, which int8 makes quick.
    x: [C, W, width]"""
    d = conv.dilation[0]
    padded = F.pad(x, (0, 0, d, d))
    three = torch.cat([padded[:, : -2 * d], padded[:, d:-d], padded[:, 2 * d :]], -1)
    return three @ conv.weight.permute(2, 1, 0).reshape(-1, conv.out_channels) + conv.bias


class Head(nn.Module):
    def __init__(self, tagger):
        super().__init__()
        self.t = tagger

    def forward(self, of_cue, of_word, word, distance, paragraph):
        t = self.t
        keep = (word >= 0).unsqueeze(-1).to(of_word.dtype)
        c, w = of_cue.unsqueeze(1), of_word[word.clamp(min=0)]
        x = F.gelu(c + w + c * w + t.distance(distance) + t.paragraph(paragraph)) * keep
        x = t.norm1(x + F.gelu(convolved(t.near, x))) * keep
        x = t.norm2(x + F.gelu(convolved(t.far, x)))
        return t.label(x).log_softmax(-1)


def optimized(source, target):
    """The graph as the runtime would make it at loading, but without the fusion that is slower; done here once."""
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = target
    options.log_severity_level = 3
    ort.InferenceSession(source, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("weights")
    ap.add_argument("--base", required=True)
    ap.add_argument("--out", required=True)
    ap.add_argument("--float", action="store_true", help="leave the weights as they are, to see what int8 costs")
    args = ap.parse_args()
    tagger = Tagger.load(args.weights, args.base).eval()
    os.makedirs(args.out, exist_ok=True)
    tmp = tempfile.mkdtemp()
    # Every size below is a different number, or the exporter takes two axes for the same
    ids, kinds, first = (t.int() for t in (torch.randint(1000, 2000, (1, 237)), torch.randint(0, 16, (1, 237)), torch.arange(1, 180)))
    save = dict(dynamo=False, opset_version=17, custom_opsets={"com.microsoft": 1})
    torch.onnx.export(Encoder(tagger).eval(), (ids, kinds, first), f"{tmp}/encoder.onnx", **save,
                      input_names=["ids", "kinds", "first"], output_names=["cue", "of_cue", "of_word", "link"],
                      dynamic_axes={"ids": {1: "p"}, "kinds": {1: "p"}, "first": {0: "w"}, "cue": {0: "w"}, "of_cue": {0: "w"}, "of_word": {0: "w"}, "link": {0: "w"}})
    width = tagger.of_cue.out_features
    at = (torch.randn(3, width), torch.randn(29, width), torch.randint(-1, 29, (3, 31)).int(), torch.randint(0, 20, (31,)).int(), torch.randint(0, 5, (3, 31)).int())
    torch.onnx.export(Head(tagger).eval(), at, f"{tmp}/head.onnx", **save,
                      input_names=["of_cue", "of_word", "word", "distance", "paragraph"], output_names=["logp"],
                      dynamic_axes={"of_cue": {0: "c"}, "of_word": {0: "w"}, "word": {0: "c", 1: "r"}, "distance": {0: "r"}, "paragraph": {0: "c", 1: "r"}, "logp": {0: "c", 1: "r"}})
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    # As measured: the runtime's fused sum and norm takes six times what the two take apart.
    options.enable_skip_layer_norm = False
    options.enable_bias_skip_layer_norm = False
    config = tagger.encoder.config
    fused = optimizer.optimize_model(f"{tmp}/encoder.onnx", model_type="bert", num_heads=config.num_attention_heads,
                                     hidden_size=config.hidden_size, optimization_options=options, opt_level=0)
    print({k: v for k, v in fused.get_fused_operator_statistics().items() if v})
    fused.save_model_to_file(f"{tmp}/fused.onnx")
    for name, source in (("encoder", "fused"), ("head", "head")):
        if args.float:
            shutil.copy(f"{tmp}/{source}.onnx", f"{tmp}/{name}.int8.onnx")
        else:
            quantize_dynamic(f"{tmp}/{source}.onnx", f"{tmp}/{name}.int8.onnx", per_channel=True, weight_type=QuantType.QInt8,
                             op_types_to_quantize=["MatMul"], extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT})
        optimized(f"{tmp}/{name}.int8.onnx", f"{args.out}/{name}.onnx")
    shutil.copy(os.path.join(args.base, "tokenizer.json"), f"{args.out}/tokenizer.json")
    shutil.copy(os.path.join(args.base, "tokenizer_config.json"), f"{args.out}/tokenizer_config.json")
    with open(f"{args.out}/links.json", "w") as f:
        # Names before a word are in the buckets from 11 on
        json.dump({"distances": [round(x, 3) for x in tagger.apart.weight[11:, 0].tolist()]}, f)
        f.write("\n")
    # How far the shipped graphs are from the trained one, on a window longer and one shorter than the exporter saw
    for length in (1407, 407, 61):
        ids, kinds, first = (t.int() for t in (torch.randint(1000, 2000, (1, length)), torch.randint(0, 16, (1, length)), torch.arange(1, length - 20)))
        feed = {"ids": ids.numpy(), "kinds": kinds.numpy(), "first": first.numpy()}
        with torch.no_grad():
            size = lambda n: torch.tensor([n])
            want = tagger.cues(tagger.encode(ids.long(), kinds.long(), size(length), first.long().unsqueeze(0), size(len(first))))[0].numpy()
        for name in (f"{tmp}/fused.onnx", f"{args.out}/encoder.onnx"):
            got = ort.InferenceSession(name, providers=["CPUExecutionProvider"]).run(None, feed)[0]
            print(length, os.path.basename(name), "largest difference in a cue's logit", float(np.abs(want - got).max()))
    print({f: os.path.getsize(f"{args.out}/{f}") for f in sorted(os.listdir(args.out))})


if __name__ == "__main__":
    main()
