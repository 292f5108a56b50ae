import { mayHaveDialect } from '../../core/formats/prompt/dialects/find-dialect.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { Git } from '../../core/ports/git.ts';
import type { DialectOverrides } from '../../core/formats/prompt/dialects/dialect-overrides.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import type { Prompt } from '../../core/formats/prompt/prompt.ts';
import { readAtWithCards } from '../../core/workspace/cards/git-with-cards.ts';
import { fileKindOf } from '../../core/workspace/file-kind.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';

/** Prompts as they stand at one revision, by default HEAD, read in batches and kept until HEAD moves. */
export interface CommittedPrompts {
	/**
	 * The prompt as the revision has it: under the same path or, for a file that was renamed since, the one prompt of the same name whose
	 * file is gone. Undefined when it has none, when there is no commit yet, or when there is no Git.
	 */
	get(prompt: Prompt, workspace: WorkspaceFacts): Promise<Prompt | undefined>;
	/** HEAD moved: everything is read again when next asked for. */
	forget(): void;
}

/**
 * Each read of `baseline` takes as many other prompts along as were asked for until then: checking ten files among ten thousand reads
 * about twenty, and checking a thousand does not wait for Git a thousand times. `onMissing` is told, once, why there is nothing to compare with.
 */
export function createCommittedPrompts(git: Git, baseline: string, onMissing: (reason: string) => void): CommittedPrompts {
	let texts = new Map<WorkspacePath, Promise<string | undefined>>();
	let prompts = new Map<WorkspacePath, { readonly text: string; readonly dialects: DialectOverrides; readonly prompt: Prompt }>();
	let paths: Promise<readonly WorkspacePath[]> | undefined;
	let hasToldReason = false;
	let askedCount = 0;
	/** Before it, every listed prompt was read. */
	let position = 0;
	return {
		async get(prompt, workspace) {
			const text = await textAt(prompt.path, workspace);
			return text === undefined ? findRenamed(prompt, workspace) : parseOnce(prompt.path, text, workspace.config.dialects);
		},
		forget() {
			texts = new Map();
			prompts = new Map();
			paths = undefined;
			askedCount = 0;
			position = 0;
		},
	};

	function textAt(path: WorkspacePath, workspace: WorkspaceFacts): Promise<string | undefined> {
		askedCount++;
		if (!texts.has(path)) request([path, ...othersThan(path, workspace)]);
		return texts.get(path) ?? Promise.resolve(undefined);
	}

	/** Prompts that nobody asked for yet. */
	function othersThan(path: WorkspacePath, { prompts: listed }: WorkspaceFacts): readonly WorkspacePath[] {
		const others: WorkspacePath[] = [];
		for (; position < listed.length && others.length < askedCount; position++) {
			const other = listed[position]?.path;
			if (other !== undefined && other !== path && !texts.has(other)) others.push(other);
		}
		return others;
	}

	function request(wanted: readonly WorkspacePath[]): void {
		const reading = readBaseline(wanted);
		for (const path of wanted) {
			texts.set(
				path,
				reading.then(found => found.get(path)),
			);
		}
	}

	async function readBaseline(wanted: readonly WorkspacePath[]): Promise<ReadonlyMap<WorkspacePath, string>> {
		return (await hasCommit()) ? readAtWithCards(git, baseline, wanted) : new Map();
	}

	async function hasCommit(): Promise<boolean> {
		const state = await git.state();
		if (state.kind === 'repository') return state.commit !== undefined;
		if (!hasToldReason) onMissing(state.kind === 'no-git' ? state.reason : 'this folder is in no Git repository');
		hasToldReason = true;
		return false;
	}

	async function findRenamed({ name }: Prompt, workspace: WorkspaceFacts): Promise<Prompt | undefined> {
		paths ??= hasCommit().then(isThere => (isThere ? git.listAt(baseline) : []));
		const { dialects } = workspace.config;
		const isPrompt = (path: WorkspacePath): boolean =>
			fileKindOf(path, workspace.config) === 'prompt' && mayHaveDialect(path, dialects);
		const gone = (await paths).filter(path => isPrompt(path) && !workspace.exists(path));
		const unread = gone.filter(path => !texts.has(path));
		if (unread.length > 0) request(unread);
		const read = await Promise.all(gone.map(async path => ({ path, text: await texts.get(path) })));
		const found = read.flatMap(({ path, text }) => (text === undefined ? [] : [parseOnce(path, text, dialects)]));
		const namesakes = found.filter(other => other.name.value === name.value);
		return namesakes.length === 1 ? namesakes[0] : undefined;
	}

	function parseOnce(path: WorkspacePath, text: string, dialects: DialectOverrides): Prompt {
		const known = prompts.get(path);
		if (known?.text === text && known.dialects === dialects) return known.prompt;
		const prompt = parsePrompt(path, text, dialects);
		prompts.set(path, { text, dialects, prompt });
		return prompt;
	}
}
