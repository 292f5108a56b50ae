import { commands, l10n, Uri, workspace } from 'vscode';
import { failureInWords } from '../ask/failure-in-words.ts';
import { translateGate } from '../model/translate-gate.ts';
import { translateOverview } from './translate-overview.ts';
import { describeFailure } from '../../core/words/describe-failure.ts';
import { judgeMove } from '../../core/use-cases/promote/judge-move.ts';
import { promotionOverview } from '../../core/use-cases/review/promotion-overview.ts';
import type { PromotionOverview } from '../../core/use-cases/review/promotion-overview.ts';
import { readMove } from '../../core/use-cases/promote/read-move.ts';
import type { SeenMove } from '../../core/use-cases/promote/read-move.ts';
import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';
import { promotionPanelMessageSchema, promotionPanelStateSchema } from '../../webviews/promotion/protocol.ts';
import type { GatesState, PromotionHostMessage, PromotionPanelMessage, PromotionState } from '../../webviews/promotion/protocol.ts';
import { askPromotionReason } from '../ask/ask-reason.ts';
import { carryOutPromotion } from '../ask/carry-out-promotion.ts';
import type { PromotionPanelRequest } from './frame/panel-request.ts';
import { promotionPorts } from '../model/promotion-ports.ts';
import type { JudgedGates } from '../model/promotion-ports.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import type { Panel, PanelContext, PanelSession } from './panel.ts';

/** One move to a stage: what it is, what the gates say, who agreed, what it writes; and everything one may do about it. */
export const promotionPanel: Panel<PromotionPanelRequest> = {
	kind: 'promotion',

	keyOf: ({ name, version, to }) => JSON.stringify([name, version, to]),

	restore(state) {
		const parsed = promotionPanelStateSchema.safeParse(state);
		return parsed.success ? { kind: 'promotion', ...parsed.data.subject } : undefined;
	},

	open: (request, context) => new PromotionSession(request, context),
};

class PromotionSession implements PanelSession {
	readonly #request: PromotionPanelRequest;
	readonly #context: PanelContext;
	/** What the gates said for the state of the workspace that `#judgedFor` stands for. What is shown is what is recorded. */
	readonly #judged: JudgedGates = new Map();
	#judgedFor = '';
	/** Ends the gates that run, and nothing else. */
	#gatesRun: AbortController | undefined;
	/** The user ended the gates; they wait until they are asked for again. */
	#isStopped = false;
	#overview: PromotionOverview | undefined;

	constructor(request: PromotionPanelRequest, context: PanelContext) {
		this.#request = request;
		this.#context = context;
	}

	get title(): string {
		const { name, version, to } = this.#request;
		return `${name} ${version} → ${to}`;
	}

	loading(): PromotionHostMessage {
		return this.#message({ kind: 'loading', title: this.title });
	}

	failed(message: string): PromotionHostMessage {
		return this.#message({ kind: 'failed', title: this.title, message });
	}

