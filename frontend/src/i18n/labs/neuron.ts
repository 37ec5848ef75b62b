import { neuron as en } from "../en/labs/neuron";
import { neuron as zhCn } from "../zh-cn/labs/neuron";

export const NEURON = { en, "zh-CN": zhCn };
