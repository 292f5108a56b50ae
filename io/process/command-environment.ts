/**
 * The variables of the user for a command of theirs. Left out: what leads Git elsewhere, as inside a hook, and what the
 * editor sets for its own processes, which would make a command that starts Electron or Node behave as part of it, and
 * what an experiment that is being run around this one was told.
 */
export function commandEnvironment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !foreignVariable.test(name));
	return { ...Object.fromEntries(kept), ...variables };
}

const foreignVariable =
	/^(?:GIT_(?:DIR|INDEX_FILE|WORK_TREE|PREFIX)$|ELECTRON_|VSCODE_|STAGEMARK_(?:RUN_DIR|EXPERIMENT|VARIANT|PROMPT|SEED|DATASET)$)/i;

/** Replaces the values of variables that are called like credentials with their names, should a command have printed one. */
export function withoutCredentials(text: string, environment: NodeJS.ProcessEnv): string {
	let masked = text;
	for (const [name, value = ''] of Object.entries(environment)) {
		// A short value is a word such as “true”, which would blank half of the text.
		if (value.length >= 8 && /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL/i.test(name)) masked = masked.replaceAll(value, `[${name}]`);
	}
	return masked;
}