	async compute(signal: AbortSignal): Promise<PromotionHostMessage> {
		const model = this.#model();
		if (model === undefined)
			return this.failed(l10n.t('The folder of this promotion is not open in this window. Open it, then try again.'));
		const read = await readMove(this.#request, model.ports(), signal);
		if (!read.ok) return this.failed(failureInWords(read.failure, this.#context.services.translate));
		const before = promotionOverview(read.value, undefined, describeFailure);
		this.#overview = before;
		if (before.arrival !== undefined) return this.#promotion(before, { kind: 'done', gates: before.arrival.gates ?? [] });
		const gates = await this.#judge(model, read.value, before, signal);
		if (gates === undefined) return this.#promotion(before, { kind: 'stopped' });
		this.#overview = promotionOverview(read.value, gates, describeFailure);
		return this.#promotion(this.#overview, { kind: 'done', gates });
	}

	/** What the gates say, telling the panel how far they are. Undefined when the user ended them. */
	async #judge(
		model: WorkspaceModel,
		move: SeenMove,
		before: PromotionOverview,
		signal: AbortSignal,
	): Promise<readonly GateOutcome[] | undefined> {
		if (this.#isStopped) return undefined;
		const state = await fingerprint(model, move);
		signal.throwIfAborted();
		if (state !== this.#judgedFor) this.#judged.clear();
		this.#judgedFor = state;
		const run = new AbortController();
		const follow = (): void => run.abort();
		signal.addEventListener('abort', follow);
		this.#gatesRun = run;
		const tell = (progress: Omit<Extract<GatesState, { kind: 'running' }>, 'kind'>): void => {
			if (!run.signal.aborted) this.#context.show(this.#promotion(before, { kind: 'running', ...progress }));
		};
		if (this.#judged.size === 0) tell({ label: undefined, doneCount: 0, totalCount: 0 });
		try {
			const { services } = this.#context;
			const ports = promotionPorts(services, model, { judged: this.#judged, progress: { report: () => undefined } });
			return await judgeMove(move, { ...ports, onGate: tell, isTrusted: workspace.isTrusted }, run.signal);
		} catch (error) {
			if (run.signal.aborted && !signal.aborted) return undefined;
			throw error;
		} finally {
			signal.removeEventListener('abort', follow);
			this.#gatesRun = undefined;
		}
	}

	async receive(message: unknown): Promise<void> {
		const parsed = promotionPanelMessageSchema.safeParse(message);
		if (!parsed.success) {
			this.#context.services.log.warn(`The promotion panel sent an invalid message: ${parsed.error.message}`);
			return;
		}
		await this.#answer(parsed.data);
	}

	async #answer(message: PromotionPanelMessage): Promise<void> {
		const { services } = this.#context;
		const { folder, name } = this.#request;
		switch (message.kind) {
			case 'ready':
				return;
			case 'answer':
				return this.#answerRequest(message.verdict);
			case 'cancel-gates':
				this.#cancelGates();
				return;
			case 'open-registry':
				return this.#openRegistry();
			case 'promote':
				return this.#promote(message.override);
			case 'request':
				return this.#command('stagemark.requestPromotion', { to: this.#request.to });
			case 'run-gates':
				this.#runGates();
				return;
			case 'show-evidence':
				services.showPanel({ kind: 'compare', folder, references: [message.experiment], baseline: undefined });
				return;
			case 'show-prompt-diff':
				this.#showPromptDiff();
				return;
			case 'show-timeline':
				services.showPanel({ kind: 'timeline', folder, name });
				return;
		}
	}

	#runGates(): void {
		this.#isStopped = false;
		this.#judged.clear();
		this.#context.refresh();
	}

	#cancelGates(): void {
		this.#isStopped = true;
		this.#gatesRun?.abort();
	}

	async #answerRequest(verdict: 'approve' | 'reject' | 'withdraw'): Promise<void> {
		await this.#command(`stagemark.${verdict}Request`, { request: this.#overview?.request?.id });
	}

	/** Through the command, so that Restricted Mode, questions and words are those of palette and tree. */
	async #command(command: string, more: Readonly<Record<string, string | undefined>>): Promise<void> {
		const { folder, name, version } = this.#request;
		await commands.executeCommand(command, { folder, prompt: name, version, ...more });
	}

	/** What will be written is on the screen, so that only the reason is asked for. */
	async #promote(override: boolean): Promise<void> {
		const { services } = this.#context;
		const model = this.#model();
		if (!workspace.isTrusted) services.notify.untrusted();
		if (model === undefined || !workspace.isTrusted) return;
		const { name, version, to } = this.#request;
		const value = this.#overview?.isRequestOpen === true ? this.#overview.request?.reason : undefined;
		const reason = await askPromotionReason({ subject: `${name}@${version}`, stage: to, isOverride: override, value });
		if (reason === undefined) return;
		const request = { name, version, to, reason, ...(override ? { override } : {}) };
		await carryOutPromotion({ services, model, judged: this.#judged }, request);
	}

	async #openRegistry(): Promise<void> {
		const model = this.#model();
		const registries = (await model?.load())?.registries ?? [];
		const path = registries.find(({ registry }) => registry.name === this.#request.name)?.path;
		if (model !== undefined && path !== undefined) await commands.executeCommand('vscode.open', model.uriOf(path));
	}

	#showPromptDiff(): void {
		const { folder, name, version } = this.#request;
		const before = this.#overview?.holder?.version;
		if (before === undefined) return;
		this.#context.services.showPanel({ kind: 'prompt-diff', folder, before: `${name}@${before}`, after: `${name}@${version}` });
	}

	#model(): WorkspaceModel | undefined {
		return this.#context.services.workspaces.modelOf(Uri.parse(this.#request.folder));
	}

	#promotion(overview: PromotionOverview, gates: GatesState): PromotionHostMessage {
		const { translate } = this.#context.services;
		return this.#message({
			kind: 'promotion',
			overview: translateOverview(overview, translate),
			gates: gates.kind === 'done' ? { ...gates, gates: gates.gates.map(gate => translateGate(gate, translate)) } : gates,
			isTrusted: workspace.isTrusted,
		});
	}

	#message(state: PromotionState): PromotionHostMessage {
		const { folder, name, version, to } = this.#request;
		return { kind: 'state', subject: { folder, name, version, to }, state };
	}
}

/** Everything gates depend on that can be known beforehand: while it is the same, so is what they say, and slow ones run once. */
async function fingerprint(model: WorkspaceModel, move: SeenMove): Promise<string> {
	const { version, from, sha256, registered, basis, registry, index } = move;
	const { config, experiments, prompts } = index;
	const runs: string[] = [];
	for (const { folder } of experiments) runs.push(...(await model.runsOf(folder)).map(({ record }) => record.id));
	const contents = prompts.map(({ path, contentHash }) => [path, contentHash]);
	return JSON.stringify([{ version, from, sha256, registered }, basis, registry?.value?.stages, config, contents, experiments, runs]);
}
