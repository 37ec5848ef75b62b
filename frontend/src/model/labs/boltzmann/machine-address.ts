import { specAddress } from "../../address/spec-address";

/** As in the lab: nine hidden units, all fourteen patterns in each update, one Gibbs step. */
const MACHINE = {
  model: "rbm",
  data: { source: "generated", generator: "barsAndStripes", trainFraction: 1, seed: 1 },
  rbm: { hidden: 9, steps: 1 },
  network: { initializer: { type: "normal", standardDeviation: 0.1, seed: 1 } },
  training: { optimizer: { type: "sgd", learningRate: 0.1 }, batchSize: 14, seed: 1 },
};

/** The machine of bars and stripes in the playground, which trains it on the server. */
export const MACHINE_ADDRESS = specAddress(MACHINE);
