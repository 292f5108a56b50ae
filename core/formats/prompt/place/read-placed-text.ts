import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlParser } from '../../../base/yaml/remember-yaml.ts';
import type { PlacedText } from './placed-text.ts';
import type { PlaceInsideFile } from './place-path.ts';
import { placesInYaml, readYamlPlace } from './yaml-places.ts';

/** The text at a place of a file; undefined where there is none. */
export function readPlacedText({ at }: PlaceInsideFile, source: string, parse: YamlParser = parseYaml): PlacedText | undefined {
	return readYamlPlace(source, at, parse);
}

/** The places of a file that a pattern of stagemark.yaml names. */
export function findPlaces(source: string, pattern: string, parse: YamlParser = parseYaml): readonly string[] {
	return placesInYaml(source, pattern, parse);
}
