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

  testAccuracy: "Test accuracy",
  trainAccuracy: "Training",
  testR2: "Test R²",
  trainR2: "Training R²",
  validationLoss: "Validation loss",
  measures: "Measures",
  trueClass: "True class",
  predictedAs: (label: number) => `Taken for class ${String(label)}`,
  trulyOf: (label: number) => `Of class ${String(label)}`,
  gradients: "Gradient by layer, on the training data",
  gradientsHint: "How much of the error reaches each layer. Tiny at the first layers: they hardly learn.",
  gradientsComing: "The gradients are being computed …",
  layer: "Layer",
  layerNumber: (layer: number) => `Hidden ${String(layer)}`,
  gradientNorm: "Norm",
  gradientMean: "Mean size",
  confusionHint: "Rows are the true classes, columns the answers.",
  testData: "Test data",
  trainData: "Training data",
  dataSet: "Data",
  regressionErrors: "How near the answers are",
};
