import type { YamlParser } from '../../base/yaml/remember-yaml.ts';
import type { Config } from '../../formats/config/config.ts';
import { placePath } from '../../formats/prompt/place/place-path.ts';
import { findPlaces } from '../../formats/prompt/place/read-placed-text.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { placePatternsOf } from '../file-kind.ts';

/** The paths of the prompts inside a file, as the configuration names them. */
export function placesInFile(file: WorkspacePath, text: string, config: Config, parse?: YamlParser): readonly WorkspacePath[] {
	const places = placePatternsOf(file, config).flatMap(pattern => findPlaces(text, pattern, parse));
	return [...new Set(places)].map(at => placePath({ file, at }));
}
