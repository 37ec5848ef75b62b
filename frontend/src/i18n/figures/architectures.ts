import { architectures as en } from "../en/figures/architectures";
import { architectures as zhCn } from "../zh-cn/figures/architectures";

export const ARCHITECTURE_FIGURES = { en, "zh-CN": zhCn };
