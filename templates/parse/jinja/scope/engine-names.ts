/**
 * Names every Jinja template knows without being given them: `jinja2.defaults.DEFAULT_NAMESPACE`, and what the extension i18n adds once
 * translations are installed. `find_undeclared_variables` leaves them out as well, as far as they are globals of its environment.
 */
export const engineGlobals: ReadonlySet<string> = new Set([
	...['range', 'dict', 'lipsum', 'cycler', 'joiner', 'namespace'],
	...['_', 'gettext', 'ngettext', 'pgettext', 'npgettext'],
]);

/** Names that are known only inside certain bodies, and there only when the body mentions them. */
export const engineLocals = ['loop', 'caller', 'varargs', 'kwargs', 'self', 'super'] as const;

export type EngineLocal = (typeof engineLocals)[number];
