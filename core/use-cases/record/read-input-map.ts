import { z } from 'zod';
import { linePositions } from '../../base/text/line-positions.ts';
import type { ExternalFile, FileContent } from '../../ports/file-store.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { parseYaml } from '../../base/yaml/parse-yaml.ts';
import type { InputFailure } from './record-request.ts';
import { safeParseWhole } from '../../base/safe-parse-whole.ts';

/** A JSON or YAML file that must hold one map. YAML reads JSON as well. An empty file is an empty map. */
export async function readInputMap(file: ExternalFile): Promise<Result<Readonly<Record<string, unknown>>, InputFailure>> {
	const path = file.absolutePath;
	const content = await file.read();
	if (content.kind !== 'text') return fail({ kind: 'unreadable-input', path, reason: reasonOf(content) });
	const yaml = parseYaml(content.text);
	const problem = yaml.problems[0];
	if (problem !== undefined) {
		const line = linePositions(content.text)(problem.range.start).line + 1;
		return fail({ kind: 'invalid-input', path, message: `Line ${line}: ${problem.message}` });
	}
	const map = safeParseWhole(z.record(z.string(), z.unknown()), yaml.value ?? {});
	return map.success ? succeed(map.data) : fail({ kind: 'invalid-input', path, message: 'It must be one map of names and values.' });
}

/** Why a file has no text, in words. */
export function reasonOf(content: Exclude<FileContent, { kind: 'text' }>): string {
	switch (content.kind) {
		case 'missing':
			return 'there is no such file';
		case 'binary':
			return 'it is binary, not text';
		case 'too-large':
			return `it has ${content.byteCount} bytes, over the limit of ${content.limit}`;
		case 'unreadable':
			return content.reason;
	}
}
