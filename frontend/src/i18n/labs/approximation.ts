import { approximation as en } from "../en/labs/approximation";
import { approximation as zhCn } from "../zh-cn/labs/approximation";

export const APPROXIMATION = { en, "zh-CN": zhCn };
