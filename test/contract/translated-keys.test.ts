import assert from 'node:assert/strict';
import type { YamlPath } from '../../core/base/yaml/yaml-source.ts';
import type { ParsedDocument } from '../../language-server/documents/parsed-document.ts';
import { documentedKeys } from '../../language-server/features/reading/schema-documentation.ts';
import { inPortuguese } from '../support/translation/english-left.ts';

const kinds = ['prompt', 'embedding', 'model', 'pipeline', 'experiment', 'registry', 'config'] as const;

/** A name that a person chose, and the first entry of a list. */
const anyStep = ['any-name', 0] as const;

/** Deeper than any key of ours. */
const deepest = 9;

suite('what is said of keys, in Brazilian Portuguese', () => {
	for (const kind of kinds) {
		test(`every key of a ${kind} file has a translation of its description`, () => {
			const descriptions = descriptionsBelow(kind, []);
			assert.ok(descriptions.length > 0);
			assert.deepEqual(
				descriptions.filter(description => inPortuguese(description) === description),
				[],
			);
		});
	}
});

function descriptionsBelow(kind: ParsedDocument['kind'], path: YamlPath): readonly string[] {
	if (path.length > deepest) return [];
	const keys = documentedKeys(kind, path);
	const below = [...new Set(keys.map(({ key }) => key)), ...anyStep].flatMap(step => {
		const inner = [...path, step];
		return isDescribed(kind, inner) ? descriptionsBelow(kind, inner) : [];
	});
	return [...new Set([...keys.flatMap(({ description }) => description ?? []), ...below])];
}

/** True when something below has keys: two steps on, for a list in a map. */
function isDescribed(kind: ParsedDocument['kind'], path: YamlPath): boolean {
	return [[], [...anyStep.slice(0, 1)], [...anyStep.slice(1)]].some(more => documentedKeys(kind, [...path, ...more]).length > 0);
}
