import type { page as en } from "../en/page";

export const page: typeof en = {
  title: "神经网络游乐场",
  tagline: "看神经网络如何学习",
  skipToNetwork: "跳到网络图",

  close: "关闭",

  undo: "撤销",
  redo: "重做",

  article: "说明",
  lessons: "课程",
  share: "分享",
  shareTitle: "分享当前设置",
  shareLink: "链接",
  shareFrame: "嵌入课程页面的代码",
  shareHint: "两者都包含全部设置和随机种子，别人打开后会看到同样的网络从初始权重学起。",
  frameHeight: "高度（像素）",
  copy: "复制",
  copied: "已复制",

  language: "English",
  languageName: "Switch to English",
  theme: (theme) => `主题：${theme}`,
  themeSystem: "跟随系统",
  themeLight: "浅色",
  themeDark: "深色",
  keys: "快捷键",
  keysTitle: "本页快捷键",
  keySpace: "空格",
  keyPlay: "开始或暂停训练",
  keyStep: "训练一轮",
  keyReset: "重置到同一组初始权重",
  keyNewWeights: "换一组初始权重",
  keyHelp: "显示此列表",
  keyArrows: "方向键",
  keyNetwork: "选中一个神经元后，在神经元之间移动",
  keyStepBatch: "训练一批",
  shareWeights: "带上现在的权重",
};
