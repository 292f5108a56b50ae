import type { WorkspacePath } from '../../ports/file-store.ts';
import { parseYaml } from '../../base/yaml/parse-yaml.ts';
import { textPathsOf } from '../../base/yaml/schema-keys.ts';
import { validateYaml } from '../../base/yaml/validate-yaml.ts';
import { registrySchema } from './registry-file.ts';
import type { ParsedRegistry } from './registry-file.ts';

/** Reads a registry file. Versions are text as written, so that `Production: 2.10` is not the number 2.1. */
export function parseRegistry(path: WorkspacePath, text: string): ParsedRegistry {
	const yaml = parseYaml(text, { isText: textPathsOf(registrySchema) });
	const { value, problems } = validateYaml(yaml, registrySchema);
	return { path, text, value, yaml, problems: [...yaml.problems, ...problems] };
}
