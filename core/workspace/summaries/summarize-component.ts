import { componentFileHash } from '../../formats/component/component-hash.ts';
import type { ParsedComponent } from '../../formats/component/component.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { tagsOf } from '../../formats/tags-of.ts';
import type { ComponentSummary } from './file-summary.ts';

/** What the workspace needs to know of a component of the working tree, or of a commit when `revision` is given. */
export function summarizeComponent(component: ParsedComponent, revision?: string): ComponentSummary {
	const { kind, path, name, version, value, members } = component;
	return {
		kind,
		path,
		revision,
		name,
		version: version === undefined ? undefined : normaliseVersion(version),
		fileHash: componentFileHash(component),
		description: value?.description,
		tags: tagsOf(component.yaml.value),
		members: members.map(({ kind: memberKind, reference }) => ({ kind: memberKind, reference })),
	};
}
