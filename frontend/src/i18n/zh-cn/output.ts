import type { output as en } from "../en/output";

export const output: typeof en = {
  output: "输出",
  testLoss: "测试损失",
  trainLoss: "训练损失",
  chartCursor: (epoch, train, test) => `第 ${epoch} 轮\n测试 ${test}\n训练 ${train}`,
  logScale: "对数",
  logScaleHint: "对数刻度：让很小的损失也看得清",
  legend: "颜色表示数据、输出和权重的值。",
  showTestData: "显示测试数据",
  discretize: "输出二值化",
};
