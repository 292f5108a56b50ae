import { nearestWord } from '../../base/text/nearest-word.ts';
import { findSecrets } from '../../base/secrets/find-secrets.ts';
import type { Config } from '../../formats/config/config.ts';
import { isFolderOfName, problemOfName } from '../../formats/problem-of-name.ts';
import { checkPointers } from '../../formats/registry/check-pointers.ts';
import { checkChain } from '../../formats/registry/hash-chain.ts';
import type { RegistrySummary } from '../../workspace/summaries/file-summary.ts';
import type { AskedMove, RegisteredName } from './move.ts';
import type { PlanFailure } from './promote-failure.ts';

/** A name becomes a file name, a tag and a part of commit messages. Undefined when it can. */
export function refusalOfName(name: string): PlanFailure | undefined {
	return problemOfName(name) === undefined ? undefined : { kind: 'bad-name', name };
}

/** True for what can be an alias: a name of one part. */
export function isPlainName(name: string): boolean {
	return problemOfName(name) === undefined && !name.includes('/');
}

/**
 * As `refusalOfName`, and undefined only for a name that has a place of its own: a file and a folder cannot have the same, nor can
 * a tag and a folder of tags. What is registered already has one.
 */
export function refusalOfPlace(name: string, registries: readonly RegistrySummary[]): PlanFailure | undefined {
	const names = registries.map(({ registry }) => registry.name);
	const other = names.find(known => isFolderOfName(known, name) || isFolderOfName(name, known));
	const isTaken = other !== undefined && !names.includes(name);
	return refusalOfName(name) ?? (isTaken ? { kind: 'name-is-folder', name, other } : undefined);
}

/** Every entry of the audit trail says why, and none carries a credential. Undefined when nothing speaks against the text. */
export function refusalOfReason(reason: string): PlanFailure | undefined {
	return reason.trim() === '' ? { kind: 'missing-reason' } : refusalOfSecret(reason, 'the reason');
}

/** @param place - Where the text stands, in words. */
export function refusalOfSecret(text: string, place: string): PlanFailure | undefined {
	const secret = findSecrets(text)[0];
	return secret && { kind: 'secret-found', secret: secret.kind, place };
}

/** Undefined when the configuration has the stage, spelled like this. */
export function refusalOfStage(stage: string, { stages }: Pick<Config, 'stages'>): PlanFailure | undefined {
	return stages.includes(stage) ? undefined : { kind: 'unknown-stage', stage, suggestion: nearestWord(stage, stages), known: stages };
}

/** What is wrong with a name or a stage, with the configuration, or with the registry file; undefined when nothing is. */
export function refusalOfSubject({ name, to }: Pick<AskedMove, 'name' | 'to'>, facts: SubjectFacts): PlanFailure | undefined {
	return (
		refusalOfName(name) ??
		refusalOfConfiguration(facts) ??
		refusalOfStage(to, facts.config) ??
		refusalOfUnknown(name, facts) ??
		refusalOfRegistry(facts)
	);
}

type SubjectFacts = Pick<RegisteredName, 'config' | 'configProblems' | 'path' | 'registry' | 'versions'>;

/** A requirement that could not be read is one that nobody would be held to. */
function refusalOfConfiguration({ configProblems: [problem] }: Pick<RegisteredName, 'configProblems'>): PlanFailure | undefined {
	return problem && { kind: 'configuration-unreadable', message: problem.message };
}

function refusalOfUnknown(name: string, { registry, versions }: Pick<RegisteredName, 'registry' | 'versions'>): PlanFailure | undefined {
	return registry === undefined && versions.length === 0 ? { kind: 'unknown-name', name, suggestion: undefined } : undefined;
}

/** A file that cannot be trusted is not built upon: its next entry would vouch for what is wrong in it. */
export function refusalOfRegistry({
	registry,
	path,
	config,
}: Pick<RegisteredName, 'registry' | 'path' | 'config'>): PlanFailure | undefined {
	if (registry === undefined) return undefined;
	const problem = registry.problems[0];
	if (registry.value === undefined || problem !== undefined) {
		return { kind: 'registry-unreadable', path, message: problem?.message ?? 'It is empty.' };
	}
	const broken = checkChain(registry.value.transitions);
	if (broken !== undefined) return { kind: 'chain-broken', path, transition: broken.position };
	const mismatch = checkPointers(registry.value, config)[0];
	return mismatch && { kind: 'registry-unreadable', path, message: mismatch.message };
}
