const en = {
  address: "Address of your playground",
  addressHint:
    "Copy it from the browser's address bar, including everything after #. If empty: the circle, with hidden layers of four and two neurons.",
  epochs: "Epochs",
  train: "Train and draw",
  plane: "Plane",
  planes: { path: "of the path", random: "of two random directions" },
  picture: (plane: string) =>
    `The loss over the plane ${plane}, seen from above; the stronger the colour, the lower`,
  pathPicture: "with the path of this training from its initial weights (ring) to its end (dot)",
  span: "Half width",
  atStart: "Loss at the initial weights",
  atEnd: "Loss at the end",
  table: "The loss on the training samples, as computed by this page and by the server",
  here: "this page",
  server: "server",
  kept: (share: string) => `The plane keeps ${share} of the path's variance.`,
  network: (shape: string) => `Network: ${shape}`,
  cannot: "This page cannot compute the loss of this network.",
  tooLarge: (most: number) => `Networks of at most ${String(most)} parameters can be drawn here.`,
};

export const LANDSCAPE: Readonly<Record<"en" | "zh-CN", typeof en>> = {
  en,
  "zh-CN": {
    address: "你的游乐场网址",
    addressHint:
      "从浏览器地址栏复制，包括 # 之后的全部内容。留空则使用圆环数据，两个隐藏层分别有 4 个和 2 个神经元。",
    epochs: "轮数",
    train: "训练并绘图",
    plane: "平面",
    planes: { path: "训练路径所在的平面", random: "两个随机方向张成的平面" },
    picture: (plane) => `从上方看${plane}上的损失，颜色越浓越低`,
    pathPicture: "并画出这次训练从初始权重（圆圈）到终点（圆点）的路径",
    span: "半宽",
    atStart: "初始权重处的损失",
    atEnd: "终点处的损失",
    table: "训练样本上的损失：本页面和服务器各自的计算结果",
    here: "本页面",
    server: "服务器",
    kept: (share) => `这个平面保留了路径方差的 ${share}。`,
    network: (shape) => `网络：${shape}`,
    cannot: "页面无法计算这个网络的损失。",
    tooLarge: (most) => `这里最多只能画 ${String(most)} 个参数的网络。`,
  },
};
