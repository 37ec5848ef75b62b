export const backprop = {
  open: "Look inside",
  openHint:
    "Pauses the training and sends a sample through the network, step by step: forward, loss, backward, update. Or click a sample or any point of the plane.",
  title: "Look inside",
  close: "Close",
  mode: "Follow",
  modes: { batch: "Mini-batch", sample: "One sample", point: "A point" },
  epoch: (epoch: string) => `Epoch ${epoch}`,
  batch: (index: number, count: number) => `Batch ${String(index)}/${String(count)}`,
  sampleOf: (index: number) => `Sample ${String(index)}`,
  pointAt: (x: string) => `Point (${x})`,
  phases: { forward: "Forward", loss: "Loss", backward: "Backward", update: "Update" },
  phase: "Phase",
  back: "Previous",
  forward: "Next",
  trains: "Train",
  trainsHint: "Trains this batch and goes to the next one",
  play: "Play the steps",
  pause: "Pause the steps",
  position: "Step",
  sample: "Sample",
  inBatch: (at: number, count: number) => `Sample ${String(at)} of ${String(count)}`,
  target: (value: string) => `target ${value}`,
  loss: "Loss",
  unit: (unit: number) => `Neuron ${String(unit)}`,
  into: "Weights of this neuron",
  from: "from",
  weight: "weight",
  input: "input",
  gradient: "gradient",
  updated: "updated",
  bias: "bias",
  names: { sum: "weighted sum z", activation: "activation a", delta: "delta δ" },
  formula: "Formula",
  paths: (count: number) =>
    count === 1
      ? "One path leads from here to the loss:"
      : `${count.toLocaleString("en")} paths lead from here to the loss, for this sample:`,
  more: (count: number) => `and ${count.toLocaleString("en")} more`,
  /** Of the paths of one sample, out of those of the batch. */
  sum: (samples: number) =>
    samples === 1 ? "Sum" : `Sum for this sample, one of the ${String(samples)} terms above:`,
  /** What happens at a step. */
  forwardStep: (unit: string, z: string, a: string) =>
    `${unit}: the weighted inputs add up to z = ${z}. The activation function gives a = ${a}.`,
  lossStep: (output: string, target: string, loss: string) =>
    `The output is ${output}, the target ${target}. The loss of this sample is ${loss}.`,
  outputDelta: (unit: string, delta: string, grows: boolean) =>
    `${unit}: δ = ${delta}. A larger z would ${grows ? "raise" : "lower"} the loss.`,
  hiddenDelta: (unit: string, delta: string, grows: boolean) =>
    `${unit}: the weighted deltas of the next layer give δ = ${delta}. A larger z would ${grows ? "raise" : "lower"} the loss.`,
  updateStep:
    "Each weight moves against its gradient. Blue weights grow, orange ones fall; the widest lines move most.",
  keys: "Arrow keys step, space plays, Escape closes.",
  pausing: "Waiting for the training to pause …",
  cannot: (detail: string) => `The server cannot show this: ${detail}`,
  lost: "The server does not answer. Close and try again.",
  unknownFunction: "This page cannot compute one of the functions of this network.",
  pick: "Look inside at a point: the arrow keys move the cross, Enter sends its values through the network",
  picked: (place: string) => `Cross at ${place}. Enter looks inside.`,
};
