import type { ComponentType } from "preact";
import type { LabSlug } from "../../model/course/course";

/** The interactive part of each lab, loaded with its page. */
export const LABS: Readonly<Record<LabSlug, () => Promise<{ readonly default: ComponentType }>>> = {
  neuron: () => import("./neuron-lab"),
  neocognitron: () => import("./neocognitron/neocognitron-lab"),
  "boltzmann-machine": () => import("./boltzmann/boltzmann-lab"),
  "support-vectors": () => import("./support-vectors/support-vectors-lab"),
  perceptron: () => import("./perceptron-lab"),
  activations: () => import("./activations-lab"),
  layers: () => import("./layers-lab"),
  approximation: () => import("./approximation/approximation-lab"),
  tensor: () => import("./tensor-lab"),
  losses: () => import("./losses-lab"),
  descent: () => import("./descent-lab"),
  landscape: () => import("./landscape-lab"),
  initialization: () => import("./initialization-lab"),
  vanishing: () => import("./vanishing-lab"),
  schedules: () => import("./schedules-lab"),
  overfitting: () => import("./overfitting-lab"),
  "data-quality": () => import("./data-quality/data-quality-lab"),
  "b-type-machine": () => import("./b-type-machine/b-type-machine-lab"),
  snarc: () => import("./snarc/snarc-lab"),
  hopfield: () => import("./hopfield/hopfield-lab"),
  "travelling-salesman": () => import("./travelling-salesman/travelling-salesman-lab"),
  "belief-net": () => import("./belief-net/belief-net-lab"),
  denoising: () => import("./denoising/denoising-lab"),
  recurrence: () => import("./recurrence/recurrence-lab"),
  convolution: () => import("./convolution/convolution-lab"),
  segmentation: () => import("./segmentation/segmentation-lab"),
};
