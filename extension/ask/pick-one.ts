import { window } from 'vscode';
import { withoutUndefined } from '../../core/base/without-undefined.ts';

/** One row of a question. */
export interface Choice<Value> {
	readonly label: string;
	readonly description?: string | undefined;
	readonly detail?: string | undefined;
	/** Ticked at first, where several may be picked; true by default. */
	readonly isTicked?: boolean;
	readonly value: Value;
}

/** What a question is about: the command as title, the question itself as placeholder. */
export interface Question {
	readonly title: string;
	readonly placeholder: string;
}

/** A question stays open while its reader looks something up elsewhere; Escape closes it. */
const staysOpen = { ignoreFocusOut: true } as const;

/** Asks for one of several. Does not ask when there is only one; undefined when there is none or the user backs out. */
export async function pickOne<Value>(question: Question, choices: readonly Choice<Value>[]): Promise<Value | undefined> {
	const [first, ...others] = choices;
	if (others.length === 0) return first?.value;
	const picked = await window.showQuickPick(choices.map(asItem), {
		...staysOpen,
		title: question.title,
		placeHolder: question.placeholder,
		matchOnDescription: true,
		matchOnDetail: true,
	});
	return picked?.value;
}

/** Asks for any of several, in the order in which they are listed. Undefined when the user backs out. */
export async function pickMany<Value>(question: Question, choices: readonly Choice<Value>[]): Promise<readonly Value[] | undefined> {
	const picked = await window.showQuickPick(
		choices.map(choice => ({ ...asItem(choice), picked: choice.isTicked ?? true })),
		{ ...staysOpen, title: question.title, placeHolder: question.placeholder, canPickMany: true, matchOnDescription: true },
	);
	if (picked === undefined) return undefined;
	const chosen = new Set(picked.map(item => item.value));
	return choices.map(choice => choice.value).filter(value => chosen.has(value));
}

function asItem<Value>({ label, description = '', detail, value }: Choice<Value>): {
	label: string;
	description: string;
	detail?: string;
	value: Value;
} {
	return { label, description, ...withoutUndefined({ detail }), value };
}
