// Rooms are the folders of core that the plan in ARCHITECTURE.md names: a storey, or a folder in one of the storeys that have rooms.
const storeysWithRooms = /^core\/(formats|judging|use-cases)\/([^/]+)\//;

/**
 * One import for each pair of rooms that see each other, directly or around a corner. Tests do not count.
 *
 * @param {readonly { source: string, dependencies: readonly { resolved: string }[] }[]} modules
 */
export function circlesOfRooms(modules) {
	/** @type {Map<string, Map<string, { from: string, to: string }>>} */
	const arrows = new Map();
	for (const { source, dependencies } of modules) {
		const room = roomOf(source);
		if (room === undefined || source.endsWith('.test.ts')) continue;
		for (const { resolved } of dependencies) {
			const other = roomOf(resolved);
			if (other === undefined || other === room) continue;
			const seen = arrows.get(room) ?? new Map();
			arrows.set(room, seen.set(other, { from: source, to: resolved }));
		}
	}
	return [...arrows].flatMap(([room, seen]) => [...seen].filter(([other]) => reaches(arrows, other, room)).map(([, arrow]) => arrow));
}

/** @param {string} path */
function roomOf(path) {
	const [, storey, room] = storeysWithRooms.exec(path) ?? [];
	if (storey !== undefined) return `${storey}/${room}`;
	return /^core\/([^/]+)\//.exec(path)?.[1];
}

/**
 * @param {ReadonlyMap<string, ReadonlyMap<string, unknown>>} arrows
 * @param {string} from
 * @param {string} to
 */
function reaches(arrows, from, to) {
	const seen = new Set([from]);
	for (const room of seen) {
		if (room === to) return true;
		for (const next of arrows.get(room)?.keys() ?? []) seen.add(next);
	}
	return false;
}
