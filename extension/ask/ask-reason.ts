import { l10n, window } from 'vscode';
import { withoutUndefined } from '../../core/base/without-undefined.ts';

/** A question for words that stay in the registry and in Git. */
export interface ReasonQuestion {
	/** The command. */
	readonly title: string;
	readonly prompt: string;
	/** What stands there at first. */
	readonly value?: string;
	/** True where silence is an answer too. */
	readonly mayBeEmpty?: boolean;
}

/** The reason the user gives, without white space around it. Undefined when the user backs out. */
export async function askReason({ title, prompt, value = '', mayBeEmpty = false }: ReasonQuestion): Promise<string | undefined> {
	const reason = await window.showInputBox({
		title,
		prompt,
		value,
		ignoreFocusOut: true,
		validateInput: text =>
			text.trim() === '' && !mayBeEmpty ? l10n.t('Enter a reason. The audit trail records why, not only when.') : undefined,
	});
	return reason?.trim();
}

/** A move that needs a reason. */
export interface PromotionQuestion {
	/** NAME@VERSION */
	readonly subject: string;
	readonly stage: string;
	/** True when the requirements of the stage are passed over, and the reason has to say why. */
	readonly isOverride: boolean;
	/** A reason that was given before. */
	readonly value: string | undefined;
}

/** The reason of a move to a stage. Undefined when the user backs out. */
export async function askPromotionReason({ subject, stage, isOverride, value }: PromotionQuestion): Promise<string | undefined> {
	return askReason({
		title: isOverride ? l10n.t('Override') : l10n.t('Promote'),
		prompt: isOverride
			? l10n.t(
					'Why does {0} go to {1} despite its requirements? The reason stays visible wherever the move is shown.',
					subject,
					stage,
				)
			: l10n.t('Why does {0} go to {1}? The reason stays in the registry and in Git.', subject, stage),
		...withoutUndefined({ value }),
	});
}
