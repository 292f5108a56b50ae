import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { PromptDiff } from '../../core/formats/prompt/diff/prompt-diff.ts';
import { icon } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';

/** Which step of the version number the change asks for, why, and whether the version takes it. */
export function bumpBanner(diff: PromptDiff): TemplateResult {
	const tone = toneOf(diff);
	return html`<section class="banner banner-${tone.name}" aria-label=${localize('Required version')}>
		${icon(tone.icon)}
		<div>
			<p><strong>${requirement(diff)}</strong> ${satisfaction(diff)}</p>
			${
				diff.reasons.length === 0
					? nothing
					: html`<ul>
							${diff.reasons.map(({ bump, reason }) => html`<li><span class="badge">${bump}</span> ${reason}</li>`)}
						</ul>`
			}
		</div>
	</section>`;
}

function toneOf({ isIdentical, isBumpSufficient }: PromptDiff): {
	readonly name: string;
	readonly icon: 'better' | 'worse' | 'warning' | 'same';
} {
	if (isIdentical) return { name: 'good', icon: 'same' };
	if (isBumpSufficient === undefined) return { name: 'warn', icon: 'warning' };
	return isBumpSufficient ? { name: 'good', icon: 'better' } : { name: 'bad', icon: 'worse' };
}

function requirement({ isIdentical, requiredBump }: PromptDiff): string {
	if (isIdentical) return localize('Both versions have the same content.');
	switch (requiredBump) {
		case 'major':
			return localize('Requires a major version.');
		case 'minor':
			return localize('Requires a minor version.');
		case 'patch':
			return localize('Requires a patch version.');
		case 'none':
			return localize('Requires no new version.');
	}
}

function satisfaction({ isIdentical, isBumpSufficient, requiredBump, before, after }: PromptDiff): string {
	if (isIdentical || requiredBump === 'none') return '';
	const [from, to] = [before.version ?? '?', after.version ?? '?'];
	if (isBumpSufficient === undefined)
		return localize('One side has no readable version, so the version step cannot be checked. Give both sides a semantic version.');
	return isBumpSufficient
		? localize('{0} → {1} is enough.', from, to)
		: localize('{0} → {1} is not enough: callers of the old version may break. Raise the version.', from, to);
}
