import { nearestWord } from '../../base/text/nearest-word.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { AskedMove, FoundVersion, RegisteredName } from './move.ts';
import type { PlanFailure } from './promote-failure.ts';
import { membersEntry } from '../../workspace/registry/read-content.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';

/** Finds the version in the registry file, among the files, or in both, where they must agree on its content. */
export function findVersion(
	request: Pick<AskedMove, 'name' | 'version'>,
	facts: Pick<RegisteredName, 'config' | 'registry' | 'versions'>,
): Result<FoundVersion, PlanFailure> {
	const wanted = normaliseVersion(request.version) ?? request.version;
	const entries = Object.entries(facts.registry?.value?.versions ?? {});
	const registered = entries.find(([key]) => (normaliseVersion(key) ?? key) === wanted);
	const content = facts.versions.find(({ version }) => version === wanted);
	if (registered !== undefined) {
		const [version, { sha256 }] = registered;
		if (sha256 !== undefined && content !== undefined && sha256 !== content.contentHash) {
			return fail({ kind: 'content-changed', name: request.name, version: wanted, path: content.path });
		}
		return succeed({ version, from: stageOf(version, facts), sha256: content?.contentHash ?? sha256, registered: undefined });
	}
	if (content === undefined) {
		const known = [...facts.versions.map(({ version }) => version), ...entries.map(([key]) => key)];
		const suggestion = nearestWord(wanted, known);
		return fail({ kind: 'unknown-version', name: request.name, version: request.version, suggestion, known });
	}
	const entry = { version: wanted, source: content.path, sha256: content.contentHash, ...membersEntry(content.members) };
	return succeed({ version: wanted, from: stageOf(wanted, facts), sha256: content.contentHash, registered: entry });
}

function stageOf(version: string, { registry, config }: Pick<RegisteredName, 'config' | 'registry'>): string {
	const last = registry?.value?.transitions.findLast(transition => transition.version === version);
	return last?.to ?? stageRoles(config).initial;
}
