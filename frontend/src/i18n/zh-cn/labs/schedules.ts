import type { schedules as en } from "../../en/labs/schedules";

export const schedules: typeof en = {
  base: "初始学习率",
  warmup: "预热轮数",
  names: { constant: "恒定", step: "阶梯", exponential: "指数", cosine: "余弦" },
  rates: "各轮的学习率",
  losses: "各轮的训练损失",
  epoch: "轮",
  rate: "学习率",
  loss: "损失",
  train: "用四种调度各训练一次",
  last: (name, loss) => `${name}：最后十轮平均 ${loss}`,
};
