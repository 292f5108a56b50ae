import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { checkChain } from '../../formats/registry/hash-chain.ts';
import type { ChainBreak } from '../../formats/registry/hash-chain.ts';
import { checkPointers } from '../../formats/registry/check-pointers.ts';
import type { ParsedRegistry, Registry, RegistryProblem } from '../../formats/registry/registry-file.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';
import { claimNames, together } from './claim.ts';
import type { Checked } from './claim.ts';
import { verifyClaims } from './verify-claims.ts';
import { verifyEvidence } from './verify-evidence.ts';
import { verifyHistory } from './verify-history.ts';
import { verifyTags } from './verify-tags.ts';

/**
 * Recomputes everything a registry file claims: the hash chain, where the transitions lead, the content of each version,
 * that the runs named as evidence exist, evaluated that content and are what they were at the move, that approvals are what Git knows of people and content, that gates
 * which the configuration asked for were recorded,
 * that no commit rewrote what was recorded, and that tags mark the releases. What could not be looked at is told with the reason. Works
 * offline.
 *
 * A file with any problem of syntax or schema is not verified at all: what cannot be read proves nothing.
 */
export async function verifyRegistry(registry: ParsedRegistry, facts: WorkspaceFacts, access: VerifyAccess): Promise<Checked> {
	const { value, problems, path } = registry;
	const name = value?.name ?? path;
	if (value === undefined || problems.length > 0) {
		const reasons = problems.length === 0 ? ['It has no name.'] : problems.map(({ message }) => message);
		const unreadable = reasons.map(reason => ({
			name,
			transition: undefined,
			kind: 'unreadable' as const,
			message: name === path ? reason : `${path}: ${reason}`,
		}));
		return { problems: unreadable, unchecked: claimNames.map(claim => [claim, 'the registry file cannot be read'] as const) };
	}
	const broken = checkChain(value.transitions);
	const pointers = checkPointers(value, facts.config);
	access.past.learn(registry);
	const history = await access.past.historyOf(path, access.signal);
	const chain = [
		...(broken === undefined ? [] : [chainProblem(value, broken)]),
		...pointers.map(({ message, place }) => ({ name, transition: undefined, kind: 'pointer-mismatch' as const, message, place })),
	];
	const elsewhere = facts.registries.filter(other => other.path !== path).map(other => other.registry);
	return together(
		{ problems: chain, unchecked: [] },
		await verifyClaims(value, facts, history, access),
		await verifyEvidence(value, facts, access),
		verifyHistory(value, history, elsewhere),
		await verifyTags(value, facts, history, access),
	);
}

function chainProblem({ name, transitions }: Registry, { position, kind }: ChainBreak): RegistryProblem {
	const moved = transitions[position];
	const what = `Transition ${position + 1} (${moved?.version ?? ''} to ${moved?.to ?? ''})`;
	const why =
		kind === 'previous'
			? 'does not follow the one before it: an entry was removed, added or moved'
			: 'differs from what was recorded: it was edited later';
	const message = `${what} ${why}, so the history from here on proves nothing. Restore the file from Git and record corrections as new transitions.`;
	return { name, transition: position, kind: 'broken-chain', message };
}
