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
  dismiss: "知道了",
  statusPlaying: "训练中",
  statusPaused: (epoch, train, test) =>
    `已暂停，第 ${epoch} 轮。训练损失 ${train}${test === undefined ? "" : `，测试损失 ${test}`}。`,

  "diagnosis.diverged": "训练发散了：数值增长失控。",
  "diagnosis.linearModel": "没有非线性的隐藏层，网络只是一个线性模型：训练多久都拟合不了这些样本。",
  "diagnosis.missingFeatures": "所选特征缺少数据中的关键信息，任何网络都无法据此拟合样本。",
  "diagnosis.outputUnits": "输出的个数与数据的类别数不符。",
  "diagnosis.learningRateTooLarge": "学习率太大：每次更新都使权重变化过大，损失无法稳定下来。",
  "diagnosis.learningRateTooSmall": "学习率太小：损失虽在下降，但照这个速度要训练几千轮。",
  "diagnosis.lossStuck": "损失仍然很高却不再下降：训练陷入了局部最优。",
  "diagnosis.deadUnits": (units, layer) =>
    `第 ${String(layer)} 层有 ${String(units)} 个神经元对所有样本都输出零，因此不再学习。`,
  "diagnosis.saturatedUnits": (units, layer) =>
    `第 ${String(layer)} 层有 ${String(units)} 个神经元对几乎所有样本都处于饱和，因此很难再学习。`,
  "diagnosis.symmetricUnits": (units, layer) =>
    `第 ${String(layer)} 层有 ${String(units)} 个神经元完全相同，因此学到的东西也相同。`,
  "diagnosis.vanishingGradients": "梯度逐层变小，前面的层几乎学不到东西。",
  "diagnosis.explodingGradients": "梯度逐层变大，每次更新的幅度都过大。",
  "diagnosis.overfitting": "训练损失在下降，测试损失却在上升：网络出现了过拟合。",
  unknownDiagnosis: (type) => `服务器对这次训练的提示：${type}。`,
  "fix.addLayer": "添加隐藏层",
  "fix.moreUnits": "增加神经元",
  "fix.tanh": "改用 tanh",
  "fix.addFeatures": (features) => `加入特征 ${features}`,
  "fix.outputs": "每个类别一个输出",
  "fix.lowerRate": "调低学习率并重新开始",
  "fix.raiseRate": "调高学习率并重新开始",
  "fix.otherWeights": "换一组权重",
  "fix.leakyRelu": "改用 Leaky ReLU",
  "fix.relu": "改用 ReLU",
  "fix.randomWeights": "使用随机权重",
  "fix.smallerWeights": "使用较小的权重（Xavier）",
  "fix.regularize": "加强正则化",
  "fix.moreData": "增加训练数据",
  diagnosisLesson: "为什么？",

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
