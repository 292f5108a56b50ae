import assert from 'node:assert/strict';
import { parseRegistry } from '../../../core/formats/registry/parse-registry.ts';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import { WorkspaceIndex } from '../../../core/workspace/workspace-index.ts';
import { assertTimesAsLong } from '../../../test/support/assert-times-as-long.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { rules } from '../all-rules.ts';
import { runRules } from '../run-rules.ts';

/** A registry file in which every version claims Production, and no transition led there. */
function claimants(count: number): string {
	const versions = Array.from(
		{ length: count },
		(_, index) => `  1.0.${index}: {source: prompts/a-v1.0.${index}.j2, stage: Production}\n`,
	);
	return `name: a\nkind: prompt\nstages: {Production: 1.0.0}\nversions:\n${versions.join('')}`;
}

function check(text: string): readonly Diagnostic[] {
	return runRules({
		rules,
		document: { kind: 'registry', value: parseRegistry('registry/a.yaml', text) },
		workspace: new WorkspaceIndex(parseConfig(undefined)),
		committedPrompt: undefined,
		versions: undefined,
		experiment: undefined,
		registry: undefined,
		today: '2026-11-22',
		tokens: undefined,
		log: message => {
			throw new Error(message);
		},
	});
}

suite('a registry file in which thousands of versions claim Production', () => {
	test('gets a bounded number of findings, and the last of each rule counts the others', () => {
		const found = check(claimants(2_400));
		const messagesOf = (id: string): readonly string[] => found.filter(({ rule }) => rule === id).map(({ message }) => message);
		assert.equal(messagesOf('multiple-production-versions').length, 21);
		assert.equal(
			messagesOf('multiple-production-versions').at(-1),
			'2,379 more versions of a are in Production, from here on. Keep one.',
		);
		assert.equal(messagesOf('stage-pointer-mismatch').length, 21);
		assert.match(messagesOf('stage-pointer-mismatch').join('\n'), /2,381 more stages, aliases or versions disagree/);
		assert.ok(JSON.stringify(found).length < 100_000);
	});

	test('takes about four times as long when there are four times as many', () => {
		assertTimesAsLong(count => check(claimants(count)), 600, 2_400, 8);
	});
});
