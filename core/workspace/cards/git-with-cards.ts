import { rememberYaml } from '../../base/yaml/remember-yaml.ts';
import { cardPathOf, fileOfCard } from '../../formats/prompt/card/card-path.ts';
import { composeFrom, sourcesOf } from '../../formats/prompt/card/compose-sheet.ts';
import { hostOf } from '../../formats/prompt/place/place-path.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Git, GitLogEntry } from '../../ports/git.ts';

/** As `Git.readAt`, each text together with the card that its file had at that revision. A path may be a place inside a file. */
export async function readAtWithCards(
	git: Pick<Git, 'readAt'>,
	revision: string,
	paths: readonly WorkspacePath[],
): Promise<ReadonlyMap<WorkspacePath, string>> {
	const texts = await git.readAt(revision, [...new Set(paths.flatMap(sourcesOf))]);
	const parse = rememberYaml();
	return new Map(
		paths.flatMap(path => {
			const text = composeFrom(path, source => texts.get(source), parse);
			return text === undefined ? [] : [[path, text] as const];
		}),
	);
}

/**
 * As `Git.log`: a change of a card is one of its file, and a change of a file one of each place inside it that was asked for.
 */
export async function logWithCards(git: Pick<Git, 'log'>, paths: readonly WorkspacePath[], limit: number): Promise<readonly GitLogEntry[]> {
	const places = new Map<WorkspacePath, WorkspacePath[]>();
	for (const path of paths) {
		const host = hostOf(path);
		if (host !== path) places.set(host, [...(places.get(host) ?? []), path]);
	}
	const seen = new Set<string>();
	return (await git.log(paths.flatMap(withCard), limit))
		.flatMap(entry => {
			const file = fileOfCard(entry.path) ?? entry.path;
			return (places.get(file) ?? [file]).map(path => ({ ...entry, path }));
		})
		.filter(({ commit, path }) => {
			const key = `${commit} ${path}`;
			const isNew = !seen.has(key);
			seen.add(key);
			return isNew;
		});
}

/** The file of a path, and where its card would be. */
export function withCard(path: WorkspacePath): readonly WorkspacePath[] {
	const host = hostOf(path);
	return fileOfCard(host) === undefined ? [host, cardPathOf(host)] : [host];
}
