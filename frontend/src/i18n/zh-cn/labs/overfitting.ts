import type { overfitting as en } from "../../en/labs/overfitting";

export const overfitting: typeof en = {
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
};
