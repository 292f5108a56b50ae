import { commands, l10n } from 'vscode';
import type { PromptSummary } from '../../core/workspace/file-summary.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { Services } from '../services.ts';
import { pickOne } from './pick-one.ts';

/** The name of a prompt the user picks. Says so when there is no prompt. */
export async function pickPromptName(services: Services, facts: WorkspaceFacts, title: string): Promise<string | undefined> {
	const names = [...new Set(facts.prompts.map(prompt => prompt.name))];
	if (names.length === 0) {
		services.notify.warn(
			l10n.t('There is no prompt in this folder yet. Prompts are looked for below {0}.', facts.config.prompts.join(', ')),
			{ title: l10n.t('Initialize Workspace'), run: () => commands.executeCommand('stagemark.initializeWorkspace') },
		);
	}
	return pickOne(
		{ title, placeholder: l10n.t('Which prompt?') },
		names.map(name => ({ label: name, description: facts.versionsOf(name)[0]?.version, value: name })),
	);
}

/** The version of a prompt the user picks, newest first, with the stages it holds. */
export async function pickPromptVersion(facts: WorkspaceFacts, title: string, name: string): Promise<string | undefined> {
	const versions = facts.versionsOf(name).filter((prompt): prompt is PromptSummary & { version: string } => prompt.version !== undefined);
	return pickOne(
		{ title, placeholder: l10n.t('Which version of {0}?', name) },
		versions.map(({ version, path, description }) => ({
			label: version,
			description: [...facts.stagesOf(name, version), path].join(' · '),
			detail: description,
			value: version,
		})),
	);
}
