import { checkPointers } from './check-pointers.ts';
import { checkChain } from './hash-chain.ts';
import { parseRegistry } from './parse-registry.ts';
import type { Config } from '../config/config.ts';
import type { Transition } from './registry-file.ts';

/**
 * The edit works on YAML that people wrote. Should it ever go wrong, then here and not in somebody's repository.
 *
 * @throws Error when the text does not read, or does not end with these transitions.
 */
export function assertWritten(
	{ path, config }: { readonly path: string; readonly config: Config },
	text: string,
	transitions: readonly Transition[],
): void {
	const written = parseRegistry(path, text);
	const last = transitions.at(-1);
	const isRight =
		written.problems.length === 0 &&
		written.value !== undefined &&
		(last === undefined || written.value.transitions.at(-1)?.digest === last.digest) &&
		checkChain(written.value.transitions) === undefined &&
		checkPointers(written.value, config).length === 0;
	if (!isRight) throw new Error(`The edit of ${path} would not have been what was planned. Nothing was written.`);
}
