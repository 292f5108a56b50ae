import type { WriteFailure } from '../../ports/file-store.ts';
import type { HookFiles, HookPlace } from '../../ports/hook-files.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { HookReport, HookStep } from './hook-step.ts';

/** Why hooks were not installed or taken out. */
export type HookFailure =
	{ readonly kind: 'hooks-without-repository' } | { readonly kind: 'setting-refused'; readonly key: string } | WriteFailure;

/** Carries steps out in order, and stops at the first that fails. Gives them with paths for people. */
export async function applyHookSteps(
	{ tools, steps }: HookReport,
	{ place, files, isDryRun }: { readonly place: HookPlace; readonly files: HookFiles; readonly isDryRun: boolean },
): Promise<Result<HookReport, HookFailure>> {
	for (const step of isDryRun ? [] : steps) {
		const failure = await applyStep(step, files);
		if (failure !== undefined) return fail(failure);
	}
	return succeed({ tools, steps: steps.map(step => ('file' in step ? { ...step, file: shortPath(step.file, place) } : step)) });
}

async function applyStep(step: HookStep, files: HookFiles): Promise<HookFailure | undefined> {
	switch (step.kind) {
		case 'write-file': {
			const written = await files.write(step.file, step.text, step.isExecutable);
			return written.ok ? undefined : written.failure;
		}
		case 'remove-file': {
			const removed = await files.remove(step.file);
			return removed.ok ? undefined : removed.failure;
		}
		case 'setting':
			return (await files.change(step.key, step.value)) ? undefined : { kind: 'setting-refused', key: step.key };
		case 'by-hand':
		case 'unchanged':
			return undefined;
	}
}

function shortPath(file: string, { top }: HookPlace): string {
	return file.startsWith(`${top}/`) ? file.slice(top.length + 1) : file;
}
