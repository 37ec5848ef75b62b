import { learning as en } from "../en/figures/learning";
import { learning as zhCn } from "../zh-cn/figures/learning";

export const LEARNING_FIGURES = { en, "zh-CN": zhCn };
