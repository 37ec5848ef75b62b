const en = {
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

export const OVERFITTING: Readonly<Record<"en" | "zh-CN", typeof en>> = {
  en,
  "zh-CN": {
    remedy: "补救办法",
    remedies: {
      none: "无",
      earlyStopping: "早停",
      l2: "L2 正则化",
      dropout: "随机失活（Dropout）",
      data: "更多数据（400 个样本）",
    },
    train: "训练",
    chart: "损失随更新次数的变化",
    updates: "更新次数",
    loss: "损失",
    sets: { trainLoss: "训练", validationLoss: "验证", testLoss: "测试" },
    plane: (remedy) => `采用“${remedy}”时网络的决策边界`,
    table: "每次训练结束时的损失",
    best: "最低测试损失",
    stopped: (epoch) => `已早停：第 ${String(epoch)} 轮的验证损失最低，保留该轮的权重。`,
  },
};
