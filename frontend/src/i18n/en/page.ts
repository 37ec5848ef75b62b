/** What frames the picture: top line, sharing, keys and theme. */
export const page = {
  title: "NN Playground",
  tagline: "Watch a neural network learn",
  skipToNetwork: "Skip to the network",

  close: "Close",

  undo: "Undo",
  redo: "Redo",

  article: "Explanation",
  lessons: "Lessons",
  share: "Share",
  shareTitle: "Take this along",
  shareLink: "Link",
  shareFrame: "Code for a course page",
  shareHint:
    "Both carry all settings and seeds, so the same network learns again. Trained weights stay here.",
  frameHeight: "Height in pixels",
  copy: "Copy",
  copied: "Copied",

  language: "中文",
  languageName: "切换到中文",
  theme: (theme: string) => `Theme: ${theme}`,
  themeSystem: "as the system",
  themeLight: "light",
  themeDark: "dark",
  keys: "Keys",
  keysTitle: "Keys of this page",
  keySpace: "Space",
  keyPlay: "Play and pause",
  keyStep: "One epoch on",
  keyReset: "Reset to the same weights",
  keyNewWeights: "Reset to new weights",
  keyHelp: "This list",
  keyArrows: "Arrow keys",
  keyNetwork: "From neuron to neuron, once one has the focus",
  keyStepBatch: "One batch on",
};
