import { commands, l10n, Uri, window } from 'vscode';
import { diffPrompts } from '../../core/formats/prompt/diff/diff-prompts.ts';
import { parsePromptReference } from '../../core/formats/prompt/prompt-reference.ts';
import { isRunOfPrompt } from '../../core/workspace/runs/run-of-prompt.ts';
import type { RunRecord } from '../../core/formats/run/run-record.ts';
import { mean } from '../../core/statistics/descriptive/mean.ts';
import type { PromptSummary } from '../../core/workspace/summaries/file-summary.ts';
import { readPrompt } from '../../core/workspace/read-prompt.ts';
import { promptDiffPanelMessageSchema, promptDiffPanelStateSchema } from '../../webviews/prompt-diff/protocol.ts';
import type { MetricOfBoth, PromptDiffHostMessage, PromptDiffPanelMessage, PromptDiffState } from '../../webviews/prompt-diff/protocol.ts';
import type { PromptDiffPanelRequest } from './frame/panel-request.ts';
import { documentUri } from '../model/served-documents.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import type { Panel, PanelContext, PanelSession } from './panel.ts';
import { ownValue } from '../../core/base/own-value.ts';

/** Two versions of a prompt side by side, and which version number the change asks for. */
export const promptDiffPanel: Panel<PromptDiffPanelRequest> = {
	kind: 'prompt-diff',

	// Swapped sides are another view of the same subject.
	keyOf: ({ before, after }) => JSON.stringify([before, after].toSorted()),

	restore(state) {
		const parsed = promptDiffPanelStateSchema.safeParse(state);
		return parsed.success ? { kind: 'prompt-diff', ...parsed.data.subject } : undefined;
	},

	open: (request, context) => new PromptDiffSession(request, context),
};

type Side = 'before' | 'after';

class PromptDiffSession implements PanelSession {
	readonly #context: PanelContext;
	#request: PromptDiffPanelRequest;
	#found: Readonly<Record<Side, PromptSummary>> | undefined;

	constructor(request: PromptDiffPanelRequest, context: PanelContext) {
		this.#request = request;
		this.#context = context;
	}

	get title(): string {
		return `${this.#request.before} ↔ ${this.#request.after}`;
	}

	loading(): PromptDiffHostMessage {
		return this.#message({ kind: 'loading', title: this.title });
	}

	failed(message: string): PromptDiffHostMessage {
		return this.#message({ kind: 'failed', title: this.title, message });
	}

	async compute(signal: AbortSignal): Promise<PromptDiffHostMessage> {
		const model = this.#model();
		if (model === undefined)
			return this.failed(l10n.t('The folder of these prompts is not open in this window. Open it, then show the diff again.'));
		const before = await resolve(model, this.#request.before);
		const after = await resolve(model, this.#request.after);
		signal.throwIfAborted();
		if (before === undefined) return this.failed(notFound(this.#request.before));
		if (after === undefined) return this.failed(notFound(this.#request.after));
		const [promptBefore, promptAfter] = [await readPrompt(before, model.ports()), await readPrompt(after, model.ports())];
		signal.throwIfAborted();
		if (promptBefore === undefined) return this.failed(notReadable(before));
		if (promptAfter === undefined) return this.failed(notReadable(after));
		this.#found = { before, after };
		const { translate } = this.#context.services;
		const diff = diffPrompts(promptBefore, promptAfter, { before: this.#request.before, after: this.#request.after });
		return this.#message({
			kind: 'diff',
			diff: { ...diff, reasons: diff.reasons.map(({ bump, reason }) => ({ bump, reason: translate(reason) })) },
			metrics: await metricsOfBoth(model, { before, after }, signal),
		});
	}

	async receive(message: unknown): Promise<void> {
		const parsed = promptDiffPanelMessageSchema.safeParse(message);
		if (!parsed.success) {
			this.#context.services.log.warn(`The prompt diff panel sent an invalid message: ${parsed.error.message}`);
			return;
		}
		await this.#answer(parsed.data);
	}

	async #answer(message: PromptDiffPanelMessage): Promise<void> {
		switch (message.kind) {
			case 'ready':
				return;
			case 'swap':
				this.#request = { ...this.#request, before: this.#request.after, after: this.#request.before };
				this.#context.refresh();
				return;
			case 'open-file': {
				const uri = this.#uriOf(message.side);
				if (uri === undefined) return;
				await this.#context.services.startServer();
				await window.showTextDocument(uri, { preview: true });
				return;
			}
			case 'open-text-diff': {
				const [before, after] = [this.#uriOf('before'), this.#uriOf('after')];
				if (before === undefined || after === undefined) return;
				await this.#context.services.startServer();
				await commands.executeCommand('vscode.diff', before, after, this.title);
				return;
			}
		}
	}

	#uriOf(side: Side): Uri | undefined {
		const model = this.#model();
		const summary = this.#found?.[side];
		return model === undefined || summary === undefined ? undefined : documentUri(model, summary.path, summary.revision);
	}

	#model(): WorkspaceModel | undefined {
		return this.#context.services.workspaces.modelOf(Uri.parse(this.#request.folder));
	}

	#message(state: PromptDiffState): PromptDiffHostMessage {
		const { folder, before, after } = this.#request;
		return { kind: 'state', subject: { folder, before, after }, state };
	}
}

/** Finds the version in the working tree, or in Git history when it stands only there. */
async function resolve(model: WorkspaceModel, text: string): Promise<PromptSummary | undefined> {
	const reference = parsePromptReference(text);
	if (reference === undefined) return undefined;
	await model.versionsOf(reference.name);
	const resolution = (await model.load()).resolve(reference);
	return resolution.kind === 'found' ? resolution.prompt : undefined;
}

/** The mean of each metric over the completed runs of each side, by name. */
async function metricsOfBoth(
	model: WorkspaceModel,
	sides: Readonly<Record<Side, PromptSummary>>,
	signal: AbortSignal,
): Promise<readonly MetricOfBoth[]> {
	const { experiments } = await model.load();
	const records: RunRecord[] = [];
	for (const { folder } of experiments) {
		const runs = await model.runsOf(folder);
		signal.throwIfAborted();
		records.push(...runs.map(run => run.record).filter(record => record.status === 'completed'));
	}
	const ofSide = (side: Side): readonly RunRecord[] => records.filter(record => isRunOfPrompt(record, sides[side]));
	const [before, after] = [ofSide('before'), ofSide('after')];
	const names = new Set([...before, ...after].flatMap(record => Object.keys(record.metrics)));
	return [...names].sort().map(name => ({ name, before: meanOf(before, name), after: meanOf(after, name) }));
}

function meanOf(records: readonly RunRecord[], metric: string): number | undefined {
	const values = records.map(record => ownValue(record.metrics, metric)).filter(value => value !== undefined);
	return values.length === 0 ? undefined : mean(values);
}

function notFound(reference: string): string {
	return l10n.t(
		'{0} cannot be found, neither in the working tree nor in Git history. Check the reference, or fetch the missing history.',
		reference,
	);
}

function notReadable({ path, revision }: PromptSummary): string {
	return revision === undefined
		? l10n.t('{0} could not be read as text. Check the file and its permissions.', path)
		: l10n.t('{0} could not be read from commit {1}. Fetch the missing history.', path, revision.slice(0, 10));
}
