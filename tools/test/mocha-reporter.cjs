// Mocha's usual report, with its counts and failures kept for tools/test.mjs to sum up. Two environment variables say
// where to: STAGEMARK_TEST_COUNTS is a file that gets one line of JSON per run; STAGEMARK_TEST_REPORT, for runs without a terminal
// such as those inside VS Code, is a file for the report itself.
const { appendFileSync } = require('node:fs');
const { format } = require('node:util');
const { Runner, reporters } = require('mocha');

const reportFile = process.env.STAGEMARK_TEST_REPORT;
if (reportFile !== undefined) {
	reporters.Base.consoleLog = (...values) => appendFileSync(reportFile, format(...values) + '\n');
}

module.exports = class CountingReporter extends reporters.Spec {
	constructor(runner, options) {
		super(runner, options);
		/** @type {{ title: string, message: string }[]} */
		const failedTests = [];
		runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
			failedTests.push({ title: test.fullTitle(), message: String(error?.stack ?? error?.message ?? error) });
		});
		runner.on(Runner.constants.EVENT_TEST_PENDING, test => {
			failedTests.push({ title: test.fullTitle(), message: 'was skipped' });
		});
		runner.once(Runner.constants.EVENT_RUN_END, () => {
			const countsFile = process.env.STAGEMARK_TEST_COUNTS;
			if (countsFile === undefined) return;
			const { passes, failures, pending } = this.stats;
			// A test that was skipped did not pass.
			appendFileSync(countsFile, JSON.stringify({ passed: passes, failed: failures + pending, failedTests }) + '\n');
		});
	}
};
