import type { descent as en } from "../../en/labs/descent";

export const descent: typeof en = {
  surface: "曲面",
  surfaces: { bowl: "碗 x² + y²", ravine: "峡谷", saddle: "鞍点", hollows: "两个极小值点" },
  rate: "学习率 η",
  steps: "步数",
  startX: "起点 x",
  startY: "起点 y",
  optimizers: { sgd: "梯度下降", momentum: "动量法", adam: "Adam" },
  gradientAt: (place, gradient) => `${place} 处的梯度：${gradient}`,
  arrived: "高度",
  where: "位置",
  lost: "已发散",
  table: "走完这些步之后各优化器的位置",
  plane: (surface) => `从上方看曲面“${surface}”，以及三个优化器的路径`,
  chart: "三个优化器的高度随步数的变化",
  step: "步",
  height: "高度",
  lecture: "从 (1, 2) 出发",
};
