import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { configPath } from '../../formats/config-path.ts';
import { fileKindOf } from '../../workspace/file-kind.ts';
import { placePath } from '../../formats/prompt/place/place-path.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { Change, ChangeFailure } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { adoptionSubject } from './adoption-subject.ts';
import { discover } from './discover.ts';
import type { Discovery } from './discover.ts';
import type { Found } from './found.ts';
import { attributesPath } from './missing-attributes.ts';
import { planAdoption } from './plan-adoption.ts';
import type { AdoptionWrite } from './plan-adoption.ts';

/** What was found, and what adopting would write. */
export interface AdoptionProposal extends Discovery {
	readonly writes: readonly AdoptionWrite[];
}

/** An adoption that is to be written. */
interface AdoptionPlan extends Change {
	readonly writes: readonly AdoptionWrite[];
}

/**
 * Looks through the repository and proposes what to adopt; nothing is written. A prompt that has a version already is left out.
 *
 * @throws The signal's reason when cancelled.
 */
export async function proposeAdoption(
	facts: WorkspaceFacts,
	ports: Pick<Ports, 'files' | 'git'>,
	signal: CancelSignal,
): Promise<AdoptionProposal> {
	const discovery = await discover(ports, signal);
	// Without a configuration even a prompt with a version has to be named in the one that is written.
	const isConfigured = facts.exists(configPath);
	const open = isConfigured ? discovery.found.filter(each => !isAdopted(each, facts)) : discovery.found;
	const found = isConfigured ? open.map(each => withinGlobs(each, facts)) : open;
	return { ...discovery, found, writes: await writesFor(found, discovery, facts, ports) };
}

/** What adopting these finds writes. */
export async function writesFor(
	found: readonly Found[],
	discovery: Pick<Discovery, 'paths'>,
	facts: WorkspaceFacts,
	{ files }: Pick<Ports, 'files'>,
): Promise<readonly AdoptionWrite[]> {
	const attributes = await files.read(attributesPath);
	const existing = {
		exists: (path: WorkspacePath) => facts.exists(path),
		names: new Set(facts.prompts.filter(({ version }) => version !== undefined).map(({ name }) => name)),
		attributes: attributes.kind === 'text' ? attributes.text : undefined,
	};
	return planAdoption(found, discovery, existing);
}

/**
 * Writes what was proposed, all of it or nothing, as one commit unless `git.commit` is off. A file that changed since then refuses the change.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function adoptRepository(
	writes: readonly AdoptionWrite[],
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<AdoptionPlan>, ChangeFailure>> {
	const cards = writes.filter(({ kind }) => kind === 'card').length;
	return await unitOfWork<AdoptionPlan>(
		({ index }) =>
			Promise.resolve(
				succeed({
					writes,
					write: { kind: 'files', path: configPath, files: writes.map(({ path, text, before }) => ({ path, text, before })) },
					message: commitMessage(`${adoptionSubject}${cards} ${cards === 1 ? 'card' : 'cards'}`, '', [
						['Stagemark-Adopt', String(writes.length)],
					]),
					tag: undefined,
					settings: index.config.git,
				}),
			),
		ports,
		signal,
	);
}

/** It says its version, in front matter or in a card, and the configuration names it. */
function isAdopted({ at, path: file, what }: Found, facts: WorkspaceFacts): boolean {
	const path = at === undefined ? file : placePath({ file, at });
	return what === 'prompt' && facts.promptAt(path)?.version !== undefined && fileKindOf(path, facts.config) === 'prompt';
}

/** An existing configuration is the team's own: adopting writes cards for what it names, and says what it does not. */
function withinGlobs(found: Found, { config }: WorkspaceFacts): Found {
	const path = found.at === undefined ? found.path : placePath({ file: found.path, at: found.at });
	if (found.what !== 'prompt' || !found.taken || fileKindOf(path, config) === 'prompt') return found;
	return { ...found, taken: false, why: `${found.why} Add it to “prompts” in stagemark.yaml to adopt it.` };
}
