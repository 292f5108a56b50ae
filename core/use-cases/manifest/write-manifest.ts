import { printableJson } from '../../base/text/printable.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Manifest } from '../../formats/manifest/manifest.ts';
import type { ChangeFailure } from '../unit-of-work/change.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { planOwnFile } from '../unit-of-work/write-own-file.ts';
import type { PlannedOwnFile } from '../unit-of-work/write-own-file.ts';
import { exportManifest } from './export-manifest.ts';
import type { ExportFailure } from './export-version.ts';

/** A manifest in its file. */
export interface WrittenManifest extends PlannedOwnFile {
	readonly manifest: Manifest;
}

/** Why no manifest was written. */
export type WriteManifestFailure = ExportFailure | ChangeFailure | { readonly kind: 'not-a-manifest'; readonly path: WorkspacePath };

/**
 * Writes what `exportManifest` gives to a file of the workspace, and commits nothing. A former manifest is replaced; any other file
 * stays as it is.
 *
 * @throws The signal's reason when cancelled; nothing is written then.
 */
export async function writeManifest(
	path: WorkspacePath,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<WrittenManifest>, WriteManifestFailure>> {
	return await unitOfWork(
		async ({ index }): Promise<Result<WrittenManifest, WriteManifestFailure>> => {
			const exported = await exportManifest({ facts: index, files: ports.files, git: ports.git }, signal);
			if (!exported.ok) return exported;
			const file = { path, text: manifestText(exported.value), isFormer: isManifest };
			const planned = await planOwnFile(file, ports);
			return planned.ok ? succeed({ ...planned.value, manifest: exported.value }) : fail({ kind: 'not-a-manifest', path });
		},
		ports,
		signal,
	);
}

/** A manifest as it is printed and written. */
export function manifestText(manifest: Manifest): string {
	return `${printableJson(JSON.stringify(manifest, undefined, 2))}\n`;
}

function isManifest(text: string): boolean {
	return /^\{\s*"format": "stagemark-manifest"/.test(text);
}
