/** The network. */
export const network = {
  layerActivation: (layer: number) => `Activation of hidden layer ${String(layer)}`,

  features: "Features",
  featuresHint: "What are the inputs?",
  featureName: (label: string) => `Feature ${label}`,
  lastFeature: "The network needs at least one feature.",
  hiddenLayers: (count: number) => (count === 1 ? "1 hidden layer" : `${String(count)} hidden layers`),
  addLayer: "Add a hidden layer",
  removeLayer: "Remove the last hidden layer",
  neurons: (count: number) => (count === 1 ? "1 neuron" : `${String(count)} neurons`),
  addNeuron: (layer: number) => `Add a neuron to hidden layer ${String(layer)}`,
  removeNeuron: (layer: number) => `Remove a neuron from hidden layer ${String(layer)}`,
  freezeLayer: (layer: number) => `Freeze hidden layer ${String(layer)}`,
  freezeOutput: "Freeze the output layer",
  freezeHint:
    "A frozen layer keeps its weights and biases, and only the other layers learn. Try it on a trained network with new data.",
  landscape: "Loss landscape",
  landscapeHint:
    "Shows the loss around this network and the path of its training. Keep it open while training, and watch the path go downhill.",
  neuronName: (layer: number, neuron: number) => `Hidden layer ${String(layer)}, neuron ${String(neuron)}`,
  outputName: "Output neuron",
  outputUnit: "Output",
  weightIs: (value: string) => `Weight ${value}`,
  linkEnds: (from: string, to: string) => `from ${withinSentence(from)} to ${withinSentence(to)}`,
  bias: "Bias",
  weightFrom: (input: string) => `Weight from ${input}`,
  biasIs: (value: string) => `bias ${value}`,
  "callout.unit": "Each square shows a neuron’s output: point to enlarge it, press to change its numbers.",
  "callout.link": "Thick lines are large weights; blue is positive, orange negative.",
  explain: "What is going on here? ↓",
  noLayers: "no",
  shortcut: (from: number, to: number) => `Shortcut from layer ${String(from)} to layer ${String(to)}`,
  imageInput: "The input image. Draw on it: arrow keys move, the space bar changes a pixel.",
  pixelAt: (row: number, column: number) => `Row ${String(row)}, column ${String(column)}`,
  nextImage: "Next sample",
  clearImage: "Clear",
  neuronNumber: (neuron: number) => `neuron ${String(neuron)}`,
};

/** A name in the middle of a sentence. */
function withinSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
