import type { SideChoice } from '../protocol.ts';

/** A side as it stands in a picker: `v2 · code-generator@2.0.0`. */
export function choiceText(choice: SideChoice): string {
	return choice.description === '' ? choice.label : `${choice.label} · ${choice.description}`;
}
