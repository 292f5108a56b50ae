import { l10n } from 'vscode';
import type { PlannedMove } from '../../core/use-cases/promote/move.ts';
import type { Translate } from '../../io/create-translate.ts';
import { gatePreview } from './gate-preview.ts';

/** What a promotion would write, in plain text for a dialog: moves, evidence, file, commit, tag. */
export function promotionPreview({ transitions, path, message, tag, config, state }: PlannedMove, translate: Translate): string {
	const [moved] = transitions;
	const moves = transitions.map(({ version, from, to }) => `${version}: ${from} → ${to}`);
	const isCommitted = config.git.commit && state.kind === 'repository';
	const [subject = ''] = message.split('\n');
	return [
		...moves,
		'',
		...(moved.gates === undefined ? [] : [l10n.t('Gates:'), ...gatePreview(moved.gates, translate), '']),
		...(moved.override === true ? [l10n.t('The transition will record that the gates were overridden.')] : []),
		evidenceWords(moved),
		l10n.t('Reason: {0}', moved.reason),
		l10n.t('File: {0}', path),
		isCommitted ? l10n.t('Commit: {0}', subject) : l10n.t('Nothing is committed.'),
		...(isCommitted && tag !== undefined && config.git.tag ? [l10n.t('Tag: {0}', tag.name)] : []),
	].join('\n');
}

function evidenceWords({ experiment, runs = [] }: PlannedMove['transitions'][0]): string {
	if (runs.length === 0) return l10n.t('Evidence: none. No recorded run evaluated exactly this content.');
	const count = runs.length === 1 ? l10n.t('1 run') : l10n.t('{0} runs', runs.length);
	return l10n.t('Evidence: {0}', [...(experiment === undefined ? [] : [experiment]), count].join(', '));
}
