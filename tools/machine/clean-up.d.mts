/** A new temporary folder that is removed when the process ends, also by Ctrl+C. `purpose` is a word for its name. */
export function temporaryFolder(purpose: string): string;
