import { commands, env, l10n, Uri, window, workspace } from 'vscode';
import { compareReferences } from '../../core/judging/compare/compare-references.ts';
import type { Comparison, ComparisonSide } from '../../core/judging/compare/comparison.ts';
import { supersededLines } from '../../core/judging/compare/report/comparison-report.ts';
import { loadSideSeries } from '../../core/judging/compare/report/side-series.ts';
import type { AnyFailure } from '../../core/words/describe-failure.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import { comparePanelMessageSchema, comparePanelStateSchema } from '../../webviews/compare/protocol.ts';
import type { CompareHostMessage, ComparePanelMessage, CompareState, CompareSubject, SideChoice } from '../../webviews/compare/protocol.ts';
import { exportComparison } from '../ask/export-comparison.ts';
import type { ExportFormat } from '../ask/export-comparison.ts';
import { failureInWords } from '../ask/failure-in-words.ts';
import { linkTo } from '../ask/open-link.ts';
import type { ComparePanelRequest } from './frame/panel-request.ts';
import { rateAnswer } from '../ask/rate-answer.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import { explainingPage } from './explaining-page.ts';
import { translateComparison } from './translate-comparison.ts';
import type { Panel, PanelContext, PanelSession } from './panel.ts';
import { withoutUndefined } from '../../core/base/without-undefined.ts';

/** Runs, variants or prompts side by side: verdicts, differences, cases. */
export const comparePanel: Panel<ComparePanelRequest> = {
	kind: 'compare',

	// The order of the references does not make another comparison.
	keyOf: ({ references, baseline }) => JSON.stringify([references.toSorted(), baseline ?? null]),

	restore(state) {
		const parsed = comparePanelStateSchema.safeParse(state);
		if (!parsed.success) return undefined;
		const { folder, references, requestedBaseline } = parsed.data.subject;
		return { kind: 'compare', folder, references, baseline: requestedBaseline };
	},

	open: (request, context, saved) => new CompareSession(request, context, saved),
};

interface Choice {
	readonly baseline: string;
	readonly candidates: readonly string[];
}

class CompareSession implements PanelSession {
	readonly #request: ComparePanelRequest;
	readonly #context: PanelContext;
	/** What the reader picked; undefined shows everything that was asked for. */
	#choice: Choice | undefined;
	#comparison: Comparison | undefined;
	/** The last comparison that worked, and the choice it was made for. */
	#shown: CompareState | undefined;
	#shownChoice: Choice | undefined;
	/** Every side seen so far by its label, so that one that was taken out can be picked again. */
	readonly #known = new Map<string, SideChoice>();

	constructor(request: ComparePanelRequest, context: PanelContext, saved: unknown) {
		this.#request = request;
		this.#context = context;
		const restored = comparePanelStateSchema.safeParse(saved);
		const { baseline, candidates } = restored.data?.subject ?? {};
		if (baseline !== undefined && candidates !== undefined && candidates.length > 0) this.#choice = { baseline, candidates };
	}

	get title(): string {
		return this.#comparison?.title ?? this.#request.references.join(', ');
	}

	loading(): CompareHostMessage {
		return this.#message({ kind: 'loading', title: this.title });
	}

	failed(message: string): CompareHostMessage {
		return this.#message({ kind: 'failed', title: this.title, message });
	}

	async compute(signal: AbortSignal): Promise<CompareHostMessage> {
		const model = this.#model();
		if (model === undefined) return this.failed(folderClosed());
		const access = await model.access(signal);
		const references = this.#choice === undefined ? this.#request.references : [this.#choice.baseline, ...this.#choice.candidates];
		const baseline = this.#choice?.baseline ?? this.#request.baseline;
		const outcome = await compareReferences(references, baseline === undefined ? {} : { baseline }, access);
		if (!outcome.ok) return this.#refuse(outcome.failure);
		this.#comparison = outcome.value;
		this.#shownChoice = this.#choice;
		this.#shown = {
			kind: 'comparison',
			comparison: translateComparison(outcome.value, this.#context.services.translate),
			choices: this.#choices(outcome.value, access.facts),
			series: await loadSideSeries(outcome.value.sides, access),
			superseded: supersededLines(outcome.value).map(this.#context.services.translate),
			canRate: workspace.isTrusted,
		};
		return this.#message(this.#shown);
	}

	/** A choice that cannot be compared, such as a variant without runs, is said and taken back; the panel stays as it was. */
	#refuse(failure: AnyFailure): CompareHostMessage {
		if (this.#shown === undefined || this.#choice === this.#shownChoice)
			return this.failed(failureInWords(failure, this.#context.services.translate));
		this.#context.services.notify.failure(failure);
		this.#choice = this.#shownChoice;
		return this.#message(this.#shown);
	}

	async receive(message: unknown): Promise<void> {
		const parsed = comparePanelMessageSchema.safeParse(message);
		if (!parsed.success) {
			this.#context.services.log.warn(`The compare panel sent an invalid message: ${parsed.error.message}`);
			return;
		}
		await this.#answer(parsed.data);
	}

	async #answer(message: ComparePanelMessage): Promise<void> {
		switch (message.kind) {
			case 'ready':
				return;
			case 'choose':
				this.#choice = { baseline: message.baseline, candidates: message.candidates };
				this.#context.refresh();
				return;
			case 'show-prompt-diff':
				this.#showPromptDiff(message.candidate);
				return;
			case 'open-run':
				return this.#openRun(message.run);
			case 'request-promotion':
				return this.#requestPromotion(message.candidate);
			case 'export':
				return this.#export(message.format);
			case 'copy-link':
				return this.#copyLink();
			case 'explain':
				await commands.executeCommand(
					'markdown.showPreview',
					Uri.joinPath(this.#context.services.extensionUri, 'docs', ...explainingPage(message.verdict, env.language)),
				);
				return;
			case 'rate':
				return this.#rate(message);
		}
	}

	#showPromptDiff(candidate: string): void {
		const before = this.#promptOf(this.#comparison?.baseline);
		const after = this.#promptOf(candidate);
		if (before === undefined || after === undefined) return;
		const { folder } = this.#request;
		this.#context.services.showPanel({ kind: 'prompt-diff', folder, before: referenceTo(before), after: referenceTo(after) });
	}

	async #openRun(run: string): Promise<void> {
		const model = this.#model();
		if (model === undefined) return;
		const { experiments } = await model.load();
		for (const { folder } of experiments) {
			const found = (await model.runsOf(folder)).find(({ record }) => record.id === run);
			if (found === undefined) continue;
			await window.showTextDocument(model.uriOf(`${found.folder}/run.json`), { preview: true });
			return;
		}
		this.#context.services.notify.warn(
			l10n.t('The run {0} is no longer recorded here. The comparison is updated when files change.', run),
		);
	}

