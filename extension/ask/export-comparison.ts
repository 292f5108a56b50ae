import { commands, l10n, Uri, window, workspace } from 'vscode';
import type { Comparison } from '../../core/judging/compare/comparison.ts';
import { comparisonToCsv, comparisonToHtml, comparisonToMarkdown } from '../../core/judging/compare/report/format-comparison.ts';
import type { Services } from '../services.ts';
import { trimEndOf } from '../../core/base/text/trim-end-of.ts';

/** Ways to write a comparison down, by id. */
const exportFormats = {
	csv: { extension: 'csv', name: 'CSV', write: comparisonToCsv },
	html: { extension: 'html', name: 'HTML', write: comparisonToHtml },
	json: { extension: 'json', name: 'JSON', write: (comparison: Comparison) => `${JSON.stringify(comparison, null, 2)}\n` },
	markdown: { extension: 'md', name: 'Markdown', write: comparisonToMarkdown },
} as const;

export type ExportFormat = keyof typeof exportFormats;

/** Asks where to, and writes what the command line would print. `folder` is where the dialog starts. */
export async function exportComparison(
	comparison: Comparison,
	format: ExportFormat,
	{ folder, services }: { readonly folder: Uri; readonly services: Services },
): Promise<void> {
	const { extension, name, write } = exportFormats[format];
	const target = await window.showSaveDialog({
		title: l10n.t('Export Comparison'),
		defaultUri: Uri.joinPath(folder, `${fileNameOf(comparison.title)}.${extension}`),
		filters: { [name]: [extension] },
	});
	if (target === undefined) return;
	await workspace.fs.writeFile(target, new TextEncoder().encode(write(comparison)));
	services.notify.done(l10n.t('The comparison was saved as {0}.', workspace.asRelativePath(target)), {
		title: l10n.t('Open'),
		run: () => commands.executeCommand('vscode.open', target),
	});
}

/** A title as a file name on every system. */
function fileNameOf(title: string): string {
	return trimEndOf(title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+/, ''), '-.') || 'comparison';
}
