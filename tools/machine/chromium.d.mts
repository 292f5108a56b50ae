/** Absolute path of a Chromium; installs Debian's when that is possible, otherwise says what to install. */
export function chromiumPath(): Promise<string>;

/** Without a display and without any traffic of the browser's own. */
export const chromiumFlags: string[];
