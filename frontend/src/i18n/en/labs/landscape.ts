export const landscape = {
  network: "Network",
  networks: { circle: "Circle", xor: "XOR", spiral: "Spiral", own: "Your own" },
  address: "Address of your playground",
  addressHint:
    "What the browser's address bar shows, including everything after #. If empty: the circle, with hidden layers of four and two neurons.",
  epochs: "Epochs per press",
  train: "Train",
  shape: (layers: string, epoch: string) => `Layers: ${layers}. Trained for ${epoch} epochs.`,
};
