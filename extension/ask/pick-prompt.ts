import { commands, l10n } from 'vscode';
import { subjectVersions } from '../../core/workspace/subject.ts';
import type { Subject } from '../../core/workspace/subject.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { Services } from '../services.ts';
import { pickOne } from './pick-one.ts';

/** The name of a prompt the user picks. Says so when there is no prompt. */
export async function pickPromptName(services: Services, facts: WorkspaceFacts, title: string): Promise<string | undefined> {
	const names = [...new Set(facts.prompts.map(prompt => prompt.name))];
	if (names.length === 0) {
		services.notify.warn(l10n.t('This folder has no prompts yet. Stagemark looks for them in {0}.', facts.config.prompts.join(', ')), {
			title: l10n.t('Initialize Workspace'),
			run: () => commands.executeCommand('stagemark.initializeWorkspace'),
		});
	}
	return pickOne(
		{ title, placeholder: l10n.t('Which prompt?') },
		names.map(name => ({ label: name, description: facts.versionsOf(name)[0]?.version, value: name })),
	);
}

/** The name of a prompt, a pipeline or a model the user picks. Says so when there is none. */
export async function pickSubjectName(services: Services, facts: WorkspaceFacts, title: string): Promise<string | undefined> {
	const components = facts.components.filter(({ kind }) => kind !== 'embedding');
	if (components.length === 0) return pickPromptName(services, facts, title);
	const names = [...new Set([...facts.prompts, ...components].map(({ name }) => name))];
	return pickOne(
		{ title, placeholder: l10n.t('Which prompt, pipeline or model?') },
		names.map(name => {
			const newest = subjectVersions(name, facts)[0];
			return {
				label: name,
				description: [newest?.kind, newest?.version].filter(part => part !== undefined).join(' · '),
				value: name,
			};
		}),
	);
}

/** The version of a prompt, a pipeline or a model the user picks, newest first, with the stages it holds. */
export async function pickPromptVersion(facts: WorkspaceFacts, title: string, name: string): Promise<string | undefined> {
	const versions = subjectVersions(name, facts).filter(
		(subject): subject is Subject & { version: string } => subject.version !== undefined,
	);
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
