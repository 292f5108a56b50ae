import type { FailureWords } from '../base/words-of-failure.ts';
import type { ExportFailure } from '../use-cases/manifest/export-manifest.ts';

/** Why there is no manifest. */
export const exportFailureWords: FailureWords<ExportFailure> = {
	'exported-content-changed': ({ name, version, path }) => ({
		what: `${name} ${version} is not exported, and so nothing is.`,
		why: `${path} does not have the content that was registered as ${version}: it changed since.`,
		action: 'Restore the file from Git, or give the new content a new version and promote that.',
	}),
	'exported-source-missing': ({ name, version, source }) => ({
		what: `${name} ${version} is not exported, and so nothing is.`,
		why: `A stage or alias leads to it, but ${source === '' ? 'it is not registered' : `${source} has no such version`}, and neither has any commit.`,
		action: 'Restore the file from Git (a shallow clone lacks history: fetch it with “git fetch --unshallow”), or archive the version.',
	}),
};
