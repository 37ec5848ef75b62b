/** What a control does and what to try, in a sentence or two: on hover, focus and a long touch. */
export const hints = {
  playHint: "Starts and pauses the training. Watch the background take the colours of the points.",
  resetHint: "Back to the same first weights. Play again, and it learns in just the same way.",
  stepHint: "Every sample has its turn once. Step slowly at the start, where most happens.",
  stepBatchHint: "A single update of the weights. Watch single lines change.",
  newWeightsHint: "Starts from other random weights; the data stay. Does it find the same solution again?",
  settingsHint: "Data, rates and the rarer choices. The training goes on below while you change them.",
  undoHint: "Takes back the last change of a setting, a point or a weight. So be bold.",
  redoHint: "Brings back what was undone.",
  lessonsHint: "Lessons, labs and exercises, from the single neuron on. Start with the first.",
  shareOpenHint:
    "A link to just this network, code for a course page, and files. Send your best solution to somebody.",
  shortcutsHint: "All keys of this page. Try space, and then the right arrow.",
  languageHint: "所有文字都换成中文，设置和训练不变。",
  themeHint: "Goes from the system’s theme to light, to dark, and round again.",

  "generator.circle.hint": "One class inside the other. No straight line parts them: how few neurons do?",
  "generator.xor.hint": "Opposite corners belong together. Take all hidden layers away and it fails.",
  "generator.gauss.hint": "Two clouds that a straight line parts: no hidden layer is needed. Add noise.",
  "generator.spiral.hint": "Two arms wound into each other, the hardest. Give it more neurons, or sin(x₁).",
  "generator.moons.hint": "Two half moons that reach into each other. Watch the line bend between them.",
  "generator.rings.hint": "A ring of one class between two parts of the other. Try x₁² and x₂².",
  "generator.checkerboard.hint": "Sixteen squares in turn. Compare one wide layer with two narrow ones.",
  "generator.threeBlobs.hint": "Three classes, so three outputs. Point at each of them to see its part.",
  "generator.clusters.hint": "As many classes and columns as you set below. Try five classes.",
  "generator.xorTable.hint":
    "Only the four corners, without noise: the smallest data that need a hidden layer.",
  "generator.plane.hint": "A number that grows evenly across the plane. Does it need a hidden layer at all?",
  "generator.gaussians.hint": "Peaks and pits. Give it eight neurons, and patience.",

  "feature.column.hint": "A coordinate as it is. Take one away: what can the network no longer tell?",
  "feature.square.hint": "Grows with the distance from the middle line. Try both squares on the circle.",
  "feature.product.hint":
    "Its sign tells opposite corners from the others. Try it on exclusive or, without hidden layers.",
  "feature.wave.hint": "Goes up and down across the plane. Try both sines on the spiral.",

  addLayerHint:
    "Two neurons in a layer of their own, and the training begins anew. Later layers make shapes out of shapes.",
  removeLayerHint: "The training begins anew without it. What can still be learned?",
  addNeuronHint: "Begins anew with one more. More neurons draw more corners.",
  removeNeuronHint: "The training begins anew with one less. How few are enough?",
  layerActivationHint: "How the neurons of this layer bend their sum. Compare ReLU with Tanh.",
  neuronHint: "Its weights and its bias as numbers, and as a formula. Change one and see the picture move.",

  drawHint: "Press on the plane to set such a point; drag a point to move it.",
  eraseHint: "Press a point to take it away, or wipe over several. What is the fewest that still work?",
  tableOpenHint: "The points as text. Copy them, change them, or paste your own.",
  drawnValueHint: "The value of the points that you set next. −1 is orange, 1 is blue.",

  showTestDataHint:
    "Adds the samples that the network never learns from, with dark rims. Where does it err on them?",
  discretizeHint: "Shows only which answer wins, not how surely. See how sharp the boundary is.",
  metricsHint:
    "Who is taken for whom, and how much gradient reaches each layer. Look at a deep network with Sigmoid.",
  advancedSettingsHint: "Optimizer, loss, first weights, stopping, seeds. Try Adam on the spiral.",
};
