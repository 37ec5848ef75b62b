import { backprop as en } from "./en/parts/backprop";
import { backprop as zhCn } from "./zh-cn/parts/backprop";

export const BACKPROP = { en, "zh-CN": zhCn };
