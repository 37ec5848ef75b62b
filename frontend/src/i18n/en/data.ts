/** Data sets and own points. */
export const data = {
  data: "Data",
  dataHint: "Which data set should the network learn?",
  solvedBefore: "You have solved it.",
  trainFraction: "Ratio of training to test data",
  trainFractionHint: "Fewer training samples make overfitting easier to see. Try 10 with some noise.",
  noise: "Noise",
  noiseHint: "Adds random errors to the data. Does the network memorize the noise?",
  batchSize: "Batch size",
  batchSizeHint: "Number of samples for one update. Small batches are noisy but learn fast: try 1.",
  regenerate: "Regenerate",
  regenerateHint:
    "Draws new samples; the network keeps its weights. Has it learned the pattern, or only the old samples?",

  ownPoints: "Your own",
  points: "Draw points",
  pointsDone: "Done",
  pointsHint:
    "Press to add points, drag to add several, drag a point to move it. You can also paste or drop a table with x1, x2 and the label.",
  drawingName:
    "Plane to draw on. Arrow keys move the cross, Enter adds a point or picks one up and puts it down, Delete erases, a digit chooses the class, Escape ends.",
  drawingKeys:
    "Arrows move, with Shift in small steps. Enter adds or picks up, Delete erases, digits choose the class, Esc ends.",
  crossHolds: (place: string) => `${place}, holding a point`,
  drawClass: (label: number) => `Add points of class ${String(label)}`,
  drawValue: (value: number) => `Add points of value ${String(value)}`,
  erase: "Erase",
  clearPoints: "Clear",
  clearPointsHint: "Removes all points, so that you can start with an empty plane. Undo restores them.",
  asTestPoint: "For testing",
  asTestPointHint: "Points that you add now are not used for training: the test loss is measured on them.",
  noPoints: "No points to train on yet. Add the first one.",
  pointsNotInPlane: "You can draw points only if the data have two columns. Use the table here.",
  table: "Table",
  tableTitle: "Points as a table",
  tableHint: (columns: number, regression: boolean) =>
    `One point per line: ${columns > 2 ? `x1 to x${String(columns)}` : "x1, x2"} and ${regression ? "its value" : "its class (0, 1, …)"}. An additional first column may contain train or test.`,
  tableLong:
    "A table of more than 1,000 rows is uploaded and kept on the server. Its first row names the columns; the last column is the label, which may be a word. Separate columns by commas.",
  uploading: "Uploading the table …",
  uploadUnreachable: "The server does not answer. Try again later.",
  uploadBusy: "The server is busy. Try again shortly.",
  moreFaults: (count: number) => `And ${String(count)} more.`,
  datasetSize: (samples: string) => `Your table on the server: ${samples} samples.`,
  datasetColumns: (names: string) => `Columns: ${names}.`,
  datasetClasses: (label: string, names: string) => `Classes (${label}): ${names}.`,
  datasetValues: (label: string) => `Values: ${label}.`,
  scale: "Standardize columns",
  scaleHint:
    "Subtracts from each column its mean and divides by its standard deviation, both of the training data. Try it when the columns have very different ranges.",
  tableFile: "Open a file",
  tableSave: "Save as CSV",
  tableUse: "Use these points",
  drawnValue: "Value",
};
