import assert from 'node:assert/strict';
import { nearestWord } from './nearest-word.ts';

suite('nearestWord', () => {
	const cases: readonly (readonly [word: string, candidates: readonly string[], nearest: string | undefined])[] = [
		['modle', ['name', 'model', 'inputs'], 'model'],
		['MODEL', ['model'], 'model'],
		['basline', ['baseline', 'model'], 'baseline'],
		['code-generater', ['code-reviewer', 'code-generator'], 'code-generator'],
		['production', ['Staging', 'Production'], 'Production'],
		['temperature', ['name', 'model'], undefined],
		['ab', ['cd'], undefined],
		['cat', ['bat', 'rat'], 'bat'],
		['x', [], undefined],
		['y'.repeat(101), ['y'.repeat(101)], undefined],
	];
	for (const [word, candidates, nearest] of cases) {
		test(`finds ${nearest ?? 'nothing'} for ${word.slice(0, 20)}`, () => assert.equal(nearestWord(word, candidates), nearest));
	}
});
