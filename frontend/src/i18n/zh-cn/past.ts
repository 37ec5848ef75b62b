import type { past as en } from "../en/past";

export const past: typeof en = {
  timeLine: "时间轴",
  timeLineHint: "本次训练的所有轮次。向左拖动，看看网络当时的样子。",
  timeLinePresent: (epoch) => `现在，第 ${epoch} 轮`,
  timeLineAt: (epoch, last, train, test) =>
    `第 ${epoch} 轮，共 ${last} 轮，训练损失 ${train}${test === undefined ? "" : `，测试损失 ${test}`}`,
  changedTo: (setting, value) => `从这里起，${setting}为 ${value}`,
  changedParameters: "手动修改了权重",

  pastView: "历史",
  pastShown: "正在查看历史。",
  pastLocked: "此时不能更改设置和权重。",
  pastEpoch: (epoch, last) => `第 ${epoch} 轮，共 ${last} 轮`,
  pastBackward: "倒放",
  pastForward: "回放",
  pastPause: "停止回放",
  pastSpeed: "回放速度",
  pastSpeedName: (epochs) => `${epochs}/秒`,
  backToPresent: "回到现在",
  goOn: "从这里继续训练",
  goOnHint: "从这一轮开始另一次训练，图中同时显示两条曲线。撤销可以回到原来的训练。",
  goOnWith: "改变",
  goOnSetting: "要改变的设置",
  goOnSame: "无（设置不变）",
  goOnValue: (setting) => `${setting}的新值`,
  goOnStarting: "正在开始……",

  parentCurve: (epoch) => `第 ${epoch} 轮分支之前的训练`,
  parentText: (epoch, train) =>
    `虚线是分支前的训练，本次训练从它的第 ${epoch} 轮开始；它最后的训练损失是 ${train}。`,
};
