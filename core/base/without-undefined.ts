/** `Fields` in which a key that may be undefined is optional instead. */
export type WithoutUndefined<Fields extends object> = {
	[Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
	[Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/**
 * A copy of `fields` in which a key whose value is undefined is left out, in the same order. `exactOptionalPropertyTypes` tells absent
 * from undefined, and so do JSON and YAML. Spread it where a record has optional keys.
 */
export function withoutUndefined<Fields extends object>(fields: Fields): WithoutUndefined<Fields> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as WithoutUndefined<Fields>;
}
