import assert from 'node:assert/strict';
import { filesUnderStudy } from './files-under-study.ts';

type Finding = Parameters<typeof filesUnderStudy>[0][number];

function finding(status: Finding['status'], baseline: string, candidate: string, isFatal = false): Finding {
	return { status, baseline, candidate, isFatal };
}

suite('filesUnderStudy', () => {
	test('what is recorded on neither side is unknown', () => {
		const found = filesUnderStudy([finding('confounder', 'not recorded', 'not recorded'), finding('same', 'none', 'none')]);
		assert.deepEqual(
			found.map(({ status }) => status),
			['unknown', 'unknown'],
		);
	});

	test('one difference is the one under study, unless it forbids a verdict', () => {
		const model = finding('confounder', 'small', 'large');
		assert.equal(filesUnderStudy([model, finding('same', '1', '1')])[0]?.status, 'expected');
		assert.equal(filesUnderStudy([finding('confounder', 'a', 'b', true)])[0]?.status, 'confounder');
	});

	test('of several differences nobody can tell which one counts', () => {
		const found = filesUnderStudy([finding('expected', 'p1', 'p2'), finding('confounder', 'small', 'large')]);
		assert.deepEqual(
			found.map(({ status }) => status),
			['expected', 'confounder'],
		);
	});
});
