/** What the page tells by itself. */
export const notices = {
  watching: "You are looking at somebody's training.",
  copyWatched: "Make my own copy",
  noSuchJob: "The server does not have the training that this link names. Make your own instead.",

  connecting: "Connecting to the server …",
  lost: "The server does not answer. The page keeps trying and goes on by itself.",
  newJob: "The server no longer had this training. A new one has begun from your settings.",
  weightsBack: "What the network had learned is back. The count of epochs begins anew.",
  idle: "Paused while nobody was watching. Press play to go on.",
  busy: "The server is busy. The page tries again shortly.",
  refused: (detail: string) => `The server cannot train this: ${detail}`,
  dismiss: "Dismiss",
  statusPlaying: "Training",
  statusPaused: (epoch: string, train: string, test: string | undefined) =>
    `Paused at epoch ${epoch}. Training loss ${train}${test === undefined ? "" : `, test loss ${test}`}.`,

  "diagnosis.diverged":
    "The training diverged: the numbers grew beyond all bounds. A lower learning rate helps.",
  "diagnosis.lossStuck": "The loss no longer falls. Other first weights may find a better way.",
  "diagnosis.deadUnits": (units: number, layer: number) =>
    `${units === 1 ? "A neuron" : `${String(units)} neurons`} of layer ${String(layer)} answer zero to every sample and no longer learn. Leaky ReLU keeps them alive.`,
  "diagnosis.saturatedUnits": (units: number, layer: number) =>
    `${units === 1 ? "A neuron" : `${String(units)} neurons`} of layer ${String(layer)} stand at their limit for nearly every sample and hardly learn. Smaller weights and steps help.`,
  "diagnosis.symmetricUnits": (units: number, layer: number) =>
    `${String(units)} neurons of layer ${String(layer)} are alike and learn the same thing. Random first weights set them apart.`,
  "diagnosis.vanishingGradients":
    "Hardly any gradient reaches the first layers, so they stand still. ReLU with He weights lets it through.",
  "diagnosis.explodingGradients":
    "The gradients grow from layer to layer. A lower learning rate holds the steps small.",
  "diagnosis.overfitting":
    "The training loss falls while the test loss rises: the network learns the samples by heart. Regularization holds it back.",
  unknownDiagnosis: (type: string) => `The server notes about this training: ${type}.`,
  "fix.lowerRate": "Lower the rate and start again",
  "fix.otherWeights": "Try other weights",
  "fix.leakyRelu": "Use Leaky ReLU",
  "fix.relu": "Use ReLU",
  "fix.randomWeights": "Draw random weights",
  "fix.smallerWeights": "Start again with less",
  "fix.regularize": "Regularize",

  "stopped.epochs": "Paused at the epoch that you have set.",
  "stopped.targetTestLoss": "Paused: the test loss has reached your target.",
  "stopped.earlyStopping": (epoch: string) =>
    `Paused: it no longer got better. The weights of epoch ${epoch}, the best, are back.`,
  "stopped.time": "Paused: the time that you have set is over.",

  "table.empty": "The table holds no points: one line each, x1, x2 and the label.",
  "table.columns": (line: string, found: string) =>
    `Line ${line} of the table has ${found} columns. Every line needs the same: x1, x2, … and the label.`,
  "table.number": (line: string, found: string) => `Line ${line} of the table: “${found}” is not a number.`,
  "table.label": (line: string, found: string) =>
    `Line ${line} of the table: the label ${found} is no class. Classes are 0 to 9.`,
  "table.set": (line: string, found: string) =>
    `Line ${line} of the table: “${found}” is no set. Say train or test.`,
};
