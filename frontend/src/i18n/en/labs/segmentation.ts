export const segmentation = {
  network: "Network",
  networks: {
    threshold: "One pixel",
    convolutions: "Neighbourhood",
    uNet: "Tiny U-Net",
    encoderDecoder: "Encoder and decoder",
  },
  notes: {
    threshold: "A 1 × 1 convolution: one weight and one bias decide from the brightness of the pixel alone.",
    convolutions:
      "Two layers of 3 × 3 convolutions with 8 filters each, and a 1 × 1 convolution: each pixel is judged by 5 × 5 pixels around it.",
    uNet: "8 filters at 16 × 16 pixels, pooling, 8 filters at 8 × 8, and upsampling. A shortcut puts the first 8 maps beside the enlarged ones; 8 more filters and a 1 × 1 convolution read both.",
    encoderDecoder:
      "Convolutions and pooling down to 4 × 4 positions, then a dense layer back to 16 × 16 pixels. It sees the whole picture, and has no shortcuts.",
  },
  loss: "Loss",
  losses: { binaryCrossEntropy: "cross-entropy", dice: "Dice loss" },
  lossNotes: {
    binaryCrossEntropy:
      "Binary cross-entropy: the mean over all pixels, of which nine in ten are background.",
    dice: "Dice loss, 1 − (2 Σ p y + 1) / (Σ p + Σ y + 1) with the sums over one picture: correct background earns nothing.",
  },
  progress: (epoch: number, epochs: number) => `Epoch ${String(epoch)} of ${String(epochs)}.`,
  result: (dice: string, accuracy: string) => `On 200 new pictures: Dice ${dice}, accuracy ${accuracy}.`,
  picture: "Picture. Paint your own mask on it.",
  pictureName: "The picture, 16 × 16 pixels, with your mask. Arrow keys move, the space bar marks a pixel.",
  pixel: (row: number, column: number) => `Row ${String(row)}, column ${String(column)}`,
  truth: "True mask",
  truthName: (pixels: number) => `True mask: ${String(pixels)} of 256 pixels`,
  hidden: "Hidden until you have painted.",
  answer: "Answer of the network",
  answerName: (marked: number, dice: string) =>
    `The network marks ${String(marked)} of 256 pixels, Dice ${dice}`,
  waiting: "Not trained yet",
  next: "Next picture",
  clear: "Clear my mask",
  hide: "Hide the true mask",
  show: "Show the true mask",
  threshold: "A pixel is marked from this probability on",
  table: "This picture",
  rows: { network: "Network", own: "Your mask", nothing: "Nothing marked" },
  columns: {
    accuracy: "accuracy",
    dice: "Dice",
    union: "IoU",
    missed: "missed",
    extra: "marked wrongly",
  },
  parameters: "parameters",
  compared: "200 new pictures, threshold 0.5",
};
