/** What the page tells by itself. */
export const notices = {
  wrongCsv: (line: number) =>
    `The table cannot be read: line ${String(line)} is not “x1, x2, label” with a label of 0 or 1 (a number in a regression).`,

  watching: "You are looking at somebody's training.",
  copyWatched: "Make my own copy",
  noSuchJob: "The server does not have the training that this link names. Make your own instead.",

  connecting: "Connecting to the server …",
  lost: "The server does not answer. The page keeps trying and goes on by itself.",
  newJob: "The server no longer had this training. A new one has begun from your settings.",
  idle: "Paused while nobody was watching. Press play to go on.",
  diverged: "The training diverged: the numbers grew beyond all bounds. A lower learning rate helps.",
  calmDown: "Lower it and start again",
  tryOtherWeights: "Try other weights",
  stuck: "The loss no longer falls. Other first weights may find a better way.",
  busy: "The server is busy. The page tries again shortly.",
  refused: (detail: string) => `The server cannot train this: ${detail}`,
  dismiss: "Dismiss",
  statusPlaying: "Training",
  statusPaused: (epoch: string, train: string, test: string) =>
    `Paused at epoch ${epoch}. Training loss ${train}, test loss ${test}.`,
};
