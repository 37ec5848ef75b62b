import { figures as en } from "./en/parts/figures";
import { figures as zhCn } from "./zh-cn/parts/figures";

export const FIGURE_TEXTS = { en, "zh-CN": zhCn };
