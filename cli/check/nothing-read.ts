import type { Config } from '../../core/formats/config/config.ts';
import { configPath } from '../../core/formats/config-path.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';

/** Folders with a `stagemark.yaml` of their own below the root, sorted: projects that a check of the root does not see. */
export function projectsBelow(files: readonly WorkspacePath[]): readonly WorkspacePath[] {
	return files.filter(path => path.endsWith(`/${configPath}`)).map(path => path.slice(0, -configPath.length - 1));
}

/** Says that nothing was checked and what to do about it. */
export function nothingReadText({ prompts, experiments, registry }: Config, projects: readonly WorkspacePath[]): string {
	const places = `Prompts are looked for at ${prompts.map(glob => `“${glob}”`).join(', ')}, experiments in ${experiments}/, registry files in ${registry}/.`;
	const [first] = projects;
	const action =
		first === undefined
			? 'Set “prompts” in stagemark.yaml to where yours are, or name the folder of the project with --cwd.'
			: `There are projects below this folder (${shown(projects)}): check each with --cwd, such as “stagemark --cwd ${first} check”.`;
	return `Nothing was checked, since no prompt, experiment or registry file was read. ${places} ${action}`;
}

/** Says that a commit leaves nothing to check, which is more often a mistake than meant. */
export const nothingStagedText =
	'Nothing was checked: the commit leaves no prompt, experiment or registry file. Where that is meant, commit once with --no-verify.';

/** Says which projects below the root were left out. */
export function projectsLeftOutText(projects: readonly WorkspacePath[]): string {
	return `Projects below this folder were not checked: ${shown(projects)}. Check each with --cwd, such as “stagemark --cwd ${projects[0] ?? ''} check”.`;
}

const mostNames = 5;

function shown(projects: readonly WorkspacePath[]): string {
	const names = projects.slice(0, mostNames).join(', ');
	return projects.length > mostNames ? `${names} and ${projects.length - mostNames} more` : names;
}
