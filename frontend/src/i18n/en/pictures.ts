/** Captions of plots, and their descriptions for screen readers. */
export const pictures = {
  outputOf: (output: number) => `Output ${String(output)}`,
  outputOfClass: (label: number) => `Output for class ${String(label)}`,
  className: (label: number) => `Class ${String(label)}`,
  legendClasses: "Colour and shape show the class. The stronger the colour, the more confident the network.",
  columnAcross: "Horizontal axis",
  columnUp: "Vertical axis",
  columnsHint: "The picture shows two columns of the data. The others are fixed at their mean.",
  dimensions: "Columns",
  dimensionsHint: "How many numbers describe a sample. The picture shows two of them.",
  classes: "Classes",
  classesHint: "The number of clusters to distinguish.",
  curve: "Curve",
  curveHint: "The line between the two classes. Which one needs the most neurons?",
  /** A list of values and their positions. */
  listed: (items: readonly string[]) => items.join(", "),
  sentenceEnd: ".",
  boundaryDescription: (columns: string) =>
    `Output of the network over the plane of ${columns}, with the samples.`,
  boundaryShare: (name: string, percent: string) => `${name} covers ${percent}% of the plane`,
  boundaryCorners: (
    middle: string,
    upperLeft: string,
    upperRight: string,
    lowerLeft: string,
    lowerRight: string,
  ) =>
    `Middle: ${middle}; upper left: ${upperLeft}; upper right: ${upperRight}; lower left: ${lowerLeft}; lower right: ${lowerRight}.`,
  boundaryRange: (low: string, lowAt: string, high: string, highAt: string) =>
    `The output ranges from ${low} at (${lowAt}) to ${high} at (${highAt}).`,
  curveName: (epochs: string) => `Loss by epoch, ${epochs} epochs.`,
  curveFell: (from: string, to: string) => `The training loss changed from ${from} to ${to}.`,
  curveTest: (now: string, best: string, epoch: string) =>
    `The test loss is ${now}; it was lowest at epoch ${epoch} with ${best}.`,
  networkShape: (features: string, shape: string, outputs: number) =>
    `Network with the features ${features}, hidden layers of ${shape} neurons, and ${outputs === 1 ? "one output" : `${String(outputs)} outputs`}.`,
  networkStrongest: (weight: string, from: string, to: string) =>
    `Its largest weight, ${weight}, leads from ${from} to ${to}.`,
};
