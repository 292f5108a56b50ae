import { insertEntry, insertMember } from './insert-line.mjs';
import { camelCase, kebab, kebabWords } from './thing.mjs';

/** @type {import('./thing.mjs').Kind} */
export const gate = {
	summary: 'a gate, with a key of its own under `gates:`',
	example: 'run-count',
	pattern: kebab,
	patternWords: kebabWords,
	plan(id) {
		const key = id.replaceAll('-', '_');
		return {
			files: {
				[`core/judging/gates/${id}.ts`]: gateText(id, key),
				[`core/judging/gates/${id}.test.ts`]: testText(id, key),
			},
			edits: {
				'core/formats/config/gates/all-gate-settings.ts': text => insertEntry(text, key, settings),
				'core/judging/gates/all-gates.ts': text => insertMember(text, camelCase(id), `./${id}.ts`),
			},
			next: ['Write what it judges, and its section in docs/gates.md if a row does not say it all.'],
		};
	},
};

const settings = `z
		.strictObject({ min: z.int().positive().describe('Fewest completed runs.') })
		.optional()
		.describe('Completed runs of exactly this content.')`;

/**
 * @param {string} id
 * @param {string} key
 */
function gateText(id, key) {
	return `import type { Gate, GateFinding, GateSubject } from './gate.ts';
import { evidenceOf } from './parts/evidence-of.ts';

/** Passes when at least \`min\` completed runs evaluated exactly this content. */
export const ${camelCase(id)}: Gate = {
	id: '${id}',
	documentation: { example: '{${key}: {min: 3}}', passes: 'At least \`min\` completed runs evaluated exactly this content.' },
	checksFor(requirement) {
		if (requirement.kind !== 'rule' || requirement.rule.${key} === undefined) return [];
		const { min } = requirement.rule.${key};
		return [{ label: '${id}', evaluate: ({ subject }) => Promise.resolve(judge(subject, min)) }];
	},
};

function judge({ runs }: GateSubject, min: number): GateFinding {
	const threshold = \`>= \${min} \${min === 1 ? 'run' : 'runs'}\`;
	const isEnough = runs.length >= min;
	const detail = isEnough ? 'Enough runs evaluated exactly this content.' : \`\${min - runs.length} more needed. Run the experiment again.\`;
	return { outcome: isEnough ? 'passed' : 'failed', observed: runs.length, threshold, detail, ...evidenceOf(runs) };
}
`;
}

/**
 * @param {string} id
 * @param {string} key
 */
function testText(id, key) {
	return `import assert from 'node:assert/strict';
import { parseConfig } from '../../formats/config/parse-config.ts';
import { requirementsOf } from '../../formats/config/requirements-of.ts';
import { checksFor } from './checks-for.ts';

suite('${id}', () => {
	test('is what stagemark.yaml asks for by its key', () => {
		const { value, problems } = parseConfig('promotion: {Production: {gates: [{${key}: {min: 3}}]}}');
		assert.deepEqual(problems, []);
		const checks = requirementsOf(value.promotion, 'Production', { name: 'greeter', kind: 'prompt', tags: [] }).flatMap(checksFor);
		assert.deepEqual(checks.map(({ label }) => label), ['${id}']);
	});

	test('judges what it is for', () => {
		assert.fail('Judge an example here, or add one to core/use-cases/promote/evaluate-gates.test.ts and remove this test.');
	});
});
`;
}
