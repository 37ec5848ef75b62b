import { networks as en } from "../en/figures/networks";
import { networks as zhCn } from "../zh-cn/figures/networks";

export const NETWORK_FIGURES = { en, "zh-CN": zhCn };
