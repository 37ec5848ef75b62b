export interface ArticleSection {
  readonly title: string;
  readonly paragraphs: readonly (string | readonly ArticlePart[])[];
}

/** Words, or a button that sets up the playground with the keys of an address. */
export type ArticlePart = string | { readonly words: string; readonly address: string };

/** The explanation below the network. */
export const article: readonly ArticleSection[] = [
  {
    title: "What is going on here?",
    paragraphs: [
      "A neural network computes numbers from other numbers. Here its input is the two coordinates of a point, and its output is the colour at that point. It does not know the rule. It sees samples, compares its output with the correct one, and changes its weights a little. Press play and watch the background take on the colours of the points.",
      "Each square is a neuron. It multiplies each input from the left by the weight of its line, adds the products and its own bias, and applies the activation function to the sum. The small picture in the square shows the neuron’s output everywhere on the plane. Neurons further to the right combine the pictures of earlier neurons into more complex ones.",
    ],
  },
  {
    title: "How does it learn?",
    paragraphs: [
      "The loss measures how wrong the outputs are, averaged over all points. The gradient tells for every weight in which direction the loss falls, and how steeply. The network computes the gradient for a few points, a batch, and moves each weight a small step downhill. The learning rate sets the length of the step. When every point has been used once, an epoch is complete, and the next one starts.",
      "Computing the gradient layer by layer, from the output back to the input, is called backpropagation. The errors go back along the lines and show how much each weight contributes to the loss.",
    ],
  },
  {
    title: "Learning is not memorizing",
    paragraphs: [
      "The network learns only from the training points. The test points are kept aside to check whether it has learned the pattern: tick “Show test data” to see them. If the training loss keeps falling while the test loss rises, the network is memorizing the noise. This is overfitting. Fewer neurons, more data, or regularization, which keeps the weights small, reduce it.",
    ],
  },
  {
    title: "What do the colours mean?",
    paragraphs: [
      "The whole page uses one colour scale: orange is negative and blue is positive. The colour of a point shows its class, or its target value. The background shows the output of the network: the paler the colour, the less confident the network. The colour of a line shows the sign of the weight, and its thickness shows the size: an orange line reverses the effect of the input.",
    ],
  },
  {
    title: "What to try",
    paragraphs: [
      [
        { words: "Remove all hidden layers", address: "networkShape=" },
        ": can the network still learn the circle? Then ",
        { words: "switch on the features x₁² and x₂²", address: "networkShape=&xSquared=true&ySquared=true" },
        ". Next, ",
        {
          words: "use two layers of eight neurons for the spiral",
          address: "dataset=spiral&networkShape=8,8",
        },
        " and train for some time. ",
        { words: "Raise the learning rate to 3", address: "learningRate=3" },
        " and watch the loss jump about. ",
        { words: "Set the initial weights to zero", address: "initZero=true" },
        " and think about why nothing happens. ",
        {
          words: "Add noise, use few training samples",
          address: "dataset=gauss&noise=50&percTrainData=10&networkShape=8,8",
        },
        ", and look for the moment when the test loss starts to rise.",
      ],
      "The address of the page contains all your settings. Use Share to send them to others, or to embed the playground in a course page. The network is trained on the server. Nothing about you is stored, and no other site is contacted.",
    ],
  },
];
