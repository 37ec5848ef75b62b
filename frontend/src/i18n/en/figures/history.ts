export interface Stage {
  readonly title: string;
  readonly years: string;
  readonly events: readonly (readonly [year: number, event: string])[];
}

const stages: readonly Stage[] = [
  {
    title: "The models are proposed",
    years: "1943–1969",
    events: [
      [1943, "M-P neuron"],
      [1948, "Turing: B-type machine"],
      [1951, "SNARC"],
      [1957, "Perceptron"],
    ],
  },
  {
    title: "The ice age",
    years: "1969–1983",
    events: [
      [1969, "The book “Perceptrons”"],
      [1974, "Werbos: backpropagation"],
      [1980, "Neocognitron"],
      [1982, "Hopfield network"],
    ],
  },
  {
    title: "The return",
    years: "1983–1995",
    events: [
      [1984, "Boltzmann machine"],
      [1986, "Backpropagation in the MLP"],
      [1989, "CNN reads digits"],
    ],
  },
  {
    title: "Out of fashion",
    years: "1995–2006",
    events: [[1995, "Support vector machine"]],
  },
  {
    title: "Deep learning",
    years: "since 2006",
    events: [
      [2006, "Deep belief network"],
      [2012, "AlexNet"],
      [2019, "Turing Award for 2018"],
      [2024, "Nobel Prize in Physics"],
    ],
  },
];

export const history = {
  timeline: {
    stages,
    caption:
      "Five stages. In the blue ones neural networks attracted researchers and money; in the orange ones they did not.",
    picture:
      "Five stages, one below the other, each with its years and events: the models are proposed, the ice age, the return, out of fashion, and deep learning.",
  },
  top5Errors: {
    human: (error: string) => `a person: ${error} %`,
    caption:
      "Top-5 error of the best program in the ImageNet competition, in percent. Orange: without deep networks. Blue: deep convolutional networks.",
    picture:
      "A bar chart of errors in percent: 28.2 in 2010, 25.8 in 2011, 16.4 in 2012 with AlexNet, 11.7 in 2013, 6.7 in 2014 and 3.57 in 2015 with ResNet. A dashed line marks 5.1, the error of a person.",
  },
};
