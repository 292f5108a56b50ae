/**
 * A Jinja tag with one space behind its opening delimiter and one before its closing one: `{{x}}` becomes `{{ x }}`, `{%-if x-%}`
 * becomes `{%- if x -%}`. Jinja does not care. A tag with nothing in it, and what is no complete tag, stays as it is.
 */
export function spaceDelimiters(tag: string): string {
	const opening = /^\{[{%][-+]?/.exec(tag)?.[0];
	const closing = /(?:-|\+(?=%))?[%}]\}$/.exec(tag)?.[0];
	if (opening === undefined || closing === undefined || tag.length < opening.length + closing.length) return tag;
	const content = tag.slice(opening.length, tag.length - closing.length).trim();
	return content === '' ? tag : `${opening} ${content} ${closing}`;
}
