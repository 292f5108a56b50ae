import { l10n } from 'vscode';
import { isOpen } from '../../core/use-cases/promote/find-approvals.ts';
import { personName } from '../../core/formats/registry/person.ts';
import type { Registry, RegistryRequest } from '../../core/formats/registry/registry-file.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { Services } from '../services.ts';
import { pickOne } from './pick-one.ts';

/** The registry of a name, the only one there is, or the one the user picks. Says so when there is none. */
export async function pickRegistry(
	services: Services,
	facts: WorkspaceFacts,
	title: string,
	name: string | undefined,
): Promise<Registry | undefined> {
	const registries = facts.registries.map(({ registry }) => registry);
	const candidates = name === undefined ? registries : registries.filter(registry => registry.name === name);
	if (candidates.length === 0) {
		if (name === undefined)
			services.notify.warn(l10n.t('Nothing is registered yet. The first request or promotion writes a registry file.'));
		else services.notify.failure({ kind: 'not-registered', name });
	}
	return pickOne(
		{ title, placeholder: l10n.t('Which name?') },
		candidates.map(registry => ({ label: registry.name, description: stagesInWords(registry), value: registry })),
	);
}

/** An open request and the name it belongs to. */
export interface PickedRequest {
	readonly name: string;
	readonly request: RegistryRequest;
}

/** The open request the user picks, or the only one; `asked` narrows it down. Says so when there is none. */
export async function pickRequest(
	services: Services,
	facts: WorkspaceFacts,
	title: string,
	asked: { readonly prompt?: string | undefined; readonly version?: string | undefined },
): Promise<PickedRequest | undefined> {
	const open = facts.registries
		.filter(({ registry }) => asked.prompt === undefined || registry.name === asked.prompt)
		.flatMap(({ registry }) => registry.requests.filter(isOpen).map(request => ({ name: registry.name, request })))
		.filter(({ request }) => asked.version === undefined || request.version === asked.version);
	if (open.length === 0) services.notify.warn(l10n.t('There is no open request here. Use “Request Promotion” to create one.'));
	return pickOne(
		{ title, placeholder: l10n.t('Which request?') },
		open.map(each => ({
			label: l10n.t('{0} to {1}', `${each.name}@${each.request.version}`, each.request.to),
			description: l10n.t('requested by {0}', personName(each.request.by)),
			detail: each.request.reason,
			value: each,
		})),
	);
}

function stagesInWords({ stages }: Registry): string {
	return Object.entries(stages)
		.map(([stage, version]) => `${stage} ${version}`)
		.join(' · ');
}
