import type { FixedName, RenameRefusal } from './rename-refusal.ts';

type Descriptions = { readonly [Kind in RenameRefusal['kind']]: (refusal: Extract<RenameRefusal, { readonly kind: Kind }>) => string };

const fixedNames: Readonly<Record<FixedName, (name: string) => string>> = {
	version: name => `“${name}” is a version, and its number says how the prompt changed. Use the fix “Bump version” or edit the number.`,
	stage: name =>
		`“${name}” is a stage, and all registry files share the names of stages. Change \`stages\` in stagemark.yaml and promote again.`,
	column: name => `“${name}” is a column of a dataset that other programs read. Rename it in the data, then here.`,
	component: name =>
		`“${name}” is a model card, an embedding reference or a pipeline, and its files, its registry file and pipeline steps use this name. Rename it by hand in all of them.`,
	file: name => `“${name}” is a file. Rename the file itself; the places that name it are updated.`,
	'engine-name': name =>
		`“${name}” comes from the template engine, so it has no definition to rename. Rename a variable that the template or the prompt defines.`,
};

const descriptions: Descriptions = {
	'fixed-name': ({ name, what }) => fixedNames[what](name),
	'not-a-name': ({ newName, problem }) => `“${newName}” cannot be a name, so nothing was renamed: ${problem}.`,
	'invalid-name': ({ newName, rule }) => `“${newName}” cannot be a name here, so nothing was renamed. Write ${rule}.`,
	'reserved-name': ({ newName, language }) =>
		`“${newName}” means something else in ${language}, so nothing was renamed. Choose another name.`,
	'name-taken': ({ newName, path }) => `${path} already has a “${newName}”, and the two would be mixed up. Choose another name.`,
	'ambiguous-use': ({ name, path, line }) =>
		`Line ${line} of ${path} may mean “${name}” or something else with that name, so a rename could miss it. Correct that line, then rename.`,
	'unread-part': ({ name, path }) =>
		`A part of ${path} is in another file or in a language that Stagemark does not read, and it may use “${name}” too. Rename it by hand in both.`,
	'shared-template': ({ name, path }) =>
		`${path} shares the variables of this template and may use “${name}” for other prompts too. Rename it by hand in both.`,
	'unknown-template': ({ name, target }) =>
		target === undefined
			? `The template includes a file whose name is computed, and that file may read “${name}”. Rename it by hand in both.`
			: `The template includes “${target}”, which is not a prompt of this workspace, and that file may read “${name}”. Rename it by hand in both.`,
	'several-versions': ({ name, versions }) =>
		`“${name}” is an input of ${versions.join(' and ')}, but a rename changes one version only. Rename it in the file of the version you mean.`,
	'shared-metric': ({ name, experiments }) =>
		`A promotion gate needs “${name}”, and ${experiments.join(' and ')} measure it under this name. Edit the methodologies and stagemark.yaml together.`,
	'locked-experiment': ({ name, experiment }) =>
		`Experiment ${experiment} is locked, and its digest covers “${name}”, so a rename would break the lock. Start a new experiment with the new name.`,
	recorded: ({ name, in: where, path, count }) =>
		where === 'transitions'
			? `“${name}” has ${count === 1 ? 'a transition' : `${count} transitions`} in ${path}, sealed by a hash chain, and recorded history does not change. Start a prompt with the new name instead.`
			: `“${name}” is in ${count === 1 ? 'a recorded run' : `${count} recorded runs`} of ${path}, and recorded runs do not change. Use the new name in a new experiment or prompt instead.`,
	'in-history': ({ name, version }) =>
		`Version ${version} of “${name}” is only in Git history, where it keeps its name, but other files refer to it. Make them refer to a version in the working tree first.`,
	'needs-file-rename': ({ name, path }) =>
		`“${name}” is the name of the file ${path}, and this editor does not support renames that move files. Write the name into the front matter, then rename.`,
	'file-exists': ({ path }) => `The file ${path} already exists, and a rename would overwrite it. Choose another name or move that file.`,
	'not-rewritable': ({ name, path, line }) =>
		`Line ${line} of ${path} spells “${name}” in a way that a rename cannot replace. Write it without escapes there, then rename.`,
};

/** The reason in words: what, why, what to do. */
export function describeRenameRefusal(refusal: RenameRefusal): string {
	return describe(refusal.kind, refusal);
}

function describe<Kind extends RenameRefusal['kind']>(kind: Kind, refusal: Extract<RenameRefusal, { readonly kind: Kind }>): string {
	return descriptions[kind](refusal);
}
