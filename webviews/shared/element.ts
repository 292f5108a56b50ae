export type Child = Node | string | false | undefined;

/**
 * Attributes by name; `true` writes an empty attribute, `false` and undefined write none. `style` and `on…` are
 * refused: the content security policy forbids both, and no text of the user may become script.
 */
export interface Attributes {
	readonly [name: string]: string | number | boolean | undefined;
	readonly style?: never;
	readonly onclick?: never;
}

/**
 * Builds one HTML element. Strings become text nodes, never markup, so text of the user needs no escaping.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
	return fill(document.createElement(tag), attributes, children);
}

/** As `element`, for the vector drawings: intervals and icons. */
export function svgElement<Tag extends keyof SVGElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
	return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** Writes attributes and children into an element that exists already, such as one of the toolkit's. */
export function fill<Target extends Element>(target: Target, attributes: Attributes, children: readonly Child[]): Target {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined || value === false) continue;
		if (/^on|^style$/i.test(name)) throw new TypeError(`Not an attribute of a panel: ${name}`);
		target.setAttribute(name, value === true ? '' : String(value));
	}
	target.append(...children.filter(child => child !== false && child !== undefined));
	return target;
}
