import type { layers as en } from "../../en/labs/layers";

export const layers: typeof en = {
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
};
