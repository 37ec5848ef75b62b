import type { Reporter, TestCase, TestModule } from "vitest/node";

/** More flaky tests than this fail the run. */
export const MAX_FLAKY_TESTS = 2;

/** What the reporter reads of a test. */
export interface RetriedTest {
  readonly name: string;
  /** Failed, and passed when it was run again. */
  readonly flaky: boolean;
  /** Message of the first failure, if there was one. */
  readonly error?: string | undefined;
}

export interface FlakyTestVerdict {
  /** Closing lines of the run; none if no test is flaky. */
  readonly lines: readonly string[];
  readonly failsRun: boolean;
}

export function flakyTestVerdict(tests: readonly RetriedTest[]): FlakyTestVerdict {
  const flaky = tests.filter((test) => test.flaky);
  if (flaky.length === 0) return { lines: [], failsRun: false };
  const failsRun = flaky.length > MAX_FLAKY_TESTS;
  const limit = `${String(MAX_FLAKY_TESTS)} are allowed`;
  return {
    lines: [
      `Flaky tests, which failed once and passed when run again: ${String(flaky.length)} (${limit})`,
      ...flaky.map(({ name, error }) => `  Flaky: ${name}${error === undefined ? "" : ` (${error})`}`),
      ...(failsRun ? ["FAILED: too many flaky tests"] : []),
    ],
    failsRun,
  };
}

/** Lists the flaky tests after a run, and fails the run if there are too many. */
export default class FlakyTestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const { lines, failsRun } = flakyTestVerdict(modules.flatMap((module) => testsOf(module)));
    for (const line of lines) console.log(line);
    if (failsRun) process.exitCode = 1;
  }
}

function testsOf(module: TestModule): readonly RetriedTest[] {
  return Array.from(module.children.allTests(), (test: TestCase) => ({
    name: `${module.relativeModuleId} > ${test.fullName}`,
    flaky: test.diagnostic()?.flaky ?? false,
    error: test.result().errors?.[0]?.message.split("\n")[0]?.slice(0, 200),
  }));
}
