import { PrimaryVerdicts } from '../../../core/judging/compare/primary-verdicts.ts';
import type { CancelSignal } from '../../../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../../core/ports/file-store.ts';
import type { ExperimentSummary } from '../../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { DocumentStore } from '../../documents/document-store.ts';
import type { RunCache } from '../../documents/run-cache.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { closeBlockAt } from './block-closing.ts';
import { codeLensesOf, describeLens } from '../reading/code-lens.ts';
import type { EditingService } from './editing-service.ts';
import { foldingRangesOf } from '../reading/folding.ts';
import { formattingEdits } from './formatting.ts';
import { describeInlayHint, inlayHintsOf } from '../reading/inlay-hints.ts';
import { selectionRangesAt } from './selection.ts';
import { semanticTokensOf } from '../reading/semantic-tokens.ts';

/** What the answers rest on. */
interface EditingSources {
	readonly store: DocumentStore;
	readonly files: FileReader;
	readonly runs: RunCache;
}

/** The features about one document, on documents that `store` has parsed. */
export function createEditingService({ store, files, runs }: EditingSources): EditingService {
	const verdicts = new PrimaryVerdicts();
	return {
		fold: (path, signal) => ask(path, signal, [], foldingRangesOf),

		select: (path, offsets, signal) => ask(path, signal, [], document => offsets.map(offset => selectionRangesAt(document, offset))),

		semanticTokens: (path, range, signal) => ask(path, signal, [], (document, facts) => semanticTokensOf(document, facts, range)),

		inlayHints: (path, range, signal) => ask(path, signal, [], (document, facts) => inlayHintsOf(document, range, facts)),

		describeInlayHint: (path, hint, signal) =>
			ask(path, signal, undefined, (document, facts) => describeInlayHint(document, hint, facts)),

		closeBlock: (path, typing, signal) =>
			ask(path, signal, undefined, (document, facts) =>
				closeBlockAt(document, typing, text => store.parseInstead(path, text, facts)),
			),

		format: (path, range, signal) =>
			ask(path, signal, [], (document, facts) => formattingEdits(document, text => store.parseInstead(path, text, facts), range)),

		codeLenses: (path, signal) => ask(path, signal, [], codeLensesOf),

		async describeCodeLens(path, subject, signal) {
			const { document, facts } = await store.get(path, signal);
			if (document === undefined) return undefined;
			const folders = document.kind === 'experiment' ? [document.value.folder] : facts.experiments.map(({ folder }) => folder);
			const records = await runs.get(folders, signal);
			const summary = subject.kind === 'variant' ? facts.experiments.find(experiment => experiment.path === path) : undefined;
			const measured = summary === undefined ? [] : await verdicts.get(summary, records, { facts, files, signal });
			const uncounted = new Set<string>();
			const shown = subject.kind === 'prompt' ? facts.promptAt(path)?.name : undefined;
			const isAsked = ({ experiment, folder }: ExperimentSummary): boolean =>
				folders.includes(folder) &&
				(shown === undefined || records.some(run => run.experiment === experiment.id && run.prompt?.name === shown));
			for (const experiment of facts.experiments.filter(isAsked)) {
				for (const id of await runs.uncounted(experiment, signal)) uncounted.add(id);
			}
			return describeLens(document, subject, facts, { runs: records, verdicts: measured, uncounted });
		},
	};

	/** Answers from the document as it stands now; `otherwise` for a file without one. */
	async function ask<Answer>(
		path: WorkspacePath,
		signal: CancelSignal,
		otherwise: Answer,
		answer: (document: ParsedDocument, facts: WorkspaceFacts) => Answer,
	): Promise<Answer> {
		const { document, facts } = await store.get(path, signal);
		return document === undefined ? otherwise : answer(document, facts);
	}
}
