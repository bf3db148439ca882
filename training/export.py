"""Write the trained tagger as two int8 ONNX files. usage: export.py TAGGER.pt --base DIR --out DIR

All integers are int32.
encoder.onnx: ids, kinds [1, P] and first [W] (the first piece of each word) -> cue [W] (logits), of_cue, of_word [W, width]
head.onnx:    of_cue [C, width], of_word [W, width], distance, paragraph [C, W] (buckets) -> logp [C, W, 4]
"""
import argparse
import json
import math
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

from model import Tagger


class Encoder(nn.Module):
    """The encoder for one window without padding, written out so that the graph holds nothing about masks."""

    def __init__(self, tagger):
        super().__init__()
        self.bert, self.tagger = tagger.encoder, tagger
        self.heads = tagger.encoder.config.num_attention_heads

    def forward(self, ids, kinds, first):
        e = self.bert.embeddings
        place = torch.arange(ids.shape[1]).unsqueeze(0)
        x = e.LayerNorm(e.word_embeddings(ids) + e.token_type_embeddings(kinds) + e.position_embeddings(place))
        n, size = ids.shape[1], x.shape[-1]
        for layer in self.bert.encoder.layer:
            a = layer.attention
            split = lambda t: t.reshape(1, n, self.heads, size // self.heads).transpose(1, 2)
            q, k, v = split(a.self.query(x)), split(a.self.key(x)), split(a.self.value(x))
            p = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(size // self.heads), -1)
            y = (p @ v).transpose(1, 2).reshape(1, n, size)
            x = a.output.LayerNorm(a.output.dense(y) + x)
            x = layer.output.LayerNorm(layer.output.dense(F.gelu(layer.intermediate.dense(x))) + x)
        w = torch.index_select(x[0], 0, first)
        return self.tagger.cue(w).squeeze(-1), self.tagger.of_cue(w), self.tagger.of_word(w)


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

    def forward(self, of_cue, of_word, distance, paragraph):
        t = self.t
        c, w = of_cue.unsqueeze(1), of_word.unsqueeze(0)
        x = F.gelu(c + w + c * w + t.distance(distance) + t.paragraph(paragraph))
        for conv, norm in ((t.near, t.norm1), (t.far, t.norm2)):
            x = norm(x + F.gelu(convolved(conv, x)))
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
    tagger = Tagger(args.base)
    tagger.load_state_dict(torch.load(args.weights, map_location="cpu"))
    tagger.eval()
    os.makedirs(args.out, exist_ok=True)
    tmp = tempfile.mkdtemp()
    # Every size below is a different number, or the exporter takes two axes for the same
    ids, kinds, first = (t.int() for t in (torch.randint(1000, 2000, (1, 37)), torch.randint(0, 16, (1, 37)), torch.arange(1, 30)))
    torch.onnx.export(Encoder(tagger).eval(), (ids, kinds, first), f"{tmp}/encoder.onnx", dynamo=False, opset_version=17,
                      input_names=["ids", "kinds", "first"], output_names=["cue", "of_cue", "of_word"],
                      dynamic_axes={"ids": {1: "p"}, "kinds": {1: "p"}, "first": {0: "w"}, "cue": {0: "w"}, "of_cue": {0: "w"}, "of_word": {0: "w"}})
    width = tagger.of_cue.out_features
    at = (torch.randn(3, width), torch.randn(29, width), torch.randint(0, 20, (3, 29)).int(), torch.randint(0, 5, (3, 29)).int())
    torch.onnx.export(Head(tagger).eval(), at, f"{tmp}/head.onnx", dynamo=False, opset_version=17,
                      input_names=["of_cue", "of_word", "distance", "paragraph"], output_names=["logp"],
                      dynamic_axes={"of_cue": {0: "c"}, "of_word": {0: "w"}, "distance": {0: "c", 1: "w"}, "paragraph": {0: "c", 1: "w"}, "logp": {0: "c", 1: "w"}})
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    # As measured: the runtime's fused sum and norm takes six times what the two take apart, and its attention over
    # separate queries, keys and values (flash attention) half of the fused one.
    options.enable_skip_layer_norm = False
    options.enable_bias_skip_layer_norm = False
    options.use_multi_head_attention = True
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
                             op_types_to_quantize=["MatMul", "Gather"] if name == "encoder" else ["MatMul"], extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT})
        optimized(f"{tmp}/{name}.int8.onnx", f"{args.out}/{name}.onnx")
    shutil.copy(os.path.join(args.base, "tokenizer.json"), f"{args.out}/tokenizer.json")
    shutil.copy(os.path.join(args.base, "tokenizer_config.json"), f"{args.out}/tokenizer_config.json")
    # How far the shipped graphs are from the trained one
    feed = {"ids": ids.numpy(), "kinds": kinds.numpy(), "first": first.numpy()}
    with torch.no_grad():
        want = Encoder(tagger)(ids, kinds, first)[0].numpy()
    for name in (f"{tmp}/fused.onnx", f"{args.out}/encoder.onnx"):
        got = ort.InferenceSession(name, providers=["CPUExecutionProvider"]).run(None, feed)[0]
        print(os.path.basename(name), "largest difference in a cue's logit", float(np.abs(want - got).max()))
    print({f: os.path.getsize(f"{args.out}/{f}") for f in sorted(os.listdir(args.out))})


if __name__ == "__main__":
    main()
