/** What the pictures show, and what they say to those who do not see them. */
export const pictures = {
  outputOf: (output: number) => `Output ${String(output)}`,
  outputOfClass: (label: number) => `Output for class ${String(label)}`,
  className: (label: number) => `Class ${String(label)}`,
  legendClasses: "Colour and shape tell the classes. Strong colour: the network is sure.",
  columnAcross: "Column to the right",
  columnUp: "Column upwards",
  columnsHint: "The data have more columns than a picture. The others stay at their mean.",
  dimensions: "Columns",
  dimensionsHint: "How many numbers describe a sample. The picture shows two of them.",
  classes: "Classes",
  classesHint: "How many clusters are to be told apart.",
  /** A list of what stands where. */
  listed: (items: readonly string[]) => items.join(", "),
  sentenceEnd: ".",
  boundaryDescription: (columns: string) =>
    `Output of the network over the plane of ${columns}, with the samples.`,
  boundaryShare: (name: string, percent: string) => `${name} takes ${percent}% of the plane`,
  boundaryCorners: (
    middle: string,
    upperLeft: string,
    upperRight: string,
    lowerLeft: string,
    lowerRight: string,
  ) =>
    `Middle: ${middle}; upper left: ${upperLeft}; upper right: ${upperRight}; lower left: ${lowerLeft}; lower right: ${lowerRight}.`,
  boundaryRange: (low: string, lowAt: string, high: string, highAt: string) =>
    `The output goes from ${low} at (${lowAt}) to ${high} at (${highAt}).`,
  curveName: (epochs: string) => `Loss by epoch, ${epochs} epochs.`,
  curveFell: (from: string, to: string) => `The training loss has gone from ${from} to ${to}.`,
  curveTest: (now: string, best: string, epoch: string) =>
    `The test loss is ${now}; it was lowest at epoch ${epoch} with ${best}.`,
  networkShape: (features: string, shape: string, outputs: number) =>
    `Network with the features ${features}, hidden layers of ${shape} neurons, and ${outputs === 1 ? "one output" : `${String(outputs)} outputs`}.`,
  networkStrongest: (weight: string, from: string, to: string) =>
    `Its strongest weight, ${weight}, leads from ${from} to ${to}.`,
};
