import type { kept as en } from "../../en/parts/kept";

export const kept: typeof en = {
  title: "保留的训练",
  keep: "保留本次训练",
  keepHint: "按现在的样子保留曲线。它会一直留在列表里，直到被移除。",
  keptNow: (name) => `已保留：${name}`,
  full: "八个位置都已占用，请先移除一次训练。",
  empty: (epochs) =>
    `还没有保留的训练。训练满 ${String(epochs)} 轮之后，重置、修改网络或更换数据时会自动保留。`,
  first: "第一次训练",
  again: (number) => `第 ${String(number)} 次，设置相同`,
  numbered: (number) => `第 ${String(number)} 次`,
  changed: (setting, from, to) => `${setting} ${from} → ${to}`,
  changedField: (field) => `改动了${field}`,
  list: (changes) => changes.join("，"),
  more: (name) => `${name}……`,
  otherSettings: "其他设置",
  noValue: "无",
  result: (epoch, test, train) =>
    `第 ${epoch} 轮${test === undefined ? "" : `，测试 ${test}`}，训练 ${train}`,
  show: (name) => `在图中显示“${name}”的曲线`,
  rename: "按一下可以改名。",
  newName: "这次训练的名称",
  use: (name) => `恢复“${name}”的设置`,
  useHint: "把所有设置恢复成这次训练的样子。撤销可以回到现在的设置。",
  usedNow: "现在就是这些设置。",
  compare: (name) => `把“${name}”和现在的网络比较`,
  compareHint: "两个网络从头开始，并排训练。",
  remove: (name) => `移除“${name}”`,
  removeHint: "移除这次训练和它的曲线。",
};
