import type { convolution as en } from "../../en/labs/convolution";

export const convolution: typeof en = {
  progress: (epoch, epochs) => `第 ${String(epoch)} 轮，共 ${String(epochs)} 轮。`,
  accuracy: (share) => `识别出 ${share} 的新数字。`,
  drawing: "输入，8 × 8 像素。用方向键移动，空格键改变一个像素。",
  pixel: (row, column) => `第 ${String(row)} 行第 ${String(column)} 列`,
  digits: "自己画，或选一个数字",
  change: "改变输入",
  directions: { left: "向左移", up: "向上移", down: "向下移", right: "向右移" },
  clear: "清空",
  networks: {
    convolution: "卷积网络",
    dense: "全连接网络，32 个隐藏单元",
    denseSmall: "全连接网络，11 个隐藏单元",
  },
  answer: (digit, share) => `${String(digit)}，概率 ${share}`,
  waiting: "尚未训练",
  filters: "卷积核、特征图、汇聚后的图",
  filtersNote:
    "每幅特征图上方是卷积核的九个权重，蓝色为正，橙色为负；下方是每个 2 × 2 小块的最大值。点选一个卷积核。",
  filter: (filter) => `卷积核 ${String(filter)}`,
  map: (filter) => `卷积核 ${String(filter)} 的特征图。指向一个数，看它由哪九个像素得来。`,
  kernel: (filter) => `卷积核 ${String(filter)} 的权重`,
  weight: (row, column) => `第 ${String(row)} 行第 ${String(column)} 列的权重`,
  kernels: { vertical: "竖直边缘", horizontal: "水平边缘", learned: "恢复学到的权重" },
  sum: (row, column, sum, bias, value) =>
    `第 ${String(row)} 行第 ${String(column)} 列：画上的像素对应的权重之和是 ${sum}，加偏置 ${bias}，经过 ReLU 得 ${value}。`,
  table: "700 个新数字中识别出的比例",
  parameters: "参数个数",
  inPlace: "原位置",
  shifted: "右移 1 个像素",
};
