import { commands, l10n, Uri } from 'vscode';
import { holdingInWords, uncheckedInWords } from '../../core/words/claims-in-words.ts';
import { failureInWords } from '../ask/failure-in-words.ts';
import { stageRoles } from '../../core/formats/registry/stage-roles.ts';
import { timelineOf } from '../../core/formats/registry/timeline.ts';
import type { TimelineEntry } from '../../core/formats/registry/timeline.ts';
import { verifyWorkspace } from '../../core/use-cases/verify/verify-workspace.ts';
import { timelinePanelMessageSchema, timelinePanelStateSchema } from '../../webviews/timeline/protocol.ts';
import type { TimelineHostMessage, TimelinePanelMessage, TimelineState } from '../../webviews/timeline/protocol.ts';
import { findExperiment } from '../ask/complete-target.ts';
import type { Translate } from '../../io/create-translate.ts';
import { translateGate } from '../model/translate-gate.ts';
import type { TimelinePanelRequest } from './frame/panel-request.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import type { Panel, PanelContext, PanelSession } from './panel.ts';

/** The history of a name: who moved what when and why, on which evidence, and whether the file still proves it. */
export const timelinePanel: Panel<TimelinePanelRequest> = {
	kind: 'timeline',

	keyOf: ({ name }) => name,

	restore(state) {
		const parsed = timelinePanelStateSchema.safeParse(state);
		return parsed.success ? { kind: 'timeline', ...parsed.data.subject } : undefined;
	},

	open: (request, context) => new TimelineSession(request, context),
};

class TimelineSession implements PanelSession {
	readonly #request: TimelinePanelRequest;
	readonly #context: PanelContext;

	constructor(request: TimelinePanelRequest, context: PanelContext) {
		this.#request = request;
		this.#context = context;
	}

	get title(): string {
		return l10n.t('Timeline of {0}', this.#request.name);
	}

	loading(): TimelineHostMessage {
		return this.#message({ kind: 'loading', title: this.title });
	}

	failed(message: string): TimelineHostMessage {
		return this.#message({ kind: 'failed', title: this.title, message });
	}

	async compute(signal: AbortSignal): Promise<TimelineHostMessage> {
		const model = this.#model();
		if (model === undefined)
			return this.failed(l10n.t('The folder of this timeline is not open in this window. Open it, then try again.'));
		const facts = await model.load();
		const { name } = this.#request;
		const found = facts.registries.find(({ registry }) => registry.name === name);
		const { translate } = this.#context.services;
		if (found === undefined) return this.failed(failureInWords({ kind: 'not-registered', name }, translate));
		const { path, registry } = found;
		const { held } = stageRoles(facts.config);
		const shown = {
			kind: 'timeline',
			path,
			registry,
			held,
			entries: timelineOf(registry, held).map(entry => translateEntry(entry, translate)),
		} as const;
		signal.throwIfAborted();
		this.#context.show(this.#message({ ...shown, problems: undefined, holding: undefined, unchecked: [] }));
		const { files, git, signer } = model.ports();
		const verified = await verifyWorkspace({ facts, files, git, signer }, name, signal);
		const holding = holdingInWords(verified.claims, verified.signatures);
		return this.#message({
			...shown,
			problems: verified.problems.map(problem => ({ ...problem, message: translate(problem.message) })),
			holding: holding && translate(holding),
			unchecked: uncheckedInWords(verified).map(translate),
		});
	}

	async receive(message: unknown): Promise<void> {
		const parsed = timelinePanelMessageSchema.safeParse(message);
		if (!parsed.success) {
			this.#context.services.log.warn(`The timeline panel sent an invalid message: ${parsed.error.message}`);
			return;
		}
		await this.#answer(parsed.data);
	}

	async #answer(message: TimelinePanelMessage): Promise<void> {
		const { folder, name } = this.#request;
		const { services } = this.#context;
		switch (message.kind) {
			case 'ready':
				return;
			case 'open-experiment':
				return this.#openFile(model => model.load().then(facts => findExperiment(facts, message.experiment)?.path));
			case 'open-registry':
				return this.#openFile(model =>
					model.load().then(({ registries }) => registries.find(({ registry }) => registry.name === name)?.path),
				);
			case 'show-evidence':
				services.showPanel({ kind: 'compare', folder, references: [message.experiment], baseline: undefined });
				return;
			case 'show-promotion':
				services.showPanel({ kind: 'promotion', folder, name, version: message.version, to: message.to });
				return;
		}
	}

	async #openFile(find: (model: WorkspaceModel) => Promise<string | undefined>): Promise<void> {
		const model = this.#model();
		const path = model && (await find(model));
		if (model === undefined || path === undefined) {
			this.#context.services.notify.warn(l10n.t('That file is no longer in this folder. Git history still has it.'));
		} else await commands.executeCommand('vscode.open', model.uriOf(path));
	}

	#model(): WorkspaceModel | undefined {
		return this.#context.services.workspaces.modelOf(Uri.parse(this.#request.folder));
	}

	#message(state: TimelineState): TimelineHostMessage {
		const { folder, name } = this.#request;
		return { kind: 'state', subject: { folder, name }, state };
	}
}

/** What gates said of a move, in the language of the reader. */
function translateEntry(entry: TimelineEntry, translate: Translate): TimelineEntry {
	const { transition } = entry;
	if (transition?.value.gates === undefined) return entry;
	const gates = transition.value.gates.map(gate => translateGate(gate, translate));
	return { ...entry, transition: { ...transition, value: { ...transition.value, gates } } };
}
