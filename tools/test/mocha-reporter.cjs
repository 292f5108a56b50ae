// Mocha's usual report, with its counts kept for tools/test.mjs to sum up. Two environment variables say where to:
// STAGEMARK_TEST_COUNTS is a file that gets one line of JSON per run; STAGEMARK_TEST_REPORT, for runs without a terminal
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
		runner.once(Runner.constants.EVENT_RUN_END, () => {
			const countsFile = process.env.STAGEMARK_TEST_COUNTS;
			if (countsFile === undefined) return;
			const { passes, failures, pending } = this.stats;
			// A test that was skipped did not pass.
			appendFileSync(countsFile, JSON.stringify({ passed: passes, failed: failures + pending }) + '\n');
		});
	}
};
