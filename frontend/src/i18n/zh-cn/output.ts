import type { output as en } from "../en/output";

export const output: typeof en = {
  output: "输出",
  testLoss: "测试损失",
  trainLoss: "训练损失",
  chartName: (epochs, train, test) =>
    `损失随训练轮数的变化。训练 ${epochs} 轮后，训练损失为 ${train}，测试损失为 ${test}。`,
  boundaryName: (train, test) => `网络在 x1、x2 平面上的输出以及样本。训练损失 ${train}，测试损失 ${test}。`,
  chartCursor: (epoch, train, test) => `第 ${epoch} 轮\n测试 ${test}\n训练 ${train}`,
  logScale: "对数",
  logScaleHint: "对数刻度：让很小的损失也看得清",
  legend: "颜色表示数据、输出和权重的值。",
  showTestData: "显示测试数据",
  discretize: "输出二值化",
};
