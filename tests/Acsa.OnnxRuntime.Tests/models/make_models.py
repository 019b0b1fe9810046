"""Makes the models beside this file, and the values they must give (numpy, float64). Needs python3-onnx and python3-numpy."""
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).parent


def save(name, nodes, inputs, outputs, initializers=(), metadata=None):
    graph = helper.make_graph(nodes, name, inputs, outputs,
                              [numpy_helper.from_array(array, key) for key, array in initializers])
    model = helper.make_model(graph, producer_name="acsa-tests", opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 7
    model.model_version = 3
    model.doc_string = f"Test model {name}."
    if metadata:
        helper.set_model_props(model, metadata)
    onnx.checker.check_model(model)
    onnx.save(model, str(HERE / f"{name}.onnx"))


def tensor(name, shape, kind=TensorProto.FLOAT):
    return helper.make_tensor_value_info(name, kind, shape)


def conv(x, weights, bias):
    """3×3 convolution with zero padding, [channel, row, column]."""
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    out = np.zeros((weights.shape[0],) + x.shape[1:])
    for dy in range(3):
        for dx in range(3):
            window = padded[:, dy:dy + x.shape[1], dx:dx + x.shape[2]]
            out += np.einsum("oc,chw->ohw", weights[:, :, dy, dx], window)
    return out + bias[:, None, None]


# y = 2 x + 1
save("affine",
     [helper.make_node("Mul", ["x", "two"], ["twice"]), helper.make_node("Add", ["twice", "one"], ["y"])],
     [tensor("x", ["batch", 4])], [tensor("y", ["batch", 4])],
     [("two", np.float32([2])), ("one", np.float32([1]))],
     {"acsa.clé": "ünï", "plain": "value"})

# Two inputs and outputs of different types: doubled = 2 a, next = b + 1.
save("mixed",
     [helper.make_node("Add", ["a", "a"], ["doubled"]), helper.make_node("Add", ["b", "one"], ["next"])],
     [tensor("a", [3]), tensor("b", [2], TensorProto.INT64)], [tensor("doubled", [3]), tensor("next", [2], TensorProto.INT64)],
     [("one", np.int64([1]))])

# conv 3×3 (1→8), relu, conv 3×3 (8→1), sigmoid; every size but the channels is free.
random = np.random.RandomState(20)
w1, b1 = random.randn(8, 1, 3, 3).astype(np.float32) * 0.5, random.randn(8).astype(np.float32) * 0.1
w2, b2 = random.randn(1, 8, 3, 3).astype(np.float32) * 0.3, random.randn(1).astype(np.float32) * 0.1
save("conv",
     [helper.make_node("Conv", ["x", "w1", "b1"], ["c1"], name="first", pads=[1, 1, 1, 1]),
      helper.make_node("Relu", ["c1"], ["r1"], name="relu"),
      helper.make_node("Conv", ["r1", "w2", "b2"], ["c2"], name="second", pads=[1, 1, 1, 1]),
      helper.make_node("Sigmoid", ["c2"], ["p"], name="sigmoid")],
     [tensor("x", ["batch", 1, "height", "width"])], [tensor("p", ["batch", 1, "height", "width"])],
     [("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2)])
x = random.rand(1, 9, 13).astype(np.float32)
p = 1 / (1 + np.exp(-conv(np.maximum(conv(x.astype(np.float64), w1, b1), 0), w2, b2)))
x.tofile(HERE / "conv-input.f32")
p.astype(np.float32).tofile(HERE / "conv-output.f32")

# Slow on purpose: 200 convolutions 16→16 that share one kernel, so that a run can be stopped between two of them.
kernel = (random.randn(16, 16, 3, 3) * 0.08).astype(np.float32)
names = ["x"] + [f"c{i}" for i in range(199)] + ["y"]
save("slow",
     [helper.make_node("Conv", [names[i], "kernel"], [names[i + 1]], pads=[1, 1, 1, 1]) for i in range(200)],
     [tensor("x", [1, 16, "height", "width"])], [tensor("y", [1, 16, "height", "width"])], [("kernel", kernel)])
