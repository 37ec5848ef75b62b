import { history as en } from "../en/figures/history";
import { history as zhCn } from "../zh-cn/figures/history";

export const HISTORY_FIGURES = { en, "zh-CN": zhCn };
