import type { Config } from '../config/config.ts';
import type { YamlPath } from '../../base/yaml/yaml-source.ts';
import { boundedList } from '../../base/text/bounded-list.ts';
import type { Registry } from './registry-file.ts';
import { stageRoles } from './stage-roles.ts';

/** A pointer, an alias or a version's stage that is not what the transitions lead to. */
export interface PointerMismatch {
	/** What, why, what to do. */
	readonly message: string;
	/** Where in the file it stands or should stand. */
	readonly place: YamlPath;
}

/**
 * Replays the transitions and compares where they lead with `stages` and with the `stage` of each version. A stage that
 * holds one version at a time must be held by the last version that moved there and did not leave; a version that never
 * moved must be in the initial stage. An alias must point to what its last entry set it to.
 */
export function checkPointers(registry: Registry, config: Pick<Config, 'stages'>): readonly PointerMismatch[] {
	const { initial, held } = stageRoles(config);
	const stageOf = new Map(registry.transitions.map(transition => [transition.version, transition.to]));
	const holdersOf = new Map<string, string[]>();
	for (const [version, stage] of stageOf) {
		const holders = holdersOf.get(stage);
		if (holders === undefined) holdersOf.set(stage, [version]);
		else holders.push(version);
	}
	const mismatches: PointerMismatch[] = [];
	for (const stage of new Set([...held, ...Object.keys(registry.stages)])) {
		const holders = holdersOf.get(stage) ?? [];
		const pointer = Object.hasOwn(registry.stages, stage) ? registry.stages[stage] : undefined;
		if (holders.length === 0 ? pointer === undefined : holders.length === 1 && holders[0] === pointer) continue;
		mismatches.push({ message: pointerMessage(stage, pointer, holders), place: ['stages', stage] });
	}
	for (const [version, { stage }] of Object.entries(registry.versions)) {
		const expected = stageOf.get(version) ?? initial;
		if (stage !== expected) {
			mismatches.push({
				message: `Version ${version} says that it is in ${stage}, but the transitions lead to ${expected}. Only promotions change stages; restore the file from Git.`,
				place: ['versions', version, 'stage'],
			});
		}
	}
	return [...mismatches, ...aliasMismatches(registry)];
}

function aliasMismatches({ aliases = {}, transitions }: Registry): readonly PointerMismatch[] {
	const led = new Map<string, string>();
	for (const { alias, version } of transitions) {
		if (alias?.action === 'set') led.set(alias.name, version);
		else if (alias?.action === 'remove') led.delete(alias.name);
	}
	return [...new Set([...led.keys(), ...Object.keys(aliases)])].flatMap(alias => {
		const pointer = Object.hasOwn(aliases, alias) ? aliases[alias] : undefined;
		const expected = led.get(alias);
		if (pointer === expected) return [];
		const said = pointer === undefined ? `The alias ${alias} is missing` : `The alias ${alias} points to ${pointer}`;
		const why = expected === undefined ? 'no entry set it' : `it was set to ${expected}`;
		return [
			{
				message: `${said}, but ${why}. Only “stagemark alias” changes aliases; restore the file from Git.`,
				place: ['aliases', alias],
			},
		];
	});
}

function pointerMessage(stage: string, pointer: string | undefined, holders: readonly string[]): string {
	const said = pointer === undefined ? `${stage} has no version` : `${stage} points to ${pointer}`;
	const led =
		holders.length === 0
			? 'no transition leads there'
			: `the transitions lead to ${holders.length === 2 ? holders.join(' and ') : boundedList(holders)}`;
	return `${said}, but ${led}. Only promotions change stages; restore the file from Git, or remove the entry and promote the version.`;
}
