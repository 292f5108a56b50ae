import type { Detector } from '../detector.ts';
import type { FoundKind } from '../found.ts';

/** What is around the prompts: pipelines, hooks, and projects with a configuration of their own. */
export const surroundings: Detector = {
	id: 'surroundings',
	reads: () => false,

	detect({ path }) {
		const kind = kinds.find(({ pattern }) => pattern.test(path));
		if (kind === undefined) return [];
		const name = kind.what === 'project' ? path.split('/').slice(0, -1).join('/') : (path.split('/').at(-1) ?? path);
		return [{ path, what: kind.what, as: kind.as, name, why: kind.why, taken: false }];
	},
};

const kinds: readonly { readonly pattern: RegExp; readonly what: FoundKind; readonly as: string; readonly why: string }[] = [
	{ pattern: /^\.github\/workflows\/[^/]+\.ya?ml$/, what: 'workflow', as: 'github', why: 'GitHub runs it.' },
	{ pattern: /^\.gitlab-ci\.ya?ml$/, what: 'workflow', as: 'gitlab', why: 'GitLab runs it.' },
	{ pattern: /^\.husky\/(?!_\/)[a-z-]+$/, what: 'hook', as: 'husky', why: 'husky runs it.' },
	{ pattern: /^\.?lefthook\.ya?ml$/, what: 'hook', as: 'lefthook', why: 'lefthook reads it.' },
	{ pattern: /^\.pre-commit-config\.yaml$/, what: 'hook', as: 'pre-commit', why: 'pre-commit reads it.' },
	{ pattern: /^.+\/stagemark\.yaml$/, what: 'project', as: 'stagemark', why: 'It has a configuration of its own.' },
];
