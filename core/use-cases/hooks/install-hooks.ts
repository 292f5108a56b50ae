import type { HookFile, HookFiles, HookPlace } from '../../ports/hook-files.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { applyHookSteps } from './apply-hook-steps.ts';
import type { HookFailure } from './apply-hook-steps.ts';
import { findHookTools } from './find-hook-tools.ts';
import { hasBlock, withBlock } from './hook-block.ts';
import { hookCommands, hookLines, quote, shebangLine } from './hook-script.ts';
import type { HookName } from './hook-script.ts';
import { hookSnippet } from './hook-snippet.ts';
import type { HookReport, HookStep } from './hook-step.ts';

/** Where the command line is on this machine. */
export interface HookProgram {
	/** Absolute path of the bundled command line. */
	readonly cli: string;
	/** Absolute path of a Node, or of an editor that can be one. */
	readonly node: string;
	/** True when the shell finds `stagemark` by itself. */
	readonly isOnPath: boolean;
}

/** Key of the setting with which Git joins two branches of a registry file. */
export const mergeDriverKey = 'merge.stagemark-registry.driver';

/**
 * Installs the hooks: before a commit what is staged is checked, before a push the registry is verified. Beside a hook manager the
 * hooks go where that one looks for them, or it is said what to add. A script that is there keeps running, after
 * the tool's block; nothing is overwritten, and `core.hooksPath` is not touched. Also tells Git of the merge driver for
 * registry files and where the command line is, in the settings of this clone. Installing again brings everything up to date.
 *
 * @param isDryRun - Only says what would be done.
 */
export async function installHooks(files: HookFiles, program: HookProgram, isDryRun: boolean): Promise<Result<HookReport, HookFailure>> {
	const place = await files.place();
	if (place === undefined) return fail({ kind: 'hooks-without-repository' });
	const tools = await findHookTools(place, files);
	const steps: HookStep[] = [];
	const managed = tools.filter(({ tool }) => tool !== 'husky');
	for (const { tool, file, text } of managed) {
		if (tool === 'husky') continue;
		const lines = hookSnippet(tool, 'stagemark', place.prefix);
		const why = `${tool} writes the hooks of this repository from its configuration. Add these lines, then run “${tool} install”.`;
		steps.push(
			/\bstagemark\b/.test(text)
				? { kind: 'unchanged', what: `${file} already calls Stagemark` }
				: { kind: 'by-hand', file, why, lines },
		);
	}
	const isHusky = tools.some(({ tool }) => tool === 'husky');
	if (isHusky || managed.length === 0) {
		for (const { hook, command } of hookCommands) steps.push(await hookStep(hook, command, { place, isHusky, files }));
	}
	steps.push(...(await settingSteps(files, program)));
	return await applyHookSteps({ tools: tools.map(({ tool }) => tool), steps }, { place, files, isDryRun });
}

interface HookSite {
	readonly place: HookPlace;
	readonly isHusky: boolean;
	readonly files: HookFiles;
}

async function hookStep(hook: HookName, command: string, { place, isHusky, files }: HookSite): Promise<HookStep> {
	const { prefix } = place;
	const file = hookFileOf(hook, place, isHusky);
	const lines = hookLines(prefix, command);
	const byHand = (why: string): HookStep => ({ kind: 'by-hand', file, why, lines: `${lines.join('\n')}\n` });
	if (!isHusky && place.hooksBelongTo === 'user') {
		return byHand(
			'core.hooksPath points to a folder outside this repository, and its hooks run in every repository that uses it. If you want that, add these lines to the hook there.',
		);
	}
	const found = await files.read(file);
	const objection = objectionTo(found, prefix, isHusky);
	if (objection !== undefined) return byHand(objection);
	const former = found.kind === 'text' ? found.text : isHusky ? '' : shebangLine;
	const text = withBlock(former, prefix, lines);
	if (found.kind === 'text' && found.text === text) return { kind: 'unchanged', what: `${file} already calls Stagemark` };
	return { kind: 'write-file', file, isNew: found.kind === 'missing', text, isExecutable: found.kind !== 'text' || found.isExecutable };
}

/** Why a block of shell cannot go into this file; undefined when it can. */
function objectionTo(found: HookFile, prefix: string, isHusky: boolean): string | undefined {
	if (found.kind === 'other')
		return `There is ${found.what} in its place, which Stagemark does not change. Add these lines where they fit.`;
	if (found.kind === 'missing' || hasBlock(found.text, prefix)) return undefined;
	const interpreter = /^#!\s*(.*)/.exec(found.text)?.[1];
	if (interpreter !== undefined && !/(?:^|[\s/])(?:ba|da|k|z)?sh(?:\.exe)?(?:\s|$)/.test(interpreter)) {
		return `It is a ${interpreter.trim()} script, not a shell script. Make it run these commands, or call it from a shell script that does.`;
	}
	if (!isHusky && !found.isExecutable) {
		return 'It is not executable, so Git skips it. Making it executable would also run the rest of it. Do that or move the file, then install again.';
	}
	return undefined;
}

/** Husky runs what lies in `.husky/`; the folder that Git knows is its own. */
export function hookFileOf(hook: HookName, { top, hooksFolder }: HookPlace, isHusky: boolean): string {
	return isHusky ? `${top}/.husky/${hook}` : `${hooksFolder}/${hook}`;
}

async function settingSteps(files: HookFiles, { cli, node, isOnPath }: HookProgram): Promise<readonly HookStep[]> {
	// Git replaces what follows a percent sign.
	const program = isOnPath ? 'stagemark' : [node, cli].map(path => quote(path.replaceAll('\\', '/')).replaceAll('%', '%%')).join(' ');
	const settings: readonly (readonly [string, string])[] = [
		['stagemark.cli', cli.replaceAll('\\', '/')],
		['stagemark.node', node.replaceAll('\\', '/')],
		['merge.stagemark-registry.name', 'Stagemark registry files'],
		[mergeDriverKey, `${program} merge-registry %O %A %B %P`],
	];
	const driver = await files.setting(mergeDriverKey);
	if (driver !== undefined && !driver.includes(' merge-registry ')) {
		return [{ kind: 'unchanged', what: `${mergeDriverKey} is set to something else and was kept: ${driver}` }];
	}
	const steps: HookStep[] = [];
	for (const [key, value] of settings) {
		const isSet = (await files.setting(key)) === value;
		steps.push(isSet ? { kind: 'unchanged', what: `${key} is already set` } : { kind: 'setting', key, value });
	}
	return steps;
}
