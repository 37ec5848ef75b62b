export const networks = {
  neuronAndCell: {
    cell: "A nerve cell",
    neuron: "The neuron of a network",
    dendrites: "dendrites",
    body: "cell body",
    axon: "axon",
    terminals: "axon terminals",
    synapse: "synapse",
    caption:
      "The dendrites (orange) receive signals, as the inputs do; a weight stands for the strength of a synapse. The cell body adds the signals up and decides, as Σ and σ do. The axon (blue) passes the result on to other cells, as the output does: y = σ(w₁x₁ + w₂x₂ + w₃x₃ + b).",
    picture:
      "Left: a nerve cell with branching dendrites, a cell body, an axon and axon terminals, one of which meets the next cell at a synapse. Right: a neuron with the inputs x1, x2 and x3, their weights, the bias b, a sum, the activation and the output y.",
  },
  mpNeuron: {
    neuron: "The M-P neuron",
    gates: "Gates of one neuron",
    excitatory: "excitatory",
    inhibitory: "inhibitory",
    caption:
      "All inputs and the output are 0 or 1. Arrows excite, circles inhibit. The neuron answers 1 if no inhibitory input is 1 and the sum of the excitatory inputs reaches the threshold θ. The number in each neuron is its threshold.",
    picture:
      "A neuron with two excitatory inputs, one inhibitory input, the threshold theta and the output y. Beside it four gates of one neuron each: AND has threshold 2 and OR has threshold 1, both with two excitatory inputs; NOT has one inhibitory input and NOR two, both with threshold 0.",
  },
  networkTypes: {
    feedForward: "Feed-forward network",
    memory: "Memory network",
    graph: "Graph network",
    caption:
      "In a feed-forward network signals go from layer to layer. In a memory network they also come back, so the state of the network depends on the past. In a graph network each neuron receives signals from its neighbours (here those of the blue one).",
    picture:
      "Three networks. Left: two inputs, three hidden neurons and two outputs, connected from left to right. Middle: five neurons, each connected with all others in both directions. Right: six neurons as nodes of a graph; arrows lead from the four neighbours of one node to it.",
  },
  layeredNetwork: {
    input: "input",
    hidden: "hidden layer",
    output: "output",
    caption:
      "A 3-4-2 network. Every neuron is connected with every neuron of the next layer. Each layer has one weight for each connection and one bias for each neuron: 16 + 10 = 26 parameters.",
    picture:
      "A network with three inputs, four hidden neurons and two outputs, fully connected from left to right. The connection of the first input with the first hidden neuron is marked as the weight w11. Below it the counts of parameters, 3 times 4 plus 4 is 16, and 4 times 2 plus 2 is 10.",
  },
  threeOutputs: {
    input: "input",
    hidden: "hidden",
    output: "output",
    caption:
      "The weight w₁₁ (orange) acts on the loss through h₁ only, and from there on three paths (blue), one through each output. Its derivative is the sum over the three paths.",
    picture:
      "A network with three inputs, two hidden neurons and three outputs, which all lead to the loss L. The weight w11 from the first input to the first hidden neuron is orange. The connections v11, v21 and v31 from that neuron to the three outputs, and from them to the loss, are blue.",
  },
  examNetwork: {
    biases: "with biases",
    caption:
      "The network of the exam question. The hidden neurons square their sums and have biases; the output is linear and has none.",
    picture:
      "A network with two inputs, three hidden neurons, one more hidden neuron, and one output. The weights w1 to w3 lead from the first input to the three hidden neurons, w4 to w6 from the second input, w7 to w9 from the three to the next hidden neuron, and w10 to the output.",
  },
  matrixShapes: {
    equal: "equal",
    caption:
      "Three samples with two features each go through a layer of two neurons in one product of matrices. The inner numbers must be equal; the outer ones are the shape of the result. The bias is added to every row.",
    picture:
      "The matrix x of 3 by 2 cells times the matrix W1 transposed of 2 by 2 cells, plus b1 with 2 cells, equals z with 3 by 2 cells. A bracket marks that the inner numbers, 2 and 2, are equal.",
  },
};
