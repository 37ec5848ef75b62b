const en = {
  data: "Samples",
  generators: { circle: "Circle", spiral: "Spiral" },
  networks: {
    none: "No hidden layer",
    linear: "Linear layers only",
    bent: "One layer of 4, tanh",
    wide: "Wide: one layer of 26, tanh",
    deep: "Deep: two layers of 8, tanh",
  },
  parameters: (count: number) => `${String(count)} parameters`,
  train: "Train all three",
  trainLoss: "Training loss",
  testLoss: "Test loss",
  notYet: "not trained yet",
  plane: (network: string, loss: string) =>
    `Decision boundary of the network “${network}”, test loss ${loss}`,
  chart: "Training loss by epoch for the three networks",
  epoch: "epoch",
  loss: "loss",
};

export const LAYERS: Readonly<Record<"en" | "zh-CN", typeof en>> = {
  en,
  "zh-CN": {
    data: "样本",
    generators: { circle: "圆环", spiral: "螺旋" },
    networks: {
      none: "没有隐藏层",
      linear: "只有线性层",
      bent: "一层 4 个，tanh",
      wide: "宽：一层 26 个，tanh",
      deep: "深：两层各 8 个，tanh",
    },
    parameters: (count) => `${String(count)} 个参数`,
    train: "训练这三个网络",
    trainLoss: "训练损失",
    testLoss: "测试损失",
    notYet: "还没有训练",
    plane: (network, loss) => `网络“${network}”的决策边界，测试损失 ${loss}`,
    chart: "三个网络的训练损失随轮数的变化",
    epoch: "轮",
    loss: "损失",
  },
};
