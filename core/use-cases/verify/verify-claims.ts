import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';
import type { RegistryHistory } from '../../workspace/registry/registry-history.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';
import { together } from './claim.ts';
import type { Checked } from './claim.ts';
import { verifyApprovals } from './verify-approvals.ts';
import { verifyGates } from './verify-gates.ts';
import { verifySources } from './verify-sources.ts';

/**
 * What a registry file claims of the world outside it, and that does not hold: the content of its versions, the approvals and the gates of
 * its moves. `verify` and the lint rules of registry files both ask this one function.
 */
export async function verifyClaims(
	registry: Registry,
	facts: WorkspaceFacts,
	history: RegistryHistory,
	access: VerifyAccess,
): Promise<Checked> {
	const evidence = { config: facts.config, history, access };
	return together(
		await verifySources(registry, facts, { history, access }),
		await verifyApprovals(registry, evidence),
		await verifyGates(registry, evidence),
	);
}
