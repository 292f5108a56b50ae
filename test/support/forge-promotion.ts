import assert from 'node:assert/strict';
import { editRegistry } from '../../core/formats/registry/edit-registry.ts';
import { sealTransition } from '../../core/formats/registry/hash-chain.ts';
import { parseRegistry } from '../../core/formats/registry/parse-registry.ts';
import type { Registry, RegistryRequest, Review } from '../../core/formats/registry/registry-file.ts';
import { approvalStatement } from '../../core/formats/signing/approval-statement.ts';
import { statementText } from '../../core/formats/signing/statement.ts';
import type { SigningTeam } from './signing-team.ts';

/** The registry of the story, and one of its requests. */
export function requestIn(team: SigningTeam, id: string): { readonly registry: Registry; readonly request: RegistryRequest } {
	const registry = parseRegistry(team.registry, team.repository.read(team.registry)).value;
	const request = registry?.requests.find(candidate => candidate.id === id);
	assert.ok(registry && request);
	return { registry, request };
}

/** An approval that Bruno never gave, in his name. */
export function reviewByBruno(request: RegistryRequest, at: string): Review {
	const content = request.prompt_sha256 === undefined ? {} : { prompt_sha256: request.prompt_sha256 };
	return { by: 'bruno <bruno@example.com>', at, verdict: 'approve', ...content };
}

/** The same with a signature by the key that Git signs with now. */
export async function signedReview(team: SigningTeam, request: RegistryRequest, review: Review): Promise<Review> {
	const signed = await team.ports.signer.sign(statementText(approvalStatement('greeter', request, review)), team.signal);
	assert.ok(signed.ok);
	return { ...review, signature: signed.value };
}

/** Writes a promotion into the registry file as whoever knows the format could, every digest right, without a commit. */
export function forgePromotion(team: SigningTeam, id: string, review: Review): void {
	const { registry, request } = requestIn(team, id);
	const at = team.now();
	const by = 'ana <ana@example.com>';
	const { version, to, reason } = request;
	const { by: approver, at: approved, signature } = review;
	const approvals = [{ by: approver, at: approved, ...(signature === undefined ? {} : { signature }) }];
	const content = request.prompt_sha256 === undefined ? {} : { prompt_sha256: request.prompt_sha256 };
	const move = sealTransition(
		{ at, by, version, from: 'None', to, reason, request: id, ...content, approvals },
		registry.transitions.at(-1),
	);
	const former = registry.stages[to] ?? '';
	const replaced = { at, by, version: former, from: to, to: 'Archived', reason: `Replaced by ${version} in ${to}` };
	const text = editRegistry(team.repository.read(team.registry), {
		name: 'greeter',
		pointers: new Map([[to, version]]),
		stages: new Map([
			[version, to],
			[former, 'Archived'],
		]),
		registered: [{ version, source: `prompts/greeter-v${version}.j2`, sha256: request.prompt_sha256 ?? '' }],
		transitions: [move, sealTransition(replaced, move)],
		requests: [{ ...request, reviews: [...request.reviews, review], status: 'done' }],
	});
	team.repository.write(team.registry, text);
}
