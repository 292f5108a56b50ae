import type { FailureWords } from '../base/words-of-failure.ts';
import type { ExportFailure } from '../use-cases/manifest/export-version.ts';

/** Why there is no manifest. */
export const exportFailureWords: FailureWords<ExportFailure> = {
	'exported-content-changed': ({ name, version, path }) => ({
		what: `${name} ${version} cannot be exported, so nothing was exported.`,
		why: `${path} has changed since ${version} was registered.`,
		action: 'Restore the file from Git, or give the new content a new version and promote that.',
	}),
	'exported-registry-unread': ({ path, reason }) => ({
		what: `${path} cannot be read (${reason}), so nothing was exported.`,
		why: 'An application would take its name for one that is no longer served.',
		action: 'Repair it, or restore it from Git.',
	}),
	'exported-source-missing': ({ name, version, source }) => ({
		what: `${name} ${version} cannot be exported, so nothing was exported.`,
		why: `A stage or alias points to it, but ${source === '' ? 'it is not registered' : `${source} does not have this version`}, and no commit has it either.`,
		action: 'Restore the file from Git (a shallow clone lacks history: fetch it with “git fetch --unshallow”), or archive the version.',
	}),
};
