import type { Config } from '../../formats/config/config.ts';
import type { RegistryEdit } from '../../formats/registry/edit-registry.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import { movePointers } from '../../formats/registry/move-pointers.ts';
import type { FoundVersion, RegisteredName } from '../promote/move.ts';
import type { RegistryRequest } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';

/**
 * The move of a rejected version to the archive, where the configuration asks for it (`archive_rejected`). A version that
 * holds a higher stage than the one it was refused for stays where it is.
 */
export function archiveRejected(
	{ id, to, reviews }: RegistryRequest,
	{ version, from, sha256, registered }: FoundVersion,
	{ config, registry, by, at }: RegisteredName,
): Partial<RegistryEdit> {
	const { archive, held } = stageRoles(config);
	if (!isAsked(config, to) || from === archive || held.indexOf(from) > held.indexOf(to)) return {};
	const reason = `Rejected for ${to}: ${reviews.at(-1)?.comment ?? ''}`;
	const content = sha256 === undefined ? {} : { prompt_sha256: sha256 };
	const move = { at, by, version, from, to: archive, reason, request: id, ...content };
	return {
		pointers: movePointers(move, held),
		stages: new Map([[version, archive]]),
		registered: registered === undefined ? [] : [registered],
		transitions: [sealTransition(move, registry?.value?.transitions.at(-1))],
	};
}

function isAsked({ promotion }: Config, stage: string): boolean {
	return Object.hasOwn(promotion, stage) && promotion[stage]?.archive_rejected === true;
}
