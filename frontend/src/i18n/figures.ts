const en = {
  picture: "Image",
  weights: "3 × 3 weights",
  featureMap: "Feature map",
  rectified: "After ReLU",
  pooled: "After max pooling",
  convolution:
    "The nine weights detect vertical edges: the feature map is positive (blue) at the left edge of the spot and negative (orange) at its right edge. ReLU sets the negative values to 0, so this filter finds left edges only. Max pooling keeps the largest of every four values. The frames show one place: nine pixels are multiplied by the weights and added, and later the largest of four values is kept.",
  convolutionPicture:
    "An image of eight by eight pixels with a round spot; nine weights, minus one in the left column, zero in the middle, plus one in the right; the feature map of six by six, positive along the left edge of the spot and negative along its right edge; the same map after ReLU, where only the left edge is left; and the map after max pooling, three by three.",
  words: ["The", "cat", "sat", "down"],
  folded: "The network",
  unrolled: "Unrolled over time",
  recurrence:
    "The hidden layer receives the current word and its own previous state. All arrows W have the same weights.",
  recurrencePicture:
    "Left: a network whose hidden layer is connected back to itself. Right: the same network unrolled into four copies, one for each word. Each hidden layer is connected to its output, and to the next copy by the same weights W.",
};

export const FIGURE_TEXTS: Readonly<Record<"en" | "zh-CN", typeof en>> = {
  en,
  "zh-CN": {
    picture: "图像",
    weights: "3 × 3 的权重",
    featureMap: "特征图",
    rectified: "ReLU 之后",
    pooled: "最大汇聚之后",
    convolution:
      "这九个权重用来检测竖直边缘：特征图在圆斑左缘为正（蓝色），右缘为负（橙色）。ReLU 把负值变为 0，所以这个滤波器只找出左缘。最大汇聚从每四个值中取最大。方框标出同一处：九个像素加权得到一个值，再从四个值中取最大。",
    convolutionPicture:
      "八乘八像素的图像，中间是一个圆斑；九个权重，左列为负一，中列为零，右列为正一；由此得到的六乘六特征图，沿圆斑左缘为正，沿右缘为负；经过 ReLU 之后，只剩左缘；经过最大汇聚之后，特征图变为三乘三。",
    words: ["猫", "坐", "下", "了"],
    folded: "网络",
    unrolled: "按时间展开",
    recurrence: "隐藏层同时接收当前词和自己上一步的状态。每个标着 W 的箭头，用的都是同一组权重。",
    recurrencePicture:
      "左边是一个隐藏层连回自身的网络。右边把同一个网络展开成四份，每个词一份；每一份的隐藏层连到自己的输出，并用同一组权重 W 连到下一份。",
  },
};
