import { perceptron as en } from "../en/labs/perceptron";
import { perceptron as zhCn } from "../zh-cn/labs/perceptron";

export const PERCEPTRON = { en, "zh-CN": zhCn };
