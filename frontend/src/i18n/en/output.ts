/** Losses, chart and plane. */
export const output = {
  output: "Output",
  testLoss: "Test loss",
  trainLoss: "Training loss",
  chartCursor: (epoch: string, train: string, test: string | undefined, validation: string | undefined) =>
    `Epoch ${epoch}${test === undefined ? "" : `\nTest ${test}`}${validation === undefined ? "" : `\nValidation ${validation}`}\nTraining ${train}`,
  logScale: "log",
  logScaleHint: "Draws the losses on a logarithmic scale. Try it when the curves are close to zero.",
  keptRuns: "Runs",
  keptRunsHint:
    "Keeps runs with their curves, so that you can compare the next one with them. Try another learning rate.",
  keptCurves: (count: number) =>
    count === 1
      ? "Behind it is the curve of one kept run."
      : `Behind it are the curves of ${String(count)} kept runs.`,
  legend: "Colours show data, outputs and weights.",
  arrows: (columns: string) =>
    `Field of arrows over ${columns}, each from a point to what the network makes of it.`,
  arrowLength: (length: string) => `An arrow is ${length} long on average.`,
  arrowsHint: "Arrows lead from a point to what the network makes of it.",
  pictureInputs: "Inputs",
  pictureDisturbed: (error: string) => `Disturbed as in training, mean squared error ${error}`,
  pictureOutputs: (error: string) => `What the network makes of them, mean squared error ${error}`,
  showTestData: "Show test data",
  discretize: "Discretize output",

  testAccuracy: "Test accuracy",
  trainAccuracy: "Training",
  testR2: "Test R²",
  trainR2: "Training R²",
  testLogLikelihood: "Test ln p",
  trainLogLikelihood: "Training ln p",
  machineLab: "Let such a machine dream",
  validationLoss: "Validation loss",
  metrics: "Metrics",
  trueClass: "True class",
  predictedAs: (label: number) => `Predicted as class ${String(label)}`,
  trulyOf: (label: number) => `True class ${String(label)}`,
  gradients: "Gradient by layer, on the training data",
  gradientsHint: "How much of the error reaches each layer. With a tiny gradient, a layer hardly learns.",
  gradientsComing: "The gradients are being computed …",
  layer: "Layer",
  layerNumber: (layer: number) => `Hidden ${String(layer)}`,
  gradientNorm: "Norm",
  gradientMean: "Mean magnitude",
  confusionHint: "Rows are the true classes, columns the predicted classes.",
  testData: "Test data",
  trainData: "Training data",
  dataSet: "Data",
  regressionErrors: "Prediction errors",
};
