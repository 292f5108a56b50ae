import assert from 'node:assert/strict';
import { ReportMemory } from './report-memory.ts';

suite('memory of reports', () => {
	test('a report holds until its document changes; the others hold on', () => {
		const memory = new ReportMemory();
		memory.note('a', '1', memory.changeCount);
		memory.note('b', '2', memory.changeCount);
		memory.documentChanged('a');
		assert.deepEqual([memory.stillHolds('a', '1'), memory.stillHolds('b', '2'), memory.stillHolds('b', '1')], [false, true, false]);
		memory.everythingChanged();
		assert.equal(memory.stillHolds('b', '2'), false);
	});

	test('a report that was overtaken by a change is not remembered', () => {
		const memory = new ReportMemory();
		const before = memory.changeCount;
		memory.documentChanged('a');
		memory.note('a', '1', before);
		assert.equal(memory.stillHolds('a', '1'), false);
		assert.equal(memory.stillHolds('a', undefined), false);
	});
});
