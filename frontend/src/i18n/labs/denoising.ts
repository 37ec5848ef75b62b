import { denoising as en } from "../en/labs/denoising";
import { denoising as zhCn } from "../zh-cn/labs/denoising";

export const DENOISING = { en, "zh-CN": zhCn };
