/** Notices and states. */
export const notices = {
  watching: "You are watching someone else’s training.",
  copyWatched: "Make my own copy",
  noSuchJob: "The training of this link is not on the server. You can start your own.",

  connecting: "Connecting to the server …",
  lost: "The server does not answer. The page keeps trying and continues automatically.",
  newJob: "The server no longer has this training. A new one has started with your settings.",
  weightsRestored: "The learned weights are restored. The epoch count starts again.",
  idle: "Paused because nobody was watching. Press play to continue.",
  busy: "The server is busy. The page tries again shortly.",
  refused: (detail: string) => `The server cannot train this: ${detail}`,
  solved: (epochs: number) => (epochs === 1 ? "Solved in 1 epoch." : `Solved in ${String(epochs)} epochs.`),
  "next.spiral": "Now the spiral?",
  "next.checkerboard": "Now the checkerboard?",
  "next.rings": "Now the rings?",
  dismiss: "Dismiss",
  statusPlaying: "Training",
  statusPaused: (epoch: string, train: string, test: string | undefined) =>
    `Paused at epoch ${epoch}. Training loss ${train}${test === undefined ? "" : `, test loss ${test}`}.`,

  "diagnosis.diverged": "The training diverged: the numbers grew without bound. A lower learning rate helps.",
  "diagnosis.lossStuck": "The loss no longer falls. Training from other initial weights may succeed.",
  "diagnosis.deadUnits": (units: number, layer: number) =>
    units === 1
      ? `A neuron of layer ${String(layer)} outputs zero for every sample and no longer learns. Leaky ReLU avoids this.`
      : `${String(units)} neurons of layer ${String(layer)} output zero for every sample and no longer learn. Leaky ReLU avoids this.`,
  "diagnosis.saturatedUnits": (units: number, layer: number) =>
    units === 1
      ? `A neuron of layer ${String(layer)} is saturated for nearly every sample and hardly learns. Smaller initial weights and a lower learning rate help.`
      : `${String(units)} neurons of layer ${String(layer)} are saturated for nearly every sample and hardly learn. Smaller initial weights and a lower learning rate help.`,
  "diagnosis.symmetricUnits": (units: number, layer: number) =>
    `${String(units)} neurons of layer ${String(layer)} are equal and learn the same. Random initial weights make them different.`,
  "diagnosis.vanishingGradients":
    "Hardly any gradient reaches the first layers, so they hardly learn. ReLU with He initialization helps.",
  "diagnosis.explodingGradients":
    "The gradients grow from layer to layer. A lower learning rate keeps the steps small.",
  "diagnosis.overfitting":
    "The training loss falls while the test loss rises: the network is overfitting. Regularization helps.",
  unknownDiagnosis: (type: string) => `The server reports about this training: ${type}.`,
  "fix.lowerRate": "Lower the learning rate and restart",
  "fix.otherWeights": "Try other weights",
  "fix.leakyRelu": "Use Leaky ReLU",
  "fix.relu": "Use ReLU",
  "fix.randomWeights": "Draw random weights",
  "fix.smallerWeights": "Use Xavier and a lower learning rate",
  "fix.regularize": "Add regularization",

  "stopped.epochs": "Paused at the epoch that you chose.",
  "stopped.targetTestLoss": "Paused: the test loss has reached your target.",
  "stopped.earlyStopping": (epoch: string) =>
    `Paused: no further improvement. The weights of the best epoch, ${epoch}, are restored.`,
  "stopped.time": "Paused: the time limit has been reached.",

  "table.empty": "The table has no points. Write one point per line: x1, x2 and the label.",
  "table.columns": (line: string, found: string) =>
    `Line ${line} of the table has ${found} columns. Every line needs the same columns: x1, x2, … and the label.`,
  "table.number": (line: string, found: string) => `Line ${line} of the table: “${found}” is not a number.`,
  "table.label": (line: string, found: string) =>
    `Line ${line} of the table: the label ${found} is not a class. Classes are 0 to 9.`,
  "table.set": (line: string, found: string) =>
    `Line ${line} of the table: “${found}” is not a set. Write train or test.`,
};
