import { suggestionInWords } from '../../base/words-of-failure.ts';
import type { FailureWords } from '../../base/words-of-failure.ts';
import type { ImportFailure } from './import-failure.ts';

/** Why nothing was imported. Nothing was written in any of these cases. */
export const importFailureWords: FailureWords<ImportFailure> = {
	'unknown-format': ({ path, seen, known }) => ({
		what: `“${path}” holds nothing that can be imported.`,
		why: `${seen} What is known are results of ${known.join(', ')}.`,
		action: 'Point to the file or folder that the tool itself wrote, or name its format.',
	}),
	'unknown-importer': ({ name, suggestion, known }) => ({
		what: `There is no format “${name}”.`,
		why: 'Each format that can be imported has a name of its own.',
		action: suggestionInWords(suggestion, known),
	}),
	'unusable-import': ({ path, message }) => ({
		what: `“${path}” cannot be imported.`,
		why: message,
		action: 'Nothing was recorded. Export it again, or take the broken part out.',
	}),
	'unmatched-runs': ({ experiment, labels, variants }) => ({
		what: `Nobody can tell which variant of “${experiment}” ${labels.length === 1 ? `${quoted(labels)} is a run` : `${quoted(labels)} are runs`} of.`,
		why: `The variants are ${quoted(variants)}, and neither names nor prompts of the imported runs fit one of them.`,
		action: 'Name the variant, give names for single runs (NAME=VARIANT), or choose the runs to import.',
	}),
	'unknown-imported-run': ({ name, suggestion, known }) => ({
		what: `There is no run “${name}” to import.`,
		why: 'Runs are chosen by the name or the id that the tool gave them.',
		action: suggestionInWords(suggestion, known),
	}),
};

function quoted(names: readonly string[]): string {
	const shown = names.slice(0, 6).map(name => `“${name}”`);
	return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
