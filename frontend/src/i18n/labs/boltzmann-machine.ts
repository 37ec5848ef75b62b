import { boltzmann as en } from "../en/labs/boltzmann-machine";
import { boltzmann as zhCn } from "../zh-cn/labs/boltzmann-machine";

export const BOLTZMANN = { en, "zh-CN": zhCn };
