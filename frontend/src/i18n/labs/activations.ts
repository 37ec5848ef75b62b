import { activations as en } from "../en/labs/activations";
import { activations as zhCn } from "../zh-cn/labs/activations";

export const ACTIVATIONS = { en, "zh-CN": zhCn };
