/** Data sets and own points. */
export const data = {
  data: "Data",
  dataHint: "Which data set should the network learn?",
  trainFraction: "Ratio of training to test data",
  trainFractionHint: "Fewer training samples make overfitting easier to see. Try 10 with some noise.",
  noise: "Noise",
  noiseHint: "Blurs the data. Add some and see whether the network learns the noise by heart.",
  batchSize: "Batch size",
  batchSizeHint: "Samples for one update. Small batches are restless but learn fast: try 1.",
  regenerate: "Regenerate",
  regenerateHint:
    "Draws new samples; the network keeps its weights. Does it know the pattern, or only the old points?",

  points: "Draw points",
  pointsDone: "Done",
  pointsHint:
    "Press to set points, drag for a line of them, drag a point to move it. Or paste or drop a table with x1, x2 and the label.",
  drawingName:
    "Plane to draw on. Arrow keys move the cross, Enter sets a point or takes one up and puts it down, Delete erases, a digit chooses the class, Escape ends.",
  drawingKeys:
    "Arrows move, with Shift in small steps. Enter sets or takes up, Delete erases, digits choose the class, Esc ends.",
  crossHolds: (place: string) => `${place}, holding a point`,
  drawClass: (label: number) => `Set points of class ${String(label)}`,
  drawValue: (value: number) => `Set points of value ${String(value)}`,
  erase: "Erase",
  clearPoints: "Clear",
  clearPointsHint: "Takes all points away, so that you can begin on an empty plane. Undo brings them back.",
  asTestPoint: "For testing",
  asTestPointHint:
    "Points that you set now are kept from the training: the test loss tells how well it does on them.",
  noPoints: "No points to train on yet. Set the first one.",
  pointsNotInPlane: "Points are drawn where the data have two columns. Use the table here.",
  table: "Table",
  tableTitle: "Points as a table",
  tableHint: (columns: number, regression: boolean) =>
    `One point a line: ${columns > 2 ? `x1 to x${String(columns)}` : "x1, x2"} and ${regression ? "its value" : "its class (0, 1, …)"}. A first column may say train or test.`,
  tableFile: "Open a file",
  tableSave: "Save as CSV",
  tableUse: "Use these points",
  drawnValue: "Value",
};
