import { personName } from '../../core/formats/registry/person.ts';
import { element } from './element.ts';

/** The name of a person; their address shows on hover, because that is what tells people apart. */
export function person(text: string): HTMLElement {
	return element('span', { class: 'person', title: text }, personName(text));
}
