import type { recurrence as en } from "../../en/labs/recurrence";

export const recurrence: typeof en = {
  cell: "循环单元（8 个）",
  cells: { simple: "简单循环", lstm: "LSTM" },
  length: "步数 T",
  radius: "初始 Wₕ 的谱半径",
  linear: (weight, steps, kept) =>
    `权重为 ${weight} 的单个线性神经元，经过这些步把信号变为原来的 ${weight}^${String(steps)} = ${kept} 倍。`,
  start: "初始权重",
  all: "依次训练 T = 5、10、20、30、40",
  symbols: ["A", "B"],
  picture: (symbols) => `按时间展开的网络，读入 ${symbols}：每一步有八个状态，以及传到这一步的梯度`,
  caption:
    "每一列是一个时刻。最下面是读入的符号：橙色为 A，蓝色为 B；上面是八个状态，从 −1（橙）到 1（蓝）。柱形表示最后一步的梯度有多少传到这一步，用对数刻度，从 10⁻⁶ 到 1；黑线是训练前的值。",
  answer: (right, answer, correct) =>
    correct
      ? `第一个符号是 ${right}，网络回答 ${answer}。`
      : `第一个符号是 ${right}，网络却回答 ${answer}：它忘记了。`,
  ratio: (before, now) => `第一步与最后一步的梯度之比：训练前 ${before}，现在 ${now}。`,
  sequence: "序列",
  progress: (epoch, all, accuracy) =>
    epoch === 0
      ? "尚未训练"
      : `第 ${String(epoch)} 轮（共 ${String(all)} 轮）：200 个新序列中答对 ${accuracy}%`,
  chart: "新序列答对的百分比随步数的变化",
  correct: "正确率（%）",
};
