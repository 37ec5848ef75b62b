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

  "diagnosis.diverged": "The training diverged: the numbers grew without bound.",
  "diagnosis.linearModel":
    "Without a nonlinear hidden layer the network is a linear model: it cannot fit these samples, however long it trains.",
  "diagnosis.missingFeatures":
    "The chosen features lack information that the data contain, so no network can fit the samples.",
  "diagnosis.outputUnits": "The number of outputs does not match the classes of the data.",
  "diagnosis.learningRateTooLarge":
    "The learning rate is too large: every update changes the weights so much that the loss cannot settle.",
  "diagnosis.learningRateTooSmall":
    "The learning rate is too small: the loss falls, but at this pace it takes thousands of epochs.",
  "diagnosis.lossStuck":
    "The loss is still high and no longer falls: the training is stuck in a local optimum.",
  "diagnosis.deadUnits": (units: number, layer: number) =>
    units === 1
      ? `A neuron of layer ${String(layer)} outputs zero for every sample, so it no longer learns.`
      : `${String(units)} neurons of layer ${String(layer)} output zero for every sample, so they no longer learn.`,
  "diagnosis.saturatedUnits": (units: number, layer: number) =>
    units === 1
      ? `A neuron of layer ${String(layer)} is saturated for nearly every sample, so it hardly learns.`
      : `${String(units)} neurons of layer ${String(layer)} are saturated for nearly every sample, so they hardly learn.`,
  "diagnosis.symmetricUnits": (units: number, layer: number) =>
    `${String(units)} neurons of layer ${String(layer)} are equal, so they all learn the same.`,
  "diagnosis.vanishingGradients":
    "The gradient shrinks from layer to layer, so the first layers hardly learn.",
  "diagnosis.explodingGradients": "The gradient grows from layer to layer, so the updates are far too large.",
  "diagnosis.overfitting": "The training loss falls while the test loss rises: the network is overfitting.",
  unknownDiagnosis: (type: string) => `The server reports about this training: ${type}.`,
  "fix.addLayer": "Add a hidden layer",
  "fix.moreUnits": "Add neurons",
  "fix.tanh": "Use tanh",
  "fix.addFeatures": (features: string) => `Feed in ${features}`,
  "fix.outputs": "One output per class",
  "fix.lowerRate": "Lower the learning rate and restart",
  "fix.raiseRate": "Raise the learning rate and restart",
  "fix.otherWeights": "Try other weights",
  "fix.leakyRelu": "Use Leaky ReLU",
  "fix.relu": "Use ReLU",
  "fix.randomWeights": "Draw random weights",
  "fix.smallerWeights": "Draw smaller weights (Xavier)",
  "fix.regularize": "Add regularization",
  "fix.moreData": "Train on more data",
  diagnosisLesson: "Why?",

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
