// The DeepACSA networks in TensorFlow.js, whose Layers are Keras': from the weights and the input that keras_check.py writes to the output
// that it compares.   node keras_layers.mjs FOLDER
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const folder = resolve(process.argv[2]);
const require = createRequire(folder + "/");
const tf = require("@tensorflow/tfjs");
const given = JSON.parse(readFileSync(`${folder}/weights.json`, "utf8"));
const weights = given.weights[Symbol.iterator]();
const set = [];

// tf.image.resize of TensorFlow 2, which Keras' UpSampling2D calls, has half-pixel centres; the layer of TensorFlow.js has not.
class UpSampling extends tf.layers.Layer {
  constructor(factor) {
    super({});
    this.factor = factor;
  }

  computeOutputShape([n, h, w, c]) {
    return [n, h * this.factor, w * this.factor, c];
  }

  call(inputs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    return tf.image.resizeBilinear(x, [x.shape[1] * this.factor, x.shape[2] * this.factor], false, true);
  }

  static get className() {
    return "UpSampling";
  }
}

// Weights come in the order in which layers are made.
const take = (layer, count, x) => {
  const y = layer.apply(x);
  set.push([layer, Array.from({ length: count }, () => weights.next().value)]);
  return y;
};
const conv = (x, filters, size = 3, activation = undefined) =>
  take(tf.layers.conv2d({ filters, kernelSize: size, padding: "same", activation }), 2, x);
const convNormRelu = (x, filters) =>
  tf.layers.activation({ activation: "relu" }).apply(take(tf.layers.batchNormalization({}), 4, conv(x, filters)));
const pool = (x, by = 2) => tf.layers.maxPooling2d({ poolSize: by, strides: by }).apply(x);
const join = (parts) => tf.layers.concatenate({ axis: -1 }).apply(parts);

function vgg16Unet(input, narrow) {
  const kept = [];
  let x = input;
  [[64, 2], [128, 2], [256, 3], [512, 3], [512, 3]].forEach(([width, count], block) => {
    if (block > 0) x = pool(x);
    for (let i = 0; i < count; i++) x = conv(x, width / narrow, 3, "relu");
    kept.push(x);
  });
  [512, 256, 128, 64].forEach((width, i) => {
    x = take(tf.layers.conv2dTranspose({ filters: width / narrow, kernelSize: 2, strides: 2, padding: "same" }), 2, x);
    x = convNormRelu(convNormRelu(join([x, kept[3 - i]]), width / narrow), width / narrow);
  });
  return conv(x, 1, 1, "sigmoid");
}

function unet3Plus(input, narrow) {
  const widths = [64, 128, 256, 512, 1024].map((w) => w / narrow);
  const skip = 64 / narrow;
  const levels = [];
  let x = input;
  widths.forEach((width, i) => {
    x = convNormRelu(convNormRelu(i ? pool(x) : x, width), width);
    levels.push(x);
  });
  const decoded = { 4: levels[4] };
  for (const level of [3, 2, 1, 0]) {
    const parts = [];
    for (let i = 0; i < 5; i++) {
      let source = i <= level ? levels[i] : decoded[i];
      if (i < level) source = pool(source, 2 ** (level - i));
      if (i > level) source = new UpSampling(2 ** (i - level)).apply(source);
      parts.push(convNormRelu(source, skip));
    }
    decoded[level] = convNormRelu(join(parts), 5 * skip);
  }
  return conv(decoded[0], 1, 3, "sigmoid");
}

const input = tf.input({ shape: given.shape.slice(1) });
const output = { "deepacsa-unet-vgg16": vgg16Unet, "deepacsa-unet3plus": unet3Plus }[given.network](input, given.narrow);
const model = tf.model({ inputs: input, outputs: output });
for (const [layer, values] of set) layer.setWeights(values.map(({ shape, values }) => tf.tensor(values, shape)));
if (!weights.next().done) throw new Error("weights are left over");
const result = model.predict(tf.tensor(given.input, given.shape));
writeFileSync(`${folder}/output.json`, JSON.stringify({ shape: result.shape, values: Array.from(result.dataSync()), version: tf.version.tfjs }));
