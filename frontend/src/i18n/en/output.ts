/** Losses, chart and plane. */
export const output = {
  output: "Output",
  testLoss: "Test loss",
  trainLoss: "Training loss",
  chartName: (epochs: string, train: string, test: string) =>
    `Loss by epoch. After ${epochs} epochs the training loss is ${train}, the test loss ${test}.`,
  boundaryName: (train: string, test: string) =>
    `Output of the network over the plane of x1 and x2, with the samples. Training loss ${train}, test loss ${test}.`,
  chartCursor: (epoch: string, train: string, test: string) =>
    `Epoch ${epoch}\nTest ${test}\nTraining ${train}`,
  logScale: "log",
  logScaleHint: "Logarithmic scale: small losses become visible",
  legend: "Colours show data, outputs and weights.",
  showTestData: "Show test data",
  discretize: "Discretize output",
};
