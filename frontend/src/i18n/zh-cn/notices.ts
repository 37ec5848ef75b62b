import type { notices as en } from "../en/notices";

export const notices: typeof en = {
  watching: "你正在观看别人的训练。",
  copyWatched: "复制一份自己的",
  noSuchJob: "服务器上没有链接所指的训练，可以自己新建一个。",

  connecting: "正在连接服务器……",
  lost: "服务器没有响应。页面会不断重试，恢复后自动继续。",
  newJob: "服务器上已没有这次训练，已按当前设置重新开始一次。",
  weightsRestored: "网络学到的权重已恢复，训练轮数重新计数。",
  idle: "无人观看时训练已暂停。按“开始训练”继续。",
  busy: "服务器繁忙，页面稍后会再试。",
  refused: (detail) => `服务器无法按此设置训练：${detail}`,
  solved: (epochs) => `学会了，用了 ${String(epochs)} 轮。`,
  "next.spiral": "接着挑战螺旋？",
  "next.checkerboard": "接着挑战棋盘？",
  "next.rings": "接着挑战同心环？",
  dismiss: "知道了",
  statusPlaying: "训练中",
  statusPaused: (epoch, train, test) =>
    `已暂停，第 ${epoch} 轮。训练损失 ${train}${test === undefined ? "" : `，测试损失 ${test}`}。`,

  "diagnosis.diverged": "训练发散了：数值增长失控。调低学习率会有帮助。",
  "diagnosis.lossStuck": "损失不再下降。换一组初始权重，也许能训练成功。",
  "diagnosis.deadUnits": (units, layer) =>
    `第 ${String(layer)} 层有 ${String(units)} 个神经元对所有样本都输出零，不再学习。Leaky ReLU 可以避免这种情况。`,
  "diagnosis.saturatedUnits": (units, layer) =>
    `第 ${String(layer)} 层有 ${String(units)} 个神经元对几乎所有样本都处于饱和，很难再学习。减小初始权重和学习率会有帮助。`,
  "diagnosis.symmetricUnits": (units, layer) =>
    `第 ${String(layer)} 层有 ${String(units)} 个神经元完全相同，学到的东西也相同。随机的初始权重可以让它们各不相同。`,
  "diagnosis.vanishingGradients":
    "梯度几乎传不到前面的层，它们几乎学不到东西。改用 ReLU 和 He 初始化会有帮助。",
  "diagnosis.explodingGradients": "梯度逐层变大。调低学习率可以让步幅保持较小。",
  "diagnosis.overfitting": "训练损失在下降，测试损失却在上升：网络出现了过拟合。正则化会有帮助。",
  unknownDiagnosis: (type) => `服务器对这次训练的提示：${type}。`,
  "fix.lowerRate": "调低学习率并重新开始",
  "fix.otherWeights": "换一组权重",
  "fix.leakyRelu": "改用 Leaky ReLU",
  "fix.relu": "改用 ReLU",
  "fix.randomWeights": "使用随机权重",
  "fix.smallerWeights": "改用 Xavier 并调低学习率",
  "fix.regularize": "加强正则化",

  "stopped.epochs": "已训练到设定的轮数，自动暂停。",
  "stopped.targetTestLoss": "测试损失已达到目标，自动暂停。",
  "stopped.earlyStopping": (epoch) => `不再有改善，自动暂停，并恢复了最好的第 ${epoch} 轮的权重。`,
  "stopped.time": "设定的时间已到，自动暂停。",

  "table.empty": "表格中没有点：每行一个点，依次为 x1、x2 和标签。",
  "table.columns": (line, found) => `表格第 ${line} 行有 ${found} 列。各行应当一致：x1、x2……和标签。`,
  "table.number": (line, found) => `表格第 ${line} 行：“${found}”不是数字。`,
  "table.label": (line, found) => `表格第 ${line} 行：标签 ${found} 不是类别，类别为 0 到 9。`,
  "table.set": (line, found) => `表格第 ${line} 行：“${found}”不是集合名，请写 train 或 test。`,
};
