import type { landscape as en } from "../../en/labs/landscape";

export const landscape: typeof en = {
  network: "网络",
  networks: { circle: "圆环", xor: "异或", spiral: "螺旋", own: "你自己的" },
  address: "你的游乐场网址",
  addressHint:
    "浏览器地址栏里的内容，包括 # 之后的全部。留空则使用圆环数据，两个隐藏层分别有 4 个和 2 个神经元。",
  epochs: "每次训练的轮数",
  train: "训练",
  shape: (layers, epoch) => `各层：${layers}。已训练 ${epoch} 轮。`,
};
