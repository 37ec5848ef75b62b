import type { notices as en } from "../en/notices";

export const notices: typeof en = {
  wrongCsv: (line) =>
    `无法读取表格：第 ${String(line)} 行不是“x1, x2, 标签”，标签应为 0 或 1（回归时为数值）。`,

  watching: "您正在观看别人的训练。",
  copyWatched: "复制一份自己的",
  noSuchJob: "服务器上没有链接所指的训练，您可以自己新建一个。",

  connecting: "正在连接服务器……",
  lost: "服务器没有响应。页面会不断重试，恢复后自动继续。",
  newJob: "服务器上已没有这次训练，已按您的设置重新开始一次。",
  idle: "无人观看时训练已暂停。按“开始训练”继续。",
  diverged: "训练发散了：数值增长失控。调低学习率会有帮助。",
  calmDown: "调低并重新开始",
  tryOtherWeights: "换一组权重",
  stuck: "损失不再下降。换一组初始权重，也许会找到更好的路。",
  busy: "服务器繁忙，页面稍后会再试。",
  refused: (detail) => `服务器无法按此设置训练：${detail}`,
  dismiss: "知道了",
  statusPlaying: "训练中",
  statusPaused: (epoch, train, test) => `已暂停，第 ${epoch} 轮。训练损失 ${train}，测试损失 ${test}。`,
};
