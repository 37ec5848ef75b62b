/** Hints of controls: what a control does and what to try. Shown on hover, focus and a long press. */
export const hints = {
  playHint: "Starts and pauses training. Watch the background take on the colours of the points.",
  resetHint: "Resets to the same initial weights. Press play again, and training repeats exactly.",
  stepHint: "Trains on every sample once. Step slowly at the start, where most changes happen.",
  stepBatchHint: "A single update of the weights. Watch how each line changes.",
  newWeightsHint:
    "Starts from other random weights; the data stay the same. Does it find the same solution again?",
  settingsHint: "Data, learning rate and all other settings. Training continues while you change them.",
  undoHint: "Undoes the last change of a setting, a point or a weight, so you can try anything.",
  redoHint: "Redoes the last change that was undone.",
  lessonsHint: "Lessons, labs and exercises, starting with a single neuron.",
  shareOpenHint:
    "A link to this network, code for a course page, and files. Send your best solution to a friend.",
  shortcutsHint: "All keyboard shortcuts of this page. Try space, then the right arrow.",
  languageHint: "所有文字都换成中文，设置和训练不变。",
  themeHint: "Switches between the system’s theme, light and dark.",

  "generator.circle.hint":
    "One class inside the other. No straight line separates them. How few neurons are enough?",
  "generator.xor.hint":
    "Opposite corners belong to the same class. Without a hidden layer, the network fails.",
  "generator.gauss.hint":
    "Two Gaussians that a straight line separates: no hidden layer is needed. Add noise.",
  "generator.spiral.hint": "Two interleaved arms, the hardest data set. Add neurons, or the feature sin(x₁).",
  "generator.moons.hint": "Two interleaved half moons. Watch the decision boundary bend between them.",
  "generator.rings.hint": "A ring of one class between two parts of the other. Try x₁² and x₂².",
  "generator.checkerboard.hint":
    "Sixteen squares of alternating classes. Compare one wide layer with two narrow ones.",
  "generator.threeBlobs.hint": "Three classes, so three outputs. Point at an output to see its region.",
  "generator.function.hint": "One class above a curve, the other below. Choose among three curves.",
  "generator.clusters.hint": "You choose the number of classes and columns below. Try five classes.",
  "generator.xorTable.hint":
    "Only the four corners, without noise: the smallest data set that needs a hidden layer.",
  "generator.plane.hint": "A number that grows linearly across the plane. Is a hidden layer necessary?",
  "generator.gaussians.hint": "Peaks and valleys. Use eight neurons and train for many epochs.",

  "feature.column.hint": "A coordinate, unchanged. Remove one: what can the network no longer distinguish?",
  "feature.square.hint": "Grows with the distance from the centre line. Try both squares on the circle.",
  "feature.product.hint": "Opposite corners have the same sign. Try it on XOR, without hidden layers.",
  "feature.wave.hint": "Oscillates across the plane. Try both sines on the spiral.",

  addLayerHint:
    "Adds a layer of two neurons and restarts training. Later layers combine the shapes of earlier ones.",
  removeLayerHint: "Removes the layer and restarts training. What can the network still learn?",
  addNeuronHint: "Adds a neuron and restarts training. More neurons can draw more corners.",
  removeNeuronHint: "Removes a neuron and restarts training. How few are enough?",
  layerActivationHint:
    "The function that the neurons of this layer apply to their sum. Compare ReLU with Tanh.",
  neuronHint: "Its weights and bias as numbers, and as a formula. Change one and watch the picture change.",

  drawHint: "Press on the plane to add such a point; drag a point to move it.",
  eraseHint: "Press a point to remove it, or drag over several. How few points are enough?",
  tableOpenHint: "The points as text. Copy them, change them, or paste your own.",
  drawnValueHint: "The value of the points that you add next. −1 is orange, 1 is blue.",

  showTestDataHint:
    "Shows the samples that are not used for training, with dark rims. Which ones does the network get wrong?",
  discretizeHint:
    "Shows only the predicted class, without the confidence. See how sharp the decision boundary is.",
  metricsHint:
    "Which classes are confused, and how much gradient reaches each layer. Try a deep network with Sigmoid.",
  advancedSettingsHint: "Optimizer, loss, initial weights, automatic pause, seeds. Try Adam on the spiral.",
};
