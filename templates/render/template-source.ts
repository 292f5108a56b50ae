/** Another template, by the name a template calls it. */
export interface TemplateSource {
	/** Equal for two sources that are the same file. */
	readonly path: string;
	readonly text: string;
}

/** Gives the template of a name as it is written in the template at `from`; undefined when there is none. */
export type FindTemplate = (name: string, from: string) => TemplateSource | undefined;
