export const overfitting = {
  remedy: "Remedy",
  remedies: {
    none: "None",
    earlyStopping: "Early stopping",
    l2: "L2",
    dropout: "Dropout",
    data: "More data (400 samples)",
  },
  train: "Train",
  chart: "Loss by number of updates",
  updates: "updates",
  loss: "loss",
  sets: { trainLoss: "Training", validationLoss: "Validation", testLoss: "Test" },
  plane: (remedy: string) => `Decision boundary of the network with the remedy: ${remedy}`,
  table: "Losses at the end of each run",
  best: "lowest test loss",
  stopped: (epoch: number) =>
    `Stopped early: the validation loss was lowest in epoch ${String(epoch)}, and the weights of that epoch are kept.`,
};
