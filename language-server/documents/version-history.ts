import type { Git } from '../../core/ports/git.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { Prompt } from '../../core/formats/prompt/prompt.ts';
import { previousVersionPath } from '../../core/workspace/prompt-versions.ts';
import type { PromptVersions } from '../../core/workspace/prompt-versions.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import { createCommittedPrompts } from './committed-prompts.ts';
import { createReleasedVersions } from './released-versions.ts';

/** Everything that rules on versions compare a prompt with. */
export interface VersionHistory {
	/** Nothing before the repository has opted in to versioning. */
	get(
		prompt: Prompt,
		workspace: WorkspaceFacts,
	): Promise<{ readonly committedPrompt: Prompt | undefined; readonly versions: PromptVersions | undefined }>;
	/** HEAD moved, or the user saved: what came from Git is read again when next asked for. */
	forget(): void;
}

/** Where the history comes from. */
export interface HistorySource {
	readonly git: Git;
	/** The revision that prompts are compared with. */
	readonly baseline: string;
	/** The prompt at a path of the working tree, open documents included. */
	readonly readPrompt: (path: WorkspacePath) => Promise<Prompt | undefined>;
	/** Told once when there is no Git to ask. */
	readonly log: (message: string) => void;
}

export function createVersionHistory({ git, baseline, readPrompt, log }: HistorySource): VersionHistory {
	const committed = createCommittedPrompts(git, baseline, reason => {
		log(`Versions are not compared with the last commit: ${reason}. Rules that need Git stay silent, all others work.`);
	});
	const released = createReleasedVersions(git);
	return {
		async get(prompt, workspace) {
			if (!workspace.hasOptedIn) return { committedPrompt: undefined, versions: undefined };
			const previousPath = previousVersionPath(prompt, workspace);
			const [committedPrompt, release, previous] = await Promise.all([
				committed.get(prompt, workspace),
				released.get(prompt, workspace),
				previousPath === undefined ? undefined : readPrompt(previousPath),
			]);
			return { committedPrompt, versions: { release, previous } };
		},
		forget() {
			committed.forget();
			released.forget();
		},
	};
}
