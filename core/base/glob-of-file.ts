/** The glob that matches a file and, but for names with special characters, no other. */
export function globOfFile(path: string): string {
	return path.replaceAll(/[!()[\]|+\\*?{}]/g, '?');
}