	async #requestPromotion(candidate: string): Promise<void> {
		const side = this.#comparison?.sides.find(({ label }) => label === candidate);
		if (side?.prompt === undefined) return;
		await commands.executeCommand('stagemark.requestPromotion', {
			folder: this.#request.folder,
			prompt: side.prompt.name,
			version: side.prompt.version,
			experiment: side.experiment,
		});
	}

	async #export(format: ExportFormat): Promise<void> {
		const model = this.#model();
		if (this.#comparison === undefined || model === undefined) return;
		await exportComparison(this.#comparison, format, { folder: model.folder.uri, services: this.#context.services });
	}

	/** What is shown now, so that whoever follows the link sees the same sides. */
	async #copyLink(): Promise<void> {
		const model = this.#model();
		if (model === undefined) return;
		const shown =
			this.#choice === undefined
				? this.#request
				: { references: [this.#choice.baseline, ...this.#choice.candidates], baseline: this.#choice.baseline };
		const { references, baseline } = shown;
		await env.clipboard.writeText(linkTo({ folder: model.folder.name, references, baseline }));
		this.#context.services.notify.done(l10n.t('The link to this comparison is in the clipboard.'));
	}

	async #rate(message: Extract<ComparePanelMessage, { kind: 'rate' }>): Promise<void> {
		const model = this.#model();
		if (model === undefined) return;
		const { run, case: id, score, label, comment } = message;
		await rateAnswer({ run, case: id, score, label, comment }, model, this.#context.services);
		// Also after a refusal, which ends the waiting in the page and shows a run that is gone as gone.
		this.#context.refresh();
	}

	#model(): WorkspaceModel | undefined {
		return this.#context.services.workspaces.modelOf(Uri.parse(this.#request.folder));
	}

	#promptOf(label: string | undefined): ComparisonSide['prompt'] {
		return this.#comparison?.sides.find(side => side.label === label)?.prompt;
	}

	#message(state: CompareState): CompareHostMessage {
		const { folder, references, baseline } = this.#request;
		const subject: CompareSubject = {
			folder,
			references: [...references],
			...withoutUndefined({ requestedBaseline: baseline }),
			...(this.#choice === undefined ? {} : { baseline: this.#choice.baseline, candidates: [...this.#choice.candidates] }),
		};
		return { kind: 'state', subject, state };
	}

	/** What is compared now, what was before, and every variant of the experiments involved. */
	#choices(comparison: Comparison, facts: WorkspaceFacts): readonly SideChoice[] {
		for (const { label, prompt } of comparison.sides)
			this.#known.set(label, { label, description: prompt === undefined ? '' : referenceTo(prompt) });
		const involved = new Set([...comparison.sides.map(side => side.experiment), ...this.#request.references]);
		for (const { experiment } of facts.experiments) {
			if (!involved.has(experiment.id)) continue;
			for (const [variant, { prompt }] of Object.entries(experiment.variants)) {
				const label = `${experiment.id}/${variant}`;
				if (!this.#known.has(label)) this.#known.set(label, { label, description: prompt });
			}
		}
		return [...this.#known.values()].toSorted((a, b) => a.label.localeCompare(b.label));
	}
}

function referenceTo({ name, version }: { readonly name: string; readonly version: string | undefined }): string {
	return version === undefined ? name : `${name}@${version}`;
}

function folderClosed(): string {
	return l10n.t('The folder of this comparison is not open in this window. Open it, then compare again.');
}
