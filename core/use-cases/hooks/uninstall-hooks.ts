import type { HookFiles, HookPlace } from '../../ports/hook-files.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { applyHookSteps } from './apply-hook-steps.ts';
import type { HookFailure } from './apply-hook-steps.ts';
import { findHookTools } from './find-hook-tools.ts';
import { hasBlock, withoutBlock } from './hook-block.ts';
import { hookCommands, shebangLine } from './hook-script.ts';
import type { HookReport, HookStep } from './hook-step.ts';
import { hookFileOf, mergeDriverKey } from './install-hooks.ts';

/**
 * Takes out what `installHooks` put in, wherever it is by now: the block of each hook, which leaves the user's script byte for
 * byte as it was, hooks that hold nothing else, and the settings of this clone. What the user added to a hook manager's
 * configuration is named.
 *
 * @param isDryRun - Only says what would be done.
 */
export async function uninstallHooks(files: HookFiles, isDryRun: boolean): Promise<Result<HookReport, HookFailure>> {
	const place = await files.place();
	if (place === undefined) return fail({ kind: 'hooks-without-repository' });
	const tools = await findHookTools(place, files);
	const byHand = tools
		.filter(({ tool, text }) => tool !== 'husky' && /\bstagemark\b/.test(text))
		.map(({ file }): HookStep => ({ kind: 'by-hand', file, why: 'It calls Stagemark. Remove those lines.', lines: '' }));
	const steps = [...byHand, ...(await hookSteps(place, files)), ...(await settingSteps(files))];
	return await applyHookSteps({ tools: tools.map(({ tool }) => tool), steps }, { place, files, isDryRun });
}

async function hookSteps(place: HookPlace, files: HookFiles): Promise<readonly HookStep[]> {
	const steps: HookStep[] = [];
	for (const { hook } of hookCommands) {
		for (const isHusky of [false, true]) {
			const file = hookFileOf(hook, place, isHusky);
			const found = await files.read(file);
			if (found.kind !== 'text' || !hasBlock(found.text, place.prefix)) continue;
			const text = withoutBlock(found.text, place.prefix);
			// A script that was there had something to say; one line that names the shell, or nothing, is what the tool makes.
			if (text === (isHusky ? '' : shebangLine)) steps.push({ kind: 'remove-file', file });
			else steps.push({ kind: 'write-file', file, isNew: false, text, isExecutable: found.isExecutable });
		}
	}
	return steps;
}

async function settingSteps(files: HookFiles): Promise<readonly HookStep[]> {
	const driver = await files.setting(mergeDriverKey);
	const isOurs = driver?.includes(' merge-registry ') === true;
	const keys = ['stagemark.cli', 'stagemark.node', ...(isOurs ? [mergeDriverKey, 'merge.stagemark-registry.name'] : [])];
	const steps: HookStep[] = [];
	for (const key of keys) {
		if ((await files.setting(key)) !== undefined) steps.push({ kind: 'setting', key, value: undefined });
	}
	return steps;
}
