import { z } from 'zod';
import type { FileReader, WorkspacePath } from '../../../core/ports/file-store.ts';
import type { Config } from '../../../core/formats/config/config.ts';
import { configPath, fileKindOf } from '../../../core/workspace/file-kind.ts';
import { createStagedFiles } from '../../../io/staged-files.ts';
import type { StagedFileReader } from '../../../io/staged-files.ts';
import { WorkerTokenCounter } from '../../../io/tokens/worker-token-counter.ts';
import { createLanguageService } from '../../../language-server/create-language-service.ts';
import { applyFixes } from '../../check/apply-fixes.ts';
import type { CheckResult } from '../../check/check-result.ts';
import { hasFindingAtLeast } from '../../check/check-result.ts';
import { collectFindings } from '../../check/collect-findings.ts';
import { reportGithub } from '../../check/report-github.ts';
import { reportGitlab } from '../../check/report-gitlab.ts';
import { reportJunit } from '../../check/report-junit.ts';
import { reportSarif } from '../../check/report-sarif.ts';
import { reportText } from '../../check/report-text.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { findBaseline } from '../../find-baseline.ts';
import { UsageError } from '../../text/output.ts';
import { toWorkspacePath } from '../../workspace-path.ts';

const optionsSchema = z.object({
	format: z.enum(['text', 'json', 'github', 'sarif', 'junit', 'gitlab']).default('text'),
	failOn: z.enum(['error', 'warning', 'info', 'hint']).default('error'),
	staged: z.boolean().default(false),
	since: z.string().optional(),
	fix: z.boolean().default(false),
	fixUnsafe: z.boolean().default(false),
});

type Options = z.output<typeof optionsSchema>;

export const check: CliCommand = {
	name: 'check',
	summary: 'Lint prompts, experiments and registry files.',

	define(parser) {
		parser
			.argument('[paths...]', 'files or folders (default: everything)')
			.option('--format <format>', 'text, json, github, sarif, junit or gitlab', 'text')
			.option('--fail-on <severity>', 'exit with 1 at this severity or higher: error, warning, info or hint', 'error')
			.option('--staged', 'check what is staged in Git for the next commit, instead of the files on disk')
			.option('--since <revision>', 'compare versions with the point where this branch left the revision, instead of the last commit')
			.option('--fix', 'apply the fixes that do not change the meaning')
			.option('--fix-unsafe', 'apply all fixes');
	},

	async run(context, args, rawOptions) {
		const options = optionsSchema.parse(rawOptions);
		const wanted = z.array(z.string()).parse(args[0] ?? []);
		const { ports } = context;
		const staged = options.staged ? createStagedFiles(context.root) : undefined;
		const files: FileReader = staged ?? ports.files;
		const baseline =
			options.since === undefined ? undefined : await findBaseline({ option: '--since', revision: options.since }, context);
		const tokens = new WorkerTokenCounter();
		const log = (message: string): void => context.output.note(message);
		const service = createLanguageService({ files, git: ports.git, baseline, clock: ports.clock, tokens, log });
		await service.load(context.signal);

		const candidates =
			staged === undefined ? service.documents() : await aboutToBeCommitted(service.documents(), staged, service.facts().config);
		const paths = selectPaths(candidates, wanted, context);
		if (options.fix || options.fixUnsafe) {
			if (options.staged)
				throw new UsageError('--fix changes files on disk and cannot be combined with --staged. Remove one of them.');
			for (const path of paths) {
				await applyFixes(service, ports.files, { path, includeUnsafe: options.fixUnsafe }, context.signal);
			}
		}
		const result = await collectFindings(service, files, paths, context.signal);
		tokens.dispose();
		print(result, { paths, ...options }, context);
		return hasFindingAtLeast(result, options.failOn) ? 1 : 0;
	},
};

/**
 * The documents that a commit of the index would change, so that a finding in another file does not stand in its way. Without a
 * file that others may refer to, and under another configuration, any document may have new findings.
 */
async function aboutToBeCommitted(
	documents: readonly WorkspacePath[],
	staged: StagedFileReader,
	config: Config,
): Promise<readonly WorkspacePath[]> {
	const { present, removed } = await staged.changes();
	const touchesOthers = present.has(configPath) || removed.some(path => fileKindOf(path, config) !== undefined);
	return touchesOthers ? documents : documents.filter(path => present.has(path));
}

function print(
	result: CheckResult,
	{ format, failOn, paths }: Options & { readonly paths: readonly WorkspacePath[] },
	{ output }: CommandContext,
): void {
	switch (format) {
		case 'json':
			output.json(result);
			break;
		case 'github':
			output.raw(reportGithub(result));
			break;
		case 'gitlab':
			output.raw(reportGitlab(result));
			break;
		case 'junit':
			output.raw(reportJunit(result, paths, failOn));
			break;
		case 'sarif':
			output.raw(reportSarif(result));
			break;
		case 'text':
			output.line(reportText(result, output.paint));
			break;
	}
}

/** The documents at or below the wanted paths. A path without any is said aloud: a misspelt one must not read as clean. */
function selectPaths(documents: readonly WorkspacePath[], wanted: readonly string[], context: CommandContext): readonly WorkspacePath[] {
	if (wanted.length === 0) return documents;
	const selected = new Set<WorkspacePath>();
	for (const given of wanted) {
		const folder = toWorkspacePath(given, context);
		const found = documents.filter(path => folder === '' || path === folder || path.startsWith(`${folder}/`));
		if (found.length === 0) {
			context.output.note(
				`${given}: Stagemark checks no file there. The key "prompts" in stagemark.yaml sets where prompts are found.`,
			);
		}
		found.forEach(path => selected.add(path));
	}
	return documents.filter(path => selected.has(path));
}
