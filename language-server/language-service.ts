import type { ComputedTexts } from '../core/ports/computed-texts.ts';
import type { CancelSignal } from '../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../core/ports/file-store.ts';
import type { Git } from '../core/ports/git.ts';
import type { Signer } from '../core/ports/signer.ts';
import type { Clock } from '../core/ports/ports.ts';
import type { TokenCounter } from '../core/ports/token-counter.ts';
import type { TokenCount } from '../core/ports/token-count.ts';
import type { WorkspaceFacts } from '../core/workspace/workspace-facts.ts';
import type { WorkspaceSnapshot } from '../core/workspace/summaries/workspace-snapshot.ts';
import type { EditingService } from './features/editing/editing-service.ts';
import type { FixChoice, RepairedText } from './features/editing/repair-text.ts';
import type { Location } from './features/symbols/location.ts';
import type { SymbolService } from './features/symbols/symbol-service.ts';
import type { Diagnostic } from './rules/diagnostic.ts';
import type { ParsedDocument } from './documents/parsed-document.ts';
import type { Reading } from './documents/reading.ts';
import type { EditInFile } from './documents/text-edit.ts';
import type { CompletionItem } from './features/completion/completion-item.ts';
import type { SuppressionWish } from './features/editing/suppression-wish.ts';
import type { Hover } from './features/reading/hover-text.ts';
import type { RenderedPrompt } from './features/reading/rendered-prompt.ts';

/** What the service needs from outside. The command line and the server give their own. */
export interface LanguageServiceHost {
	readonly files: FileReader;
	readonly git: Git;
	/** Keeps what was computed of many files; without it all is computed anew. */
	readonly computed?: ComputedTexts | undefined;
	/** Checks signatures; without it they are not checked. */
	readonly signer?: Signer | undefined;
	/** The commit that versions are compared with, by default HEAD: a pull request is compared with where it started. */
	readonly baseline?: string | undefined;
	readonly clock: Pick<Clock, 'now'>;
	readonly tokens: TokenCounter;
	/** Tokens of an open document were counted, and it shows other findings now than it did with the estimate. */
	findingsChanged?(path: WorkspacePath): void;
	/** Told, once each, of what keeps findings away: a rule that failed, a folder without Git. */
	log(message: string): void;
}

/** A file that was looked at, or was not. */
export interface Inspection {
	readonly reading: Reading;
	readonly diagnostics: readonly Diagnostic[];
}

/**
 * Everything the editor asks about prompts, experiments and registry files, without any protocol.
 * Documents that are open in the editor replace the files on disk. All offsets are UTF-16.
 */
export interface LanguageService extends EditingService, SymbolService {
	/** Reads the workspace. Every other call waits for it; calling it again starts over. */
	load(signal: CancelSignal): Promise<void>;
	/** A document was opened or changed in the editor. True when its summary changed, so that other files may show other findings. */
	setDocument(path: WorkspacePath, text: string): boolean;
	/** The document was closed: the file on disk counts again. */
	closeDocument(path: WorkspacePath): Promise<void>;
	/** Files changed on disk or in Git. True when any summary changed. */
	filesChanged(paths: readonly WorkspacePath[], signal: CancelSignal): Promise<boolean>;
	/** HEAD moved: what was read from Git is read again when next needed. */
	headChanged(): void;
	/** Files the service may have an opinion on, sorted. */
	documents(): readonly WorkspacePath[];
	/** Every file of the workspace, sorted. */
	files(): readonly WorkspacePath[];
	facts(): WorkspaceFacts;
	/** What is known of the workspace as it stands on disk, without what the editor has not saved. */
	saved(signal: CancelSignal): Promise<WorkspaceSnapshot>;
	diagnose(path: WorkspacePath, signal: CancelSignal): Promise<readonly Diagnostic[]>;
	/** As `diagnose`, with exact counts of tokens, and whether the file was read at all. */
	inspect(path: WorkspacePath, signal: CancelSignal): Promise<Inspection>;
	/** The document after its fixes, each checked to hold what it says; nothing is written. Undefined for a file without text. */
	repair(path: WorkspacePath, choice: FixChoice, signal: CancelSignal): Promise<RepairedText | undefined>;
	/** Ids of the rules that say nothing about documents of these kinds until the repository opts in. None once it has. */
	waitingRules(kinds: ReadonlySet<ParsedDocument['kind']>): readonly string[];
	/** As `diagnose`, for a text that stands in the place of the document for this one question. */
	diagnoseText(path: WorkspacePath, text: string, signal: CancelSignal): Promise<readonly Diagnostic[]>;
	/** The size of a prompt without its inputs: the exact count once it was made, until then an estimate. Undefined for other documents. */
	countTokens(path: WorkspacePath, signal: CancelSignal): Promise<TokenCount | undefined>;
	/** The comment that silences a rule. Undefined where no comment can stand and for rules that must not be silenced. */
	suppress(path: WorkspacePath, wanted: SuppressionWish, signal: CancelSignal): Promise<EditInFile | undefined>;
	hover(path: WorkspacePath, offset: number, signal: CancelSignal): Promise<Hover | undefined>;
	complete(path: WorkspacePath, offset: number, signal: CancelSignal): Promise<readonly CompletionItem[]>;
	define(path: WorkspacePath, offset: number, signal: CancelSignal): Promise<readonly Location[]>;
	/** The prompt as a model would read it, `values` over the samples of the file. Undefined for a file that is no prompt. */
	render(path: WorkspacePath, values: ReadonlyMap<string, unknown>, signal: CancelSignal): Promise<RenderedPrompt | undefined>;
	/** The text of a file in a commit, given by its full hash; undefined when it is not there. */
	textAt(path: WorkspacePath, revision: string): Promise<string | undefined>;
}
