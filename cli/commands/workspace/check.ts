import { z } from 'zod';
import type { FileReader } from '../../../core/ports/file-store.ts';
import { WorkerTokenCounter } from '../../../io/tokens/worker-token-counter.ts';
import { createLanguageService } from '../../../language-server/create-language-service.ts';
import type { LanguageService } from '../../../language-server/language-service.ts';
import { applyFixes, undoneFixText } from '../../check/apply-fixes.ts';
import type { AppliedFixes } from '../../check/check-result.ts';
import { hasFindingAtLeast } from '../../check/check-result.ts';
import { collectFindings } from '../../check/collect-findings.ts';
import type { CheckedResult } from '../../check/collect-findings.ts';
import { coverageText, unconcernedText } from '../../check/coverage-text.ts';
import { nothingReadText, nothingStagedText, projectsBelow, projectsLeftOutText } from '../../check/nothing-read.ts';
import { reportGithub } from '../../check/report-github.ts';
import { reportGitlab } from '../../check/report-gitlab.ts';
import { reportJunit } from '../../check/report-junit.ts';
import { reportSarif } from '../../check/report-sarif.ts';
import { reportText } from '../../check/report-text.ts';
import { selectFiles } from '../../check/select-files.ts';
import type { Selection } from '../../check/select-files.ts';
import { openIndex, sayUnstaged } from '../../check/staged-index.ts';
import type { CliCommand, CommandContext, ExitCode } from '../../command.ts';
import { findBaseline } from '../../find-baseline.ts';
import { UsageError } from '../../text/output.ts';
import { gitSight } from '../../../core/workspace/registry/git-sight.ts';
import { sayUnreadable } from '../../text/unreadable-git.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

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
	onlyLooks: true,

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
		if (options.staged && (options.fix || options.fixUnsafe)) {
			throw new UsageError('--fix changes files on disk and cannot be combined with --staged. Remove one of them.');
		}
		const { ports } = context;
		const staged = options.staged ? await openIndex(context) : undefined;
		const files: FileReader = staged ?? ports.files;
		const baseline =
			options.since === undefined ? undefined : await findBaseline({ option: '--since', revision: options.since }, context);
		const tokens = new WorkerTokenCounter();
		const log = (message: string): void => context.output.note(message);
		const service = createLanguageService({ ...ports, files, baseline, tokens, log });
		await service.load(context.signal);

		const selection = await selectFiles(service, wanted, staged, context);
		if (staged !== undefined) await sayUnstaged(selection.candidates, staged, context);
		const fixes = options.fix || options.fixUnsafe ? await fix(service, selection, options, context) : undefined;
		const found = await collectFindings(service, files, selection, context.signal);
		const git = gitSight(await ports.git.state(), await ports.git.damage());
		const checked = { ...found, result: { ...found.result, git, ...withoutUndefined({ fixes }) } };
		sayUnreadable(git, 'what rests on its history was not checked', context);
		tokens.dispose();
		print(checked, { ...options, isUnconcerned: selection.isUnconcerned }, context);
		return judge({ checked, selection, service, options }, context);
	},
};

/** Applies fixes and says which did not hold. */
async function fix(
	service: LanguageService,
	{ candidates }: Selection,
	{ fixUnsafe }: Options,
	{ ports, output, signal }: CommandContext,
): Promise<AppliedFixes> {
	const applied = await applyFixes(service, ports.writer, { paths: candidates, includeUnsafe: fixUnsafe }, signal);
	applied.undone.forEach(undone => output.note(undoneFixText(undone)));
	return applied;
}

interface Judged {
	readonly checked: CheckedResult;
	readonly selection: Selection;
	readonly service: LanguageService;
	readonly options: Options;
}

/** Clean is only what was read: a run that read nothing is none, and says what to do. */
function judge({ checked, selection, service, options }: Judged, { output }: CommandContext): ExitCode {
	const { result } = checked;
	const projects = projectsBelow(service.files());
	// A folder that cannot be opened has no document, and so no finding that says so.
	const saysNo = hasFindingAtLeast(result, options.failOn) || selection.unread.length > 0;
	if (result.summary.records > 0) {
		if (projects.length > 0) output.note(projectsLeftOutText(projects));
		return saysNo ? 1 : 0;
	}
	// A file that should have been read and was not has a finding that says why.
	if (result.notRead.length > 0 && saysNo) return 1;
	if (selection.isUnconcerned) return 0;
	output.note(options.staged ? nothingStagedText : nothingReadText(service.facts().config, projects));
	return 2;
}

function print(
	{ result, read }: CheckedResult,
	{ format, failOn, isUnconcerned }: Options & Pick<Selection, 'isUnconcerned'>,
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
			// The format has no place for it.
			output.note(`${coverageText(result)}.`);
			break;
		case 'junit':
			output.raw(reportJunit(result, read, failOn));
			break;
		case 'sarif':
			output.raw(reportSarif(result));
			break;
		case 'text':
			output.line(isUnconcerned ? unconcernedText(result) : reportText(result, output.paint));
			break;
	}
}
