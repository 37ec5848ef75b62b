import type { beliefNet as en } from "../../en/labs/belief-net";

export const beliefNet: typeof en = {
  network: "四个隐藏层的初始权重",
  networks: { plain: "Sigmoid，随机", pretrained: "Sigmoid，预训练", relu: "ReLU，随机（He）" },
  chart: "各网络在测试集上认对的百分比随轮数的变化",
  epochs: "轮数",
  accuracy: "正确率（%）",
  guess: (network) => `先猜一猜：它能认对多少？（${network}）`,
  noGuess: "–",
  features: "第一隐藏层 32 个单元的权重，每个单元画成一幅 8×8 的图",
  featuresNote: "每幅小图是第一层一个单元的权重：蓝色为正，橙色为负。",
  training: (epoch, all) => `反向传播：第 ${String(epoch)} 轮，共 ${String(all)} 轮。`,
  pretraining: (layer, layers, epoch, all, error) =>
    `预训练：第 ${String(layer)} 层（共 ${String(layers)} 层），第 ${String(epoch)} 轮（共 ${String(all)} 轮）${error === undefined ? "" : `，重构误差 ${error}`}。`,
  pictures: "测试集中的十幅图片，以及网络的回答",
  digit: (digit) => `数字 ${String(digit)} 的图片`,
  answer: "回答：",
  table: "训练 80 轮之后，900 幅没见过的图片",
  yourGuess: "你的猜测",
  testAccuracy: "认对的比例",
};
