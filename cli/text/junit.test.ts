import assert from 'node:assert/strict';
import { junitReport } from './junit.ts';

suite('junitReport', () => {
	test('counts, joins the failures of a case and escapes what XML cannot hold', () => {
		const report = junitReport('a & b', [
			{ className: 'c', name: 'clean', failures: [], isSkipped: false, output: '' },
			{ className: 'c', name: 'skipped', failures: [], isSkipped: true, output: 'not asked' },
			{
				className: 'c',
				name: '"<broken>"',
				failures: [
					{ type: 'one', message: 'First\u0007\ud800', text: 'line 1' },
					{ type: 'two', message: 'Second', text: 'line 2' },
				],
				isSkipped: false,
				output: '',
			},
		]);
		assert.equal(
			report,
			`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="a &amp; b" tests="3" failures="1" errors="0" skipped="1">
  <testsuite name="a &amp; b" tests="3" failures="1" errors="0" skipped="1">
    <testcase classname="c" name="clean"/>
    <testcase classname="c" name="skipped">
      <skipped/>
      <system-out>not asked</system-out>
    </testcase>
    <testcase classname="c" name="&quot;&lt;broken&gt;&quot;">
      <failure type="one" message="First\uFFFD\uFFFD (and 1 more)">line 1&#10;line 2</failure>
    </testcase>
  </testsuite>
</testsuites>
`,
		);
	});
});
