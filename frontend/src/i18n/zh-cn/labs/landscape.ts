import type { landscape as en } from "../../en/labs/landscape";

export const landscape: typeof en = {
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
};
