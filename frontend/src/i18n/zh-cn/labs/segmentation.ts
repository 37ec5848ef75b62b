import type { segmentation as en } from "../../en/labs/segmentation";

export const segmentation: typeof en = {
  network: "网络",
  networks: {
    threshold: "单个像素",
    convolutions: "邻域",
    uNet: "小型 U-Net",
    encoderDecoder: "编码器与解码器",
  },
  notes: {
    threshold: "1 × 1 卷积：一个权重和一个偏置，只看这个像素的亮度。",
    convolutions:
      "两层 3 × 3 卷积，每层 8 个卷积核，再接一个 1 × 1 卷积：每个像素由周围 5 × 5 个像素来判断。",
    uNet: "16 × 16 像素上 8 个卷积核，汇聚，8 × 8 上 8 个卷积核，再上采样。跨层连接把最初的 8 幅特征图放到放大后的特征图旁边，再由 8 个卷积核和一个 1 × 1 卷积读取两者。",
    encoderDecoder:
      "经过卷积和汇聚缩小到 4 × 4 个位置，再由一个全连接层恢复到 16 × 16 像素。它能看到整幅图像，没有跨层连接。",
  },
  loss: "损失函数",
  losses: { binaryCrossEntropy: "交叉熵", dice: "Dice 损失" },
  lossNotes: {
    binaryCrossEntropy: "二元交叉熵：对所有像素取平均，而其中九成是背景。",
    dice: "Dice 损失：1 − (2 Σ p y + 1) / (Σ p + Σ y + 1)，按每幅图像求和。背景判得再对也不加分。",
  },
  progress: (epoch, epochs) => `第 ${String(epoch)} 轮，共 ${String(epochs)} 轮。`,
  result: (dice, accuracy) => `在 200 幅新图像上：Dice 系数 ${dice}，准确率 ${accuracy}。`,
  picture: "图像：在上面画出你的掩码。",
  pictureName: "图像，16 × 16 像素，上面是你的掩码。用方向键移动，空格键标出一个像素。",
  pixel: (row, column) => `第 ${String(row)} 行第 ${String(column)} 列`,
  truth: "真实掩码",
  truthName: (pixels) => `真实掩码：256 个像素中的 ${String(pixels)} 个`,
  hidden: "先画出你的掩码再看。",
  answer: "网络的答案",
  answerName: (marked, dice) => `网络标出 256 个像素中的 ${String(marked)} 个，Dice 系数 ${dice}`,
  waiting: "尚未训练",
  next: "下一幅",
  clear: "清除我的掩码",
  hide: "隐藏真实掩码",
  show: "显示真实掩码",
  threshold: "概率达到此值就标出",
  table: "这幅图像",
  rows: { network: "网络", own: "你的掩码", nothing: "什么也不标" },
  columns: {
    accuracy: "准确率",
    dice: "Dice",
    union: "IoU",
    missed: "漏标",
    extra: "错标",
  },
  parameters: "参数个数",
  compared: "200 幅新图像，阈值 0.5",
};
