import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { applyEdits } from '../../documents/text-edit.ts';
import type { TextEdit } from '../../documents/text-edit.ts';
import type { Diagnostic } from '../../rules/diagnostic.ts';
import type { Fix } from '../../rules/rule.ts';

/** A text after its fixes. */
export interface RepairedText {
	readonly text: string;
	/** Number of fixes that are in the text. Each has removed its finding and brought none. */
	readonly fixCount: number;
	readonly undone: readonly UndoneFix[];
	/** Other files that the fixes are in, too: the card of a prompt, or the prompt of a card. None by default. */
	readonly others?: readonly RepairedFile[];
	/** True when all of the fixes are in those. False by default. */
	readonly isUntouched?: boolean;
}

/** A file before and after its fixes. */
export interface RepairedFile {
	readonly path: WorkspacePath;
	readonly before: string;
	readonly text: string;
}

/** A fix that was tried and taken back. */
export interface UndoneFix {
	readonly rule: string;
	readonly title: string;
	/** `finding-stays`, or the ids of rules that found more than before. */
	readonly reason: { readonly kind: 'finding-stays' } | { readonly kind: 'new-findings'; readonly rules: readonly string[] };
}

/** Which fixes are applied. `all` takes the safe one where there is one, else the first. */
export type FixChoice = 'safe' | 'all';

/** Checks a text in the place of the document. */
export type Diagnose = (text: string) => Promise<readonly Diagnostic[]>;

/**
 * Applies fixes until none is left that holds what it says. Each is checked: afterwards its finding is gone and no rule finds
 * more than before, except `content-changed-without-version-bump` where a fix changes content. Fixes are tried together; when
 * that fails, in halves, so that one that does not hold does not keep the others out. Ends, because a fix that was taken back is
 * not tried again and every other leaves fewer findings.
 */
export async function repairText(source: string, choice: FixChoice, diagnose: Diagnose): Promise<RepairedText> {
	let text = source;
	let found = await diagnose(text);
	let fixCount = 0;
	let mostAtOnce = Number.POSITIVE_INFINITY;
	const undone = new Map<string, UndoneFix>();
	for (;;) {
		const offered = offers(found, choice).filter(offer => !undone.has(keyOf(offer, text)));
		const batch = withoutOverlap(offered).slice(0, mostAtOnce);
		const [first] = batch;
		if (first === undefined || undone.size >= mostUndone) return { text, fixCount, undone: [...undone.values()] };
		const candidate = applyEdits(
			text,
			batch.flatMap(({ fix }) => fix.edits),
		);
		const after = await diagnose(candidate);
		const reason = objection(found, after, batch);
		if (reason === undefined) {
			text = candidate;
			found = after;
			fixCount += batch.length;
			mostAtOnce *= 2;
		} else if (batch.length === 1) {
			undone.set(keyOf(first, text), { rule: first.rule, title: first.fix.title, reason });
			mostAtOnce = Number.POSITIVE_INFINITY;
		} else {
			mostAtOnce = Math.ceil(batch.length / 2);
		}
	}
}

/** Each costs several checks of the whole text; a file with more is for a person. */
const mostUndone = 50;

interface Offer {
	readonly rule: string;
	readonly message: string;
	readonly fix: Fix;
}

/** A fix that makes or renames files is a person's to choose, one at a time, in an editor. */
function offers(found: readonly Diagnostic[], choice: FixChoice): readonly Offer[] {
	return found.flatMap(({ rule, message, fixes }) => {
		const own = fixes.filter(({ files = [] }) => files.length === 0);
		const fix = own.find(({ safety }) => safety === 'safe') ?? (choice === 'all' ? own[0] : undefined);
		return fix === undefined ? [] : [{ rule, message, fix }];
	});
}

/** What a fix is about, wherever it stands after other fixes. */
function keyOf({ rule, message, fix }: Offer, text: string): string {
	const edits = fix.edits.map(({ range, newText }) => [text.slice(range.start, range.end), newText]);
	return JSON.stringify([rule, message, fix.title, edits]);
}

/** Takes fixes in order and leaves out those that touch what an earlier one changes; the next round sees them again. */
function withoutOverlap(offered: readonly Offer[]): readonly Offer[] {
	const edits: TextEdit[] = [];
	return offered.filter(({ fix }) => {
		const isFree = fix.edits.every(edit => edits.every(other => areApart(edit, other)));
		if (isFree) edits.push(...fix.edits);
		return isFree;
	});
}

function areApart(left: TextEdit, right: TextEdit): boolean {
	const areInsertions = left.range.start === left.range.end && right.range.start === right.range.end;
	if (areInsertions) return left.range.start !== right.range.start || left.newText !== right.newText;
	return left.range.end < right.range.start || right.range.end < left.range.start;
}

/** Why fixes may not stay; undefined when they may. */
function objection(before: readonly Diagnostic[], after: readonly Diagnostic[], batch: readonly Offer[]): UndoneFix['reason'] | undefined {
	const [former, left] = [countByRule(before), countByRule(after)];
	const rules = [...left].filter(([rule, count]) => count > (former.get(rule) ?? 0)).map(([rule]) => rule);
	const news = rules.filter(rule => rule !== contentRule);
	if (news.length > 0) return { kind: 'new-findings', rules: news.sort() };
	const stays = [...countByRule(batch)].some(([rule, count]) => (left.get(rule) ?? 0) > (former.get(rule) ?? 0) - count);
	return stays ? { kind: 'finding-stays' } : undefined;
}

/** A fix of content asks for a new version, which is a person's to give. */
const contentRule = 'content-changed-without-version-bump';

function countByRule(found: readonly { readonly rule: string }[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { rule } of found) counts.set(rule, (counts.get(rule) ?? 0) + 1);
	return counts;
}
