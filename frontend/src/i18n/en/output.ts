/** Losses, chart and plane. */
export const output = {
  output: "Output",
  testLoss: "Test loss",
  trainLoss: "Training loss",
  chartCursor: (epoch: string, train: string, test: string) =>
    `Epoch ${epoch}\nTest ${test}\nTraining ${train}`,
  logScale: "log",
  logScaleHint: "Logarithmic scale: small losses become visible",
  legend: "Colours show data, outputs and weights.",
  showTestData: "Show test data",
  discretize: "Discretize output",
};
