export const convolution = {
  progress: (epoch: number, epochs: number) => `Epoch ${String(epoch)} of ${String(epochs)}.`,
  accuracy: (share: string) => `${share} of the new digits recognized.`,
  drawing: "The input, 8 × 8 pixels. Arrow keys move, the space bar changes a pixel.",
  pixel: (row: number, column: number) => `Row ${String(row)}, column ${String(column)}`,
  digits: "Draw, or take a digit",
  change: "Change the input",
  directions: { left: "Shift left", up: "Shift up", down: "Shift down", right: "Shift right" },
  clear: "Clear",
  networks: {
    convolution: "Convolutional network",
    dense: "Dense network, 32 units",
    denseSmall: "Dense network, 11 units",
  },
  answer: (digit: number, share: string) => `${String(digit)}, with ${share}`,
  waiting: "Not trained yet",
  filters: "Filters, feature maps, pooled maps",
  filtersNote:
    "Above each map the nine weights of its filter: blue is positive, orange negative. Below it the maxima of 2 × 2 squares. Choose a filter.",
  filter: (filter: number) => `Filter ${String(filter)}`,
  map: (filter: number) =>
    `Feature map of filter ${String(filter)}. Point at a number to see the nine pixels behind it.`,
  kernel: (filter: number) => `Weights of filter ${String(filter)}`,
  weight: (row: number, column: number) => `Weight in row ${String(row)}, column ${String(column)}`,
  kernels: { vertical: "Vertical edges", horizontal: "Horizontal edges", learned: "As learned" },
  sum: (row: number, column: number, sum: string, bias: string, value: string) =>
    `Row ${String(row)}, column ${String(column)}: the weights on drawn pixels add up to ${sum}; with the bias ${bias} and ReLU this gives ${value}.`,
  table: "Recognized of 700 new digits",
  parameters: "parameters",
  inPlace: "as they are",
  shifted: "shifted right by 1 pixel",
};
