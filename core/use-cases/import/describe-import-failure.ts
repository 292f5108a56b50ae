import { suggestionInWords } from '../../base/words-of-failure.ts';
import type { FailureWords } from '../../base/words-of-failure.ts';
import type { ImportFailure } from './import-failure.ts';

/** Why nothing was imported. Nothing was written in any of these cases. */
export const importFailureWords: FailureWords<ImportFailure> = {
	'unknown-format': ({ path, seen, known }) => ({
		what: `“${path}” contains nothing that can be imported.`,
		why: `${seen} Stagemark imports results of ${known.join(', ')}.`,
		action: 'Choose the file or folder that the tool wrote, or name its format.',
	}),
	'table-without-case': ({ path, columns }) => ({
		what: `No column of “${path}” has the id of the case.`,
		why: `Its columns are ${quoted(columns)}, and an id is expected in a column called case, case_id, id or the like.`,
		action: 'Rename that column to “case”, or name it with --case COLUMN; --case "#row" takes the number of the row.',
	}),
	'unknown-importer': ({ name, suggestion, known }) => ({
		what: `There is no format “${name}”.`,
		why: 'Stagemark imports no format with this name.',
		action: suggestionInWords(suggestion, known),
	}),
	'unusable-import': ({ path, message }) => ({
		what: `“${path}” cannot be imported.`,
		why: message,
		action: 'Nothing was recorded. Export it again, or remove the broken part.',
	}),
	'unmatched-runs': ({ experiment, labels, variants }) => ({
		what: `The variant of ${quoted(labels)} in “${experiment}” is unknown.`,
		why: `The variants are ${quoted(variants)}, and no name or prompt of the imported runs matches one of them.`,
		action: 'Name the variant, map single runs (NAME=VARIANT), or choose the runs to import.',
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
