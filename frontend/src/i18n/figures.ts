const en = {
  picture: "Picture",
  weights: "3 × 3 weights",
  found: "What they find",
  subsampled: "Subsampled",
  convolution:
    "The nine weights answer to edges: blue where the picture begins, orange where it ends. The frames show one place: nine points make one, and then four make one.",
  convolutionPicture:
    "A round spot of eight by eight points; nine weights, minus one on the left, zero, plus one on the right; the map of six by six that they make of it, positive along the spot's left edge and negative along its right; and that map subsampled to three by three.",
  words: ["The", "cat", "sat", "down"],
  folded: "The network",
  unrolled: "Unrolled over time",
  recurrence: "The hidden layer receives the current word and its own previous state. All arrows W have the same weights.",
  recurrencePicture:
    "Left: a network whose hidden layer is connected back to itself. Right: the same network unrolled into four copies, one for each word. Each hidden layer is connected to its output, and to the next copy by the same weights W.",
};

export const FIGURE_TEXTS: Readonly<Record<"en" | "zh-CN", typeof en>> = {
  en,
  "zh-CN": {
    picture: "图像",
    weights: "3 × 3 的权重",
    found: "找到的特征",
    subsampled: "下采样之后",
    convolution:
      "这九个权重对边缘作出反应：亮处开始的地方是蓝色，结束的地方是橙色。方框标出同一处：九个点变成一个，然后四个又变成一个。",
    convolutionPicture:
      "八乘八的图像，中间是一个圆斑；九个权重，左列为负一，中列为零，右列为正一；由此得到的六乘六特征图，沿圆斑左缘为正，沿右缘为负；最后下采样为三乘三。",
    words: ["猫", "坐", "下", "了"],
    folded: "网络",
    unrolled: "按时间展开",
    recurrence: "隐藏层同时接收当前词和自己上一步的状态。每个标着 W 的箭头，用的都是同一组权重。",
    recurrencePicture:
      "左边是一个隐藏层连回自身的网络。右边把同一个网络展开成四份，每个词一份；每一份的隐藏层连到自己的输出，并用同一组权重 W 连到下一份。",
  },
};
